"""Document -> claims: one plugin a module, all of them pure."""
