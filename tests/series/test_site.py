"""The habits of sites, unlearned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.record.text import clean
from ponarscite.series.ponars import PONARS, PONARS_EURASIA
from ponarscite.series.site import READERS, Site, site_of

SITE = site_of((PONARS, PONARS_EURASIA), ["Another Name"], "https://www.ponarseurasia.org/a/b")


@pytest.mark.parametrize(
    ("reader", "text", "texts"),
    [
        ("title", "A Title - Another Name", ("A Title",)),
        ("title", "A Title – PONARS EURASIA", ("A Title",)),
        ("title", "ponarseurasia.com", ()),
        ("title", "PONARS Eurasia | PONARS Eurasia", ()),
        ("title", "A Title - Some Name", ("A Title - Some Name",)),
        ("author", "PONARS Eurasia", ("PONARS Eurasia",)),
        ("author", "adminPonars", ()),
        ("author", "Sasha de Vogel; admin", ("Sasha de Vogel",)),
        ("account", "PONARS Eurasia", ()),
        ("account", "Another Name and Ann Example", ("Ann Example",)),
        ("byline", "Ann Example, Bo Example and Cy Example", ("Ann Example", "Bo Example", "Cy Example")),
        ("account byline", "Ann Example, PONARS Eurasia", ("Ann Example",)),
        ("author", "editor@example.org", ()),
        ("issued", "July 23, 2012", ()),
        ("issued", "July 24, 2012", ("July 24, 2012",)),
        ("issued", "Spring 2014", ("Spring 2014",)),
        ("issued", "1653004800", ()),
        ("number", "№ 94", ("94",)),
        ("number", "ponars policy memo no 94", ("94",)),
        ("number", "94a", ("94a",)),
        ("genre", "ponars policy memo no 94", ("ponars policy memo",)),
        ("genre", "A Policy Memo No. 94", ()),
        ("file-name", "/x/pm_0094.pdf?y=1", ("pm_0094.pdf",)),
        ("file-name", "/x/cv.pdf", ()),
        ("language", "en_US", ("en-US",)),
        ("language", "English (US)", ()),
        ("URL", "../c", ("https://www.ponarseurasia.org/c",)),
        ("URL", "//example.org/c", ("https://example.org/c",)),
        ("URL", "ftp://example.org/c", ()),
        ("abstract", " Two\n words&amp;hellip; ", ("Two words&hellip;",)),
        ("abstract", "It&#8217;s &quot;so&quot; &unknown; &", ('It’s "so" &unknown; &',)),
    ],
)
def test_readers(reader: str, text: str, texts: tuple[str, ...]) -> None:
    assert SITE.read(reader, text) == texts


@given(st.sampled_from([*READERS, "abstract"]), st.text())
def test_anything_is_read(reader: str, text: str) -> None:
    for site in (SITE, Site()):
        for found in site.read(reader, text):
            assert found
            assert found == clean(found)
