"""Document: bytes and where they came from; text, tree and lines are worked out once, when asked for."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from ponarscite.document.encoding import decode
from ponarscite.document.flow import lines_of_html
from ponarscite.document.kind import Kind, kind_of
from ponarscite.document.lines import Line, lines_of_text
from ponarscite.errors import SourceError

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ponarscite.record.date import Date

T = TypeVar("T")
MOST_TAGS = 1_000_000


@dataclass(frozen=True)
class Document:
    """What one source gave us. Its bytes are loaded when first needed, and live as long as the Document does.

    Args:
        name: the path or address as given, for people ("-" for standard input).
        load: returns the bytes; raises SourceError.
        media_type: as declared ("text/html"), "" when nothing said.
        charset: as declared by the transport, "" when nothing said.
        url: the address it came from, "" when unknown; never with credentials.
        accessed: the day it was fetched; None for a file.
        is_kept: whether an earlier run had read it already.
        out_of: how many documents its source has, 0 when unknown.
    """

    name: str
    load: Callable[[], bytes]
    _: KW_ONLY
    media_type: str = ""
    charset: str = ""
    url: str = ""
    accessed: Date | None = None
    is_kept: bool = False
    out_of: int = 0

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """The result of some work on this document, done once however many extractors ask for it."""
        if key not in self._done:
            self._done[key] = work()
        return cast("T", self._done[key])

    @cached_property
    def _done(self) -> dict[Hashable, object]:
        return {}

    @cached_property
    def content(self) -> bytes:
        """The bytes. Raises SourceError."""
        return self.load()

    @cached_property
    def kind(self) -> Kind:
        """What the bytes look like; the declared media type decides only what they leave open."""
        return kind_of(self.content, self.media_type, self.name)

    @cached_property
    def text(self) -> str:
        """The content as text. Raises SourceError when the bytes are no text."""
        return decode(self.content, self.charset, self.name)

    @cached_property
    def html(self) -> _Element:
        """The tree of an HTML document (an empty one when nothing can be parsed).

        Raises SourceError for more tags than any page has: a tree takes forty times the room of its text.
        """
        if self.text.count("<") > MOST_TAGS:
            raise SourceError(f"{self.name} has more than {MOST_TAGS:,} tags", hint="give the page of one publication")
        from ponarscite.document.tree import parse_html

        return parse_html(self.text)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines that a reader of the page sees, blank ones left out."""
        if self.kind == "html":
            return lines_of_html(self.html)
        return lines_of_text(self.text)
