"""The reader of labelled strings."""

from __future__ import annotations

import re

import pytest

from ponarscite.citestring.label import FIELDS, LABELS, LOCATOR, REMARK, SEPARATOR, field_of
from ponarscite.citestring.token import tokenize
from ponarscite.citestring.training.labelled import Labelled, parse_line, parse_lines, read_labelled, token_labels
from tests.markdown import MANUAL


def labels(labelled: Labelled) -> str:
    return " ".join(token_labels(labelled.pieces, tokenize(labelled.text)))


def test_a_line() -> None:
    line = "book@ru+report\t[[N|See]] [[author|Ann Lee]], [[title|A [B]]] ([[issued|2012]])[[SEP|;]] [[genre|Memo]] 3."
    read = parse_line(line)
    assert (read.types, read.languages) == (("book", "report"), ("ru", "en"))
    assert read.text == "See Ann Lee, A [B] (2012); Memo 3."
    assert labels(read) == "N B-author I-author O B-title I-title I-title I-title O B-issued O SEP B-genre O O"


def test_names_side_by_side_are_two() -> None:
    read = parse_line("book\t[[author|Lee A]] [[author|Ek B]]")
    assert labels(read) == "B-author I-author B-author I-author"


def test_a_field_in_brackets_ends_where_its_own_brackets_do() -> None:
    assert labels(parse_line("book\t[[title|T]] [[[original|X]]]")) == "B-title O B-original O"


def test_a_doi_is_one_token_without_its_resolver() -> None:
    for form in (
        "[[DOI|doi:10.1/x]]",
        "[[DOI|https://doi.org/10.1/x]]",
        "https://doi.org/[[DOI|10.1/x]]",
        "[[URL|https://doi.org/10.1/x]]",
    ):
        read = parse_line("book\t[[title|T]] " + form.replace("10.1/", "10.1000/"))
        assert labels(read).startswith("B-title O ")
        assert labels(read).endswith(" B-DOI")
        assert "I-DOI" not in labels(read)
        assert "URL" not in labels(read)


def test_prose_has_no_work() -> None:
    assert parse_line("none\t[[N|Emphasis added.]]").types == ()


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("book [[title|T]]", "no tab"),
        ("buch\tT", "unknown type buch"),
        ("book\t[[titel|T]]", "unknown label 'titel'"),
        ("book\t[[title|T", "stays open"),
        ("book\tT]] x", "never opened"),
    ],
)
def test_what_cannot_be_read_is_told(line: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        parse_line(line)
    with pytest.raises(ValueError, match="line 3: "):
        list(parse_lines(["# a source", "", line]))


def test_all_labelled_strings_of_the_package_can_be_read() -> None:
    for strings in read_labelled().values():
        for string in strings:
            assert set(token_labels(string.pieces, tokenize(string.text))) <= set(LABELS)


def test_field_of() -> None:
    assert [field_of(label) for label in ("B-title", "I-org", "O", "loc")] == ["title", "org", "", ""]


def test_the_labelled_strings_of_the_manual_can_be_read() -> None:
    page = (MANUAL / "citations.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```tsv\n(# source.*?)```", page, re.DOTALL)
    assert [string.types for string in parse_lines(block.splitlines())][1:] == [("book",), ("book", "report"), ()]
    told = set(re.findall(r"`(\w+)`", page.partition("- The labels are")[2].partition("- A language")[0]))
    assert {*FIELDS, REMARK, SEPARATOR, LOCATOR} == told
