"""CSL items as JSON, for citeproc processors, and as YAML, for pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.hookspecs import Format, RenderOptions, Resources, hookimpl
from ponarscite.interchange.beginning import is_json, is_plain

if TYPE_CHECKING:
    from ponarscite.interchange.reference import Reference
    from ponarscite.record.record import Record

_KEY = r"(?:---[ \t]*\r?\n)?(?:(?:#[^\n]*)?\r?\n)*[A-Za-z][\w-]{0,40}:(?:[ \t]|\r?\n)"
_LIST = r"^references:[ \t]*(?:\r?\n[ \t]*-[ \t]|\[)"
_ITEMS = (
    r"(?:---[ \t]*\r?\n)?(?:(?:#[^\n]*)?\r?\n)*-[ \t]+(?:id|citation-key|type|title|author|issued):[^\n]*\n"
    r"(?:[ \t]+[^\n]*\n)*?[ \t]+(?:id|type|title|author|issued):"
)
_REFERENCES = r"(?:---[ \t]*\r?\n)?(?:(?:#[^\n]*)?\r?\n)*references:[ \t]*(?:\r?\n[ \t]*-[ \t]|\[)"


def yaml_sign(beginning: str) -> bool:
    """Whether the first key is `references`, with a list. Blank lines, comments and "---" may come before it.
    A list of items may stand alone.

    In YAML without a body of text behind it, the key may be any.
    """
    if not is_plain(beginning):
        return False
    return bool(re.match(_REFERENCES, beginning) or re.match(_ITEMS, beginning)) or (
        bool(re.match(_KEY, beginning)) and _has_list(beginning, body=False)
    )


def within(text: str) -> bool:
    """Whether the YAML in the head of a Markdown text has a list of references."""
    return bool(re.match(r"\s*---[ \t]*\r?\n", text)) and _has_list(text, body=True)


def _has_list(text: str, *, body: bool) -> bool:
    """Whether the first YAML document of a text has a list of references; without *body*, nothing may follow it."""
    start = re.match(r"\s*(?:---[ \t]*\r?\n)?", text)
    begin = start.end() if start else 0
    end = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE).search(text, begin)
    if end and not body and text[end.end() :].strip():
        return False
    return bool(re.compile(_LIST, re.MULTILINE).search(text, begin, end.start() if end else len(text)))


def read_json(text: str) -> Iterator[Reference]:
    """The references of a CSL-JSON file."""
    from ponarscite.interchange.json_items import references_of

    return references_of(text)


def read_yaml(text: str) -> Iterator[Reference]:
    """The references of a CSL-YAML file."""
    from ponarscite.formats.csl_json.yaml_reader import references_of

    return references_of(text)


def write_json(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The records as CSL-JSON."""
    from ponarscite.formats.csl_json.writer import write

    return write(records, options, resources)


def write_lines(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The records as CSL-JSON, one a line."""
    from ponarscite.formats.csl_json.writer import write_lines

    return write_lines(records, options, resources)


def write_yaml(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The records as CSL-YAML."""
    from ponarscite.formats.csl_json.yaml_writer import write

    return write(records, options, resources)


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that neither of the two carries."""
    from ponarscite.formats.csl_json.writer import drops

    return drops(record)


@hookimpl
def provide_formats() -> Iterable[Format]:
    """CSL-JSON, whole and by line, and CSL-YAML."""
    return (
        Format(
            name="csl-json",
            description="CSL-JSON 1.0.2 (.json), for pandoc, Zotero and citeproc",
            suffixes=(".json",),
            sign=is_json,
            read=read_json,
            write=write_json,
            texts="rich",
            drops=drops,
            empty="JSON is read as CSL-JSON: an array of items, each with a title and a type or an author",
            origin="CSL-JSON",
        ),
        Format(
            name="csl-jsonl",
            description="CSL-JSON, an item a line (.jsonl), for the Lua filter",
            suffixes=(".jsonl",),
            write=write_lines,
            texts="rich",
            drops=drops,
        ),
        Format(
            name="csl-yaml",
            description="CSL items as YAML (.yaml), for pandoc's documents",
            suffixes=(".yaml",),
            sign=yaml_sign,
            read=read_yaml,
            write=write_yaml,
            texts="rich",
            drops=drops,
            empty="CSL-YAML has a list under references:, of items with a title and a type or an author",
            origin="CSL-YAML",
            within=within,
        ),
    )
