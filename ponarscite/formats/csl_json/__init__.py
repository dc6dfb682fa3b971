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

_REFERENCES = r"(?:---[ \t]*\r?\n)?(?:(?:#[^\n]*)?\r?\n)*references:[ \t]*(?:\r?\n[ \t]*-[ \t]|\[)"


def yaml_sign(beginning: str) -> bool:
    """Whether the first key is `references`, with a list. Blank lines, comments and "---" may come before it."""
    return is_plain(beginning) and bool(re.match(_REFERENCES, beginning))


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
    """CSL-JSON and CSL-YAML."""
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
        ),
    )
