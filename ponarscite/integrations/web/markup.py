"""The HTML of a citation, without all that could act: a page shows what an engine and a style have made of a record."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html
from markupsafe import Markup, escape

from ponarscite.series.url import link

ELEMENTS = frozenset("i b em strong sup sub div span a".split())
"""Elements that stay. Of others, the text stays."""


def harmless(text: str) -> Markup:
    """The text of HTML in our own elements: of attributes, links to http(s) and the classes of CSL stay."""
    if not text.strip():
        return Markup("")
    return Markup("").join(_written(html.fragment_fromstring(text, create_parent="div")))


def _written(element: html.HtmlElement) -> Iterator[Markup]:
    """The content of an element. Comments and instructions have none."""
    yield escape(element.text or "")
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("script", "style"):
            inner = Markup("").join(_written(child))
            yield _element(child, inner) if child.tag in ELEMENTS else inner
        yield escape(child.tail or "")


def _element(element: html.HtmlElement, inner: Markup) -> Markup:
    if element.tag == "a":
        address = link(element.get("href", ""))
        return Markup('<a href="{}" rel="noreferrer">{}</a>').format(address, inner) if address else inner
    names = [name for name in (element.get("class") or "").split() if name.startswith("csl-")]
    names += ["small-caps"] * ("small-caps" in (element.get("style") or ""))
    attribute = Markup(' class="{}"').format(" ".join(names)) if names else Markup("")
    return Markup("<{0}{1}>{2}</{0}>").format(element.tag, attribute, inner)
