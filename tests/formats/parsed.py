"""XML as its own parser reads it."""

from __future__ import annotations

from lxml import etree

PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def texts(tree: etree._Element) -> set[str]:
    """Every text of a tree, and every value of an attribute."""
    values = [str(value) for node in tree.iter(etree.Element) for value in node.attrib.values()]
    return {text.strip() for text in (*map(str, tree.itertext()), *values)}
