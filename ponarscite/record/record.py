"""Record: a CSL item with typed parts, its identity, its role, and the claims it was chosen from."""

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
    """The keys under which a work is found: two records that share none are two works.

    An equal number, or an equal DOI or address with the title, makes them one. An equal title makes them one where
    nothing speaks against it (`reconcile.evidence`).

    Args:
        kind: "number" for a numbered series, "url", "title", or "ambiguous" when the series of a number is not decided.
        value: (series id, number), (canonical address, title), (type, title, authors...), or for "ambiguous" (number,
            type, title, authors...); texts are folded. () when nothing identifies the work.
        reason: why this series and number were chosen, in words.
        aliases: (kind, *value) of other identities that a source with fewer details may give to the same work.
    """

    kind: Literal["number", "url", "title", "ambiguous"]
    value: tuple[str, ...]
    reason: str = field(default="", compare=False)
    aliases: tuple[tuple[str, ...], ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Where an author works, as the page says: name "Ann Lee", text "Professor of Sociology at Pitzer College"."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """One work that can be cited. Attributes are CSL variables in snake case; "" and () mean unknown.

    Args:
        id: the citation key.
        type: an item type of CSL 1.0.2, "report".
        role: what the work is to the document it was found in.
        url: the canonical link as printed; http(s) only.
        extra: (CSL variable, value) of the variables without an attribute of their own, sorted by name.
        notes: the footnotes of the document as text; CSL's `note` is `note`.
        pdf_name: the name of the PDF as printed on the page, without its ending.
        pdf_url: the address of the PDF.
        doubts: warnings in words, such as a date that does not fit the number.
        claims: every claim about the work, also those that were not chosen.
        conflicts: pairs of claims that disagree.
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
        """Whether title, author or date is unknown, which every citation needs."""
        return not (self.title and self.makers and self.issued)

    @property
    def makers(self) -> tuple[Name, ...]:
        """The authors, or else the host of a broadcast or the director of a film: Zotero's first creators."""
        if self.author:
            return self.author
        others = dict(self.extra)
        found = others.get("host") or others.get("director") or ()
        return found if isinstance(found, tuple) else ()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        """The display in a notebook: authors, year, title and key."""
        from ponarscite.record.display import Shown

        return Shown.of(self.makers, self.issued, self.title, self.id).bundle

    def _repr_html_(self) -> str:
        return self._repr_mimebundle_()["text/html"]

    def _repr_markdown_(self) -> str:
        return self._repr_mimebundle_()["text/markdown"]
