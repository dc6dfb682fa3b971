"""Records -> Zotero's items as JSON, an array as its web API accepts it.

Source: Zotero web API v3, "Write Requests".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from textwrap import indent
from typing import TYPE_CHECKING

from ponarscite.interchange.zotero_item import to_zotero_item
from ponarscite.record.item import variables
from ponarscite.record.record import Record
from ponarscite.record.text import web_address

if TYPE_CHECKING:
    from ponarscite.hookspecs import RenderOptions, Resources


def write(records: Iterable[Record], _options: RenderOptions, _: Resources) -> Iterator[str]:
    """The records as one array, one piece each."""
    yield "["
    for number, record in enumerate(records):
        text = json.dumps(to_zotero_item(record), ensure_ascii=False, indent=2)
        yield (",\n" if number else "\n") + indent(text, "  ")
    yield "\n]\n"


def drops(record: Record) -> Iterator[str]:
    """The CSL variables that a Zotero item cannot carry: an address that is not http(s)."""
    return (variable for variable, value in variables(record).items() if variable == "URL" and not web_address(value))
