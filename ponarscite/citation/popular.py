"""Styles that most people look for: the usual ones, and those of the journals of this field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ponarscite.hookspecs import StyleRepository

USUAL = (
    "ponars-eurasia",
    "apa",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "chicago-shortened-notes-bibliography",
    "modern-language-association",
    "american-political-science-association",
    "american-sociological-association",
    "harvard-cite-them-right",
    "turabian-author-date",
    "turabian-notes-bibliography",
    "mhra-notes",
    "ieee",
    "nlm-citation-sequence",
    "american-medical-association",
    "nature",
    "elsevier-harvard",
    "taylor-and-francis-harvard-x",
    "oscola",
    "bluebook-law-review",
    "iso690-author-date-en",
    "gost-r-7-0-5-2008",
)
JOURNALS = (
    "post-soviet-affairs",
    "nationalities-papers",
    "communist-and-post-communist-studies",
    "east-european-politics",
    "eurasian-geography-and-economics",
    "central-asian-survey",
    "slavonic-and-east-european-review",
    "journal-of-eurasian-studies",
    "geopolitics",
    "comparative-politics",
    "world-politics",
    "international-studies-association",
    "american-political-science-review",
    "american-journal-of-political-science",
)
POPULAR = (*USUAL, *JOURNALS)
_PLACES = {style: place for place, style in enumerate(POPULAR)}


def rank(style: str, words: Iterable[str]) -> tuple[bool, int]:
    """The sort key of a style in a list: the one that the words name comes first, then the popular ones in order."""
    return style != "-".join(words), _PLACES.get(style, len(POPULAR))


def list_styles(repositories: Iterable[StyleRepository], words: Iterable[str] = ()) -> list[dict[str, str]]:
    """Each style whose id or title has all *words*, as {id, title, repository}; the usual ones first.

    The first style of an id counts.
    """
    wanted = [word.casefold() for word in words]
    return sorted(_with_words(repositories, wanted), key=lambda style: rank(style["id"], wanted))


def _with_words(repositories: Iterable[StyleRepository], wanted: Iterable[str]) -> Iterator[dict[str, str]]:
    seen: set[str] = set()
    for repository in repositories:
        for style, title in repository.list():
            text = f"{style} {title}".casefold()
            if style not in seen and all(word in text for word in wanted):
                yield {"id": style, "title": title, "repository": repository.name}
            seen.add(style)
