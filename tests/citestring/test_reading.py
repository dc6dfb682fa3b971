"""Readings: grades, spans, and what is sure of a doubtful one."""

from __future__ import annotations

from ponarscite.citestring.reading import LONGEST, read_citations, sure_part
from tests.citestring.tagged import labelled, readings

BOOK = "[[N|See]] [[author|Ann Lee]], [[title|A Book]] ([[place|London]]: [[publisher|Hurst]], [[issued|2012]])"


def test_a_reading_that_passes_every_check_is_proven() -> None:
    (reading,) = readings(f"{BOOK}.", marginal=0.9)
    assert (reading.grade, reading.failed, reading.marginal) == ("proven", (), 0.9)
    assert reading.item["title"] == "A Book"
    assert reading.text == "Ann Lee, A Book (London: Hurst, 2012"


def test_each_span_is_the_text_as_found() -> None:
    text, _ = labelled(BOOK)
    (reading,) = readings(BOOK)
    assert [span.label for span in reading.spans] == ["author", "title", "place", "publisher", "issued"]
    assert all(text[span.start : span.end] == span.text for span in reading.spans)


def test_a_reading_of_which_the_model_is_not_sure_is_doubtful() -> None:
    (reading,) = readings(BOOK, marginal=0.3)
    assert (reading.grade, reading.failed) == ("doubtful", ("probability",))
    assert sure_part(reading) == {}


def test_a_reading_that_fails_a_check_is_doubtful_and_names_it() -> None:
    (reading,) = readings(
        "[[author|Ann Lee]], “[[title|A Paper]],” which disappointed, [[container|Survival]], [[issued|2012]]"
    )
    assert (reading.grade, reading.failed) == ("doubtful", ("words",))
    assert sure_part(reading) == {"type": "document", "title": "A Paper", "issued": {"date-parts": [[2012]]}}


def test_a_title_that_fails_its_check_is_not_sure() -> None:
    (reading,) = readings("[[author|Ann Lee]], [[title|and then it rained]], [[container|Survival]], [[issued|2012]]")
    assert sure_part(reading) == {}


def test_idem_is_told() -> None:
    _, second = readings(f"{BOOK}[[SEP|;]] [[author|idem]], [[title|Another]] ([[place|London]], [[issued|2014]])")
    assert second.inherited
    assert second.item["author"] == [{"family": "Lee", "given": "Ann"}]


def test_no_text_and_a_text_longer_than_any_citation_give_nothing() -> None:
    _, tagger = labelled(BOOK)
    assert read_citations(" ", tagger) == ()
    assert read_citations("x" * (LONGEST + 1), tagger) == ()
