"""Proof by printing: a citation style prints the record of a reading back as the string that was read.

It also finds what no check of tokens can: words in the wrong field. It runs only where the grade is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from ponarscite.citestring.reading import Reading
from ponarscite.csl.processor import Processor
from ponarscite.csl.style import Style
from ponarscite.errors import PonarsciteError
from ponarscite.record.text import fold

STYLES: Final = (
    ("chicago-fullnote-bibliography-16th-edition", "en-US"),
    ("international-organization", "en-US"),
    ("apa-6th-edition", "en-US"),
    ("modern-humanities-research-association", "en-GB"),
    ("din-1505-2", "de-DE"),
    ("chicago-notes-bibliography", "en-US"),
    ("american-sociological-association", "en-US"),
    ("sage-harvard", "en-GB"),
    ("bluebook-law-review", "en-US"),
    ("associacao-brasileira-de-normas-tecnicas", "pt-BR"),
    ("chicago-author-date", "en-US"),
    ("modern-language-association", "en-US"),
    ("apa", "en-US"),
    ("gost-r-7-0-5-2008", "ru-RU"),
    ("nlm-citation-sequence", "en-US"),
    ("harvard-cite-them-right", "en-GB"),
    ("american-political-science-association", "en-US"),
    ("elsevier-harvard", "en-GB"),
    ("iso690-note-fr", "fr-FR"),
    ("ieee", "en-US"),
)
"""(style id, locale), those that print the most strings first."""

_NO_LETTER = re.compile(r"[\W_]+")
_CITED = re.compile(
    r"\b(?:accessed|retrieved|viewed|last|on|from|available|at|online|date|обращения|дата|url|https?|doi|org|www)\b"
)
_ENTRY = re.compile(r"^\W*\d{1,3}\W+(?=[^\W\d])")
"""The number that a style prints before an entry."""
_LONGEST = 2_000


def printed(reading: Reading) -> bool:
    """Whether one of the styles prints the record as the string, but for punctuation and words before an address."""
    return is_printed(reading.item, reading.core)


def is_printed(item: Mapping[str, Any], text: str) -> bool:
    """Whether one of the styles prints an item as this text.

    Args:
        item: a CSL-JSON item; its id does not matter.
    """
    wanted = _letters(text)
    return 0 < len(wanted) <= _LONGEST and any(wanted == _letters(one) for one in _prints(item))


def _prints(item: Mapping[str, Any]) -> Iterator[str]:
    """The bibliography entry and the note of an item in each style."""
    for name, locale in STYLES:
        style = _style(name)
        if style is None:
            continue
        try:
            yield from _texts(style, locale, item)
        except PonarsciteError:  # the style does not print such an item
            continue


def _texts(style: Style, locale: str, item: Mapping[str, Any]) -> Iterator[str]:
    processor = Processor(style, [{**item, "id": "a"}], locale)
    if style.bibliography is not None:
        yield from (entry.text.render() for entry in processor.bibliography(["a"]))
    if style.in_notes:
        yield processor.cite([{"id": "a"}], 1).render()


@lru_cache(maxsize=len(STYLES))
def _style(name: str) -> Style | None:
    """A style by its id; None where the package of styles is not installed."""
    try:
        return Style.load(name)
    except PonarsciteError:
        return None


def _letters(text: str) -> str:
    """The letters and digits of a text, folded, without the words that stand before addresses and days."""
    return _NO_LETTER.sub("", _CITED.sub("", _ENTRY.sub("", fold(text))))
