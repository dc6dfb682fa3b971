"""Interchange: pure pieces that several formats share."""
