"""The model first, the rules for what it gives up."""

from __future__ import annotations

import pytest

from ponarscite.citestring import reading as reading_module
from ponarscite.note import cascade
from ponarscite.note.cascade import Understood, doubtful_work, read_works
from ponarscite.series.ponars import PONARS, PONARS_EURASIA
from tests.citestring.tagged import labelled

SERIES = (PONARS, PONARS_EURASIA)
BOOK = "[[author|Ann Lee]], [[title|A Book]] ([[place|London]]: [[publisher|Hurst]], [[issued|2012]])"


def understood(string: str, monkeypatch: pytest.MonkeyPatch, marginal: float = 1.0) -> Understood:
    """What a model that labels the string so makes of it."""
    text, tagger = labelled(string, marginal)
    monkeypatch.setattr(reading_module, "_model", lambda: tagger)
    cascade.read_works.cache_clear()
    try:
        return read_works(text, SERIES)
    finally:
        cascade.read_works.cache_clear()


def test_a_proven_work_has_its_texts_as_found(monkeypatch: pytest.MonkeyPatch) -> None:
    (work,) = understood(f"[[N|See]] {BOOK}.", monkeypatch).works
    assert work.found == (
        ("type", "book"),
        ("author", "Ann Lee"),
        ("title", "A Book"),
        ("publisher-place", "London"),
        ("publisher", "Hurst"),
        ("issued", "2012"),
        ("reading", "proven, least probability 1.00: Ann Lee, A Book (London: Hurst, 2012"),
    )


def test_a_name_that_words_would_not_give_is_stated(monkeypatch: pytest.MonkeyPatch) -> None:
    (work,) = understood(
        "[[org|Lake Watch]], “[[title|A Paper]],” [[issued|May 2020]], [[URL|https://a.example/b]]", monkeypatch
    ).works
    assert work.get("author") in ("Lake Watch", '{"literal":"Lake Watch"}')


def test_what_the_model_gives_up_goes_to_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    string = "Jane Roe, “Rope,” PONARS Policy Memo No. 98, May 2004; [[N|see PONARS Eurasia Policy Memo No. 513]]"
    found = understood(string, monkeypatch).found
    assert [(one.cited.get("title"), one.cited.get("number"), one.reading) for one in found] == [
        ("Rope", "98", None),
        ("", "513", None),
    ]


def test_works_stand_in_the_order_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    string = f"[[N|See PONARS Eurasia Policy Memo No. 513;]] {BOOK}; [[N|PONARS Eurasia Policy Memo No. 514.]]"
    works = understood(string, monkeypatch).works
    assert [work.get("number") or work.get("title") for work in works] == ["513", "A Book", "514"]


def test_a_label_of_a_series_stands_as_the_series_prints_it(monkeypatch: pytest.MonkeyPatch) -> None:
    string = (
        "[[author|Ann Lee]], “[[title|A Paper]],” [[publisher|PONARS Eurasia]] [[genre|Policy Memo]] [[number|660]], "
        "[[issued|July 2020]]"
    )
    (work,) = understood(string, monkeypatch).works
    assert (work.get("type"), work.get("genre"), work.get("number")) == ("report", "PONARS Eurasia Policy Memo", "660")


def test_what_neither_reads_is_doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    string = "[[author|Ann Lee]], [[title|A Book]], which disappointed, [[container|Survival]], [[issued|2012]]"
    found = understood(string, monkeypatch)
    assert found.works == ()
    assert [reading.failed for reading in found.doubtful] == [("words",)]
    assert found.is_open


def test_a_short_form_is_not_open(monkeypatch: pytest.MonkeyPatch) -> None:
    found = understood("[[author|Lee]], [[title|Rivers]], [[loc|p. 23]]", monkeypatch)
    assert found.doubtful
    assert not found.is_open


def test_a_doubtful_work_carries_its_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    string = "[[author|Ann Lee]], [[title|A Book]], which disappointed, [[container|Survival]], [[issued|2012]]"
    (reading,) = understood(string, monkeypatch).doubtful
    work = doubtful_work(reading, {"type": "document", "title": "A Book"})
    assert work.get("doubt") == "not proven, and read in part: it fails words"


def test_rules_read_nothing_but_memos(monkeypatch: pytest.MonkeyPatch) -> None:
    assert understood("Jane Roe, “Rope,” The Guardian, May 3, 2021", monkeypatch).works == ()


