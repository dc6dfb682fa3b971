"""What can be wrong with records: small pure functions, and one table that gives each its code."""
