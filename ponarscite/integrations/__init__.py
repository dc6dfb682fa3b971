"""Integrations: writing tools that cite the records of a library, one plugin each."""
