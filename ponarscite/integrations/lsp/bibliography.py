"""Bibliography: a file of references that a manuscript names, with the place of each key in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, TypeAlias

import ponarscite
from ponarscite import PluginManager, PonarsciteError, Record, SourceError
from ponarscite.integrations.lsp.text import Text
from ponarscite.record.romanization import to_ascii
from ponarscite.record.text import letters

LARGEST: Final = 50_000_000
"""Bytes of a bibliography that is read."""

SMALL: Final = 200_000
"""Bytes of a bibliography that is read at once; a larger one is read beside, and meanwhile its keys are known."""

MOST_KEPT: Final = 32
"""Bibliographies that are kept."""

Span: TypeAlias = tuple[int, int]
Stamp: TypeAlias = tuple[int, int]
"""Time of the last change in nanoseconds, and size."""

_BIB = re.compile(r"@\s*(?!comment|string|preamble)\w+\s*[{(]\s*(?P<key>[^\s,{}()\"]+)\s*,", re.IGNORECASE)
_JSON = re.compile(r"\"(?:id|citationKey|citation-key)\"\s*:\s*\"(?P<key>(?:[^\"\\\n]|\\.)*)\"")
_YAML = re.compile(
    r"^(?:[\s-]*(?:id|\"id\")\s*:\s*[\"']?(?P<id>[^\s\"'#][^\n\"']*?)[\"']?\s*$|(?P<key>[^\s#:'\"-][^:\n]*):[ \t]*$)",
    re.MULTILINE,
)
_RIS = re.compile(r"^(?:ID|LB) {1,2}- *(?P<key>\S+)", re.MULTILINE)
_PLACES: Final[Mapping[str, re.Pattern[str]]] = {
    **dict.fromkeys((".bib", ".bibtex", ".biblatex"), _BIB),
    ".json": _JSON,
    **dict.fromkeys((".yaml", ".yml"), _YAML),
    ".ris": _RIS,
}
"""Ending of a file -> what finds its keys."""

SUFFIXES: Final = tuple(_PLACES)


@dataclass(frozen=True)
class Bibliography:
    """The entries of a file.

    Args:
        path: of the file.
        text: its text.
        records: each with its key.
        failures: what could not be read.
        is_whole: whether the records are those of the text; else they are older ones, or none yet.
    """

    path: Path
    text: Text
    records: tuple[Record, ...] = ()
    failures: tuple[PonarsciteError, ...] = ()
    is_whole: bool = True

    @cached_property
    def places(self) -> dict[str, Span]:
        """Key -> its span in the text, of the first entry that has it."""
        return key_places(self.text.content, self.path.suffix)

    @cached_property
    def by_key(self) -> dict[str, Record]:
        """Key -> record."""
        return {record.id: record for record in self.records}

    @cached_property
    def keys(self) -> set[str]:
        """The keys of its entries."""
        return {*self.by_key, *self.places}

    @cached_property
    def _index(self) -> list[tuple[str, int]]:
        """Each word with the number of its record, sorted."""
        return sorted({(word, n) for n, record in enumerate(self.records) for word in _words_of(record)})

    def matching(self, typed: str) -> Iterator[Record]:
        """The records of which each typed word begins a word of author, title, number, year or key."""
        found: set[int] | None = None
        for word in _words(typed):
            numbers = set(self._beginning(word))
            found = numbers if found is None else found & numbers
        return (self.records[n] for n in (range(len(self.records)) if found is None else sorted(found)))

    def _beginning(self, word: str) -> Iterator[int]:
        for n in range(bisect_left(self._index, (word, -1)), len(self._index)):
            if not self._index[n][0].startswith(word):
                return
            yield self._index[n][1]


def key_places(content: str, suffix: str) -> dict[str, Span]:
    """Key -> its span in the text of a bibliography; {} for a format in which no place is known."""
    pattern = _PLACES.get(suffix.lower())
    found: dict[str, Span] = {}
    for match in pattern.finditer(content) if pattern else ():
        group = "id" if "id" in match.groupdict() and match["id"] else "key"
        found.setdefault(match[group], match.span(group))
    return found


_ENTRY_LINKS = re.compile(r"\b(?:crossref|xref|xdata|related|entryset)\s*=\s*[{\"]([^{}\"]*)[}\"]", re.IGNORECASE)


def linked_places(content: str, key: str) -> Iterator[Span]:
    """The spans at which other entries of a .bib file name a key. Source: biblatex 3.20, "Special Fields"."""
    for match in _ENTRY_LINKS.finditer(content):
        for part in re.finditer(r"[^\s,]+", match[1]):
            if part[0] == key:
                yield match.start(1) + part.start(), match.start(1) + part.end()


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", letters(to_ascii(text)))


def _words_of(record: Record) -> Iterable[str]:
    names = " ".join(str(name) for name in record.makers)
    texts = (names, record.title, record.number, str(record.issued.year or ""), record.container_title)
    return {record.id.casefold(), *_words(record.id), *(word for text in texts for word in _words(text))}


class Bibliographies:
    """The files that manuscripts name, each read again when it changes.

    Args:
        plugins: from `plugin_manager()`.
    """

    def __init__(self, plugins: PluginManager) -> None:
        self._plugins = plugins
        self.later: Callable[[Path], object] | None = None
        """Sees to it that `load` is called for a large file, in another thread; None reads it at once."""
        self._pending: dict[Path, Stamp] = {}
        self._read: OrderedDict[Path, tuple[Stamp, Bibliography]] = OrderedDict()

    def of(self, path: Path) -> Bibliography:
        """The entries of a file; of a large one that changed, its keys and the records that it had."""
        stamp = stamp_of(path)
        known = self._read.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        if self.later is None or stamp[1] <= SMALL:
            return self.load(path)
        if self._pending.get(path) != stamp:
            self._pending[path] = stamp
            self.later(path)
        return self._hasty(path, known[1].records if known else ())

    def load(self, path: Path) -> Bibliography:
        """Read a file: about 1,500 entries a second."""
        stamp = stamp_of(path)
        found = self._of(path)
        _ = found.keys, found._index  # here, and not where somebody waits for it
        self._read[path] = stamp, found
        self._pending.pop(path, None)
        while len(self._read) > MOST_KEPT:
            self._read.popitem(last=False)
        return found

    def _hasty(self, path: Path, records: tuple[Record, ...]) -> Bibliography:
        try:
            text = Text.of(path.read_bytes()[:LARGEST].decode("utf-8-sig", "replace"))
        except OSError:
            text = Text.of("")
        return Bibliography(path, text, records, is_whole=False)

    def read(self, path: Path) -> Bibliography | None:
        """The entries of a file that was read before, None for others."""
        known = self._read.get(path)
        return known[1] if known else None

    def changed(self, paths: Iterable[Path]) -> bool:
        """Whether one of the files is another than the one that was read."""
        known = ((path, self._pending.get(path) or self._read.get(path, (None,))[0]) for path in paths)
        return any(stamp is not None and stamp != stamp_of(path) for path, stamp in known)

    def _of(self, path: Path) -> Bibliography:
        failures: list[PonarsciteError] = []
        try:
            if path.stat().st_size > LARGEST:
                raise OSError(f"it is larger than {LARGEST:,} bytes")
            text = Text.of(path.read_bytes().decode("utf-8-sig", "replace"))
            records = tuple(ponarscite.ingest(str(path), plugins=self._plugins, failures=failures, cache="offline"))
        except (OSError, ValueError, PonarsciteError) as error:
            problem = f"cannot read the bibliography {path}: {getattr(error, 'strerror', None) or error}"
            return Bibliography(path, Text.of(""), (), (SourceError(problem, hint="correct its path"),))
        return Bibliography(path, text, records, tuple(failures))


def stamp_of(path: Path) -> Stamp:
    """Time and size by which states of a file differ; (0, 0) for no file."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return 0, 0
    return status.st_mtime_ns, status.st_size
