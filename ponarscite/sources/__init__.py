"""Sources: paths, addresses and identifiers -> Documents. Each module is a plugin."""
