"""Manuscripts: a text in one of eight languages -> the sites at which it cites works.

from ponarscite.manuscript import sites

for site in sites("[see @pepm775, p. 3]", "markdown"):
    print(site.names, site.locator, site.start, site.end)
"""

from ponarscite.manuscript.reading import LANGUAGES, Manuscript, keyed_sites, language_of, read_manuscript, sites
from ponarscite.manuscript.site import Site

__all__ = ["LANGUAGES", "Manuscript", "Site", "keyed_sites", "language_of", "read_manuscript", "sites"]
