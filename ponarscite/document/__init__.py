"""Documents: what a source gave us, as bytes, and the lines that stand in them."""
