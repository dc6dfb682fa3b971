"""The markup of a feed, checked and repaired before it is parsed: feedparser fails at characters that XML forbids, and
takes time that grows with the square of the attributes of one element.
"""

from __future__ import annotations

import re

from ponarscite.document.tree import MOST_ATTRIBUTES
from ponarscite.errors import SourceError

_REFERENCE = re.compile(r"&(?:amp;)?#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_TAG = re.compile(
    r"<!--(?:[^-]++|-(?!->))*+"
    r"|<!\[CDATA\[(?:[^\]]++|\](?!\]>))*+"
    r"|<\?[^>]*+"
    r"""|(<[A-Za-z_:\x80-\U0010ffff][^<>"']*+(?:"[^"]*"[^<>"']*+|'[^']*'[^<>"']*+)*+)"""
)
"""A start tag, in the group; or a comment, a text or an instruction, in which no tag starts."""
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_LONG_WORD = re.compile(r"<[^<>]*>|([A-Za-z0-9_.+-]{500})(?=[A-Za-z0-9_.+-])")
"""A tag; or, in the group, the start of a word that no text has. It is broken, since feedparser takes quadratic time to
look for an address of mail in the name of an author."""

_LONGEST = 7
"""Digits of the largest character reference."""


def readable(text: str, name: str) -> str:
    """The text with U+FFFD for each reference to what is no character, and without endless words.

    Args:
        name: of the document, for people.
    Raises:
        SourceError: an element has more than MOST_ATTRIBUTES attributes.
    """
    if any(_attributes(match[1]) > MOST_ATTRIBUTES for match in _TAG.finditer(text)):
        problem = f"{name} has an element with more than {MOST_ATTRIBUTES} attributes"
        raise SourceError(problem, hint="no feed needs that many: give the pages of its items")
    return _REFERENCE.sub(_character, _LONG_WORD.sub(_broken, text))


def _broken(found: re.Match[str]) -> str:
    return f"{found[1]} " if found[1] else found[0]


def _attributes(tag: str | None) -> int:
    """The number of attributes of a start tag, those without a value included; cheap for the usual short tag."""
    return len(_QUOTED.sub(" ", tag).split()) if tag and len(tag) > MOST_ATTRIBUTES else 0


def _character(reference: re.Match[str]) -> str:
    hexadecimal, decimal = reference.groups()
    digits = (hexadecimal or decimal).lstrip("0")
    code = int(digits or "0", 16 if hexadecimal else 10) if len(digits) <= _LONGEST else -1
    return reference[0] if is_character(code) else "\ufffd"


def is_character(code: int) -> bool:
    """Whether XML allows a code point, and Unicode may give it a character.

    Source: XML 1.0, production 2; Unicode, section 23.7.
    """
    is_allowed = code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0x10FFFF
    return is_allowed and code & 0xFFFE != 0xFFFE and not 0xFDD0 <= code <= 0xFDEF
