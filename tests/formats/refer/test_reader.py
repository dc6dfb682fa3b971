"""ENW and refer, as other programs write them."""

from __future__ import annotations

import pytest

from tests.formats.formats import read

HEAD = "%A Example, Olena\n%T A\n"


@pytest.mark.parametrize(
    ("name", "csl_type"),
    [
        ("Bill", "bill"),
        ("Music", "musical_score"),
        ("Film or Broadcast", "motion_picture"),
        ("Edited Book", "book"),
        ("Interview", "interview"),
        ("Unheard Of", "document"),
    ],
)
def test_types(name: str, csl_type: str) -> None:
    assert read(f"%0 {name}\n{HEAD}")[0].type == csl_type


def test_the_tags_of_periodicals_and_reports() -> None:
    (article,) = read(f"%0 Journal Article\n{HEAD}%B A Book\n%J A Journal\n%@ 0000-0000\n%N 2\n")
    assert (article.container_title, dict(article.extra)) == ("A Journal", {"ISSN": "0000-0000", "issue": "2"})
    (report,) = read(f"%0 Report\n{HEAD}%B A Series\n%S Another\n%N 7\n%Z One\n%O Two\n")
    assert (report.number, report.collection_title, report.note) == ("7", "A Series", "One")
