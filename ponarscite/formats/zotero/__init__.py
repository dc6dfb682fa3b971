"""Zotero's own formats: RDF, which it imports without loss, and the JSON of its web API."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.hookspecs import Format, RenderOptions, Resources, hookimpl
from ponarscite.interchange.beginning import is_json, is_xml

if TYPE_CHECKING:
    from ponarscite.interchange.reference import Reference
    from ponarscite.record.record import Record

_RDF = r"<rdf:RDF\b[^>]{0,2000}zotero\.org/namespaces/export"
_ITEM = '"itemType"'
_BETTER_BIBTEX = '"BetterBibTeX JSON"'
"""Name of Better BibTeX's export, whose items follow after its long settings."""


def rdf_sign(beginning: str) -> bool:
    """Whether an RDF element declares Zotero's namespace; Zotero's export also declares a module of RSS."""
    return is_xml(beginning) and "<rdf:RDF" in beginning and bool(re.search(_RDF, beginning))


def json_sign(beginning: str) -> bool:
    """Whether JSON has an item with Zotero's item type, or comes from Better BibTeX."""
    return is_json(beginning) and (_ITEM in beginning or _BETTER_BIBTEX in beginning)


def read_rdf(text: str) -> Iterator[Reference]:
    """The references of a Zotero RDF document."""
    from ponarscite.formats.zotero.rdf_reader import references_of

    return references_of(text)


def read_json(text: str) -> Iterator[Reference]:
    """The references of a file of Zotero's JSON."""
    from ponarscite.interchange.json_items import references_of

    return references_of(text)


def write_rdf(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The records as Zotero RDF."""
    from ponarscite.formats.zotero.rdf_writer import write

    return write(records, options, resources)


def write_json(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The records as Zotero's JSON."""
    from ponarscite.formats.zotero.json_writer import write

    return write(records, options, resources)


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that a Zotero item cannot carry."""
    from ponarscite.formats.zotero.json_writer import drops

    return drops(record)


@hookimpl
def provide_formats() -> Iterable[Format]:
    """Zotero RDF and Zotero's JSON."""
    return (
        Format(
            name="zotero-rdf",
            description="Zotero RDF (.rdf), for Zotero",
            suffixes=(".rdf",),
            sign=rdf_sign,
            read=read_rdf,
            write=write_rdf,
            texts="rich",
            drops=drops,
            empty="Zotero RDF has items, each with z:itemType and dc:title",
            origin="Zotero RDF",
        ),
        Format(
            name="zotero-json",
            description="Zotero's items as JSON, for its web API",
            sign=json_sign,
            read=read_json,
            write=write_json,
            texts="rich",
            drops=drops,
            empty='Zotero\'s JSON has items, each with "itemType" and "title"; attachments and notes are no works',
            origin="Zotero's JSON",
        ),
    )
