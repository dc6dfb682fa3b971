"""CSL engines, one plugin a module."""
