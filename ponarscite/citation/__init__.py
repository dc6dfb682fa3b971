"""Formatted citations and the styles they are formatted in."""
