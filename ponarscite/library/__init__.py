"""The library: one SQLite file with records, every claim behind them, and the documents that made the claims."""
