"""Phrases of FTS5: quoted words, and names as bibliographies print them (pure)."""

from __future__ import annotations

import re

from ponarscite.library.spelling import in_pairs, words
from ponarscite.record.script import is_east_asian
from ponarscite.record.text import fold

MOST_WORDS = 64
"""Words of a phrase; those behind are ignored."""

MOST_NAMES = 12
"""Words of a name; a text with more is no name."""

_INITIAL = re.compile(r"[^\W\d_]\.")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?){1,4}(?=[^\W\d_]{2})")
_BEHIND = re.compile(r" [A-Z]{1,3}$")
_BETWEEN = re.compile(r"[,;&]|(?<=\s)and(?=\s)")


def quoted(folded: str, *, beginning: bool) -> str:
    """An FTS5 phrase; a single character at the end of Chinese, Japanese or Korean is the beginning of a pair."""
    if is_east_asian(folded):
        pairs = in_pairs(folded, whole=False).split()[:MOST_WORDS]
        folded, beginning = " ".join(pairs), beginning or (len(pairs[-1]) == 1 and is_east_asian(pairs[-1]))
    return f'"{folded.replace(chr(39), " ")}"' + (" *" if beginning else "")


def printed_names(value: str, *, is_name: bool) -> str:
    """An FTS5 expression for names as bibliographies print them; "" for other texts.

    Names are indexed in reading order and inverted, so the inverted form of a name finds it also where the library has
    more given names. An initial is the beginning of a name, and ends the comparison.

    Args:
        value: "Smith, J.", "J. Smith", "Smith, J., & Doe, A." or, of what is known to be a name, "Anna Smith" and
            "Smith J".
        is_name: whether the value is looked for among names only.
    """
    parts = [part.strip() for part in _BETWEEN.split(value) if part.strip()]
    if len(parts) > 2 and len(parts) % 2 == 0 and all(map(_INITIAL.match, parts[1::2])):
        each = [_inverted(*pair) for pair in zip(parts[::2], parts[1::2], strict=True)]
        return f"({' AND '.join(each)})" if all(each) else ""
    family, comma, given = value.partition(",")
    if comma:
        printed = _inverted(family, given)
        in_order = quoted(fold(" ".join((*words(given), *words(family)))), beginning=False)
        return printed and f"({printed} OR {in_order})"
    if initials := _INITIALS.match(value):
        return _inverted(value[initials.end() :], initials[0])
    if behind := _BEHIND.search(value) if is_name else None:
        return _inverted(value[: behind.start()], behind[0].strip()[:1])
    given, _, family = value.rpartition(" ")
    return _inverted(family, given) if is_name else ""


def _inverted(family: str, given: str) -> str:
    """An FTS5 phrase for a family name and the given names behind it, up to the first initial; "" without both."""
    names, first = words(family), words(given)
    if not names or not first or len(names) + len(first) > MOST_NAMES:
        return ""
    end = next((n for n, word in enumerate(first, 1) if len(word) == 1 and word.isascii()), 0)
    return quoted(fold(" ".join((*names, *first[: end or None]))), beginning=bool(end))
