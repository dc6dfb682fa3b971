"""Place: the cited place in the words behind a part of a typed citation (pure)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ponarscite.integrations.works.locator import Cited, split

_COMMA = re.compile(r"\s?[,:]\s*(?=\S)")
_MARK = re.compile(r"(?:\s?[;.])?\s+(?=\S)")
"""Signs that part a page from a citation where no comma does."""
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?![\d–-])")
_STOPS = ("", *".;)],")
_OPENING = ("(", "[")
_LONGEST = 80
"""Characters behind a citation that are looked at."""


class Ending(NamedTuple):
    """The end of a citation.

    Args:
        end: index in the text behind the citation and the place that it cites.
        label: of CSL, "" for none.
        locator: the cited place, "" for none.
    """

    end: int
    label: str = ""
    locator: str = ""


def place(words: str, labels: Mapping[str, str]) -> Cited | None:
    """The place at the beginning of words, None where there is none or other words belong to it.

    Args:
        labels: term of a locator -> label.
    """
    cited = split(words, labels)
    is_ended = cited.suffix[:1] in _STOPS or cited.suffix.lstrip()[:1] in _OPENING
    is_page = cited.label == "page" and is_labelled(words, cited)
    is_alone = is_ended or (is_page and _is_parted(cited.suffix))
    return cited if cited.locator and is_alone and not _YEAR.match(words) else None


def is_labelled(words: str, cited: Cited) -> bool:
    """Whether the place has a term: "p. 3"."""
    return not words.lstrip().startswith(cited.locator)


def _is_parted(suffix: str) -> bool:
    """Whether other words may follow a page: "p. 3 in the original", "p. 3?"."""
    return suffix[:1].isspace() or suffix[:1] in ("?", "!")


def behind(text: str, end: int, labels: Mapping[str, str], *, needs_label: bool = False) -> Ending:
    """The place that is cited behind a part of a citation, with what parts it from that: ", pp. 3–4".

    A number alone needs a comma and a blank before it. Without a comma, only a page with its term is a place.

    Args:
        end: index in the text behind the part.
        needs_label: whether a number alone is none.
    """
    comma = _COMMA.match(text, end)
    mark = comma or _MARK.match(text, end)
    if not mark:
        return Ending(end)
    words = text[mark.end() : mark.end() + _LONGEST]
    cited = place(words, labels)
    if cited is None:
        return Ending(end)
    has_label = is_labelled(words, cited)
    if comma:
        is_cited = has_label or (mark[0][-1].isspace() and not needs_label)
    else:
        is_cited = has_label and cited.label == "page" and cited.suffix[:1] in _STOPS
    return Ending(mark.end() + len(words) - len(cited.suffix), cited.label, cited.locator) if is_cited else Ending(end)
