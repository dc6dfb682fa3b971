"""BibTeX and BibLaTeX, the two languages of .bib files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.hookspecs import Format, RenderOptions, Resources, hookimpl
from ponarscite.interchange.beginning import is_plain

if TYPE_CHECKING:
    from ponarscite.interchange.reference import Reference
    from ponarscite.record.record import Record

_ENTRY = (
    r"^[ \t]*@(?:[A-Za-z]{3,20}[ \t]*(?:\{[ \t]*[^\s,{}\"][^,{}\"\n]{0,500},|\([ \t]*[^\s,{}()\"]{1,500}[ \t]*,)"
    r"|string[ \t]*[{(]\s*\w{1,40}\s*=|preamble[ \t]*[{(]|comment[ \t]*\{)"
)
EMPTY = "a .bib file has entries such as @article{key, title = {...}, author = {...}}"


def sign(beginning: str) -> bool:
    """Whether a line begins an entry, a macro, a preamble or a comment. Other lines may come before it."""
    return "@" in beginning and is_plain(beginning) and bool(re.search(_ENTRY, beginning, re.MULTILINE | re.IGNORECASE))


def read(text: str) -> Iterator[Reference]:
    """The references of a .bib file in either language."""
    from ponarscite.formats.bibtex.reader import references_of

    return references_of(text)


def definitions(text: str) -> str:
    """The macros that a .bib file defines, on one line."""
    if "@string" not in text.casefold():
        return ""
    from ponarscite.formats.bibtex.block import definitions_of

    return definitions_of(text)


def write_biblatex(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The records as BibLaTeX."""
    from ponarscite.formats.bibtex.fields import BIBLATEX
    from ponarscite.formats.bibtex.writer import write

    return write(BIBLATEX, records, options, resources)


def write_bibtex(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The records as BibTeX."""
    from ponarscite.formats.bibtex.fields import BIBTEX
    from ponarscite.formats.bibtex.writer import write

    return write(BIBTEX, records, options, resources)


def biblatex_drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that BibLaTeX cannot carry."""
    from ponarscite.formats.bibtex.fields import BIBLATEX
    from ponarscite.formats.bibtex.writer import drops

    return drops(BIBLATEX, record)


def bibtex_drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that BibTeX cannot carry."""
    from ponarscite.formats.bibtex.fields import BIBTEX
    from ponarscite.formats.bibtex.writer import drops

    return drops(BIBTEX, record)


@hookimpl
def provide_formats() -> Iterable[Format]:
    """BibLaTeX and BibTeX. No sign tells one from the other, so `biblatex` reads both."""
    return (
        Format(
            name="biblatex",
            description="BibLaTeX (.bib), for biber",
            suffixes=(".bib", ".bibtex"),
            media_types=("bibtex",),
            sign=sign,
            read=read,
            write=write_biblatex,
            texts="source",
            drops=biblatex_drops,
            empty=EMPTY,
            origin="BibTeX",
            definitions=definitions,
        ),
        Format(
            name="bibtex",
            description="BibTeX (.bib), for the classic styles",
            suffixes=(".bib",),
            read=read,
            write=write_bibtex,
            texts="source",
            drops=bibtex_drops,
            empty=EMPTY,
            origin="BibTeX",
            definitions=definitions,
        ),
    )
