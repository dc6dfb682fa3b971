"""The formats in which programs exchange records; each is written by its module of `ponarscite.formats`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from ponarscite.hookspecs import Renderer, RenderOptions, Resources, hookimpl

if TYPE_CHECKING:
    from ponarscite.record.record import Record

FORMATS = (
    ("hayagriva", "Hayagriva YAML (.yml), for Typst", (".yml", ".yaml"), "hayagriva.writer"),
    ("csl-yaml", "CSL items as YAML (.yaml), for pandoc's documents", (".yaml",), "csl_json.yaml_writer"),
    ("zotero-rdf", "Zotero RDF (.rdf), for Zotero", (".rdf",), "zotero.rdf_writer"),
    ("zotero-json", "Zotero's items as JSON, for its web API", (), "zotero.json_writer"),
    ("endnote-xml", "EndNote XML (.xml), for EndNote", (".xml",), "endnote_xml.writer"),
    ("enw", "EndNote's import file (.enw), refer with more tags", (".enw",), "refer.writer"),
    ("mods", "MODS 3.7 (.mods), for library catalogues", (".mods",), "mods.writer"),
    ("json-ld", "schema.org as JSON-LD (.jsonld), for search engines", (".jsonld",), "web.json_ld"),
    ("html-meta", "meta tags and JSON-LD for the head of a publication's page", (), "web.html_meta"),
    ("coins", "COinS, spans that reference managers find on any page", (), "web.coins"),
    ("html", "a bibliography as a page (.html), with microdata and COinS", (".html", ".htm"), "web.html"),
    ("csv", "CSV (.csv), for spreadsheets", (".csv",), "csv"),
    ("crossref", "a deposit with Crossref, for editors who give DOIs", (), "crossref"),
)
"""Name, description, endings of file names, module."""


def _render(module: str, records: Iterable[Record], options: RenderOptions, _: Resources) -> Iterator[str]:
    """What the module writes; it is loaded when it is asked to."""
    pieces: Iterator[str] = import_module(f"ponarscite.formats.{module}").write(records, options)
    return pieces


def _drops(module: str, record: Record) -> Iterator[str]:
    lost: Iterator[str] = import_module(f"ponarscite.formats.{module}").drops(record)
    return lost


@hookimpl
def provide_renderers() -> Iterable[Renderer]:
    """One renderer a row."""
    return tuple(
        Renderer(
            name=name,
            description=description,
            suffixes=suffixes,
            render=partial(_render, module),
            drops=partial(_drops, module),
        )
        for name, description, suffixes, module in FORMATS
    )
