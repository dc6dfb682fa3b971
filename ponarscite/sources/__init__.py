"""World -> Documents."""
