"""Atom as arXiv's API answers, to be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.hookspecs import Format, hookimpl
from ponarscite.interchange.beginning import is_xml

if TYPE_CHECKING:
    from ponarscite.interchange.reference import Reference


def sign(beginning: str) -> bool:
    """Whether a feed is an answer of arXiv's API: its id, or the namespace of its own elements."""
    if not is_xml(beginning) or "arxiv.org" not in beginning or not re.search(r"<feed[\s>]", beginning):
        return False
    return bool(re.search(r"arxiv\.org/(?:schemas/atom|api/)", beginning))


def read(text: str) -> Iterator[Reference]:
    """The references of a feed."""
    from ponarscite.interchange.arxiv_entry import references_of

    return references_of(text)


@hookimpl
def provide_formats() -> Iterable[Format]:
    """Atom of arXiv."""
    return (
        Format(
            name="arxiv",
            description="Atom of arXiv's API",
            sign=sign,
            read=read,
            empty="an answer of arXiv's API has entries, each with a title and an id",
            origin="arXiv",
        ),
    )
