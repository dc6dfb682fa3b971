"""What a numbered series is: its data, the identity of its members, and the lines that introduce one on a page."""
