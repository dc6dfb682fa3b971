"""Claim: what one document states about one variable of one work, and how claims conflict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal, TypeAlias

Role: TypeAlias = Literal["subject", "cited", "mentioned"]
ROLES: tuple[Role, ...] = ("subject", "cited", "mentioned")
"""What a work is to a document, the closest first: a record with claims of several roles has the closest of them."""


class Rank(IntEnum):
    """How much a claim counts: the user, then a document about itself, then a document citing another, then a guess."""

    GUESSED = 1  # inferred from a file name or a habit of the series
    CITED = 2  # from another document: a note, a card, a row of a list; and from a service that describes the work
    OWN = 3  # from the document about itself; `reconcile.choice.ORIGINS` orders its parts
    USER = 4  # a correction


@dataclass(frozen=True, slots=True)
class About:
    """What a claim is about: a place in a document that describes one work. Claims with an equal About make one record.

    Args:
        role: what the work is to the document.
        place: "" for the subject of the document, else "card 3", "note 1", "note 1b", "episode 2", "headline 4"...
        document: the name of the document, a URL or a path.
    """

    role: Role = "subject"
    place: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one document about one variable.

    Args:
        variable: a CSL variable ("author", "issued"), one of OWN_VARIABLES, or one of EVIDENCE ("series", "doubt").
        text: as found in the document. Of a list (authors, keywords, notes) each entry is a claim of its own.
        rank: how much the claim counts.
        origin: the part of the document that makes the claim, for people: "page", "citation tags", "note 1".
        about: the work and its place in the document.
        where: the line ("line 123") or the element ("meta citation_author"); "" when unknown.
    """

    variable: str
    text: str
    rank: Rank
    origin: str
    about: About
    where: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims about one variable that disagree: the chosen one, and one that was not chosen."""

    variable: str
    kept: Claim
    lost: Claim


OWN_VARIABLES = {
    "notes": "notes",
    "affiliation": "affiliations",
    "pdf-name": "pdf_name",
    "pdf-url": "pdf_url",
}
"""Variable that CSL does not have -> attribute of Record."""

DOUBT = "doubt"
"""The variable of a warning: the claim's text tells what may be missing from the record."""

FAULT = "fault"
"""The variable of a failure: the claim's text names the part of a document that could not be read."""

UNREAD = "unread"
"""The variable of a loss: the claim's text names a field of the work ("file", "C1") that its record does not hold."""

REMARK = "remark"
"""The variable of a message about a document: the claim's text tells what was read in another way than it is written.

Equal texts of one document are told once, with their number."""

READING = "reading"
"""The variable of evidence: the claim's text tells how far a reading of a citation string is proven."""

DOCUMENT = "document"
"""The variable of evidence about a document, as JSON: `hash` (SHA-256), `accessed` (ISO 8601), `file`, `offset`.

Only records for a format with `traced` have it."""

MESSAGES = frozenset((FAULT, UNREAD, REMARK))
"""Variables of claims that tell something about the reading of a document, not about the work."""

FOREIGN = "foreign"
"""The variable of evidence: the claim's text is the host of a site that does not publish the numbered series."""

EVIDENCE = (
    frozenset(("series", "file-name", "numbering", "listed-years", "house", FOREIGN, DOUBT, READING, DOCUMENT))
    | MESSAGES
)
"""Variables that give the record no value: evidence for its identity, warnings, and messages about the reading."""
