"""What a reference manager reads in a page: metadata embedded in its head, and its byline. Pure."""
