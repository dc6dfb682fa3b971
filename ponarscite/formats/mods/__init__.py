"""MODS, for library catalogues."""
