"""Addresses of single pages of a site: whether one is a memo's, and the title in its last part."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from ponarscite.document.lines import Line, is_paragraph
from ponarscite.record.romanization import to_ascii
from ponarscite.record.text import fold
from ponarscite.series.series import Series

_MEMO = re.compile(r"(?:/ru)?/memos?/[^/]+/?")
_NO_TITLE = re.compile(r"[\d-]*|node|index|.*\.\w{1,5}")
_AGAIN = re.compile(r"-0$")
"""What Drupal appends to the second page of one title."""
_WORD = re.compile(r"\w+")
_LONGEST_TITLE = 300  # characters
_ENOUGH = 0.6
"""Share of the words of an address that a title has; some addresses leave out small words, or end early."""


def section_of_address(url: str, series: tuple[Series, ...]) -> str:
    """Return the section of a memo by its path ("https://www.ponarseurasia.org/memo/on-bridges"), "" for no memo's."""
    host, path = _parts(url)
    sections = (one.categories[0] for one in series if host in one.hosts and one.categories)
    return next(sections, "") if _MEMO.fullmatch(path) else ""


def title_of_address(url: str, series: tuple[Series, ...]) -> str:
    """Return the words of the last part of a site's address ("Ferries without shores"), "" where it has no two words.

    Capitals and punctuation of the title are unknown, and so may be its small words.
    """
    host, path = _parts(url)
    slug = _AGAIN.sub("", path.rstrip("/").rpartition("/")[2])
    if not any(host in one.hosts for one in series) or _NO_TITLE.fullmatch(slug) or "-" not in slug.strip("-"):
        return ""
    words = " ".join(filter(None, slug[:_LONGEST_TITLE].split("-")))
    return words[:1].upper() + words[1:]


def titled_by_address(lines: tuple[Line, ...], url: str, series: tuple[Series, ...]) -> int:
    """Return the index of the first line that has the words of the address, -1 for none: the title, below menus."""
    for n, line in enumerate(lines if title_of_address(url, series) else ()):
        if len(line.text) > _LONGEST_TITLE or (is_paragraph(line.text) and not line.text.endswith(("?", "!"))):
            continue
        if has_words_of(line.text, url, series):
            return n
    return -1


def has_words_of(text: str, url: str, series: tuple[Series, ...]) -> bool:
    """Whether a text, also a Russian one, has most of the words of the last part of a site's address."""
    wanted = _words(title_of_address(url, series))
    return bool(wanted) and len(wanted & _words(text)) >= _ENOUGH * len(wanted)


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(fold(to_ascii(text))) if len(word) > 2}


def _parts(url: str) -> tuple[str, str]:
    """Return host, without "www.", and path of an address; "" for what cannot be read."""
    try:
        parts = urlsplit(url[:2000])
        return (parts.hostname or "").removeprefix("www."), unquote(parts.path)
    except ValueError:
        return "", ""
