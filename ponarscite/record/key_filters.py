"""Filters of key patterns: each changes a text.

`select`, `abbr`, `condense`, `capitalize` and `skipwords` work on words between spaces. Only the functions "Title",
"journal", "genre" and "keyword" give texts with spaces.

Source: Better BibTeX for Zotero, "Citation Keys", filters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ponarscite.record.romanization import to_ascii
from ponarscite.record.text import letters

STOP_WORDS = frozenset(
    "a an the and or but of in on at to for from by with without into onto over under after before between "
    "about against as is are was be its it this that в на и о об от по при с у за из к для не".split()
)


def plain(text: str) -> str:
    """The words of a text with their ASCII letters and digits only, case kept: "O’Loughlin" -> "OLoughlin"."""
    return " ".join(filter(None, (re.sub(r"[^A-Za-z0-9]+", "", to_ascii(word)) for word in text.split())))


def significant(text: str) -> list[str]:
    """The words that are no stop words, each as `plain` writes it."""
    return [word for word in map(plain, _without_stop_words(text)) if word]


def _without_stop_words(text: str) -> list[str]:
    return [word for word in text.split() if letters(word) not in STOP_WORDS]


def capitalized(word: str) -> str:
    """The word with its first letter in upper case; the other letters stay."""
    return word[:1].upper() + word[1:]


def lower(text: str) -> str:
    """The text in lower case."""
    return text.lower()


def upper(text: str) -> str:
    """The text in upper case."""
    return text.upper()


def capitalize(text: str) -> str:
    """The text with the first letter of each word in upper case."""
    return " ".join(map(capitalized, text.split()))


def abbr(text: str) -> str:
    """The first letters of the words."""
    return "".join(word[0] for word in plain(text).split())


def condense(text: str, sep: str = "") -> str:
    """The text with *sep* in place of its spaces."""
    return sep.join(text.split())


def select(text: str, start: int = 1, n: int = 0) -> str:
    """The n words from the start-th on; all of them when n is 0."""
    words = text.split()[max(start, 1) - 1 :]
    return " ".join(words[: n or None])


def substring(text: str, start: int = 1, n: int = 0) -> str:
    """The n characters from the start-th on; all of them when n is 0."""
    rest = text[max(start, 1) - 1 :]
    return rest[: n or None]


def skipwords(text: str) -> str:
    """The text without stop words: of, the, и, на."""
    return " ".join(_without_stop_words(text))


def nopunct(text: str) -> str:
    """The text with its letters, digits and single spaces only."""
    return " ".join(re.sub(r"[^\w\s]|_", "", text).split())


def replace(text: str, find: str, replace: str = "") -> str:
    """The text with *replace* in place of *find*, in any case; a blank *find* changes nothing."""
    return re.sub(re.escape(find), lambda _: replace, text, flags=re.IGNORECASE) if find else text


def prefix(text: str, prefix: str) -> str:
    """The text with *prefix* before it; a blank text stays blank."""
    return prefix + text if text else ""


def postfix(text: str, postfix: str) -> str:
    """The text with *postfix* after it; a blank text stays blank."""
    return text + postfix if text else ""


def default(found: str, text: str) -> str:
    """The text found, or *text* when nothing was found."""
    return found or text


FILTERS: Mapping[str, Callable[..., str]] = {
    "lower": lower,
    "upper": upper,
    "capitalize": capitalize,
    "abbr": abbr,
    "condense": condense,
    "select": select,
    "substring": substring,
    "skipwords": skipwords,
    "nopunct": nopunct,
    "clean": plain,
    "fold": to_ascii,
    "replace": replace,
    "prefix": prefix,
    "postfix": postfix,
    "default": default,
}
"""Name of a filter in a pattern -> function."""
