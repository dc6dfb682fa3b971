"""PDF files: a process of its own reads them within limits; what it returns is turned into lines by pure functions."""
