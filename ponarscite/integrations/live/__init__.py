"""Live fields: the citations of a word processor's document as Zotero keeps them. Imports nothing."""
