"""A footnote, or a bullet of a list of headlines, and the works it cites."""
