"""The formats in which programs exchange records; each is written by its module of `ponarscite.exchange`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from ponarscite.hookspecs import Renderer, RenderOptions, Resources, hookimpl

if TYPE_CHECKING:
    from ponarscite.record.record import Record

FORMATS = (
    ("hayagriva", "Hayagriva YAML (.yml), for Typst", (".yml", ".yaml"), "hayagriva"),
    ("csl-yaml", "CSL items as YAML (.yaml), for pandoc's documents", (".yaml",), "csl_yaml"),
    ("zotero-rdf", "Zotero RDF (.rdf), for Zotero", (".rdf",), "zotero_rdf"),
    ("zotero-json", "Zotero's items as JSON, for its web API", (), "zotero_json"),
    ("endnote-xml", "EndNote XML (.xml), for EndNote", (".xml",), "endnote"),
    ("enw", "EndNote's import file (.enw), refer with more tags", (".enw",), "refer"),
    ("mods", "MODS 3.7 (.mods), for library catalogues", (".mods",), "mods"),
    ("json-ld", "schema.org as JSON-LD (.jsonld), for search engines", (".jsonld",), "schema_org"),
    ("html-meta", "meta tags and JSON-LD for the head of a publication's page", (), "head"),
    ("coins", "COinS, spans that reference managers find on any page", (), "coins"),
    ("html", "a bibliography as a page (.html), with microdata and COinS", (".html", ".htm"), "page"),
    ("csv", "CSV (.csv), for spreadsheets", (".csv",), "spreadsheet"),
    ("crossref", "a deposit with Crossref, for editors who give DOIs", (), "crossref"),
)
"""Name, description, endings of file names, module."""


def _render(module: str, records: Iterable[Record], options: RenderOptions, _: Resources) -> Iterator[str]:
    """What the module writes; it is loaded when it is asked to."""
    pieces: Iterator[str] = import_module(f"ponarscite.exchange.{module}").write(records, options)
    return pieces


def _drops(module: str, record: Record) -> Iterator[str]:
    lost: Iterator[str] = import_module(f"ponarscite.exchange.{module}").drops(record)
    return lost


@hookimpl
def provide_renderers() -> Iterable[Renderer]:
    """One renderer a row."""
    return tuple(
        Renderer(name, description, suffixes, partial(_render, module), partial(_drops, module))
        for name, description, suffixes, module in FORMATS
    )
