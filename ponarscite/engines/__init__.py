"""CSL engines; each module is one plugin."""
