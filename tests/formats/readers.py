"""Readers of what the formats write, built on other people's parsers where there are any."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

from ponarscite.formats.bibtex.composite import ROLES
from ponarscite.formats.bibtex.edtf import MONTHS, Span, issued_of, span_of
from ponarscite.formats.bibtex.fields import LANGUAGES, Dialect
from ponarscite.formats.bibtex.types import BOOKS
from ponarscite.formats.ris.reader import date_of
from ponarscite.formats.ris.tags import TAGS, TAGS_OF
from ponarscite.interchange.latex import from_latex
from ponarscite.record.date import Date
from ponarscite.record.item import NAMES, read_date
from ponarscite.record.item import date_of as csl_date_of
from ponarscite.record.name import Name
from ponarscite.record.wording import STATES

TAG_OF_LANGUAGE = {name: tag for tag, name in LANGUAGES.items()}
ARCHIVE = ("archive", "archive_collection", "archive_location")


def read_bib(text: str, dialect: Dialect) -> list[dict[str, Any]]:
    """Each entry as {"key", "entry", CSL variable: value}; the months must be unbraced macros."""
    library = parse_string(text)
    assert not library.failed_blocks
    assert not library.comments
    return [_bib_entry(entry, dialect) for entry in library.entries]


def _bib_entry(entry: Any, dialect: Dialect) -> dict[str, Any]:
    found: dict[str, Any] = {"key": entry.key, "entry": entry.entry_type}
    fields = {field.key: field.value for field in entry.fields}
    assert (fields.get("month") in MONTHS) <= (
        entry.parser_metadata["removed_enclosing"].get("month") == "no-enclosing"
    )
    table = {**dialect.fields[entry.entry_type], **dict(zip(ARCHIVE, ARCHIVE, strict=True))}
    for field, text in fields.items():
        if field in ("entrysubtype", "options", "month", "editoratype", "editorbtype", "editorctype"):
            continue
        variable = ROLES[fields[f"{field}type"]] if field in ("editora", "editorb", "editorc") else table[field]
        if "maintitle" in fields and field in ("title", "booktitle", "maintitle"):
            variable = _main_title(field, entry.entry_type)
        if field == "year":
            found[variable] = _stored(issued_of(text, _month(fields.get("month", ""))))
        else:
            found[variable] = text if field == "eprint" else _bib_value(variable, text)
    return found


def _month(raw: str) -> str:
    """A month as written: a macro, macros joined by "#" and quoted text, or words."""
    pieces = [piece.strip() for piece in raw.split("#")]
    return "".join(piece.strip('"') for piece in pieces) if all(p in (*MONTHS, '"/"') for p in pieces) else raw


def _stored(value: Span) -> Date:
    return csl_date_of(value) if isinstance(value, dict) else read_date(value)


def _main_title(field: str, entry_type: str) -> str:
    own = "title" if entry_type in BOOKS else "booktitle"
    return {own: "volume-title", "maintitle": "title" if own == "title" else "container-title"}.get(field, "title")


def _bib_value(variable: str, text: str) -> Any:
    if variable in NAMES:
        return tuple(_bib_name(name) for name in split_multiple_persons_names(text))
    if variable in ("issued", "accessed", "event-date", "original-date"):
        return _stored(span_of(text))
    if variable == "keyword":
        return tuple(from_latex(word).strip() for word in _split(text))
    if variable == "language":
        return TAG_OF_LANGUAGE[text]
    if variable == "status":
        return STATES.get(text, from_latex(text))
    return text if variable in ("URL", "DOI") else from_latex(text)


def _split(text: str) -> list[str]:
    """The parts between the commas that stand in no braces."""
    parts, depth = [""], 0
    for token in re.findall(r"\\.|.", text):
        depth += {"{": 1, "}": -1}.get(token, 0)
        if token == "," and not depth:
            parts.append("")
        else:
            parts[-1] += token
    return parts


def from_parts(parts: Sequence[str]) -> Date:
    """The date of year, month and day, as far as they are there."""
    year, month, day = (*map(int, parts), None, None, None)[:3]
    return Date(year, month, day)


def _iso(text: str) -> Date:
    return from_parts(text.split("-"))


def _bib_name(text: str) -> Name:
    parts = parse_single_name_into_parts(text)
    words = [[from_latex(word) for word in part] for part in (parts.last, parts.first, parts.von, parts.jr)]
    family, given, particle, suffix = map(" ".join, words)
    return Name(family, given, particle, suffix=suffix) if given else Name(literal=family)


def read_ris(text: str) -> list[dict[str, Any]]:
    """Each reference as {"key", "TY", CSL variable: value}."""
    references = []
    for block in text.split("ER  - \n")[:-1]:
        lines = [line for line in block.split("\n") if line]
        assert all(re.match(r"[A-Z][A-Z0-9]  - \S", line) for line in lines)
        tags: dict[str, list[str]] = defaultdict(list)
        for line in lines:
            tags[line[:2]].append(line[6:])
        assert lines[0].startswith("TY")
        references.append(_ris_reference(tags))
    return references


def _ris_reference(tags: dict[str, list[str]]) -> dict[str, Any]:
    ris_type = tags["TY"][0]
    found: dict[str, Any] = {"TY": ris_type, "key": tags["ID"][0]}
    table = TAGS_OF.get(ris_type, TAGS)
    for tag, variable in ({**table, "SP": "page"} if "EP" in tags else table).items():
        if tag not in tags:
            continue
        if tag == "EP":
            found["page"] += f"-{tags['EP'][0]}"
        elif variable in NAMES or variable == "keyword":
            found[variable] = tuple(tags[tag])
        elif variable in ("issued", "accessed"):
            found[variable] = _ris_date(tags[tag][0])  # PY, then DA
        else:
            found[variable] = tags[tag][0]
    return found


def _ris_date(text: str) -> Date:
    """Year, month and day stand between slashes, also where some are blank; PY alone is a year of four digits."""
    if not re.fullmatch("[0-9]{4}(?:/[0-9]{0,2}/[0-9]{0,2}/?)?", text):
        return date_of(text) if re.search("[0-9]{4}", text) else Date(literal=text)
    return from_parts([part for part in text.split("/") if part])
