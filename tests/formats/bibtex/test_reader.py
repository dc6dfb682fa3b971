from __future__ import annotations

from typing import Any

import pytest

from ponarscite.formats.bibtex.block import parse_blocks
from ponarscite.formats.bibtex.entry import Block
from ponarscite.formats.bibtex.fields import BIBLATEX, BIBTEX, OTHER_FIELDS
from ponarscite.formats.bibtex.reader import item_of


def item(entry_type: str, **fields: str) -> dict[str, Any]:
    return item_of(Block(entry_type, "k", fields, 1)) | {"id": "k"}


@pytest.mark.parametrize(
    ("entry_type", "fields", "csl_type"),
    [
        ("techreport", {}, "report"),
        ("report", {}, "report"),
        ("article", {}, "article-journal"),
        ("article", {"entrysubtype": "newspaper"}, "article-newspaper"),
        ("inbook", {}, "chapter"),
        ("conference", {}, "paper-conference"),
        ("mastersthesis", {}, "thesis"),
        ("electronic", {}, "webpage"),
        ("article", {"entrysubtype": "Magazine"}, "article-magazine"),
        ("misc", {"entrysubtype": "interview", "url": "https://example.org/"}, "interview"),
        ("misc", {"type": "Podcast", "url": "https://example.org/"}, "broadcast"),
        ("misc", {"type": "Conference"}, "event"),
        ("report", {"type": "Conference"}, "report"),
        ("misc", {}, "document"),
        ("misc", {"url": "https://example.org/"}, "webpage"),
        ("misc", {"howpublished": r"\url{https://example.org/}"}, "webpage"),
        ("unheardof", {}, "document"),
    ],
)
def test_types(entry_type: str, fields: Any, csl_type: str) -> None:
    assert item(entry_type, **fields)["type"] == csl_type


@pytest.mark.parametrize(
    ("entry_type", "fields", "variable", "value"),
    [
        ("article", {"number": "3"}, "issue", "3"),
        ("article", {"journal": r"J. of {X} \& Y"}, "container-title", "J. of X & Y"),
        ("report", {"number": "590"}, "number", "590"),
        ("techreport", {"institution": "GW", "publisher": "Other"}, "publisher", "GW"),
        ("book", {"number": "3"}, "collection-number", "3"),
        ("inproceedings", {"organization": "O"}, "publisher", "O"),
        ("book", {"title": "A", "subtitle": "B"}, "title", "A: B"),
        ("book", {"title": "A?", "subtitle": "B"}, "title", "A? B"),
        ("book", {"keywords": "a; b"}, "keyword", ["a", "b"]),
        ("book", {"keywords": r"a, {b, c}, d \& e; f,"}, "keyword", ["a", "b, c", "d & e; f"]),
        ("book", {"langid": "ngerman"}, "language", "de"),
        ("book", {"language": "Klingon"}, "language", "Klingon"),
        ("book", {"pages": "12--34"}, "page", "12-34"),
        ("book", {"doi": r"https://doi.org/10.1/a\_b"}, "DOI", "10.1/a_b"),
        ("book", {"doi": "10.1/a~b--c"}, "DOI", "10.1/a~b--c"),
        ("book", {"url": r"https://example.org/a\_b~c\%20{\_}d\#e"}, "URL", "https://example.org/a_b~c%20_d#e"),
        (
            "book",
            {"url": r"https://example.org/{\~{}}a{\%}b\~{}{\textasciitilde}c$\sim$d"},
            "URL",
            "https://example.org/~a%b~~c~d",
        ),
        ("review", {"number": "3"}, "issue", "3"),
        ("book", {"origyear": "1900"}, "original-date", {"date-parts": [[1900]]}),
        ("book", {"url": "www.example.org/a"}, "URL", "http://www.example.org/a"),
        ("book", {"url": r"\url{https://example.org/{\_}a}"}, "URL", "https://example.org/_a"),
        ("book", {"url": r"\url{https://example.org/a--b}"}, "URL", "https://example.org/a--b"),
        ("misc", {"howpublished": "A Poster"}, "container-title", "A Poster"),
        ("misc", {"howpublished": r"Online: \url{https://example.org/}"}, "URL", "https://example.org/"),
        ("book", {"year": "2020", "date": "2021-05"}, "issued", {"date-parts": [[2021, 5]]}),
        ("unheardof", {"school": "S"}, "publisher", "S"),
        ("book", {"title": r"\emph{A} $<$b$>$ {\textless}c"}, "title", "<i>A</i> $<$b$>$ <c"),
    ],
)
def test_fields(entry_type: str, fields: Any, variable: str, value: Any) -> None:
    assert item(entry_type, **fields)[variable] == value


@pytest.mark.parametrize("address", ["javascript:alert(1)", "example.org", "file:///etc/passwd", ""])
def test_only_web_addresses_are_links(address: str) -> None:
    assert "URL" not in item("misc", url=address, title="A")


def test_every_field_that_we_write_is_known_for_every_type() -> None:
    written = {field for dialect in (BIBLATEX, BIBTEX) for table in dialect.fields.values() for field in table}
    together = "maintitle issuetitle eprint eprinttype eprintclass archiveprefix primaryclass options".split()
    assert written - set(OTHER_FIELDS) == set(together)


def test_hostile_fields_are_texts() -> None:
    text = r"@book{\write18{x}, title = {\input{/etc/passwd}}, author = { and and , }}"
    broken, read = parse_blocks(f"{text}\n@book{{b, title = {{\\write18{{rm}}}}}}")
    assert broken.faults[0].startswith("@book{\\write18 cannot be read")
    assert item_of(read) == {"id": "b", "type": "book", "title": r"\write18rm"}
