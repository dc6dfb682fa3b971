"""Quoted: a title without the punctuation of the sentence, and with the quotation marks of a text that stands alone."""

from __future__ import annotations

import re

_OPENING = re.compile(r"(?<![^\s(\[“—–:-])[‘'](?=\w)")
_CLOSING = re.compile(r"(?<=[^\s])[’'](?!\w)")
_POSSESSIVE = re.compile(r"(?<=s)[’'](?= \w)")
_INITIALS = re.compile(r"(?:\b\w\.)+$|\.\.$")


def trim(title: str) -> str:
    """Strip the punctuation of the sentence from a title; "?", "!" and the full stop of "U.S." stay."""
    title = title.strip()
    body = title.rstrip("’'”\"» ")
    marks = title[len(body) :]
    if body.endswith((",", ";", ":")):
        return f"{body[:-1].rstrip()}{marks}"
    if body.endswith(".") and not _INITIALS.search(body[-12:]):
        return f"{body[:-1].rstrip()}{marks}"
    return title


def unnest(text: str, marks: tuple[str, str]) -> str:
    """Replace pairs of single quotation marks by *marks*; apostrophes stay."""
    pieces: list[str] = []
    at = 0
    for opening in _OPENING.finditer(text):
        start = opening.start()
        if start < at or (end := _closing(text, start + 1)) < 0:
            continue
        pieces += (text[at:start], marks[0], text[start + 1 : end], marks[1])
        at = end + 1
    return "".join((*pieces, text[at:]))


def _closing(text: str, start: int) -> int:
    """Return where a single quotation ends, -1 if nowhere.

    After an s, as in "Elites’ ", a mark may be a possessive; it closes the quotation only if no later mark does.
    """
    following = _OPENING.search(text, start)
    places = [match.start() for match in _CLOSING.finditer(text, start, following.start() if following else len(text))]
    sure = (place for place in places if not _POSSESSIVE.match(text, place))
    return next(sure, places[0] if places else -1)
