"""RIS of publishers and programs: identifiers in odd tags, tags that no record holds."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.formats.ris.reader import references_of


def reference(*lines: str, kind: str = "JOUR") -> tuple[dict[str, Any], tuple[str, ...]]:
    text = "\n".join((f"TY  - {kind}", "TI  - Work", *lines, "ER  - "))
    (found,) = references_of(text)
    return dict(found.item), found.unread


@pytest.mark.parametrize(
    "doi", ["10.1000/abc", "doi: 10.1000/abc", "doi:10.1000/abc", "https://doi.org/10.1000/abc", "DOI 10.1000/abc"]
)
@pytest.mark.parametrize("tag", ["DO", "M3", "L3", "N1"])
def test_a_doi_is_a_doi_in_any_tag(tag: str, doi: str) -> None:
    item, unread = reference(f"{tag}  - {doi}")
    assert item["DOI"] == (doi if tag == "DO" and doi.startswith("10") else "10.1000/abc")
    assert {"genre", "note"}.isdisjoint(item)
    assert unread == ()


def test_a_doi_twice_is_one() -> None:
    item, unread = reference("M3  - doi: 10.1000/abc", "DO  - https://doi.org/10.1000/ABC")
    assert item["DOI"] == "10.1000/ABC"
    assert "genre" not in item
    assert unread == ()
    assert reference("M3  - 10.1000/other", "DO  - 10.1000/abc")[1] == ("M3",)


def test_a_kind_of_work_stays_one() -> None:
    assert reference("M3  - Review", "DO  - 10.1000/abc")[0]["genre"] == "Review"
    assert reference("M3  - doi: 10.1000/abc", "M3  - Review")[0]["genre"] == "Review"


@pytest.mark.parametrize(
    ("lines", "unread"),
    [
        (("C1  - x", "U1  - y", "ZZ  - z"), ("C1", "U1", "ZZ")),
        (("T2  - J", "JF  - J"), ()),
        (("T2  - J", "JF  - K"), ("JF",)),
        (("UR  - https://x.org/1", "UR  - https://x.org/2"), ("UR",)),
        (("UR  - https://x.org/1; https://x.org/2",), ("UR",)),
        (("PY  - 2014", "DA  - 2014/05/20", "Y1  - 2014"), ()),
        (("SP  - 1", "EP  - 9"), ()),
        (("N1  - one", "N1  - two"), ()),
        (("KW  - a", "KW  - b"), ()),
        (("AU  - Uno, Ana", "A2  - Dos, B."), ()),
        (("C7  - 112", "ID  - k", "C1  - "), ()),
    ],
)
def test_a_tag_that_is_not_read_is_named(lines: tuple[str, ...], unread: tuple[str, ...]) -> None:
    assert reference(*lines)[1] == unread


def test_notes_are_lines() -> None:
    assert reference("N1  - one", "N1  - two")[0]["note"] == "one\ntwo"
    assert reference("C7  - 112")[0]["number"] == "112"
