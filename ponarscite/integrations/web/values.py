"""The values that a desk gives to routes: plain, frozen, and free of the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ponarscite.library.correction import Dispute
from ponarscite.manuscript.problem import ManuscriptProblem
from ponarscite.reconcile.tree import in_words
from ponarscite.record.display import Shown
from ponarscite.record.item import NAMES, from_item
from ponarscite.series.url import link

_SHOWN = NAMES | frozenset(("id", "type", "title", "issued", "genre", "number", "URL"))
"""Variables of an item that a row shows: reading the others takes half of the time of a search."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record in a list.

    Args:
        authors: "Lee, Doe et al.", "" for none.
        year: "2020", "n.d." where it is not known.
        title: without markup.
        genre: "PONARS Eurasia Policy Memo", "" for none.
        number: as printed, "" for none.
        type: of CSL.
        url: an http(s) address, "" for none.
        item: its CSL-JSON.
    """

    key: str
    authors: str
    year: str
    title: str
    genre: str
    number: str
    type: str
    url: str
    item: Mapping[str, Any]

    @classmethod
    def of(cls, item: Mapping[str, Any]) -> Row:
        """The row of a CSL-JSON item."""
        one = from_item({name: value for name, value in item.items() if name in _SHOWN})
        shown = Shown.of(one.makers, one.issued, one.title, one.id)
        return cls(one.id, shown.authors, shown.year, shown.title, one.genre, one.number, one.type, link(one.url), item)


@dataclass(frozen=True, slots=True)
class Found:
    """Some rows of a search.

    Args:
        total: records that match.
        after: the rows up to and with the last of these; `search(query, limit, after)` gives the next.
        is_last: whether no more rows follow.
    """

    total: int
    rows: tuple[Row, ...]
    after: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim of one document about one variable.

    Args:
        text: as found.
        rank: "user", "own", "cited" or "guessed".
        origin: the part of the document, for people: "page", "note 1".
        document: its address or path, "" for none.
        url: the address, if it is one of http(s), else "".
        where: line or element, "" when unknown.
        is_lost: whether it contradicts the value that the record has.
    """

    text: str
    rank: str
    origin: str
    document: str
    url: str
    where: str
    is_lost: bool


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a record.

    Args:
        name: of CSL, or one of `ponarscite.OWN_VARIABLES`.
        value: in words; "" for evidence, which gives the record no value.
    """

    name: str
    value: str
    claims: tuple[ClaimRow, ...]


def variables_of(tree: dict[str, Any]) -> Iterator[Variable]:
    """Yield the variables of a record, from `ponarscite.reconcile.tree.as_tree`."""
    for name, entry in tree["variables"].items():
        claims = tuple(
            ClaimRow(
                claim["text"],
                claim["rank"],
                claim["origin"],
                claim["document"],
                link(claim["document"]),
                claim["where"],
                claim["conflict"],
            )
            for claim in entry["claims"]
        )
        yield Variable(name, "" if entry["value"] is None else in_words(entry["value"]), claims)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is known of a record.

    Args:
        row: as in a list.
        role: "subject", "cited" or "mentioned".
        identity: why it is this work, in words.
        variables: with their claims.
        conflicts: that are open.
        doubts, remarks, unread: what may be missing, what was read in another way, and names of fields not held.
        keys: every key that leads to it, its own first.
        documents: the addresses or paths of documents that describe it.
        cites, cited_by: the records that it cites, and those that cite it.
    """

    row: Row
    role: str
    identity: str
    variables: tuple[Variable, ...]
    conflicts: tuple[Dispute, ...]
    doubts: tuple[str, ...]
    remarks: tuple[str, ...]
    unread: tuple[str, ...]
    keys: tuple[str, ...]
    tags: tuple[str, ...]
    documents: tuple[str, ...]
    cites: tuple[Row, ...]
    cited_by: tuple[Row, ...]

    @property
    def key(self) -> str:
        """The key of the record."""
        return self.row.key


@dataclass(frozen=True, slots=True)
class Named:
    """A style, a format or a program.

    Args:
        id: its name for programs.
        title: for people.
    """

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two records that may be one work.

    Args:
        reason: in words.
        likeness: of their titles, 0 to 100.
    """

    first: Row
    second: Row
    reason: str
    likeness: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers of a series that the library lacks, from first to last."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Year:
    """The members of a series of one year.

    Args:
        year: "2020", "n.d." where it is not known.
        members: rows and gaps by number; a gap stands before the number that follows it.
    """

    year: str
    members: tuple[Row | Gap, ...]


@dataclass(frozen=True, slots=True)
class SeriesList:
    """A series by year.

    Args:
        id: "pepm".
        label: "PONARS Eurasia Policy Memo".
        count: members in the library.
        missing: numbers between the first and the last that it lacks.
        years: the first year first.
    """

    id: str
    label: str
    count: int
    missing: int
    years: tuple[Year, ...]

    @classmethod
    def of(cls, name: str, label: str, members: Sequence[tuple[int, Row]]) -> SeriesList:
        """Make the list of members with their numbers, of which there is one."""
        years: dict[str, list[Row | Gap]] = {}
        missing, before = 0, members[0][0]
        for number, row in members:
            year = years.setdefault(row.year, [])
            if number - before > 1:
                year.append(Gap(before + 1, number - 1))
                missing += number - before - 1
            year.append(row)
            before = number
        ordered = sorted(years.items(), key=lambda pair: (pair[0] == "n.d.", pair[0]))
        return cls(name, label, len(members), missing, tuple(Year(year, tuple(some)) for year, some in ordered))


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked manuscript.

    Args:
        problems: in the order of their places.
        bibliographies: files that it names, which are not read here: unknown keys are then no problems.
    """

    problems: tuple[ManuscriptProblem, ...]
    bibliographies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """The result of a change.

    Args:
        key: of the record that it leaves, "" for none.
        words: for people.
        change: number of the command in the log, which `undo` takes; 0 if nothing changed.
    """

    key: str
    words: str
    change: int
