"""The variables that a format or a style cannot carry."""
