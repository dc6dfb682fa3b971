"""Hayagriva YAML, the bibliography format of Typst."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.hookspecs import Format, RenderOptions, Resources, hookimpl
from ponarscite.interchange.beginning import is_plain

if TYPE_CHECKING:
    from ponarscite.interchange.reference import Reference
    from ponarscite.record.record import Record

_QUOTED = r"\"[^\"\n]{1,500}\"|'[^'\n]{1,500}'"
_BARE = r"[^\s\"'#&*!|>%@`{}\[\],-][^\s\"'{}\[\],]{0,500}"
_KEY = rf"^(?:{_QUOTED}|{_BARE}):[ \t]*\r?\n[ \t]+type:[ \t]*[\w-]+[ \t]*\r?$"


def sign(beginning: str) -> bool:
    """Whether a key has a mapping that begins with its type."""
    return is_plain(beginning) and bool(re.search(_KEY, beginning, re.MULTILINE))


def read(text: str) -> Iterator[Reference]:
    """The references of a Hayagriva file."""
    from ponarscite.formats.hayagriva.reader import references_of

    return references_of(text)


def write(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The records as Hayagriva YAML."""
    from ponarscite.formats.hayagriva.writer import write

    return write(records, options, resources)


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that Hayagriva cannot carry."""
    from ponarscite.formats.hayagriva.writer import drops

    return drops(record)


@hookimpl
def provide_formats() -> Iterable[Format]:
    """Hayagriva YAML."""
    return (
        Format(
            name="hayagriva",
            description="Hayagriva YAML (.yml), for Typst",
            suffixes=(".yml", ".yaml"),
            media_types=("yaml",),
            sign=sign,
            read=read,
            write=write,
            drops=drops,
            empty="a Hayagriva file has entries, each a key with type, title and more below it",
            origin="Hayagriva",
        ),
    )
