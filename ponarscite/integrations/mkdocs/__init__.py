"""MkDocs: pandoc's citations in the pages of a site, printed in any style of CSL.

MkDocs renders a page before it reads the next one. So a citation becomes a mark, which Markdown leaves unchanged. When
all pages are rendered, the site is cited as a whole, and each mark becomes its text.
"""
