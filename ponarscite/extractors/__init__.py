"""Extractors: Document -> claims. Each module is a plugin, and pure."""
