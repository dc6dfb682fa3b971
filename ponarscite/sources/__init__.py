"""Sources: paths and addresses -> Documents. Each module is a plugin."""
