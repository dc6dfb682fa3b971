"""Loss: what a format or a style cannot carry of a record."""
