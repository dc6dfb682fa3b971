"""Site: one place of a manuscript at which works are cited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from ponarscite.note.cited_work import CitedWork

Kind: TypeAlias = Literal["keyed", "typed"]
Mode: TypeAlias = Literal["parenthetical", "textual", "author-omitted", "author-only", "note", "full", "hidden"]
"""The form in which a keyed site prints its works; "hidden" puts them into the bibliography alone (`nocite`)."""

Setting: TypeAlias = Literal["text", "note", "list"]
"""The place of a site: in running text, in a note, or as an entry of the list of references."""

Span: TypeAlias = tuple[int, int]
"""Start and end in characters, as a slice takes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One place at which works are cited, by their keys ("keyed") or in words ("typed").

    Offsets count characters of the text given to `sites`; of a paragraph of a .docx or .odt file; of a notebook's cell.
    Sites never overlap.

    Args:
        kind: "keyed" or "typed".
        start: of the site. Of a pandoc or Org citation with several works, each work is a site of its own.
        end: of the site, as a slice takes it.
        text: what the manuscript has from `start` to `end`.
        names: the keys as written ("pepm775", "ponars:775"); () for a typed site.
        places: the span of each name.
        prefix: words before the citation: "see".
        locator: the place in the work that is cited, without its comma: "p. 3".
        suffix: words behind the locator.
        mode: how a keyed site prints its works; "note" for a typed one.
        cluster: the whole citation with its brackets; the site's own span where it has none.
        works: the works of a typed site as it names them, one unless it gives several numbers at once.
        setting: where the site stands.
        part: the file within an archive ("word/footnotes.xml") or "cell" of a notebook; "" for a text.
        block: number of the paragraph or cell in its part, from 1; 0 for a text.
    """

    kind: Kind
    start: int
    end: int
    text: str
    names: tuple[str, ...] = ()
    places: tuple[Span, ...] = ()
    prefix: str = ""
    locator: str = ""
    suffix: str = ""
    mode: Mode = "parenthetical"
    cluster: Span = (0, 0)
    works: tuple[CitedWork, ...] = ()
    setting: Setting = "text"
    part: str = ""
    block: int = 0
