"""Claim: what one document states about one variable of one work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal, TypeAlias

Role: TypeAlias = Literal["subject", "cited", "mentioned"]
ROLES: tuple[Role, ...] = ("subject", "cited", "mentioned")
"""From the closest to the document to the farthest; a record merged from several roles keeps the closest."""


class Rank(IntEnum):
    """How much a claim weighs: user > a document about itself > another document citing it > guessed."""

    GUESSED = 1  # inferred: a file name, a house habit
    CITED = 2  # another document says so: a note, a card, a list row
    OWN = 3  # the document about itself; which of its parts wins is ORIGINS
    USER = 4


@dataclass(frozen=True, slots=True)
class About:
    """What a claim is about. Claims about the same thing make one record.

    Args:
        role: what that thing is to the document.
        place: where in the document: "" for its subject, else "card 3", "note 1", "note 1b", "episode 2", "headline 4".
        document: the name of the document.
    """

    role: Role = "subject"
    place: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one document about one variable.

    Args:
        variable: a CSL variable ("author", "issued"), or one of OWN_VARIABLES.
        text: as found, one author, keyword or note a claim; only `record/` interprets it.
        rank: how much it weighs.
        origin: who says so, for people: "byline", "meta tags", "note 1"; a name of ORIGINS where it is listed there.
        about: what it is about.
        where: the line ("line 123") or element ("meta citation_author").
    """

    variable: str
    text: str
    rank: Rank
    origin: str
    about: About
    where: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims about one variable that disagree: the one that stands, and one that lost."""

    variable: str
    kept: Claim
    lost: Claim


OWN_VARIABLES = {
    "notes": "notes",
    "affiliation": "affiliations",
    "pdf-name": "pdf_name",
    "pdf-url": "pdf_url",
}
"""Variables that CSL does not have -> attributes of Record."""


DOUBT = "doubt"
"""The variable of a claim that tells what may be missing from the record: a warning."""


FAULT = "fault"
"""The variable of a claim that tells what could not be read, where the rest of the document was."""
