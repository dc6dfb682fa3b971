"""What a pattern of keys can do with a text: filter name -> text and arguments -> text.

Source: Better BibTeX for Zotero, "Citation Keys", filters. `select`, `abbr`, `condense`, `capitalize` and `skipwords`
look for words between spaces: of "Title", "journal", "genre" and "keyword".
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
    """Words of ASCII letters and digits, as they were written, between single spaces: "O’Loughlin" is "OLoughlin"."""
    return " ".join(filter(None, (re.sub(r"[^A-Za-z0-9]+", "", to_ascii(word)) for word in text.split())))


def significant(text: str) -> list[str]:
    """The words that tell something, each in ASCII."""
    return [word for word in map(plain, _telling(text)) if word]


def _telling(text: str) -> list[str]:
    return [word for word in text.split() if letters(word) not in STOP_WORDS]


def capitalized(word: str) -> str:
    """The word with a capital; the others stay as they are."""
    return word[:1].upper() + word[1:]


def lower(text: str) -> str:
    """All in small letters."""
    return text.lower()


def upper(text: str) -> str:
    """All in capitals."""
    return text.upper()


def capitalize(text: str) -> str:
    """Each word with a capital."""
    return " ".join(map(capitalized, text.split()))


def abbr(text: str) -> str:
    """The first letter of each word."""
    return "".join(word[0] for word in plain(text).split())


def condense(text: str, sep: str = "") -> str:
    """Without spaces, or with *sep* instead."""
    return sep.join(text.split())


def select(text: str, start: int = 1, n: int = 0) -> str:
    """The n words from the start-th on, or all of them."""
    words = text.split()[max(start, 1) - 1 :]
    return " ".join(words[: n or None])


def substring(text: str, start: int = 1, n: int = 0) -> str:
    """The n letters from the start-th on, or all of them."""
    rest = text[max(start, 1) - 1 :]
    return rest[: n or None]


def skipwords(text: str) -> str:
    """Without the words that tell nothing: of, the, и, на."""
    return " ".join(_telling(text))


def nopunct(text: str) -> str:
    """Letters, digits and spaces alone."""
    return " ".join(re.sub(r"[^\w\s]|_", "", text).split())


def replace(text: str, find: str, replace: str = "") -> str:
    """With another text where this one stands, capitals aside."""
    return re.sub(re.escape(find), lambda _: replace, text, flags=re.IGNORECASE) if find else text


def prefix(text: str, prefix: str) -> str:
    """With this before it, if it is not empty."""
    return prefix + text if text else ""


def postfix(text: str, postfix: str) -> str:
    """With this behind it, if it is not empty."""
    return text + postfix if text else ""


def default(found: str, text: str) -> str:
    """This text instead, if it is empty."""
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
"""The name in a pattern -> what it does."""
