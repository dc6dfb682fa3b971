"""BibTeX and BibLaTeX: the tables of both, LaTeX spelling, and the words whose capitals must live."""
