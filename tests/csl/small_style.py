"""Small styles for tests: one layout, and what it prints of an item."""

from __future__ import annotations

from typing import Any

from ponarscite.csl import Processor, Style

Item = dict[str, Any]


def small_style(
    layout: str, *, root: str = "", before: str = "", citation: str = "", bibliography: str = "", attributes: str = ""
) -> Style:
    """A style whose citations have this layout.

    Args:
        layout: rendering elements.
        root: attributes of cs:style; ``class="note"`` for a note style.
        before: cs:locale and cs:macro elements.
        citation: attributes of cs:citation.
        bibliography: a whole cs:bibliography.
        attributes: of cs:layout.
    """
    kind = root if "class=" in root else f'class="in-text" {root}'
    return Style.parse(f"""<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" {kind}><info/>{before}
        <citation {citation}><layout {attributes}>{layout}</layout></citation>{bibliography}</style>""")


def printed(
    layout: str, item: Item | None = None, *, markup: Any = "text", cite: Item | None = None, **style: str
) -> str:
    """What a layout prints of one item, which is a book if it names no type."""
    processor = Processor(small_style(layout, **style), [{"type": "book", **(item or {}), "id": "x"}])
    return processor.preview([{"id": "x", **(cite or {})}], note=1).render(markup)
