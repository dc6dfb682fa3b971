"""Readings: grades, spans, and what is sure of a doubtful one."""

from __future__ import annotations

import random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponarscite.citestring.label import FIELDS, OTHERS
from ponarscite.citestring.model import load_model
from ponarscite.citestring.reading import LONGEST, read_citations, sure_part
from ponarscite.citestring.token import tokenize
from ponarscite.citestring.works import MOST_INHERITED
from tests.citestring.tagged import Labels, labelled, readings

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


IMPRINT = "(2020). The Title of the Article. Journal of Politics, 3(1), 1–22."


def test_a_number_of_any_length_is_read() -> None:
    (reading,) = read_citations(f"Smith, J. {IMPRINT.replace('22', '9' * 5_000)}")
    assert "pages" in reading.failed


def test_a_long_text_leaves_nothing_in_the_model() -> None:
    model = load_model()
    before = len(model._read)
    read_citations("".join(f"q{n:x}w " for n in range(3_000)))
    assert len(model._read) - before < 3_000


def test_a_sign_stands_for_a_hundred_names_at_most() -> None:
    names = ", ".join(f"{chr(65 + n // 26)}na {chr(65 + n % 26)}{chr(97 + n // 26)}ter" for n in range(200))
    work = "“The Title of the Article,” Journal of Politics 3, no. 1 (2020): 1–22"
    first, *others = read_citations(f"{names}, {work}; idem, {work.replace('Title', 'Tale')}.")
    assert len(first.item["author"]) > 150
    assert all(other.grade == "doubtful" and len(other.item["author"]) == MOST_INHERITED for other in others)


WORK = "“The Title of the Article,” Journal of Politics 3, no. 1 (2020): 1–22; "
LISTS = {
    "authors": ("{0}, {1}., ", "", IMPRINT),
    "editors": ("ed. {0} {2}, ", "John Smith, “A Title,” in Book, ", ""),
    "capitals": ("{0}, {2}; ", "", IMPRINT),
    "one family": ("Lee, {2}., ", "", IMPRINT),
    "titles": ("“The {0} of {2},” ", "John Smith, ", " Journal 3 (2020): 1-2."),
    "signs": (f"idem, {WORK}", ", ".join(f"Ana B{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(300)) + WORK, ""),
}


@pytest.mark.parametrize("kind", LISTS)
def test_time_is_linear(kind: str) -> None:
    piece, before, after = LISTS[kind]
    letters = random.Random(1)

    def seconds(length: int) -> float:
        words = (["".join(letters.choices("abdeiklmnorstu", k=4)).title() for _ in range(3)] for _ in iter(int, 1))
        text = before
        while len(text) < length:
            one, two, three = next(words)
            text += piece.format(one, two[0], three)
        start = process_time()
        read_citations(text + after)
        return process_time() - start

    seconds(4_000)
    assert seconds(19_000) < 12 * seconds(4_750)


SIGNS = (
    "Ann Lee “ ” ‘ ’ ( ) [ ] . , ; : / // No. 12 2012 3–9 in ed. Hrsg. II U.S. газета «X» (blog) reprinted and & 0º"
    " IV 56 S. — https://a.example/b 10.1000/x"
).split()
ANY_LABEL = st.sampled_from([*OTHERS, *(f"{mark}-{name}" for name in FIELDS for mark in "BI")])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(SIGNS), min_size=1, max_size=14).map(" ".join), st.lists(ANY_LABEL, min_size=14))
def test_any_labels_give_readings_without_an_exception(text: str, labels: list[str]) -> None:
    tokens = tokenize(text)
    found = [labels[n % len(labels)] for n in range(len(tokens))]
    for reading in read_citations(text, Labels(tokens, found, [1.0] * len(tokens))):
        assert reading.grade in ("proven", "doubtful")
        assert 0 <= reading.start <= reading.end <= len(text)
