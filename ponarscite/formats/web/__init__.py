"""Formats of the web: HTML, meta tags, JSON-LD and COinS."""
