"""Formats of the web: JSON-LD, meta tags, COinS and a page. They are written only; extractors read them on pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.hookspecs import Format, RenderOptions, Resources, hookimpl

if TYPE_CHECKING:
    from ponarscite.record.record import Record


def write_json_ld(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The records as JSON-LD."""
    from ponarscite.formats.web import json_ld

    return json_ld.write(records, options, resources)


def json_ld_drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that JSON-LD cannot carry."""
    from ponarscite.formats.web import json_ld

    return json_ld.drops(record)


def write_html_meta(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The records as blocks for the heads of their pages."""
    from ponarscite.formats.web import html_meta

    return html_meta.write(records, options, resources)


def html_meta_drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that the head of its page cannot carry."""
    from ponarscite.formats.web import html_meta

    return html_meta.drops(record)


def write_coins(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The records as COinS."""
    from ponarscite.formats.web import coins

    return coins.write(records, options, resources)


def coins_drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that COinS cannot carry."""
    from ponarscite.formats.web import coins

    return coins.drops(record)


def write_html(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The records as a page."""
    from ponarscite.formats.web import html

    return html.write(records, options, resources)


def html_drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that the page cannot carry."""
    from ponarscite.formats.web import html

    return html.drops(record)


@hookimpl
def provide_formats() -> Iterable[Format]:
    """JSON-LD, meta tags, COinS and a page."""
    return (
        Format(
            name="json-ld",
            description="schema.org as JSON-LD (.jsonld), for search engines",
            suffixes=(".jsonld",),
            write=write_json_ld,
            drops=json_ld_drops,
        ),
        Format(
            name="html-meta",
            description="meta tags and JSON-LD for the head of a publication's page",
            write=write_html_meta,
            drops=html_meta_drops,
        ),
        Format(
            name="coins",
            description="COinS, spans that reference managers find on any page",
            write=write_coins,
            drops=coins_drops,
        ),
        Format(
            name="html",
            description="a bibliography as a page (.html), with microdata and COinS",
            suffixes=(".html", ".htm"),
            write=write_html,
            texts="rich",
            drops=html_drops,
        ),
    )
