"""PDF files, read in a process of its own with limits; from there on pure: pieces of text with places -> lines."""
