"""Text -> world."""