@pytest.mark.parametrize("text", ["", " ", "!?", "x" * 30_000])
def test_any_text_is_read_without_an_exception(text: str) -> None:
    assert read_works(text, SERIES).works == ()


def test_a_reprint_is_told_as_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    string = (
        "“[[title|A Paper]],” [[container|The Guardian]], [[issued|May 3, 2012]], reprinted in "
        "[[container|The Delta]], [[issued|June 2014]]"
    )
    (work,) = understood(string, monkeypatch).works
    assert (work.get("container-title"), work.get("issued")) == ("The Guardian", "May 3, 2012")
    assert work.get("unread") == "reprint"


def test_the_publisher_of_a_journal_is_told_as_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    string = "“[[title|A Paper]],” [[container|Survival, Example Press]] [[volume|3]]([[issue|2]]), [[issued|2012]]"
    (work,) = understood(string, monkeypatch).works
    assert (work.get("container-title"), work.get("unread")) == ("Survival", "publisher of the journal")


@pytest.mark.parametrize(
    ("string", "outlet"),
    [
        ("[[org|Reuters]], “[[title|A Paper]],” [[issued|May 3, 2012]]", "Reuters"),
        ("[[org|Reuters]], “[[title|A Paper]],” [[publisher|Hurst]], [[issued|May 3, 2012]]", ""),
        ("[[org|Lake Watch]], “[[title|A Paper]],” [[issued|May 3, 2012]], [[URL|https://a.example/b]]", ""),
    ],
)
def test_an_agency_is_where_an_article_appeared(string: str, outlet: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (work,) = understood(string, monkeypatch).works
    assert work.get("container-title") == outlet
    assert bool(work.authors) is not bool(outlet)


def test_a_work_that_is_named_twice_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    text, tagger = labelled(f"{BOOK}[[SEP|;]] {BOOK}")
    tagger.marginals[3] = 0.9
    monkeypatch.setattr(reading_module, "_model", lambda: tagger)
    cascade.read_works.cache_clear()
    assert len(read_works(text, SERIES).works) == 1
    cascade.read_works.cache_clear()


MOVED = {
    "“Rafts” (with Bo Kim), Survival, Summer 2015.": {
        "author": ("Bo Kim",),
        "type": "article-journal",
        "container-title": "Survival",
        "title": "Rafts",
        "issued": "Summer 2015",
    },
    "Ann Lee, “Rafts” (PONARS Audio Policy Memo), May 2020.": {
        "author": ("Ann Lee",),
        "type": "broadcast",
        "title": "Rafts",
        "genre": "PONARS Audio Policy Memo",
        "issued": "May 2020",
    },
    "Ann Lee, “Rafts,” Survival, Summer 2015.": {
        "author": ("Ann Lee",),
        "type": "article-journal",
        "container-title": "Survival",
        "title": "Rafts",
        "issued": "Summer 2015",
    },
    "V. Boulanin (ed.). “Rafts.” SIPRI Policy Paper, May 2019.": {
        "type": "report",
        "title": "Rafts",
        "genre": "SIPRI Policy Paper",
        "issued": "May 2019",
        "editor": "V. Boulanin",
    },
    "Pavel Baev, “A Title,” Foreign Affairs, March/April 2020.": {
        "author": ("Pavel Baev",),
        "type": "article-journal",
        "container-title": "Foreign Affairs",
        "title": "A Title",
        "issued": "March/April 2020",
    },
    "Jane Roe, “A Paper,” PONARS Eurasia Working Paper, May 2020.": {
        "author": ("Jane Roe",),
        "type": "report",
        "title": "A Paper",
        "genre": "PONARS Eurasia Working Paper",
        "issued": "May 2020",
    },
    "Jane Roe, “A Title,” Washington Institute, Policy Memo No. 5, May 2015.": {
        "author": ("Jane Roe",),
        "type": "report",
        "title": "A Title",
        "genre": "Washington Institute Policy Memo",
        "number": "5",
        "publisher": "Washington Institute",
        "issued": "May 2015",
    },
}
"""Sources that rules had read."""


@pytest.mark.parametrize(("note", "expected"), MOVED.items())
def test_the_model_reads_what_had_rules_of_its_own(note: str, expected: dict[str, object]) -> None:
    (work,) = read_works(note, SERIES).works
    found = {name: text for name, text in work if name not in ("author", "reading")}
    assert found | ({"author": work.authors} if work.authors else {}) == expected
