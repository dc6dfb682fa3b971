"""Outputs: text -> files, and records -> reference managers. Each module or folder is a plugin."""
