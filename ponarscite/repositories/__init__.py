"""Collections of CSL styles, one plugin a module."""
