"""Collapsing: cites of one citation that stand together, and what of them is not said twice.

Source: CSL 1.0.2 specification, "Cite Grouping" and "Cite Collapsing"; where that is silent (which delimiter stands
where), what citeproc-js prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ponarscite.csl.cited import Cited
from ponarscite.csl.engine import Engine
from ponarscite.csl.pick import exchanged, first
from ponarscite.csl.tree import Node, Part, plain, strings

_SHORTEST = 3
"""Cites in a range: "1, 2" but "1-3"."""
_CLOSING = (".", ",", ";")


@dataclass(slots=True, eq=False)
class Piece:
    """A cite on its way into a citation.

    Args:
        node: as rendered.
        cited: what it was rendered from.
        names: its names as text, "" for none, None where something stands in for them.
        before, after: the writer's words around it, None for none.
        repeated: whether the names of the cite before were not said again.
        lone: whether only a year suffix is left of it, and what follows that.
    """

    node: Node
    cited: Cited
    names: str | None
    before: Node | None = None
    after: Node | None = None
    repeated: bool = False
    lone: bool = False

    @property
    def located(self) -> bool:
        """Whether it names a place."""
        return bool(self.cited.cite.locator)

    @property
    def year_suffix(self) -> str:
        """The letters that tell its year from others, "" for none."""
        return self.cited.detail.year_suffix


@dataclass(frozen=True, slots=True)
class Collapse:
    """How the cites of a style's citations are joined.

    Args:
        kind: "", "citation-number", "year", "year-suffix" or "year-suffix-ranged".
        between: the delimiter of the layout.
        group: the delimiter within a group, None where the style does not say; default: what stands there then.
        after: that behind a group, None likewise.
        suffixes: that between year suffixes, None likewise.
        dash: that of ranges.
        is_sorted: whether the style sorts its cites.
    """

    kind: str
    between: str
    group: str | None
    default: str
    after: str | None
    suffixes: str | None
    dash: str
    is_sorted: bool

    @classmethod
    def of(cls, engine: Engine) -> Collapse:
        """What the citation of a style asks for."""
        area = engine.citation
        get = area.element.attributes.get
        return cls(
            kind=get("collapse", ""),
            between=area.delimiter,
            group=get("cite-group-delimiter"),
            default=area.delimiter if engine.style.in_notes else ", ",
            after=get("after-collapse-delimiter"),
            suffixes=get("year-suffix-delimiter"),
            dash=engine.locale.term("citation-range-delimiter") or "–",
            is_sorted=area.element.find("sort") is not None,
        )

    @property
    def groups(self) -> bool:
        """Whether cites of the same names belong together."""
        return bool(self.kind) or self.group is not None

    def joined(self, pieces: Sequence[Piece]) -> list[Part]:
        """The cites of a citation with what stands between them."""
        if self.groups and self.is_sorted:
            pieces = _grouped(pieces)
        if self.kind:
            self._shorten(pieces)
            pieces = [piece for piece in pieces if piece.node.parts]
        ranges = dict(self._ranges(pieces))
        return list(self._row(pieces, ranges))

    def _shorten(self, pieces: Sequence[Piece]) -> None:
        """Take out of each cite what the one before it says already."""
        wholes = [piece.node for piece in pieces]
        for n in range(1, len(pieces)):
            before, piece = pieces[n - 1], pieces[n]
            if not self._same(before, piece):
                continue
            names = first(piece.node, "names")
            if names is not None:
                piece.node = exchanged(piece.node, names, None)
            piece.repeated = True
            if self.kind.startswith("year-suffix") and _year(wholes[n - 1]) == _year(wholes[n]) != "":
                _without_year(piece)

    def _same(self, before: Piece, piece: Piece) -> bool:
        """Whether two cites have the same names; where years count, having none is the same too."""
        return piece.names == before.names and bool(piece.names or (piece.names == "" and self.kind[:4] == "year"))

    def _ranges(self, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
        """(first, last) of the cites that are said as a range."""
        follows = {"citation-number": _number_follows, "year-suffix-ranged": _suffix_follows}.get(self.kind)
        start = 0
        for n in range(1, len(pieces) + 1):
            if follows and n < len(pieces) and follows(pieces[n - 1], pieces[n]):
                continue
            if n - start >= _SHORTEST:
                yield start, n - 1
            start = n

    def _row(self, pieces: Sequence[Piece], ranges: dict[int, int]) -> Iterator[Part]:
        n = 0
        while n < len(pieces):
            if n:
                yield self._delimiter(pieces, n)
            yield from _dressed(pieces[n])
            if n in ranges:
                n = ranges[n]
                yield self.dash
                yield from _dressed(pieces[n])
            n += 1

    def _delimiter(self, pieces: Sequence[Piece], n: int) -> str:
        """What stands before a cite: nothing or a space where the writer's own words bring a mark."""
        before, piece = pieces[n - 1], pieces[n]
        if piece.cited.cite.prefix.startswith(_CLOSING):
            return ""
        if before.cited.cite.suffix.endswith(_CLOSING):
            return " "
        if piece.lone and not before.located and not piece.located and _is_close(pieces, n):
            return self._choose(self.group, self.suffixes)
        same = self._same(before, piece)
        if self.after is not None and self.kind:
            return self._behind(before, same)
        if same and self.groups:
            return self.default if self.group is None else self.group
        return self.between

    def _choose(self, *wishes: str | None) -> str:
        return next((wish for wish in wishes if wish is not None), self.between)

    def _behind(self, before: Piece, same: bool) -> str:
        """The delimiter where the style has one of its own behind a group."""
        always = self.kind in ("year", "year-suffix-ranged")
        ends = before.located or (not same and (always or before.repeated))
        return self._choose(self.after) if ends else self.between


