"""Microdata: what the elements of a page say of things, as JSON-LD would say it.

Source: HTML Living Standard, 5 Microdata.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from lxml.etree import _Element

Item: TypeAlias = dict[str, Any]

SIGN = "itemscope"
"""Without it a page has no microdata."""

_ATTRIBUTE = {
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src"),
    "object": "data",
    "data": "value",
    "meter": "value",
    "time": "datetime",
}
"""Element -> where its value stands; `content` goes before, and the text stands for what is missing."""


def items_of(tree: _Element, wanted: frozenset[str]) -> list[Item]:
    """The things that a page describes, also those that are properties of others, in the order of the page.

    Args:
        wanted: names of properties; of others nothing is told.
    Returns:
        Objects of JSON-LD: "@type" without its namespace, and a list of values for each property.
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
    """What an element says as the value of a property."""
    said = element.get("content") or element.get(_ATTRIBUTE.get(str(element.tag), "content"))
    return (said or "".join(map(str, element.itertext()))).strip()
