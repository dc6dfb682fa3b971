"""Records -> text: one format a module, all pure."""