def _grouped(pieces: Sequence[Piece]) -> list[Piece]:
    """Cites of the same names one after the other, where the first of them stood."""
    groups: dict[str, list[Piece]] = {}
    for n, piece in enumerate(pieces):
        groups.setdefault(piece.names or f"\n{n}", []).append(piece)
    return [piece for group in groups.values() for piece in group]


def _year(node: Node) -> str:
    """The date of a cite without its year suffix."""
    date = first(node, "date")
    if date is None:
        return ""
    suffix = first(date, "year-suffix")
    return plain(exchanged(date, suffix, None) if suffix else date)


def _without_year(piece: Piece) -> None:
    """Leave of the date the year suffix alone."""
    date = first(piece.node, "date")
    if date is not None:
        suffix = first(date, "year-suffix")
        left = Node(date.look, [suffix], True, "date") if suffix else None
        piece.node = exchanged(piece.node, date, left)
        piece.lone = bool(piece.year_suffix)


def _number_follows(before: Piece, piece: Piece) -> bool:
    return (
        piece.cited.number == before.cited.number + 1
        and _is_number(before)
        and _is_number(piece)
        and _is_bare(before, piece)
    )


def _suffix_follows(before: Piece, piece: Piece) -> bool:
    located = before.located or piece.located
    return piece.lone and not located and _next(before, piece) and _is_bare(before, piece)


def _is_bare(before: Piece, piece: Piece) -> bool:
    """Whether the writer put no words between two cites."""
    return not before.cited.cite.suffix and not piece.cited.cite.prefix and not piece.cited.cite.suffix


def _is_number(piece: Piece) -> bool:
    """Whether a cite is its citation number and nothing else."""
    return bool(piece.cited.number) and "".join(strings(piece.node)) == str(piece.cited.number)


def _next(before: Piece, piece: Piece) -> bool:
    """Whether the year suffix of a cite comes just after that of the one before."""
    return _place(piece.year_suffix) == _place(before.year_suffix) + 1 > 1


def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("a") + 1
    return place


def _is_close(pieces: Sequence[Piece], n: int) -> bool:
    """Whether a year suffix stands next to another in the alphabet, or ends its row."""
    if _next(pieces[n - 1], pieces[n]) or n + 1 == len(pieces):
        return True
    after = pieces[n + 1]
    return not after.lone or _next(pieces[n], after)


def _dressed(piece: Piece) -> Iterator[Part]:
    return (part for part in (piece.before, piece.node, piece.after) if part is not None)
