"""The language server: citations in editors. `server` speaks the protocol, all other modules know nothing of it."""
