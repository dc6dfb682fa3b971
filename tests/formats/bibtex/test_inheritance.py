"""What entries take from their parents, as appendix B of the biblatex manual has it."""

from __future__ import annotations

import pytest

from ponarscite.formats.bibtex.block import parse_blocks

PARENT = (
    "title={T}, subtitle={S}, titleaddon={A}, shorttitle={H}, date={2003}, publisher={P}, doi={10.1/x}, "
    "author={Uno, A.}, keywords={w}, options={o}"
)


def inherited(child: str, parent: str, fields: str = "title={C}") -> dict[str, str]:
    text = f"@{child}{{c, {fields}, crossref={{P}}}}\n@{parent}{{p, {PARENT}}}"
    found = next(block for block in parse_blocks(text) if block.key == "c").fields
    return {
        name: value for name, value in found.items() if name not in ("title", "crossref") or value not in ("C", "P")
    }


COMMON = {"date": "2003", "publisher": "P", "author": "Uno, A."}


@pytest.mark.parametrize(
    ("child", "parent", "lead"),
    [
        ("inproceedings", "proceedings", "book"),
        ("incollection", "collection", "book"),
        ("incollection", "book", "book"),
        ("inreference", "reference", "book"),
        ("inproceedings", "mvproceedings", "main"),
        ("incollection", "mvcollection", "main"),
        ("book", "mvbook", "main"),
        ("collection", "mvcollection", "main"),
        ("article", "periodical", "journal"),
        ("suppperiodical", "periodical", "journal"),
    ],
)
def test_titles_get_the_name_that_they_have_in_the_child(child: str, parent: str, lead: str) -> None:
    titles = {f"{lead}title": "T", f"{lead}subtitle": "S", f"{lead}titleaddon": "A"}
    assert inherited(child, parent) == COMMON | titles


def test_the_author_of_a_book_is_the_book_author_of_its_part() -> None:
    assert inherited("inbook", "book")["bookauthor"] == "Uno, A."
    assert "bookauthor" not in inherited("incollection", "book")


def test_a_child_with_a_title_of_its_own_takes_no_subtitle() -> None:
    assert inherited("book", "book") == COMMON
    assert inherited("book", "book", "note={N}") == COMMON | {
        "note": "N",
        "title": "T",
        "subtitle": "S",
        "titleaddon": "A",
    }


def test_what_the_child_has_stays() -> None:
    assert inherited("inproceedings", "proceedings", "title={C}, booktitle={B}, date={1999}") == COMMON | {
        "booktitle": "B",
        "booksubtitle": "S",
        "booktitleaddon": "A",
        "date": "1999",
    }


def test_a_container_of_data_gives_everything_but_what_belongs_to_the_entry() -> None:
    (found,) = parse_blocks(f"@xdata{{x, {PARENT}}}\n@book{{c, note={{N}}, xdata={{x}}}}")
    assert found.fields == COMMON | {
        "note": "N",
        "xdata": "x",
        "title": "T",
        "subtitle": "S",
        "titleaddon": "A",
        "shorttitle": "H",
        "doi": "10.1/x",
        "keywords": "w",
    }


def test_a_volume_hands_its_main_title_on() -> None:
    text = (
        "@inbook{c, title={C}, crossref={v}}\n@book{v, title={V}, volume={2}, crossref={m}}\n"
        "@mvbook{m, title={M}, subtitle={S}}"
    )
    found = next(iter(parse_blocks(text))).fields
    assert (found["booktitle"], found["maintitle"], found["mainsubtitle"]) == ("V", "M", "S")
