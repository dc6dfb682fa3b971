"""Desk: the open library of a server, and all that its routes ask of it, as plain values.

Every method may be called from any thread, and may take its time: a route that asks the desk is a plain function, which
Starlette runs in a thread. A few connections read at the same time: SQLite searches without Python's lock, so that a
slow search keeps nobody waiting. A change opens the file for as long as it takes, as a command does, and one follows
the other: nothing of a change stays behind, whatever becomes of the server.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import groupby
from queue import Empty, LifoQueue
from threading import Lock
from typing import Any, Final

from ponarscite import Library, LibraryError, MisuseError, PluginManager, Record, StyleNotFoundError
from ponarscite.api.library_export import Exported, exported
from ponarscite.citation.format import canonical_locale
from ponarscite.citation.popular import list_styles
from ponarscite.citation.style import is_path
from ponarscite.csl import Processor, Style
from ponarscite.csl.style import style_id
from ponarscite.hooks import offered
from ponarscite.hooks.call import every
from ponarscite.hookspecs import MARKUPS, RenderOptions
from ponarscite.integrations.web.reader import WAIT, Reader
from ponarscite.integrations.web.values import (
    Changed,
    Checked,
    Found,
    Named,
    PairRow,
    Row,
    SeriesList,
    Sheet,
    variables_of,
)
from ponarscite.library.correction import Dispute, disputes, parse_changes
from ponarscite.library.graph import Graph
from ponarscite.library.journal import Change
from ponarscite.manuscript.holdings import Holdings
from ponarscite.manuscript.problem import problems
from ponarscite.manuscript.reading import read_manuscript
from ponarscite.manuscript.review import review
from ponarscite.pipeline import once, resources
from ponarscite.reconcile.tree import as_tree
from ponarscite.record.item import to_item, with_texts
from ponarscite.record.richtext import with_math_read

READERS: Final = 4
"""Connections that read at the same time."""

MOST_ROWS: Final = 200
"""Rows of one answer."""

MOST_LINKED: Final = 500
"""Rows of records that cite or are cited."""

MOST_LISTED: Final = 1_000
"""Conflicts, or pairs, of one answer."""


LARGEST_TEXT: Final = 5_000_000
"""Bytes of a manuscript that is no package: most of a package is pictures."""

PACKAGES: Final = (".docx", ".odt")


class ForbiddenError(MisuseError):
    """This server changes nothing."""


class Desk:
    """The library of a server.

    Args:
        path: of the library's file.
        plugins: from `plugin_manager()`.
        read_only: whether every change is refused.
    """

    def __init__(self, path: str, plugins: PluginManager, *, read_only: bool = False) -> None:
        self.path = path
        self.plugins = plugins
        self.read_only = read_only
        self.selected: tuple[str, ...] = ()
        """Keys of the records that are selected on the page."""
        self._idle: LifoQueue[Reader] = LifoQueue()
        for _ in range(READERS):
            self._idle.put(Reader(path, plugins))
        self._styles: tuple[tuple[str, str, str], ...] = ()
        """Each style with the text that is searched: reading the list takes a second."""
        self._changing = Lock()
        self._watcher = Reader(path, plugins)
        self._watching = Lock()
        self._run = secrets.token_hex(4)
        self._seen: object = None
        self._count = 0

    def close(self) -> None:
        """Close the file; where it is still read, without waiting for the reader."""
        with suppress(Empty):
            for _ in range(READERS):
                self._idle.get(timeout=0.1).close()
        with self._watching:
            self._watcher.close()

    @contextmanager
    def _reading(self) -> Iterator[Library]:
        """A connection for reading. Raises LibraryError."""
        reader = self._idle.get()
        try:
            yield reader.library()
        except LibraryError as error:
            if type(error) is LibraryError:  # the file may be damaged, or another one
                reader.close()
            raise
        finally:
            self._idle.put(reader)

    # asking

    def version(self) -> str:
        """A text that changes whenever the records may have changed, and differs between two runs of a server."""
        with self._watching:
            try:
                library = self._watcher.library()
                state: object = (self._watcher.identity, library.version())
            except LibraryError:
                self._watcher.close()
                state = None
            if state != self._seen:
                self._seen, self._count = state, self._count + 1
            return f"{self._run}-{self._count}"

    def count(self) -> int:
        """The number of all records."""
        with self._reading() as library:
            return len(library)

    def search(self, query: str = "", limit: int = 50, after: int = 0, sort: str = "") -> Found:
        """Some of the records that match a query; see `Library.find`. Raises QueryError, LibraryError."""
        start, most = max(after, 0), max(min(limit, MOST_ROWS), 1)
        with self._reading() as library:
            total, items = library.page(query, sort, start=start, most=most)
        end = start + len(items)
        return Found(total, tuple(map(Row.of, items)), end, end >= total or not items)

    def suggest(self, typed: str, limit: int = 20) -> tuple[Row, ...]:
        """The records that somebody may mean who has typed so much, the likeliest first."""
        with self._reading() as library:
            return tuple(map(Row.of, library.suggest(typed, max(min(limit, MOST_ROWS), 1))))

    def record(self, key: str) -> Sheet:
        """All that is known of a record. Raises UnknownKeyError."""
        with self._reading() as library:
            one = library.get(key)
            tree = as_tree(one)
            return Sheet(
                Row.of(to_item(one)),
                one.role,
                " ".join((one.identity.kind, *one.identity.value)),
                tuple(variables_of(tree)),
                tuple(disputes(one)),
                tuple(one.doubts),
                tuple(tree["remarks"]),
                tuple(tree["unread"]),
                library.all_keys(one.id),
                library.tag(one.id),
                tuple(document.address for document in library.documents(one.id)),
                _rows(library.cites(one.id)),
                _rows(library.cited_by(one.id)),
            )

    def records(self, names: Iterable[str]) -> tuple[Record, ...]:
        """The records of keys, numbers, or series and numbers. Raises UnknownKeyError."""
        with self._reading() as library:
            return tuple(library.get(name) for name in names)

    def why(self, key: str) -> dict[str, Any]:
        """Return the tree that `ponarscite why KEY --json` prints. Raises UnknownKeyError."""
        with self._reading() as library:
            return as_tree(library.get(key))

    def cites(self, key: str) -> tuple[Row, ...]:
        """The records that a record cites. Raises UnknownKeyError."""
        with self._reading() as library:
            return _rows(library.cites(key))

    def cited_by(self, key: str) -> tuple[Row, ...]:
        """The records that cite a record. Raises UnknownKeyError."""
        with self._reading() as library:
            return _rows(library.cited_by(key))

    def graph(self) -> Graph:
        """Every record and every citation."""
        with self._reading() as library:
            return library.graph()

    def conflicts(self, limit: int = MOST_LISTED) -> tuple[Dispute, ...]:
        """The open conflicts, one for each record and variable."""
        with self._reading() as library:
            return tuple(one for one, _ in zip(library.conflicts(), range(limit), strict=False))

    def duplicates(self, limit: int = MOST_LISTED) -> tuple[PairRow, ...]:
        """Pairs of records that may be one work, the likeliest first."""
        with self._reading() as library:
            pairs = library.duplicates()[:limit]
            keys = dict.fromkeys(key for pair in pairs for key in (pair.first, pair.second))
            rows = {key: Row.of(to_item(library.get(key))) for key in keys}
        return tuple(PairRow(rows[one.first], rows[one.second], one.reason, one.likeness) for one in pairs)

    def series(self) -> tuple[SeriesList, ...]:
        """Every numbered series of which the library has members, by year, with the numbers that it lacks."""
        labels = {one.id: one.label for one in every(self.plugins, "provide_series")}
        with self._reading() as library:
            rows = [(series, number, Row.of(item)) for series, number, item in library.numbered()]
        grouped = groupby(rows, key=lambda row: row[0])
        return tuple(SeriesList.of(name, labels.get(name, name), [row[1:] for row in group]) for name, group in grouped)

    def log(self, limit: int = 20) -> tuple[Change, ...]:
        """The last commands that changed the library, the last one first."""
        with self._reading() as library:
            return tuple(library.log()[:limit])

    def styles(self, words: str = "", limit: int = 50) -> tuple[Named, ...]:
        """The styles whose id or title has all words, the usual ones first."""
        if not self._styles:
            found = list_styles(offered.repositories(self.plugins))
            self._styles = tuple((f"{one['id']} {one['title']}".casefold(), one["id"], one["title"]) for one in found)
        wanted = words.casefold().split()
        matching = (Named(id_, title) for text, id_, title in self._styles if all(word in text for word in wanted))
        named = "-".join(wanted)
        return tuple(sorted(matching, key=lambda one: one.id != named)[:limit])

    def formats(self) -> tuple[Named, ...]:
        """The formats that records can be written in."""
        return tuple(Named(one.name, one.description) for one in offered.writers(self.plugins).values())

    def programs(self) -> tuple[Named, ...]:
        """The programs that records can be written for."""
        return tuple(Named(one.name, one.description) for one in offered.dialects(self.plugins).values())

    # writing out

    def cite(
        self,
        keys: Sequence[str],
        style: str = "",
        as_: str = "",
        locator: str = "",
        markup: str = "text",
        locale: str = "",
    ) -> str:
        """Return the text of `ponarscite export KEY... -s STYLE --as AS --locator PAGES --markup MARKUP`.

        Args:
            style: "" for the user's own.
            as_: "bibliography", "note" or "short"; "" for what the style has.
        Raises:
            UnknownKeyError, StyleNotFoundError, StyleError, RenderError.
        """
        options = self._options(style=style, form=as_ or None, locator=locator, markup=markup, locale=locale)
        return exported(once(self.records(keys)), "citation", self.plugins, options).content.decode()

    def export(
        self,
        query: str = "",
        keys: Sequence[str] = (),
        format: str = "",
        for_: str = "",
        **options: Any,
    ) -> Exported:
        """Return the file of `ponarscite export KEY... -f FORMAT --for PROGRAM`; without keys, that of a query.

        Args:
            options: of the format, as `RenderOptions` names them.
        Raises:
            UnknownKeyError, QueryError, MisuseError, FormatError, StyleError, RenderError.
        """
        wanted = self._options(**options)
        with self._reading() as library:
            found = (library.get(key) for key in keys) if keys else library.find(query)
            return exported(once(found), format, self.plugins, wanted, program=for_)

    def cluster(
        self, cites: Sequence[Mapping[str, Any]], style: str = "", *, markup: str = "text", locale: str = ""
    ) -> str:
        """One citation of several records: "(Lee, 2020, p. 3; Ray, 2021)".

        Args:
            cites: as `ponarscite.csl.Processor.cite` takes them; `id` is a key.
        Raises:
            UnknownKeyError, StyleNotFoundError, StyleError, RenderError.
        """
        known = next((one for one in MARKUPS if one == markup), None)
        if known is None:
            raise StyleNotFoundError(f"no markup is called {markup!r}", hint=f"known: {', '.join(MARKUPS)}")
        options = self._options(style=style, locale=locale)
        records = self.records(str(one["id"]) for one in cites)
        xml, own = resources(self.plugins).find_style(options.style)
        items = [to_item(with_texts(one, with_math_read)) for one in records]
        processor = Processor(Style.parse(xml), items, canonical_locale(options.locale) or own or None)
        wanted = [{**cite, "id": one.id} for cite, one in zip(cites, records, strict=True)]
        return processor.preview(wanted).render(known)

    def _options(self, **given: Any) -> RenderOptions:
        """The options of the user, where none are given. A style of a request is no path: no file is opened for it."""
        from ponarscite import settings

        if is_path(style_id(given.get("style") or "")):
            raise StyleNotFoundError(f"no style is called {given['style']!r:.80}", hint="GET /api/styles lists them")
        for name in ("style", "locale"):
            if not given.get(name):
                given[name] = settings.text_of(name)
        return replace(RenderOptions(), **{name: value for name, value in given.items() if value})

    def check(self, content: str | bytes, name: str = "", select: Sequence[str] = ()) -> Checked:
        """Check a manuscript against the library. No file that it names is opened.

        Args:
            name: of the file, whose ending tells the language.
            select: codes of checks, () for all.
        Raises:
            MisuseError, SourceError.
        """
        if len(content) > LARGEST_TEXT and not name.lower().endswith(PACKAGES):
            raise MisuseError(f"a text may have {LARGEST_TEXT:,} bytes here", hint="ponarscite check FILE takes more")
        series = tuple(every(self.plugins, "provide_series"))
        manuscript = read_manuscript(content, name or "paper.md", series)
        wanted = {code: one for code, one in offered.checks(self.plugins).items() if not select or code in select}
        with self._reading() as library:
            holdings = Holdings([], manuscript.defined, library, None, is_complete=not manuscript.bibliographies)
            found = tuple(problems(review(manuscript, holdings, series), wanted, name, manuscript.texts))
        return Checked(found, tuple(manuscript.bibliographies))

    # changing

    def _change(self, work: Callable[[Library], tuple[str, str]]) -> Changed:
        """Change the library; *work* returns a key and words. Raises what it raises, and ForbiddenError."""
        if self.read_only:
            raise ForbiddenError("this server was started with --read-only", hint="start it without that option")
        with self._changing, Library(self.path, self.plugins, create=False, wait=WAIT) as library:
            before = _last(library)
            key, words = work(library)
            after = _last(library)
        return Changed(key, words, after if after != before else 0)

    def accept(self, key: str, variable: str = "", value: str = "") -> Changed:
        """Settle a conflict, or all of a record. Raises UnknownKeyError, MisuseError."""

        def work(library: Library) -> tuple[str, str]:
            record = library.accept(key, variable, value)
            return record.id, f"{record.id}: {variable or 'conflicts'} settled"

        return self._change(work)

    def merge(self, keys: Sequence[str]) -> Changed:
        """Merge records into one. Raises UnknownKeyError, MisuseError, LibraryError."""
        if len(set(keys)) < 2:
            raise MisuseError("one record cannot be merged", hint="name at least two keys")

        def work(library: Library) -> tuple[str, str]:
            kept = library.merge(*keys)
            return kept, f"{kept}: merged with {', '.join(key for key in dict.fromkeys(keys) if key != kept)}"

        return self._change(work)

    def distinct(self, key: str, other: str) -> Changed:
        """Call two records distinct. Raises UnknownKeyError, LibraryError."""

        def work(library: Library) -> tuple[str, str]:
            library.distinct(key, other)
            return key, f"{key} and {other} are different works"

        return self._change(work)

    def tag(self, key: str, add: Sequence[str] = (), remove: Sequence[str] = ()) -> Changed:
        """Add and remove tags. Raises UnknownKeyError."""

        def work(library: Library) -> tuple[str, str]:
            tags = library.tag(key, *add, remove=remove)
            return key, f"{key}: {', '.join(tags) or 'no tags'}"

        return self._change(work)

    def edit(self, key: str, changes: Sequence[str]) -> Changed:
        """Correct a record: 'title=A Title', 'author+=Ann Lee', as `ponarscite edit` takes them.

        Raises UnknownKeyError, MisuseError, LibraryError.
        """

        def work(library: Library) -> tuple[str, str]:
            before = library.get(key)
            wanted = parse_changes(changes, before)
            after = library.edit(before.id, wanted)
            return after.id, f"{after.id}: {', '.join(wanted) if after != before else 'nothing'} changed"

        return self._change(work)

    def undo(self, change: int = 0) -> Changed:
        """Undo the last command that changed the library.

        Args:
            change: the number that it must have, 0 for any: somebody may have changed the library meanwhile.
        Raises:
            MisuseError: it has another number, or there is none.
        """

        def work(library: Library) -> tuple[str, str]:
            last = next((one for one in library.log() if not one.undone), None)
            if last is None:
                raise MisuseError("there is nothing to undo")
            if change and last.number != change:
                raise _not_the_last(library, change, last)
            return "", f"undone: {', '.join(one.command for one in library.undo())}"

        return self._change(work)


def _not_the_last(library: Library, change: int, last: Change) -> MisuseError:
    """Why a change cannot be undone that is not the last one."""
    wanted = next((one for one in library.log() if one.number == change), None)
    if wanted is None:
        return MisuseError(f"there is no change {change}", hint="GET /api/log lists them")
    if wanted.undone:
        return MisuseError(f"this was undone before: {wanted.command}")
    return MisuseError(f"another change came after it: {last.command}", hint="undo that one first")


def _last(library: Library) -> int:
    """The number of the last command, 0 for none."""
    return next((one.number for one in library.log()), 0)


def _rows(records: Sequence[Record]) -> tuple[Row, ...]:
    return tuple(Row.of(to_item(one)) for one in records[:MOST_LINKED])
