"""The filter as pandoc runs it: JSON on standard input and output, messages on standard error.

    pandoc -F pandoc-ponarscite --citeproc paper.md

Metadata of the document:

    ponarscite-library        path of the library, in place of the user's own
    ponarscite-sources        files to read records from, in place of a library
    ponarscite-strict         true: a name that means no record, or several, is an error
    ponarscite-bibliography   CSL-JSON file to write what was cited to
    ponarscite-style          style of CSL, in place of --citeproc
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from ponarscite.errors import LibraryError, PonarsciteError
from ponarscite.integrations.pandoc.document import add_references, citations, is_true, own_ids, texts
from ponarscite.library.names import Found, Known, Unknown

if TYPE_CHECKING:
    from ponarscite.library.library import Library

TEX = ("latex", "beamer", "pdf", "context")
"""Targets whose keys TeX reads."""

_FIGURE = re.compile(r"(?:fig|tbl|tab|sec|eqn?|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg)[:-]", re.IGNORECASE)
"""Beginning of a reference to a figure, a table or a section (pandoc-crossref, Quarto), which pandoc reads as a
citation."""

_SAFE = re.compile(r"[A-Za-z0-9:_./+-]+")


def main() -> None:
    """The program pandoc-ponarscite."""
    target = sys.argv[1] if len(sys.argv) > 1 else ""
    sys.exit(run(sys.stdin.buffer, sys.stdout.buffer, target))


def run(source: BinaryIO, result: BinaryIO, target: str = "") -> int:
    """Filter one document, and return the exit code. Nothing is written where it is not 0."""
    try:
        document = json.loads(source.read())
        messages = filtered(document, target)
        written = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    except PonarsciteError as error:
        return _failed(error.message, error.hint)
    except RecursionError:
        return _failed("the document is nested too deeply", "take quotations and lists out of each other")
    except (ValueError, TypeError, LookupError, AttributeError):
        return _failed("this is no document of pandoc", "pandoc -F pandoc-ponarscite runs the filter")
    for message in messages:
        _tell(message)
    if messages and is_true(document["meta"].get("ponarscite-strict")):
        return 1
    result.write(written)
    result.flush()
    return 0


def _failed(message: str, hint: str) -> int:
    _tell(f"error: {message}")
    _tell(f"hint: {hint}")
    return 1


def _tell(text: str) -> None:
    shown = text if text.isprintable() else ascii(text)
    sys.stderr.write(f"[ponarscite] {shown}\n")


def filtered(document: dict[str, Any], target: str = "") -> list[str]:
    """Put the records that a document cites into its references, in place; what could not be found.

    Ids that the document's own references and bibliographies define stay as they are.

    Raises:
        PonarsciteError: the library cannot be read, and the document says that this is an error; a file is not
            written; or the style is none.
    """
    meta = document["meta"]
    cited = list(citations(document))
    own = own_ids(meta)
    if paths := texts(meta.get("bibliography")):
        from ponarscite.integrations.pandoc.own import keys_of

        own.update(*map(keys_of, paths))
    wanted = dict.fromkeys(one["citationId"] for one in cited if one["citationId"] not in own)
    wanted.pop("*", None)
    found, messages = _looked_up(meta, list(wanted))
    known = {name: one for name, one in found.items() if isinstance(one, Known)}
    ids = {name: _id(one.key, target) for name, one in known.items()}
    for one in cited:
        if one["citationId"] not in own:
            one["citationId"] = ids.get(one["citationId"], one["citationId"])
    items = {ids[name]: {**one.item, "id": ids[name]} for name, one in known.items() if ids[name] not in own}
    for path in texts(meta.get("ponarscite-bibliography"))[:1]:
        _save(path, list(items.values()))
    told = {name: one for name, one in found.items() if not isinstance(one, Known) and not _is_figure(name, one)}
    messages += [f"{name}: {one}" for name, one in told.items()]
    if style := next(iter(texts(meta.get("ponarscite-style"))), ""):
        figures = {name for name in wanted if name not in known and _FIGURE.match(name)}
        return messages + _cited_in_style(document, style, items, figures)
    add_references(meta, items.values())
    return messages


def _is_figure(name: str, found: Found) -> bool:
    return isinstance(found, Unknown) and bool(_FIGURE.match(name))


def _cited_in_style(
    document: dict[str, Any], name: str, items: Mapping[str, dict[str, Any]], figures: Iterable[str]
) -> list[str]:
    """Cite a document by our own processor, in place; what is told besides. Raises PonarsciteError for the style."""
    import ponarscite
    from ponarscite import pipeline
    from ponarscite.csl import Style
    from ponarscite.integrations.pandoc.styled import cite_document

    xml, locale = pipeline.resources(ponarscite.plugin_manager()).find_style(name)
    remarks: list[str] = []
    cite_document(document, Style.parse(xml, f"the style {name!r}"), locale, items, frozenset(figures), remarks)
    for remark in remarks:
        _tell(remark)
    return []


def _id(key: str, target: str) -> str:
    """The key as it is written into a document of this format."""
    if target not in TEX or _SAFE.fullmatch(key):
        return key
    from ponarscite.record.key import key_target

    return key_target(key, "biblatex")


def _looked_up(meta: Mapping[str, Any], names: list[str]) -> tuple[Mapping[str, Found], list[str]]:
    """What each name means, and why nothing could be looked up."""
    if not names:
        return {}, []
    sources = texts(meta.get("ponarscite-sources"))
    try:
        with _of_sources(sources) if sources else _opened(meta) as library:
            return library.lookup(names), []
    except LibraryError as error:
        works = [name for name in names if not _FIGURE.match(name)]
        return {}, [f"{error.message}; {error.hint}; not looked up: {', '.join(works[:5])}"] if works else []


def _opened(meta: Mapping[str, Any]) -> Library:
    from ponarscite.library.library import Library

    path = next(iter(texts(meta.get("ponarscite-library"))), None)
    return Library(path and os.path.expanduser(path), create=False, writing=False)  # noqa: PTH111 -- takes long


def _of_sources(sources: Iterable[str]) -> Library:
    """A library in memory of the records in files and folders. Raises SourceError."""
    import ponarscite
    from ponarscite.errors import SourceError

    for source in sources:
        if "://" in source:
            raise SourceError(f"{source} is no file", hint="a filter fetches nothing: save it, and name the file")
    library = ponarscite.Library(":memory:")
    library.add_all(ponarscite.ingest(list(sources)))
    return library


def _save(path: str, items: list[dict[str, Any]]) -> None:
    """Replace the file with what was cited. Raises OutputError."""
    from pathlib import Path

    from ponarscite.errors import OutputError

    file = Path(path)
    if file.is_absolute() or ".." in file.parts or file.suffix.lower() != ".json":
        hint = "name a .json file in the folder where pandoc runs, or below it"
        raise OutputError(f"a document may not write {path}", hint=hint)
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        unfinished.write_text(f"{json.dumps(items, ensure_ascii=False, indent=2)}\n", encoding="utf-8")
        unfinished.replace(file)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise OutputError(f"cannot write {path}: {error.strerror}", hint="name another file") from error
