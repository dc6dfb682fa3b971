"""Formatted citations of records, and the CSL styles for them."""
