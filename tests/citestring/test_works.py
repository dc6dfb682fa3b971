"""Labels of tokens -> works."""

from __future__ import annotations

import pytest

from ponarscite.citestring.works import works_of
from tests.citestring.tagged import labelled, works

BOOK = "[[author|Ann Lee]], [[title|A Book]] ([[place|London]]: [[publisher|Hurst]], [[issued|2012]])"


def fields(string: str) -> list[dict[str, list[str]]]:
    """Label -> texts of each work."""
    found = []
    for work in works(string):
        by_label: dict[str, list[str]] = {}
        for piece in work.fields:
            by_label.setdefault(piece.label, []).append(piece.text)
        found.append(by_label)
    return found


def test_a_string_names_a_work() -> None:
    assert fields(f"{BOOK}.") == [
        {"author": ["Ann Lee"], "title": ["A Book"], "place": ["London"], "publisher": ["Hurst"], "issued": ["2012"]}
    ]


def test_each_field_is_its_span() -> None:
    (work,) = works(f"[[N|See]] {BOOK}.")
    assert all(work.text[piece.start : piece.end] == piece.text for piece in work.pieces)


@pytest.mark.parametrize(
    "between",
    [
        "[[SEP|;]] ",
        "[[SEP|; and]] ",
        ", [[loc|p. 22]][[SEP|; and see]] ",
        "; ",  # the model left the mark without a label
        ". [[N|For the text of the speech, see]] ",
    ],
)
def test_works_of_one_string_part(between: str) -> None:
    found = fields(f"{BOOK}{between}[[author|Bo Ek]], “[[title|A Paper]],” [[container|Survival]] ([[issued|1999]])")
    assert [one["title"] for one in found] == [["A Book"], ["A Paper"]]
    assert [one["author"] for one in found] == [["Ann Lee"], ["Bo Ek"]]


def test_a_subtitle_belongs_to_its_title() -> None:
    (found,) = fields("[[author|Ann Lee]], [[title|A Book]]: [[title|Of Rivers]] ([[issued|2012]])")
    assert found["title"] == ["A Book: Of Rivers"]


@pytest.mark.parametrize("title", ["T", "In", "On the Way"])
def test_words_in_quotation_marks_are_the_title(title: str) -> None:
    work = f"[[author|Ann Lee]], “{title},” [[container|Survival]] [[volume|3]] ([[issued|1999]])"
    (found,) = works(work)
    (piece,) = found.all("title")
    assert piece.text == found.text[piece.start : piece.end] == title


def test_words_in_quotation_marks_beside_a_title_are_none() -> None:
    (found,) = fields("[[author|Ann Lee]], “In,” [[title|A Book]] ([[place|Bonn]]: [[publisher|Ek]], [[issued|2012]])")
    assert found["title"] == ["A Book"]
    assert works("[[author|Ann Lee]], “In” and “On,” [[container|Survival]] ([[issued|1999]])") == ()


def test_a_name_that_is_labelled_as_a_title_stays_apart() -> None:
    (found,) = fields("[[title|Ann B. Lee]], [[title|A Book]] ([[publisher|Hurst]], [[issued|2012]])")
    assert found["title"] == ["Ann B. Lee", "A Book"]


def test_two_places_are_one_text() -> None:
    (found,) = fields(
        "[[title|A Book]] ([[place|New York]] and [[place|Oxford]]: [[publisher|Hurst]], [[issued|2012]])"
    )
    assert found["place"] == ["New York and Oxford"]


@pytest.mark.parametrize("remark", ["[[N|Ibid.]]", "[[N|Personal observation.]]", "[[author|Lee]], [[loc|p. 3]]", ""])
def test_a_remark_names_nothing(remark: str) -> None:
    assert works(remark) == ()


@pytest.mark.parametrize("sign", ["[[author|idem]]", "[[author|———]]", "[[author|Он же]]", "[[N|and their]]"])
def test_idem_takes_the_authors_before_it(sign: str) -> None:
    _, second = works(f"{BOOK}[[SEP|;]] {sign}, [[title|Another Book]] ([[place|London]], [[issued|2014]])")
    assert [piece.text for piece in second.all("author")] == ["Ann Lee"]


def test_idem_without_a_work_before_it_has_no_author() -> None:
    (work,) = works("[[author|idem]], [[title|Another Book]] ([[place|London]], [[issued|2014]])")
    assert work.all("author") == ()


def test_the_smallest_marginal_counts() -> None:
    from ponarscite.citestring.works import works_of
    from tests.citestring.tagged import labelled

    text, labels = labelled(BOOK)
    marginals = [0.9] * len(labels.tokens)
    marginals[4] = 0.4  # the title
    (work,) = works_of(text, labels.tokens, labels.labels, marginals)
    assert work.marginal == 0.4
    assert {piece.label: piece.marginal for piece in work.fields}["author"] == 0.9


def test_what_is_not_sure_behind_the_last_field_lowers_no_marginal() -> None:
    text, labels = labelled("[[author|Ann Lee]], [[title|A Book]] ([[place|Bonn]], [[issued|2012]]), [[loc|pp. 3–9]]")
    marginals = [0.2 if label == "loc" else 0.9 for label in labels.labels]
    (work,) = works_of(text, labels.tokens, labels.labels, marginals)
    assert work.marginal == 0.9


@pytest.mark.parametrize("sign", [", reprinted in", "; republished in"])
def test_the_place_of_a_reprint_is_no_part_of_the_work(sign: str) -> None:
    (work,) = works(
        "“[[title|A Paper]],” [[container|Survival]], [[issued|May 2012]]"
        f"{sign} [[container|The Delta]], [[issued|June 2014]]"
    )
    assert [piece.text for piece in work.all("container")] == ["Survival"]


def test_words_that_lead_to_a_day_are_no_field() -> None:
    (work,) = works(
        "[[title|A Paper]], [[container|Survival]], 2012, [[genre|дата обращения]]: [[accessed|12.03.2021]]"
    )
    assert not work.all("genre")
    assert work.before(work.all("accessed")[0]) == ", 2012, дата обращения: "


def test_a_sentence_with_a_quotation_is_another_work() -> None:
    found = works(
        "[[title|He spoke of “rain]].” [[author|Bo Ek]], “[[title|One]],” [[container|Survival]], [[issued|2012]]"
    )
    assert [work.first("title") for work in found] == ["He spoke of “rain", "One"]
