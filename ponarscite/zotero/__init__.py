"""Zotero's items: what it calls the parts of a record, and what it makes of a page. Pure."""
