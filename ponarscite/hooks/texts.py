"""Texts as a format can print them: with its kind of rich text or none, and with mathematics in Unicode."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ponarscite.hookspecs import Format, RenderOptions, Resources
from ponarscite.record.item import with_texts
from ponarscite.record.record import Record
from ponarscite.record.richtext import plain, with_math_read

CHANGES: Mapping[str, Callable[[str], str]] = {"plain": plain, "rich": with_math_read}
"""Value of `Format.texts` -> what becomes of a text; any other value leaves texts as they are."""


def with_readable_texts(format_: Format) -> Format:
    """The format whose `write` gets the texts that `Format.texts` asks for, or the dialect by its name "@texts"."""
    written: Any = format_.write

    def write(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[Any]:
        change = CHANGES.get(options.spell("@texts", format_.texts))
        return iter(written(readable(records, change) if change else records, options, resources))

    return replace(format_, write=written and write)


def readable(records: Iterable[Record], change: Callable[[str], str]) -> Iterator[Record]:
    """The records with their texts changed."""
    return (with_texts(record, change) for record in records)
