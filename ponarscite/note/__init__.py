"""Footnotes, and bullets of lists of headlines -> the works that they cite."""
