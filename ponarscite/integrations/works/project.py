"""Project: pages with citations -> their texts in a style, and the bibliography (pure)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from ponarscite.citation.format import canonical_locale
from ponarscite.csl import Processor, Style
from ponarscite.csl.bibliography import Bibliography
from ponarscite.csl.locale import load as load_locale
from ponarscite.csl.punctuation import CLOSE, Open, Run
from ponarscite.integrations.works.cluster import NOTES, Cite, Cluster, Form, Runs, Text, in_line
from ponarscite.integrations.works.locator import split, terms
from ponarscite.integrations.works.style import worded

Item = Mapping[str, Any]

_MODES: Final[Mapping[Form, str]] = {"textual": "composite", "author": "author-only", "year": "suppress-author"}
_TEXTUAL: Final = ("textual", "textual note")
_UNCITED: Final = ("full", "hidden")


class Project:
    """Cites the works of a project in a style.

    Citation numbers, year suffixes and names are those of the whole project. Positions such as "ibid." begin again on
    each page, since readers come to a page from anywhere.

    Args:
        style: of CSL.
        locale: of the texts; "" for that of the style.
        items: name -> item of what is known.
        pages: name -> its clusters, in the order of the text; the pages in the order of the project.
        uncited: ids of items that are listed, too.
    Raises:
        StyleNotFoundError: no locale is called *locale*.
    """

    def __init__(
        self,
        style: Style,
        locale: str,
        items: Mapping[str, Item],
        pages: Mapping[str, Sequence[Cluster]],
        uncited: Iterable[str] = (),
    ) -> None:
        self.style = style
        self._ids = {name: str(item["id"]) for name, item in items.items()}
        self._items = {str(item["id"]): item for item in items.values()}
        self._pages = pages
        self._uncited = dict.fromkeys((*uncited, *self._listed()))
        language = canonical_locale(locale) or style.default_locale
        self._locale = load_locale(language, style.locales)
        self._terms = terms(self._locale)
        self._processor = Processor(
            style,
            map(worded, self._items.values()),
            canonical_locale(locale) or None,
            uncited=self._uncited,
            traced=any(one.form == "year" for clusters in pages.values() for one in clusters),
            cite_link=(lambda key: f"#{key}") if style.bibliography is not None else None,
        )
        self._written: dict[str, Runs] = {}
        self._entries: dict[str, Runs] = {}
        self._ibid = {self._locale.term("ibid", form).rstrip(".").lower() for form in ("long", "short")}
        self._processor.cite([], id="begin")  # from now on, only what is cited is listed
        self._cite()

    def _listed(self) -> Iterator[str]:
        """The ids of what is listed without being cited in a style."""
        for clusters in self._pages.values():
            for one in clusters:
                if one.form in _UNCITED or (one.form in NOTES and not self.style.in_notes):
                    yield from (self._ids[cite.name] for cite in one.cites if cite.name in self._ids)

    def _cite(self) -> None:
        for page, clusters in self._pages.items():
            for one in clusters:
                if cites := self._cites(one) if self._is_styled(one.form) else []:
                    self._processor.cite(
                        cites,
                        one.note if self.style.in_notes else 0,
                        mode=self._mode(one),  # type: ignore[arg-type]  # one of the modes
                        id=f"{page}\n{one.id}",
                        part=page,
                    )

    def _is_styled(self, form: Form) -> bool:
        return form not in _UNCITED and (form not in NOTES or self.style.in_notes)

    def _mode(self, cluster: Cluster) -> str | None:
        if self.style.in_notes and cluster.form in _TEXTUAL:
            return "suppress-author"
        return _MODES.get(cluster.form)

    def _cites(self, cluster: Cluster) -> list[dict[str, Any]]:
        """The cites of a cluster; an unknown name stands in the words around its neighbour."""
        found: list[dict[str, Any]] = []
        waiting = ""
        is_in_order = cluster.form == "textual" or any(one.prefix for one in cluster.cites[1:])
        for one in cluster.cites:
            if one.name not in self._ids:
                missing = f"<b>{one.name}?</b>"
                waiting += "" if found else f"{missing}; "
                if found:
                    found[-1]["suffix"] += f"; {missing}"
                continue
            found.append(self._with_place(one, waiting) | {"unsorted": is_in_order})
            waiting = ""
        return found

    def _with_place(self, one: Cite, before: str) -> dict[str, Any]:
        cited = split(f", {one.behind}" if one.behind else "", self._terms)
        return {
            "id": self._ids[one.name],
            "label": cited.label,
            "locator": cited.locator,
            "prefix": before + one.prefix,
            "suffix": cited.suffix,
            "suppress-author": one.is_suppressed,
        }

    # results

    def texts(self) -> dict[tuple[str, str], Text]:
        """(page, id of a cluster) -> its text."""
        self._written = {one.id: one.runs for one in self._processor.citations()}
        self._entries = {entry.id: entry.text.runs for entry in self._processor.bibliography()}
        found = {}
        for page, clusters in self._pages.items():
            cited: set[str] = set()
            for one in clusters:
                found[page, one.id] = self._text(page, one, cited)
                cited.update(self._ids.get(cite.name, "") for cite in one.cites)
        return found

    def _text(self, page: str, cluster: Cluster, cited: Collection[str]) -> Text:
        if cluster.form == "hidden":
            return Text(())
        if cluster.form == "year":
            return Text(tuple(self._years(cluster)))
        if not self._is_styled(cluster.form):
            author = () if cluster.form == "full" else self._author(cluster, cited)
            return Text(tuple(self._full(cluster)), author)
        runs = self._written.get(f"{page}\n{cluster.id}", ())
        author = self._author(cluster, cited) if runs and self.style.in_notes else ()
        return self._settled(cluster, runs or tuple(self._unknown(cluster)), author)

    def bibliography(self, only: Collection[str] | None = None, style: Style | None = None) -> Bibliography:
        """The bibliography, or its entries of some ids: in the style of the project, or in another with own numbers."""
        if style is None:
            return self._processor.bibliography(only=only)
        keys = [key for key in self.ids if only is None or key in only]
        return Processor(style, [worded(self._items[key]) for key in keys], self._locale.language).bibliography()

    @property
    def ids(self) -> list[str]:
        """The ids of what is cited or listed, in the order of the first citation."""
        cited = (cite.name for clusters in self._pages.values() for one in clusters for cite in one.cites)
        return list(dict.fromkeys((*(self._ids[name] for name in cited if name in self._ids), *self._uncited)))

    @property
    def punctuation_in_quote(self) -> bool:
        """Whether a comma or full stop goes inside of quotation marks."""
        return self._locale.punctuation_in_quote

    @property
    def remarks(self) -> list[str]:
        """Warnings of the processor about the style and the items."""
        return [*map(str, self._processor.warnings)]

    def _author(self, cluster: Cluster, cited: Collection[str]) -> Runs:
        """The author that stands in the text before a note; () for none."""
        first = cluster.cites[0].name
        if cluster.form not in _TEXTUAL or first not in self._ids:
            return ()
        key = self._ids[first]
        return self._processor.preview([{"id": key, "position": int(key in cited)}], mode="author-only").runs

    def _settled(self, cluster: Cluster, runs: Runs, author: Runs) -> Text:
        """The text in its place: a note of its own, running text, or words within a note of the writer."""
        if not self.style.in_notes or cluster.form == "author":
            return Text(runs)
        if cluster.setting in ("text", "own note"):
            return Text(_capitalized(runs), author)
        if author:
            return Text((*author, ", ", *self._without_stop(runs)))
        if cluster.setting == "leading a note":
            return Text(runs)
        return Text(("(", *self._without_stop(runs), ")"))

    def _without_stop(self, runs: Runs) -> Runs:
        """A text that goes on has no full stop at its end; "ibid." keeps its own."""
        last = next((place for place in range(len(runs) - 1, -1, -1) if isinstance(runs[place], str)), -1)
        word = str(runs[last]) if last >= 0 else ""
        if not word.endswith(".") or word[:-1].lower() in self._ibid:
            return runs
        return (*runs[:last], *filter(None, (word[:-1],)), *runs[last + 1 :])

    def _years(self, cluster: Cluster) -> Iterator[Run]:
        for number, one in enumerate(cluster.cites):
            yield from ("; ",) if number else ()
            yield from (self._year(self._ids[one.name]),) if one.name in self._ids else _missing(one.name)

    def _year(self, key: str) -> str:
        """The year of an item with its letter: "2019a"."""
        pieces = self._processor.preview([{"id": key, "suppress-author": True}]).pieces()
        letter = "".join(one.text for one in pieces if one.source and one.source.variable == "year-suffix")
        return (_year_of(self._items[key]) or self._locale.term("no date", "short")) + letter

    def _full(self, cluster: Cluster) -> Iterator[Run]:
        """The works of a cluster as in the bibliography, with the words around them."""
        for number, one in enumerate(cluster.cites):
            yield from (" ",) if number else ()
            if one.name not in self._ids:
                yield from _missing(one.name)
                continue
            key = self._ids[one.name]
            runs = self._entries.get(key) or self._processor.preview([{"id": key}]).runs
            yield from (f"{one.prefix} ",) if one.prefix else ()
            runs = tuple(in_line(runs))
            yield from (*self._without_stop(runs), f", {one.behind}.") if one.behind else runs

    def _unknown(self, cluster: Cluster) -> Iterator[Run]:
        """The text of a cluster whose names are all unknown."""
        is_bare = self.style.in_notes or cluster.form in ("textual", "author")
        yield from () if is_bare else ("(",)
        for number, one in enumerate(cluster.cites):
            yield from ("; ",) if number else ()
            yield from _missing(one.name)
        yield from () if is_bare else (")",)


def _missing(name: str) -> tuple[Run, ...]:
    return (Open("font-weight", "bold"), f"{name}?", CLOSE)


def _year_of(item: Item) -> str:
    """The year of an item as it is known, or the words in its place; "" for none."""
    issued = item.get("issued")
    if not isinstance(issued, Mapping):
        return ""
    parts = issued.get("date-parts") or [[]]
    return str(parts[0][0]) if parts[0] else str(issued.get("literal") or issued.get("raw") or "")


def _capitalized(runs: Runs) -> Runs:
    """The text of a note, which begins with a capital, also in words of the writer."""
    for place, run in enumerate(runs):
        if isinstance(run, str):
            return (*runs[:place], run[:1].upper() + run[1:], *runs[place + 1 :])
    return runs
