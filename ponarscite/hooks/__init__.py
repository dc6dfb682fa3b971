"""Hooks: the registry of plugins, calls of their hooks, and the contract that their values keep."""
