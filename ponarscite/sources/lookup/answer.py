"""Answers of services: which of them describe the work that was asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ponarscite.errors import SourceError
from ponarscite.interchange.arxiv_entry import references_of as entries_of
from ponarscite.interchange.json_items import references_of as items_of
from ponarscite.interchange.reference import Reference
from ponarscite.record.identifier import Identifier, parse_identifier
from ponarscite.sources.lookup.service import ATOM

_VERSION = re.compile(r"v\d+$")
_APART = re.compile(r"[,;\s]+")


def references_of(text: str, syntax: str) -> list[Reference]:
    """The references in an answer."""
    return list((entries_of if syntax == ATOM else items_of)(text))


def named(item: Mapping[str, Any], variables: Sequence[str], kind: str) -> Iterator[Identifier]:
    """The identifiers of a kind that an item has in some variables, of which one may hold several ("ISBN")."""
    for text in (str(item.get(variable) or "") for variable in variables):
        for one in (text, *_APART.split(text)) if kind == "isbn" else (text,):
            if found := _parsed(kind, one):
                yield found


def _parsed(kind: str, text: str) -> Identifier | None:
    try:
        return parse_identifier(f"{kind}:{text}") if text else None
    except SourceError:
        return None


def is_about(found: Sequence[Identifier], wanted: Identifier) -> bool:
    """Whether one of the identifiers is the one that was asked for. Without a version, any version of it is."""
    return any(
        one == wanted or (wanted.kind == "arxiv" and _VERSION.sub("", one.value) == wanted.value) for one in found
    )


def works_of_zotero(text: str, wanted: Identifier, variables: Sequence[str]) -> str:
    """The items of a translation server's answer that may be about a work, as JSON; "" for none.

    An item with another identifier of that kind is a look-alike. The server gives none to some items.
    """
    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    kept = [one for one in items if _may_be(one, wanted, variables)] if isinstance(items, list) else []
    return json.dumps(kept[:1]) if kept else ""


def _may_be(item: object, wanted: Identifier, variables: Sequence[str]) -> bool:
    references = list(items_of(json.dumps(item)))
    if len(references) != 1 or not references[0].item:
        return False
    found = list(named(references[0].item, variables, wanted.kind))
    return not found or is_about(found, wanted)
