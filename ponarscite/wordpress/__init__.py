"""What WordPress says of its posts over REST, and what that says of the works they are."""
