"""Marks: the XML around a text that makes it a field, in Word's and in OpenDocument's way (pure).

Sources: ECMA-376 part 1, 17.16 (fields), 17.13.6 (bookmarks); OpenDocument 1.3 part 3, 7.7 (references), 5.4
(sections);
Zotero's plugins for Word and LibreOffice for the names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from ponarscite.integrations.live.payload import BOOKMARK, random

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not have."""

_FIRST_ID = 1_000_000
"""The id of the first bookmark, which the other bookmarks of a document hardly reach."""

_RANDOM = 10
_RANDOM_BOOKMARK = 12


class Around(NamedTuple):
    """The markup before and behind a text.

    Args:
        before: XML.
        after: XML.
        name: of the property of the document that holds the code; "" where the XML has it.
    """

    before: str
    after: str
    name: str = ""


def text_in_xml(text: str) -> str:
    """A text as XML has it; what XML cannot have is left out."""
    return escape(_FORBIDDEN.sub("", text))


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("", text), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def word_field(code: str, number: int) -> Around:  # noqa: ARG001 -- as the others
    """A complex field of Word."""
    instruction = f'<w:r><w:instrText xml:space="preserve"> ADDIN {text_in_xml(code)} </w:instrText></w:r>'
    return Around(f"{_char('begin')}{instruction}{_char('separate')}", _char("end"))


def _char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def word_bookmark(code: str, number: int) -> Around:
    """A bookmark of Word, whose code is a property of the document."""
    name = f"{BOOKMARK}{random(f'{number} {code}', _RANDOM_BOOKMARK)}"
    ident = _FIRST_ID + number
    return Around(f'<w:bookmarkStart w:id="{ident}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{ident}"/>', name)


def reference_mark(code: str, number: int) -> Around:
    """A reference mark of LibreOffice."""
    name = _attribute(_named(code, number))
    return Around(f"<text:reference-mark-start text:name={name}/>", f"<text:reference-mark-end text:name={name}/>")


def section(code: str, number: int) -> Around:
    """A section of LibreOffice, around paragraphs."""
    return Around(f"<text:section text:name={_attribute(_named(code, number))}>", "</text:section>")


def _named(code: str, number: int) -> str:
    return f"{code} RND{random(f'{number} {code}', _RANDOM)}"


class Form(NamedTuple):
    """The form of fields in a kind of document.

    Args:
        raw: pandoc's name of the XML.
        kind: of the fields, in the preferences.
        cite: what goes around a citation.
        list: what goes around a bibliography.
        in_blocks: whether that goes around its paragraphs, not into the first and the last.
    """

    raw: str
    kind: str
    cite: Callable[[str, int], Around]
    list: Callable[[str, int], Around]
    in_blocks: bool


FORMS: Final[Mapping[tuple[str, str], Form]] = {
    ("docx", "fields"): Form("openxml", "Field", word_field, word_field, in_blocks=False),
    ("docx", "bookmarks"): Form("openxml", "Bookmark", word_bookmark, word_bookmark, in_blocks=False),
    ("odt", "fields"): Form("opendocument", "ReferenceMark", reference_mark, section, in_blocks=True),
}
"""(format, mode) -> form."""

MODES: Final = ("fields", "bookmarks")
