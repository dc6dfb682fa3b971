"""Documents: the bytes that a source gives, their kind, their text, their tree and their lines."""
