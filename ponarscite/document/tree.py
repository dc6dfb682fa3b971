"""Text -> the tree of an HTML page. Any text gives a tree, in bounded time."""

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

SMALL = 131_072  # bytes: the worst start tag of this size takes about a second to parse
MOST_ATTRIBUTES = 256  # of one element


def load_lxml() -> None:
    """Load lxml with signals held back, since lxml swallows the KeyboardInterrupt that they raise while it loads."""
    if "lxml.etree" not in sys.modules:
        with _signals_held_back():
            import lxml.etree  # noqa: F401 -- loading it is what this is for


@contextmanager
def _signals_held_back() -> Iterator[None]:
    """Deliver a signal that comes meanwhile afterwards.

    Blocking the signals is not enough: another thread would receive them, and Python would call the handlers here.
    """
    numbers = (getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP"))
    handlers = {number: signal.getsignal(number) for number in numbers if number is not None}
    handlers = {number: handler for number, handler in handlers.items() if callable(handler)}
    if current_thread() is not main_thread():  # no handler is called here
        yield
        return
    came: list[int] = []
    for number in handlers:
        signal.signal(number, lambda number, _: came.append(number))
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        for number in dict.fromkeys(came):
            signal.raise_signal(number)


def parse_html(text: str) -> _Element:
    """Read *text* as HTML, as leniently as browsers do.

    Args:
        text: a decoded document; the encoding that it declares is ignored.
    Returns:
        The `html` element; an empty one when nothing can be parsed. The tree is at most 2,048 elements deep (a limit of
        libxml2). No address is opened, and no entity but those of HTML is replaced.
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
    """The largest number of attributes on one element.

    When libxml2 builds a tree, it appends each attribute to a list that it walks from the start: 200,000 attributes on
    one element take 90 seconds. Reporting the start tags, as here, takes no time.
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
    """A tree builder that keeps the first MOST_ATTRIBUTES attributes of an element."""
    from lxml import etree

    class SparingBuilder(etree.TreeBuilder):
        def start(self, tag: Any, attrs: dict[Any, Any]) -> Any:
            return super().start(tag, dict(islice(attrs.items(), MOST_ATTRIBUTES)))

    return SparingBuilder(element_factory=make_element)
