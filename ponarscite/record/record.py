"""Record: a normalised CSL item with typed parts, its identity, its role, and the claims it was chosen from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from ponarscite.record.claim import Role
from ponarscite.record.date import Date
from ponarscite.record.name import Name

if TYPE_CHECKING:
    from ponarscite.record.claim import Claim, Conflict


Extra: TypeAlias = str | Date | tuple[Name, ...]
"""The value of a CSL variable that has no attribute of its own."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes two records the same work.

    Args:
        kind: "number" for a numbered series, "url", "title", or "ambiguous" when the evidence does not decide.
        value: the (series id, number), the (canonical address,), or the (type, title, authors...), folded.
        reason: why, in words.
        aliases: other keys, (kind, *value), under which a source that knows less may speak of the same work.
    """

    kind: Literal["number", "url", "title", "ambiguous"]
    value: tuple[str, ...]
    reason: str = field(default="", compare=False)
    aliases: tuple[tuple[str, ...], ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Where an author worked, as the bio on the page says: "Professor of Sociology at Pitzer College"."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """One work that can be cited. Attributes are CSL variables in snake case; "" and () are unknown.

    Args:
        id: the citation key.
        role: what the work is to the document it was found in.
        url: the canonical link as printed; http(s) only.
        extra: CSL variables without an attribute of their own, in CSL spelling, sorted by name.
        notes: the footnotes of the document, as text; not CSL's `note`.
        pdf_name: the name of the PDF as printed on the page, without its ending.
        pdf_url: the address of the PDF.
        doubts: what does not fit, in words: a date outside the bounds of the number, and the like.
        claims: every claim behind the record, the losing ones too.
        conflicts: claims that disagree.
    """

    id: str = ""
    type: str = "document"
    role: Role = "subject"
    title: str = ""
    author: tuple[Name, ...] = ()
    issued: Date = Date()
    accessed: Date = Date()
    genre: str = ""
    number: str = ""
    publisher: str = ""
    publisher_place: str = ""
    container_title: str = ""
    collection_title: str = ""
    url: str = ""
    doi: str = ""
    abstract: str = ""
    keyword: tuple[str, ...] = ()
    language: str = ""
    note: str = ""
    extra: tuple[tuple[str, Extra], ...] = ()
    notes: tuple[str, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    pdf_name: str = ""
    pdf_url: str = ""
    identity: Identity = Identity("ambiguous", ())
    doubts: tuple[str, ...] = field(default=(), compare=False)
    claims: tuple[Claim, ...] = field(default=(), compare=False, repr=False)
    conflicts: tuple[Conflict, ...] = field(default=(), compare=False)

    @property
    def is_partial(self) -> bool:
        """Whether something that every citation needs is unknown: title, author or date."""
        return not (self.title and self.author and self.issued)
