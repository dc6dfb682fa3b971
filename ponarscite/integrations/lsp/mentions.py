"""Mentions: every place of a workspace that means one record, in documents, files, and the bibliography that has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ponarscite.integrations.lsp.bibliography import key_places, linked_places
from ponarscite.integrations.lsp.desk import Desk
from ponarscite.integrations.lsp.document import Analysis, Document, Named, names_in
from ponarscite.integrations.lsp.folders import manuscripts, own_paths
from ponarscite.integrations.lsp.text import Text
from ponarscite.library.names import Known
from ponarscite.manuscript.reading import scanned
from ponarscite.manuscript.scan import Scan


@dataclass(frozen=True, slots=True)
class Target:
    """The meaning of a name.

    Args:
        name: as written.
        bibliography: the file whose entry it names, None for a record of the library, and for no known work.
        key: of the record of the library, "" for none.
    """

    name: str
    bibliography: Path | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place at which a key is written.

    Args:
        path: of the file; None for a document that was never saved.
        uri: of an open document, "" for a file.
        text: in which it stands.
        start, end: the span of the key.
        name: the key as written.
        is_entry: whether it is the entry of a bibliography, or a link between its entries.
    """

    path: Path | None
    uri: str
    text: Text
    start: int
    end: int
    name: str
    is_entry: bool = False


def target_of(desk: Desk, analysis: Analysis, named: Named) -> Target:
    """The meaning of a name in a document."""
    if own := analysis.own_with(named.name):
        return Target(named.name, own.path)
    found = desk.library.lookup([named.name])[named.name]
    return Target(named.name, None, found.key if isinstance(found, Known) else "")


def mentions(desk: Desk, target: Target) -> Iterator[Mention]:
    """The places of a target, those of its bibliography first. Reads the files of the workspace."""
    if target.bibliography is not None:
        yield from _entries(desk, target.bibliography, target.name)
    for path, uri, text, scan, tongue in _texts(desk):
        own: list[Path] = []
        with suppress(OSError, ValueError):
            own = own_paths(scan.bibliographies, path, tongue, desk.folders, desk.scans)
        wanted = _wanted(desk, target, scan, own)
        for named in names_in(scan.keyed):
            if named.name in wanted:
                yield Mention(path, uri, text, named.start, named.end, named.name)


def _entries(desk: Desk, path: Path, key: str) -> Iterator[Mention]:
    """The entry of a key in a bibliography, and the links to it."""
    document = desk.open_at(path)
    text = document.text if document else _text(path)
    uri = document.uri if document else ""
    places = [place] if (place := key_places(text.content, path.suffix).get(key)) else []
    places += linked_places(text.content, key) if path.suffix.lower().startswith(".bib") else ()
    for start, end in places:
        yield Mention(path, uri, text, start, end, key, is_entry=True)


def _text(path: Path) -> Text:
    try:
        return Text.of(path.read_bytes().decode("utf-8"))
    except (OSError, ValueError):
        return Text.of("")


def _texts(desk: Desk) -> Iterator[tuple[Path | None, str, Text, Scan, str]]:
    """The open documents, then the files of the workspace that are not open."""
    from ponarscite.integrations.lsp.document import language

    opened = set()
    for document in list(desk.documents.values()):
        opened.add(document.path)
        if document.language:
            yield document.path, document.uri, document.text, _scan(document), document.language
    for path in manuscripts(desk.folders):
        if path not in opened and (read := desk.scans.of(path)):
            yield path, "", read[0], read[1], language("", path)


def _scan(document: Document) -> Scan:
    return scanned(document.text.content, document.language)


def _wanted(desk: Desk, target: Target, scan: Scan, own: Sequence[Path]) -> set[str]:
    """The names of a text that mean the target."""
    names = {named.name for named in names_in(scan.keyed)} - scan.defined
    if target.bibliography is not None:
        return names & {target.name} if not own or target.bibliography in own else set()
    mine = {key for path in own for key in desk.bibliographies.of(path).keys}
    names -= mine
    if not target.key:
        return names & {target.name}
    found = desk.library.lookup(sorted(names))
    return {name for name, one in found.items() if isinstance(one, Known) and one.key == target.key}
