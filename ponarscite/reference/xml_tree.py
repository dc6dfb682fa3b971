"""The tree of an XML file of references: without entities, without a network, or a word on why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ponarscite.record.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element


def parse_xml(text: str) -> _Element | str:
    """The root element, or what is wrong with the text. Raises nothing."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return f"is no XML: {clean(str(error))[:120]}"


def text_of(element: _Element | None) -> str:
    """The clean text of an element with all that is in it; "" for none."""
    return "" if element is None else clean("".join(map(str, element.itertext())))
