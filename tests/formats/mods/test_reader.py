"""MODS, as Zotero and library catalogues write it."""

from __future__ import annotations

import pytest

from tests.formats.formats import read

RECORD = (
    '<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods><titleInfo><title>A</title></titleInfo>'
    "<name><namePart>An Institution</namePart></name>{}</mods></modsCollection>"
)


@pytest.mark.parametrize(
    ("genres", "csl_type"),
    [
        ('<genre authority="local">journalArticle</genre>', "article-journal"),
        ('<genre authority="local">preprint</genre>', "article"),
        ('<genre authority="local">artwork</genre>', "graphic"),
        ('<genre authority="local">report</genre><genre authority="marcgt">technical report</genre>', "report"),
        ('<genre authority="marcgt">technical report</genre>', "report"),
        ('<genre>Book review</genre><genre authority="local">journalArticle</genre>', "article-journal"),
        ('<genre authority="local">journalArticle</genre><genre authority="csl">review</genre>', "review"),
        ('<genre authority="local">book</genre><genre authority="csl">nonsense</genre>', "book"),
        ("", "document"),
    ],
)
def test_types(genres: str, csl_type: str) -> None:
    """Source: Zotero's own MODS, which has its item type as a genre of the authority "local"."""
    (found,) = read(RECORD.format(genres))
    assert found.type == csl_type


def test_records_in_an_envelope_are_read() -> None:
    text = RECORD.format("").replace("<modsCollection", "<response><modsCollection") + "</response>"
    assert [record.title for record in read(text)] == ["A"]
