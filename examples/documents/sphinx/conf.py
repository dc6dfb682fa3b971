"""A Sphinx project of one page that cites by sphinxcontrib-bibtex."""

project = "Two Invented Memos"
extensions = ["sphinxcontrib.bibtex"]
bibtex_bibfiles = ["memos.bib"]
