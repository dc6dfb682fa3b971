"""Collections of CSL styles; each module is one plugin."""
