"""Checks of records: small pure functions, each with a code (P001 to P016)."""
