"""Text -> the tree of an HTML page, whatever the text is."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

SMALL = 131_072  # bytes: even the worst start tag that fits takes about a second
MOST_ATTRIBUTES = 256  # of one element


def load_lxml() -> None:
    """Load lxml with Ctrl-C held back: lxml, while it loads, swallows the exception that Python makes of the signal."""
    if "lxml.etree" not in sys.modules:
        with _interrupt_held_back():
            import lxml.etree  # noqa: F401 -- loading it is what this is for


@contextmanager
def _interrupt_held_back() -> Iterator[None]:
    """An interrupt that comes meanwhile comes afterwards.

    To block the signal would not do: another thread then takes it, and Python raises the exception in this one.
    """
    handler = signal.getsignal(signal.SIGINT)
    if current_thread() is not main_thread() or not callable(handler):  # nothing is raised here
        yield
        return
    came: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        if came:
            signal.raise_signal(signal.SIGINT)


def parse_html(text: str) -> _Element:
    """Read *text* as HTML, as leniently as browsers do.

    Args:
        text: a decoded document; an encoding that it declares itself is ignored.
    Returns:
        The `html` element; one without children when there is nothing to read. No deeper than 2,048 elements
        (libxml2 stops reading there). No address is opened and no entity but HTML's own is replaced.
    Raises:
        Nothing.
    """
    load_lxml()
    from lxml import etree

    content = text.replace("\0", "\ufffd").encode("utf-8", "replace")
    parser = partial(
        etree.HTMLParser, encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        if len(content) > SMALL and _most_attributes(content, parser) > MOST_ATTRIBUTES:
            root = etree.fromstring(content, parser(target=_sparing_builder(parser().makeelement)))
        else:
            root = etree.fromstring(content, parser())
    except etree.LxmlError:
        root = None
    return root if root is not None and root.tag == "html" else parser().makeelement("html")


def _most_attributes(content: bytes, parser: Any) -> int:
    """How many attributes the richest element has.

    libxml2 appends each attribute to a list that it walks from its start: 200,000 on one element take 90
    seconds when a tree is built, but no time at all when the start tags are only reported, as here.
    """
    from lxml import etree

    class Counter:
        most = 0

        def start(self, _tag: str, attributes: dict[str, str]) -> None:
            self.most = max(self.most, len(attributes))

        def close(self) -> int:
            return self.most

    return int(etree.fromstring(content, parser(target=Counter())))


def _sparing_builder(make_element: Any) -> Any:
    """A tree builder that keeps the first attributes of an element only."""
    from lxml import etree

    class SparingBuilder(etree.TreeBuilder):
        def start(self, tag: Any, attrs: dict[Any, Any]) -> Any:
            return super().start(tag, dict(islice(attrs.items(), MOST_ATTRIBUTES)))

    return SparingBuilder(element_factory=make_element)
