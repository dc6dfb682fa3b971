"""Zotero RDF, and the JSON of Zotero's web API."""
