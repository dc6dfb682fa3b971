"""Microdata: the items that attributes of HTML elements describe, as JSON-LD objects.

Source: HTML Living Standard, 5 Microdata.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from lxml.etree import _Element

Item: TypeAlias = dict[str, Any]

SIGN = "itemscope"
"""Attribute that every page with microdata has."""

_ATTRIBUTE = {
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src"),
    "object": "data",
    "data": "value",
    "meter": "value",
    "time": "datetime",
}
"""Element -> attribute with its value. `content` comes before it, and the text of the element after it."""


def items_of(tree: _Element, wanted: frozenset[str]) -> list[Item]:
    """The items that a page describes, those inside other items included, in the order of the page.

    Args:
        wanted: names of the properties to read.
    Returns:
        JSON-LD objects: "@type" without its namespace, and a list of values for each property.
    """
    from lxml import etree

    items: list[Item] = []
    inside: list[Item] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        begins = SIGN in element.attrib
        if event == "end":
            del inside[len(inside) - begins :]
            continue
        names = wanted.intersection((element.get("itemprop") or "").split())
        item = _item(element) if begins else None
        if names and inside:
            value = _value(element) if item is None else item
            for name in names:
                inside[-1].setdefault(name, []).append(value)
        if item is not None:
            items.append(item)
            inside.append(item)
    return items


def _item(element: _Element) -> Item:
    kinds = [kind.rpartition("/")[2] for kind in (element.get("itemtype") or "").split()]
    return {"@type": kinds, **({"@id": element.get("itemid")} if element.get("itemid") else {})}


def _value(element: _Element) -> str:
    """The value that an element gives to a property."""
    said = element.get("content") or element.get(_ATTRIBUTE.get(str(element.tag), "content"))
    return (said or "".join(map(str, element.itertext()))).strip()
