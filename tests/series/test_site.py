"""The habits of sites, unlearned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.record.text import clean
from ponarscite.series.ponars import PONARS, PONARS_EURASIA
from ponarscite.series.site import LOGINS, LONGEST_NAME, READERS, Site, site_of

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
        ("title", "PONARS Eurasia » A Title: So · Another Name", ("A Title: So",)),
        ("title", "PONARS Eurasia : Another Name – A Title", ("A Title",)),
        ("title", "PONARS Eurasia-A Title", ("PONARS Eurasia-A Title",)),
        ("title", "PONARS Eurasia : A Title | Some Name", ("A Title | Some Name",)),
        ("title", "PONARS Eurasia: A Title", ("PONARS Eurasia: A Title",)),
        ("title", "A Title | PONARS Eurasia | A Title", ("A Title | PONARS Eurasia | A Title",)),
        ("title", "", ()),
        ("author", "Lee, Ann", ("Lee, Ann",)),
        ("author", "Ann Lee, Bo Li and Cy Ng", ("Ann Lee", "Bo Li", "Cy Ng")),
        ("author", "Lee, Ann and Bo", ("Lee, Ann and Bo",)),
        ("author", "@annlee", ()),
        ("author", "www.example.org", ()),
        ("author", "https://example.org/lee", ()),
        ("author", "Facebook.com/lee", ()),
        ("author", "12345", ()),
        ("author", "WordPress", ()),
        ("author", "ann at example.org", ("ann at example.org",)),
        ("account", "Ann Example", ("Ann Example",)),
        ("account", "Ann Example; ponars; Another Name", ("Ann Example",)),
        ("byline", "Ann Example and admin", ("Ann Example",)),
        ("account byline", "Another Name and Ann Example", ("Ann Example",)),
        ("imprint", "PONARS Eurasia", ()),
        ("imprint", "Ponarseurasia.org", ()),
        ("imprint", "Example Press", ("Example Press",)),
        ("issued", "soon", ()),
        ("issued", "2012-07-23T10:00:00", ()),
        ("number", "PONARS Policy Memo", ("PONARS Policy Memo",)),
        ("number", "12345", ("12345",)),
        ("genre", "94", ()),
        ("genre", "Example Brief 4", ()),
        ("label", "Policy Memo", ("Policy Memo",)),
        ("keyword", "Courts, Rivers", ("Courts", "Rivers")),
        ("language", "zh-Hant-TW", ("zh-Hant-TW",)),
        ("DOI", "https://doi.org/10.1000/a.b", ("10.1000/a.b",)),
        ("DOI", "doi:10.1000/a<b", ("10.1000/a",)),
        ("DOI", "a book", ()),
        ("pdf-url", "/x/a.pdf", ("https://www.ponarseurasia.org/x/a.pdf",)),
        ("file-name", "https://example.org/x/Pepm775_Lee.pdf", ("Pepm775_Lee.pdf",)),
        ("no such reader", " a\ttext ", ("a text",)),
        ("no such reader", " ", ()),
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


def test_two_colons_part_a_title_from_the_name_of_the_site() -> None:
    assert SITE.read("title", "PONARS Eurasia :: A Title") == ("A Title",)


def test_the_names_of_a_site_are_those_of_its_series_and_its_own() -> None:
    site = site_of((PONARS_EURASIA,), ["Another&#8217;s Name", ""])
    assert site.names == {"ponars eurasia", "ponarseurasia.org", "ponarseurasia.com", "another's name"}
    assert site.address == ""
    assert SITE.address == "https://www.ponarseurasia.org/a/b"
    assert site_of(()) == Site()


def test_a_site_has_the_accounts_that_all_have_and_its_own() -> None:
    assert SITE.accounts == {*LOGINS, "adminponars", "ponars"}
    assert all(SITE.is_account(login.upper()) for login in LOGINS)


def test_a_long_text_is_no_name_of_a_site() -> None:
    longest = "x" * LONGEST_NAME
    site = site_of((), [longest, f"{longest}x"])
    assert site.names == {longest}
    assert site.is_name(longest.upper())
    padded = Site(names=frozenset(("a b",)), accounts=frozenset(("a b",)))
    assert padded.is_name(f"a{' ' * (LONGEST_NAME - 2)}b")
    assert padded.is_account(f"a{' ' * (LONGEST_NAME - 2)}b")
    assert not padded.is_name(f"a{' ' * (LONGEST_NAME - 1)}b")
    assert not padded.is_account(f"a{' ' * (LONGEST_NAME - 1)}b")


def test_without_series_labels_and_files_mean_nothing() -> None:
    site = Site()
    assert site.read("genre", "PONARS Policy Memo No. 94") == ()
    assert site.read("number", "PONARS Policy Memo No. 94") == ("PONARS Policy Memo No. 94",)
    assert site.read("number", "No. 94") == ("94",)
    assert site.read("file-name", "/x/pm_0094.pdf") == ()
    assert site.read("issued", "July 23, 2012") == ("July 23, 2012",)
    assert site.read("title", "A Title - PONARS Eurasia") == ("A Title - PONARS Eurasia",)
