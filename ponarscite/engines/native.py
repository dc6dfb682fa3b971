"""The engine `native`: `ponarscite.csl`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.hookspecs import CitationRequest, Engine, Item, hookimpl

if TYPE_CHECKING:
    from ponarscite.csl import Processor


@hookimpl
def provide_engines() -> tuple[Engine, ...]:
    """Provide the engine `native`."""
    return (Engine(name="native", format=format_items),)


def format_items(request: CitationRequest) -> Iterable[str]:
    """Format each item of a request, as `Engine.format` requires; the remarks of the processor are logged.

    Raises:
        StyleError: the style is not valid.
        RenderError: an item cannot be read.
    """
    from ponarscite.csl import Processor, Style

    style = Style.parse(request.style)
    items = {str(number): item for number, item in enumerate(request.items)}
    numbered = ({**item, "id": number} for number, item in items.items())
    processor = Processor(style, numbered, request.locale or None, links=request.links)
    texts = _entries(processor, request) if request.form == "bibliography" else _citations(processor, items, request)
    return _logged((text or _name(items[number]) for number, text in texts), processor)


def _logged(texts: Iterable[str], processor: Processor) -> Iterator[str]:
    """The texts; after them, a line in the log for each remark of the processor."""
    yield from texts
    if remarks := processor.warnings:
        import logging

        log = logging.getLogger(__name__)
        for remark in remarks:
            log.warning("%s", remark)


def _entries(processor: Processor, request: CitationRequest) -> Iterator[tuple[str, str]]:
    return ((entry.id, entry.text.render(request.markup)) for entry in processor.bibliography())


def _citations(processor: Processor, items: Iterable[str], request: CitationRequest) -> Iterator[tuple[str, str]]:
    """Each item as the first cite of a document, or for the short form as a subsequent cite that is not "ibid"."""
    cite: dict[str, object] = {"position": 1 if request.form == "short" else 0}
    if request.locator:
        cite = {**cite, "locator": request.locator, "label": "page"}
    for number in items:
        yield number, processor.preview([{**cite, "id": number}], note=1).render(request.markup)


def _name(item: Item) -> str:
    """The text for an item that the style prints nothing of: its title, else its id."""
    return str(item.get("title") or item.get("id") or "")
