"""CSL-YAML, as pandoc and others write it -> references.

Texts are Markdown; emphasis becomes the rich text of CSL-JSON. Source: pandoc's manual, "Specifying bibliographic
data", and the older form of its dates ("year", "month" and "day" below `issued`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ponarscite.formats.csl_json.markdown import from_markdown
from ponarscite.interchange.noted import with_noted
from ponarscite.interchange.reference import Reference
from ponarscite.interchange.yaml import from_yaml
from ponarscite.record.item import DATES

_HEAD = re.compile(r"\s*(?:---[ \t]*\r?\n)?")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_VERBATIM = frozenset(("id", "citation-key", "type", "URL", "DOI"))
_PARTS = ("year", "month", "day")


def references_of(text: str) -> Iterator[Reference]:
    """The items below `references`, in order. Raises nothing: a value that is no item is a fault.

    What follows the end of the YAML ("---" or "...") is the body of a document, and is not read.
    """
    found = from_yaml(_yaml_of(text))
    listed = found.get("references") if isinstance(found, dict) else found
    if not isinstance(listed, list):
        yield Reference(place="the file", faults=(found if isinstance(found, str) else "holds no items",))
        return
    for number, value in enumerate(listed, 1):
        if isinstance(value, dict):
            yield Reference(place=f"item {number}", item=item_of(value))
        else:
            yield Reference(place=f"item {number}", faults=(f"{value!r:.60} is no item",))


def _yaml_of(text: str) -> str:
    """The text of the first YAML document."""
    start = _HEAD.match(text)
    begin = start.end() if start else 0
    end = _END.search(text, begin)
    return text[begin : end.start() if end else len(text)]


def item_of(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """One item as a CSL-JSON item."""
    return with_noted({variable: _read(variable, part) for variable, part in value.items()})


def _read(variable: str, value: Any) -> Any:
    if variable in _VERBATIM:
        return value
    return _date(value) if variable in DATES else _plain(value)


def _plain(value: Any) -> Any:
    """The value with its texts read as Markdown."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return from_markdown(value) if isinstance(value, str) else value


def _date(value: Any) -> Any:
    """A date of CSL-JSON; the older form lists one mapping, or two for a range, with year, month and day."""
    ends = value if isinstance(value, list) else [value]
    if ends and all(isinstance(end, dict) and "year" in end for end in ends):
        return {"date-parts": [[end[part] for part in _PARTS if part in end] for end in ends]}
    if isinstance(value, dict):
        circa = {} if str(value.get("circa", "false")).casefold() in ("false", "") else {"circa": True}
        return {key: _plain(part) for key, part in value.items() if key != "circa"} | circa
    return _plain(value)
