"""Cite grouping and cite collapsing, and the delimiters between the cites of a citation.

Source: CSL 1.0.2 specification, "Cite Grouping" and "Cite Collapsing"; where it leaves open which delimiter is
printed, the output of citeproc-js.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ponarscite.csl.engine import Engine
from ponarscite.csl.item import NAMES
from ponarscite.csl.resolved_cite import ResolvedCite
from ponarscite.csl.subtree import first, replaced
from ponarscite.csl.tree import LINK, Node, Part, plain, strings

_SHORTEST = 3
"""Cites in a range at least: "1, 2" but "1-3"."""
_CLOSING = (".", ",", ";")
"""Marks of the writer's words that replace a delimiter."""


@dataclass(slots=True, eq=False)
class RenderedCite:
    """A rendered cite, changed in place while it is collapsed.

    Args:
        node: its text.
        resolved: what it was rendered from.
        names: names of its first cs:names as text, "" for none; None if something else replaced the names.
        prefix, suffix: the writer's words around it, None for none.
        link: the address that it links to, "" for none.
        names_dropped: whether its names are left out since the cite before has them.
        suffix_only: whether only its year suffix is left.
    """

    node: Node
    resolved: ResolvedCite
    names: str | None
    prefix: Node | None = None
    suffix: Node | None = None
    link: str = ""
    names_dropped: bool = False
    suffix_only: bool = False

    @property
    def has_locator(self) -> bool:
        """Whether a locator is cited."""
        return bool(self.resolved.cite.locator)

    @property
    def year_suffix(self) -> str:
        """The year suffix, "" for none."""
        return self.resolved.disambiguation.year_suffix


@dataclass(frozen=True, slots=True)
class Collapse:
    """The grouping, collapsing and delimiters that cs:citation sets.

    Args:
        kind: value of `collapse`, "" if not set.
        delimiter: of the layout.
        group_delimiter: cite-group-delimiter, None if not set.
        default_group_delimiter: used in a group if cite-group-delimiter is not set.
        after_collapse_delimiter, year_suffix_delimiter: None if not set.
        range_delimiter: between the ends of a range.
        is_sorted: whether cs:citation has a cs:sort.
        nameless: whether years are collapsed and no cite prints names.
    """

    kind: str
    delimiter: str
    group_delimiter: str | None
    default_group_delimiter: str
    after_collapse_delimiter: str | None
    year_suffix_delimiter: str | None
    range_delimiter: str
    is_sorted: bool
    nameless: bool

    @classmethod
    def of(cls, engine: Engine) -> Collapse:
        """Read the attributes of a style's cs:citation."""
        area = engine.citation
        get = area.element.attributes.get
        return cls(
            kind=get("collapse", ""),
            delimiter=area.delimiter,
            group_delimiter=get("cite-group-delimiter"),
            default_group_delimiter=area.delimiter if engine.style.in_notes else ", ",
            after_collapse_delimiter=get("after-collapse-delimiter"),
            year_suffix_delimiter=get("year-suffix-delimiter"),
            range_delimiter=engine.locale.term("citation-range-delimiter") or "–",
            is_sorted=area.element.find("sort") is not None,
            nameless=get("collapse", "").startswith("year") and not NAMES & area.variables,
        )

    @property
    def groups(self) -> bool:
        """Whether cite grouping is active."""
        return bool(self.kind) or self.group_delimiter is not None

    def join(self, cites: Sequence[RenderedCite]) -> list[Part]:
        """Group, collapse and join the cites of a citation."""
        if self.groups and self.is_sorted:
            cites = _grouped(cites)
        if self.kind:
            self._shorten(cites)
            cites = [cite for cite in cites if cite.node.parts]
        ranges = dict(self._ranges(cites))
        return list(self._delimited(cites, ranges))

    def _shorten(self, cites: Sequence[RenderedCite]) -> None:
        """Remove from each cite the names, and perhaps the year, that the cite before it has too."""
        originals = [cite.node for cite in cites]
        for n in range(1, len(cites)):
            before, cite = cites[n - 1], cites[n]
            if not self._same(before, cite):
                continue
            names = first(cite.node, "names")
            if names is not None:
                cite.node = replaced(cite.node, names, None)
            cite.names_dropped = True
            if self.kind.startswith("year-suffix") and _date_text(originals[n - 1]) == _date_text(originals[n]) != "":
                _drop_year(cite)

    def _same(self, before: RenderedCite, cite: RenderedCite) -> bool:
        """Whether two cites have the same names; cites without names have them only if the style's cites have none."""
        return cite.names == before.names and bool(cite.names or (cite.names == "" and self.nameless))

    def _ranges(self, cites: Sequence[RenderedCite]) -> Iterator[tuple[int, int]]:
        """Yield (first, last) indices of the cites that a range replaces."""
        follows = {"citation-number": _number_follows, "year-suffix-ranged": _suffix_follows}.get(self.kind)
        start = 0
        for n in range(1, len(cites) + 1):
            if follows and n < len(cites) and follows(cites[n - 1], cites[n]):
                continue
            if n - start >= _SHORTEST:
                yield start, n - 1
            start = n

    def _delimited(self, cites: Sequence[RenderedCite], ranges: dict[int, int]) -> Iterator[Part]:
        """Yield the cites and the delimiters between them; a range yields its first and last cite."""
        n = 0
        while n < len(cites):
            if n:
                yield self._delimiter(cites, n)
            yield from _with_affixes(cites[n])
            if n in ranges:
                n = ranges[n]
                yield self.range_delimiter
                yield from _with_affixes(cites[n])
            n += 1

    def _delimiter(self, cites: Sequence[RenderedCite], n: int) -> str:
        """The delimiter before cite *n*; "" or a space if the writer's words bring a mark of their own."""
        before, cite = cites[n - 1], cites[n]
        if cite.resolved.cite.prefix.startswith(_CLOSING):
            return ""
        if before.resolved.cite.suffix.endswith(_CLOSING):
            return " "
        if cite.suffix_only and not before.has_locator and not cite.has_locator and _is_beside_suffix(cites, n):
            return self._first_set(self.group_delimiter, self.year_suffix_delimiter)
        same = self._same(before, cite)
        if self.after_collapse_delimiter is not None and self.kind:
            return self._after_group(before, same)
        if same and self.groups:
            return self.default_group_delimiter if self.group_delimiter is None else self.group_delimiter
        return self.delimiter

    def _first_set(self, *delimiters: str | None) -> str:
        """The first of some delimiters that the style sets, else that of the layout."""
        return next((one for one in delimiters if one is not None), self.delimiter)

    def _after_group(self, before: RenderedCite, same: bool) -> str:
        """The delimiter if the style sets after-collapse-delimiter: that one after a group, else that of the layout."""
        always = self.kind in ("year", "year-suffix-ranged")
        ends = before.has_locator or (not same and (always or before.names_dropped))
        return self._first_set(self.after_collapse_delimiter) if ends else self.delimiter


