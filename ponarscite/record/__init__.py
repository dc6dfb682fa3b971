"""The record: the value that everything meets in, and its typed parts, each beside its parser."""
