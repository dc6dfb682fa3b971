"""Sphinx: the roles and directives of sphinxcontrib-bibtex and MyST, printed in any style of CSL.

Reading a document records its clusters in the domain `cite`. When all are read, the project is cited as a whole; then
each page that is written gets its texts.
"""
