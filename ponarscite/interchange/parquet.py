"""The columns of a Parquet file of records, as data; and claims as the JSON in one of them.

The schema is stable: a column keeps its name, its type and its meaning for as long as VERSION stays. A new column may
come at the end; readers ignore those that they do not know.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ponarscite.record.claim import ROLES, About, Claim, Rank
from ponarscite.record.item import to_json_text

SCHEMA = "ponarscite.schema"
"""Key in the metadata of a file; its value is the version of the schema."""

VERSION = 1

HINT = "pip install 'ponarscite[scale]'"
"""The next step where pyarrow is missing."""

Type: TypeAlias = "str | list[Type] | dict[str, Type]"
"""The name of a simple type of Arrow; a list with the type of its entries; or a struct with those of its fields."""

_NAME: dict[str, Type] = {
    "family": "string",
    "given": "string",
    "non_dropping_particle": "string",
    "dropping_particle": "string",
    "suffix": "string",
    "literal": "string",
}
_DATE: dict[str, Type] = {"precision": "string", "text": "string", "date": "date32", "literal": "string"}
_VALUE: dict[str, Type] = {"variable": "string", "text": "string"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file.

    Args:
        name: its name.
        type: of its values; any value may be null, which means unknown.
        description: what it holds, for people.
    """

    name: str
    type: Type
    description: str

    @property
    def type_name(self) -> str:
        """The type in words: "list<struct<family: string, …>>"."""
        return _in_words(self.type)


def _in_words(kind: Type) -> str:
    if isinstance(kind, str):
        return kind
    if isinstance(kind, list):
        return f"list<{_in_words(kind[0])}>"
    return f"struct<{', '.join(f'{name}: {_in_words(one)}' for name, one in kind.items())}>"


COLUMNS = (
    Column("key", "string", "the citation key, different in each row"),
    Column("role", "string", "`subject`, `cited` or `mentioned`: what the work is to the document it was found in"),
    Column(
        "identity",
        {"kind": "string", "value": ["string"], "reason": "string"},
        "`number` with series and number, `url` with address and title, `title`, or `ambiguous`; texts are folded",
    ),
    Column("type", "string", "the item type of CSL 1.0.2: `report`"),
    Column("genre", "string", "the kind as citations name it: `PONARS Eurasia Policy Memo`"),
    Column("series", "string", "the code of a numbered series: `pepm`"),
    Column("number", "string", "the number in its series, as printed"),
    Column("title", "string", "title and subtitle, as one text"),
    Column("author", [_NAME], "the authors in order; an institution has `literal` alone"),
    Column("contributor", [{"variable": "string"} | _NAME], "all other names, each with its CSL variable: `editor`"),
    Column(
        "issued",
        _DATE,
        "`precision` is `day`, `month`, `season`, `year`, `range` or `words`; `text` is EDTF, or the words; "
        "`date` is set for a full day that nobody doubts; `literal` holds words beside the year",
    ),
    Column("accessed", _DATE, "when it was read, as `issued`"),
    Column("publisher", "string", "who publishes it"),
    Column("publisher_place", "string", "where"),
    Column("container_title", "string", "the journal, book or site that it is part of"),
    Column("collection_title", "string", "the series by its name, where it is no numbered one"),
    Column("url", "string", "the canonical address, http or https"),
    Column("doi", "string", "the DOI, without an address before it"),
    Column("abstract", "string", "the summary"),
    Column("language", "string", "the language, as BCP 47 has it"),
    Column("keyword", ["string"], "the keywords"),
    Column("note", "string", "CSL's note"),
    Column("other", [_VALUE], "the other CSL variables: texts, and dates in EDTF"),
    Column("notes", ["string"], "the footnotes"),
    Column("affiliation", [{"name": "string", "text": "string"}], "where an author works"),
    Column("pdf_name", "string", "the name of the PDF, as printed"),
    Column("pdf_url", "string", "its address"),
    Column("doubts", ["string"], "warnings in words"),
    Column(
        "conflict",
        [{"variable": "string", "kept": "string", "lost": "string"}],
        "two claims that disagree: the chosen one, and the other",
    ),
    Column("source_file", "string", "the file in which the first document stands: a web archive, or the document"),
    Column("source_offset", "int64", "where in that file it begins, in bytes; null for a file of its own"),
    Column(
        "document",
        [{"name": "string", "hash": "string", "accessed": "string", "file": "string", "offset": "int64"}],
        "the documents whose claims the row has: address or path, SHA-256 of the bytes, day, file and place in it",
    ),
    Column(
        "claims",
        "string",
        "every claim, as a JSON list of objects: `variable`, `text`, `rank` (`guessed`, `cited`, `own`, `user`), "
        "`origin`, `role`, `document`, and `place` and `where` if there are any",
    ),
)
"""All columns, in order."""

NEEDED = ("key", "document", "claims")
"""The columns that are read back: what the others hold follows from the claims."""

LONGEST_CLAIMS = 20_000_000
"""Characters of the claims of one row that is read."""


def claims_text(claims: Iterable[Claim]) -> str:
    """Claims as JSON; `claims_of_text` undoes it."""
    values = [_value(claim) for claim in claims]
    text = to_json_text(values)
    return text if text.isascii() or _is_unicode(text) else json.dumps(values)


def _is_unicode(text: str) -> bool:
    """Whether a text has no lone surrogates, which some web pages have, and which JSON can escape."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _value(claim: Claim) -> dict[str, str]:
    about = claim.about
    value = {
        "variable": claim.variable,
        "text": claim.text,
        "rank": claim.rank.name.lower(),
        "origin": claim.origin,
        "role": about.role,
        "document": about.document,
    }
    return value | {name: text for name, text in (("place", about.place), ("where", claim.where)) if text}


_RANKS = {rank.name.lower(): rank for rank in Rank}


def claims_of_text(text: str) -> list[Claim]:
    """The claims that `claims_text` wrote. Raises ValueError where the text holds anything else."""
    if len(text) > LONGEST_CLAIMS:
        raise ValueError(f"more than {LONGEST_CLAIMS:,} characters")
    try:
        values = json.loads(text)
    except RecursionError:
        raise ValueError("too deep") from None
    if not isinstance(values, list) or not values:
        raise ValueError("no list of claims")
    abouts: dict[tuple[str, ...], About] = {}
    return list(_claims(values, abouts))


def _claims(values: list[object], abouts: dict[tuple[str, ...], About]) -> Iterator[Claim]:
    for value in values:
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            raise ValueError("a claim is no object of texts")
        yield _claim(value, abouts)


def _claim(value: Mapping[str, Any], abouts: dict[tuple[str, ...], About]) -> Claim:
    try:
        role = ROLES[ROLES.index(value["role"])]
        place = (role, value.get("place", ""), value["document"])
        about = abouts.setdefault(place, About(*place))
        rank, where = _RANKS[value["rank"]], value.get("where", "")
        return Claim(value["variable"], value["text"], rank, value["origin"], about, where)
    except KeyError as error:
        raise ValueError(f"a claim has no or a wrong value: {error}") from None
