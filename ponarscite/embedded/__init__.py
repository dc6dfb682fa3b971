"""Metadata that a reference manager finds in a page: its meta tags and its byline. Pure."""
