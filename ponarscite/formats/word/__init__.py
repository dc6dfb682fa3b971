"""Word's sources, the XML in which Microsoft Word keeps a bibliography (Sources.xml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.hookspecs import Format, RenderOptions, Resources, hookimpl
from ponarscite.interchange.beginning import is_xml

if TYPE_CHECKING:
    from ponarscite.interchange.reference import Reference
    from ponarscite.record.record import Record

_ROOT = re.compile(r"<(?:\w{1,20}:)?Sources?\b[^>]{0,4000}bibliography[\"']")


def sign(beginning: str) -> bool:
    """Whether the root element is `Sources` or `Source`, in a namespace for bibliographies."""
    return is_xml(beginning) and bool(_ROOT.search(beginning))


def read(text: str) -> Iterator[Reference]:
    """The references of a file of Word's sources."""
    from ponarscite.formats.word.reader import references_of

    return references_of(text)


def write(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The records as Word's sources."""
    from ponarscite.formats.word.writer import write

    return write(records, options, resources)


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that a source of Word cannot carry."""
    from ponarscite.formats.word.writer import drops

    return drops(record)


@hookimpl
def provide_formats() -> Iterable[Format]:
    """Word's sources."""
    return (
        Format(
            name="word",
            description="Word's sources (.xml), for its Source Manager",
            suffixes=(".xml",),
            sign=sign,
            read=read,
            write=write,
            drops=drops,
            empty="a file of Word's sources has Source elements in Sources, each with Title",
            origin="Word's sources",
        ),
    )
