"""Document: bytes and where they came from; text, tree and lines are computed once, on first use."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import KW_ONLY, dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar, cast

from ponarscite.document.encoding import decode
from ponarscite.document.flow import lines_of_html
from ponarscite.document.kind import beginning_of, kind_of
from ponarscite.document.lines import Line, lines_of_text
from ponarscite.errors import SourceError

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ponarscite.record.date import Date

T = TypeVar("T")
MOST_TAGS = 1_000_000


@dataclass(frozen=True, slots=True)
class Captured:
    """A day on which a web archive captured a document, and the place of that capture: "crawl.warc.gz@12345"."""

    day: Date
    place: str


@dataclass(frozen=True)
class Document:
    """One document of a source. Its bytes are loaded on first use, and live as long as the Document does.

    Args:
        name: path or address as given, for people ("-" for standard input).
        load: returns the bytes; raises SourceError.
        media_type: declared media type ("text/html"), "" when unknown.
        charset: character encoding declared by the transport, "" when unknown.
        url: address that it came from, without credentials; "" when unknown.
        accessed: day on which it was fetched; None for a file.
        is_kept: whether an earlier run has read it already.
        out_of: number of documents of its source, 0 when unknown.
        format: name of the format that it is in ("ris"). A source may leave it "", and the signs of the formats decide.
        definitions: one line that its reader needs before its text: what earlier documents define for it.
        origin: name of the service that describes a work in it ("Crossref"), if it is an answer of one and in a format.
            Its claims have this origin and rank below those of documents about themselves; its keys are not taken.
        digest: SHA-256 in hexadecimal digits, of the bytes of which its claims were made, for a document that holds
            claims; "" when unknown.
        archive: name of the web archive that holds it, with many other documents; "" for none. One without a
            publication is then no failure, but counted.
        captures: the days on which a web archive captured it, if there are several, the newest first.
        left_out: name of what the reader of `archive` left out -> its number. It is given by the last document of an
            archive, which has no content; None for any other document.
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
    format: str = ""
    definitions: str = ""
    origin: str = ""
    digest: str = ""
    archive: str = ""
    captures: tuple[Captured, ...] = ()
    left_out: Mapping[str, int] | None = None

    @classmethod
    def of(cls, content: str | bytes, *, name: str = "document", url: str = "", kind: str = "") -> Document:
        """A document of text or bytes that are at hand.

        Args:
            content: of a web page, a text, a PDF file, or a file in a format that can be read.
            name: for people, in messages.
            url: address that it came from.
            kind: "html", "text", "pdf", "feed" or the name of a format ("ris"); "" lets its content decide.
        """
        if isinstance(content, str):
            return cls(name, partial(bytes, content.encode("utf-8", "replace")), charset="utf-8", url=url, format=kind)
        return cls(name, partial(bytes, content), url=url, format=kind)

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """The result of *work*, which is done once for each *key*, however many extractors need it."""
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
    def beginning(self) -> str:
        """The first 4,096 bytes as text, without byte order mark, NULs and leading blanks. Raises SourceError."""
        return beginning_of(self.content)

    @cached_property
    def kind(self) -> str:
        """The name of its format; without one, "html", "archive" (MHTML), "feed", "posts" (WordPress), "pdf", "office"
        (.docx, .odt) or "text".

        Raises SourceError.
        """
        return self.format or kind_of(self.content, self.beginning, self.media_type)

    @cached_property
    def text(self) -> str:
        """The content as text. Raises SourceError when the bytes are not text."""
        return decode(self.content, self.charset, self.name)

    def mentions(self, word: str) -> bool:
        """Whether its text has a word, given in small letters; false for one that is not text. Raises nothing."""
        try:
            return word in self.once("small letters", lambda: "" if self.kind == "pdf" else self.text.casefold())
        except SourceError:
            return False

    @cached_property
    def html(self) -> _Element:
        """The tree of an HTML document (an empty one when nothing can be parsed).

        Raises SourceError for more tags than any page has: a tree takes forty times the memory of its text.
        """
        if self.text.count("<") > MOST_TAGS:
            raise SourceError(f"{self.name} has more than {MOST_TAGS:,} tags", hint="give the page of one publication")
        from ponarscite.document.tree import parse_html

        return parse_html(self.text)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines that a reader of the page sees, without blank ones."""
        if self.kind == "html":
            return lines_of_html(self.html)
        return lines_of_text(self.text)
