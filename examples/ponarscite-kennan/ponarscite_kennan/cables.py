"""The Kennan Cable, as data: a series needs no code.

From the fields ponarscite works out the rest: it finds "Kennan Cable No. 52" on a page and in a footnote, reads
``kennan-cable-52.pdf`` as evidence, gives the key ``kennancable52``, and prints the publisher.
"""

from ponarscite import Era, Series

KENNAN_CABLES = Series(
    id="kennancable",
    label="Kennan Cable",
    categories=("Kennan Cable", "Kennan Cables"),
    first_year=2014,
    file_codes=("kennan-cable",),
    eras=(Era(first=1, since=2014, publisher="Wilson Center", publisher_place="Washington, DC"),),
    hosts=("wilsoncenter.org",),
)
