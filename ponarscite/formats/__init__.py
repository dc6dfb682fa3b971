"""Formats: one folder a format, with its tables, its reader, its writer and its declaration as a plugin."""