def _grouped(cites: Sequence[RenderedCite]) -> list[RenderedCite]:
    """Move cites with the same names to the place of the first of them."""
    groups: dict[str, list[RenderedCite]] = {}
    for n, cite in enumerate(cites):
        groups.setdefault(cite.names or f"\n{n}", []).append(cite)
    return [cite for group in groups.values() for cite in group]


def _date_text(node: Node) -> str:
    """The text of a cite's date without its year suffix."""
    date = first(node, "date")
    if date is None:
        return ""
    suffix = first(date, "year-suffix")
    return plain(replaced(date, suffix, None) if suffix else date)


def _drop_year(cite: RenderedCite) -> None:
    """Leave only the year suffix of a cite's date."""
    date = first(cite.node, "date")
    if date is not None:
        suffix = first(date, "year-suffix")
        left = Node(date.formatting, [suffix], True, "date") if suffix else None
        cite.node = replaced(cite.node, date, left)
        cite.suffix_only = bool(cite.year_suffix)


def _number_follows(before: RenderedCite, cite: RenderedCite) -> bool:
    """Whether two cites are consecutive citation numbers with nothing else in or between them."""
    return (
        cite.resolved.number == before.resolved.number + 1
        and _is_citation_number(before)
        and _is_citation_number(cite)
        and _has_no_words_between(before, cite)
    )


def _suffix_follows(before: RenderedCite, cite: RenderedCite) -> bool:
    """Whether two cites are consecutive year suffixes without locators or words between them."""
    located = before.has_locator or cite.has_locator
    return cite.suffix_only and not located and _is_next_suffix(before, cite) and _has_no_words_between(before, cite)


def _has_no_words_between(before: RenderedCite, cite: RenderedCite) -> bool:
    """Whether the writer added no words between two cites, or after the second."""
    return not before.resolved.cite.suffix and not cite.resolved.cite.prefix and not cite.resolved.cite.suffix


def _is_citation_number(cite: RenderedCite) -> bool:
    """Whether a cite prints its citation number and nothing else."""
    return bool(cite.resolved.number) and "".join(strings(cite.node)) == str(cite.resolved.number)


def _is_next_suffix(before: RenderedCite, cite: RenderedCite) -> bool:
    """Whether the year suffix of a cite follows that of the cite before it."""
    return _suffix_number(cite.year_suffix) == _suffix_number(before.year_suffix) + 1 > 1


def _suffix_number(letters: str) -> int:
    """The number of a year suffix: "a" is 1, "z" 26, "aa" 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("a") + 1
    return number


def _is_beside_suffix(cites: Sequence[RenderedCite], n: int) -> bool:
    """Whether the year suffix of cite *n* follows the one before it, or no other suffix continues after it."""
    if _is_next_suffix(cites[n - 1], cites[n]) or n + 1 == len(cites):
        return True
    after = cites[n + 1]
    return not after.suffix_only or _is_next_suffix(cites[n], after)


def _with_affixes(cite: RenderedCite) -> Iterator[Part]:
    return (part for part in (cite.prefix, _linked(cite), cite.suffix) if part is not None)


def _linked(cite: RenderedCite) -> Node:
    """The text of a cite, inside its link."""
    node = cite.node
    if not cite.link:
        return node
    formatting = replace(node.formatting, formats=((LINK, cite.link), *node.formatting.formats))
    return Node(formatting, node.parts, node.from_variable, node.tag)
