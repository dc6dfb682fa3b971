"""Text of a page stays text: nothing that TeX would execute reaches a .bib file."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.record.item import STRINGS, TEXT, from_item
from tests.formats import formats

COMMAND = "^^5cinput^^7bevil^^7d"
"""TeX reads it as an input command, in any argument."""

NONCHARACTERS = "\ufffe\uffff\ufdd0\U0001fffe\U0010ffff"

PEOPLE = [{"family": COMMAND, "given": COMMAND, "suffix": COMMAND}, {"literal": COMMAND}]
TYPES = (
    "report",
    "book",
    "article-journal",
    "chapter",
    "patent",
    "software",
    "webpage",
    "thesis",
    "manuscript",
    "article",
)


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
@pytest.mark.parametrize("kind", TYPES)
def test_no_field_and_no_key_holds_two_circumflexes(kind: str, name: str) -> None:
    item: dict[str, Any] = dict.fromkeys((*STRINGS, *TEXT), COMMAND)
    item |= {"id": COMMAND, "type": kind, "author": PEOPLE, "editor": PEOPLE}
    item |= {"URL": f"http://example.org/{COMMAND}", "DOI": f"10.1000/{COMMAND}", "issued": {"literal": COMMAND}}
    for archive in ("arXiv", COMMAND):
        text = formats.write(name, from_item(item | {"archive": archive}))
        assert "%5E%5E5cinput" in text
        assert "^^" not in text


@pytest.mark.parametrize("name", sorted(formats.WRITERS.keys() - {"crossref", "citation"}))
def test_no_noncharacter_reaches_a_format(name: str) -> None:
    text = f"a{NONCHARACTERS}b"
    item: dict[str, Any] = dict.fromkeys((*STRINGS, *TEXT), text)
    item |= {"id": "k", "type": "report", "author": [{"family": text}]}
    written = formats.write(name, from_item(item | {"URL": f"http://example.org/{text}"}))
    assert not set(NONCHARACTERS) & set(written)
