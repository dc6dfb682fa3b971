"""Hayagriva YAML, for Typst."""
