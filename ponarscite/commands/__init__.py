"""The commands, one a module, thin: options, one call, one echo."""
