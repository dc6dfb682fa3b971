"""Manuscripts: check one, and fix it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ponarscite import pipeline
from ponarscite.api import default_manager
from ponarscite.api.manuscript_file import read_file
from ponarscite.checks.review import chosen
from ponarscite.errors import MisuseError, SourceError
from ponarscite.hooks.call import every
from ponarscite.hooks.offered import checks
from ponarscite.hooks.registry import PluginManager
from ponarscite.hookspecs import Check, Markup, SourceOptions
from ponarscite.record.item import to_item, with_texts
from ponarscite.record.record import Record
from ponarscite.record.richtext import with_math_read

if TYPE_CHECKING:
    from ponarscite.csl import Processor
    from ponarscite.library.library import Library
    from ponarscite.manuscript.fault import Fault
    from ponarscite.manuscript.holdings import Holdings
    from ponarscite.manuscript.problem import ManuscriptProblem
    from ponarscite.manuscript.quotation import WorkText
    from ponarscite.manuscript.reading import Manuscript
    from ponarscite.manuscript.repair import Repaired


def check_manuscript(
    path: str | os.PathLike[str],
    library: Library | None = None,
    plugins: PluginManager | None = None,
    *,
    language: str = "",
    bibliographies: Sequence[str | os.PathLike[str]] = (),
    sources: Sequence[str | os.PathLike[str]] = (),
    texts: str | os.PathLike[str] = "",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    failures: pipeline.Failures | None = None,
) -> list[ManuscriptProblem]:
    """Find what is wrong with the citations of a manuscript. Nothing is fetched.

    Args:
        path: a file in Markdown, LaTeX, Typst, reStructuredText or Org, a .docx, .odt or .ipynb file.
        library: asked after the manuscript's own bibliography; None for none.
        language: "markdown", "latex", ...; "" for that of the file's ending.
        bibliographies: further files of references, beside those that the manuscript names.
        sources: files and folders whose records are asked last.
        texts: a folder with the texts of works, each named like its key: pepm775.txt, .md, .html or .pdf; "" for none.
        select: codes of the checks to run ("M001"); () for all.
        ignore: codes of checks to leave out.
        failures: a list that receives the errors of bibliographies and sources; None raises the first at the end.
    Returns:
        Problems in the order of their places. Nothing is said of unknown keys if a bibliography cannot be read.
    Raises:
        MisuseError: for an unknown code or language.
        SourceError: the file cannot be read, or a bibliography or source cannot.
    """
    from ponarscite.manuscript import read_manuscript

    manager = plugins or default_manager()
    wanted = chosen(checks(manager), select, ignore)
    manuscript = read_manuscript(read_file(path), language or os.fspath(path), tuple(every(manager, "provide_series")))
    failed: pipeline.Failures = []
    with further_records(sources, manager, failed) as beside:
        shelves = Shelves(library, beside, tuple(bibliographies), folder_of_texts(texts, failed))
        found = manuscript_problems(manuscript, os.fspath(path), wanted, manager, failed, shelves)
    _pass_on(failed, failures)
    return found


def fix_manuscript(
    path: str | os.PathLike[str],
    library: Library | None = None,
    plugins: PluginManager | None = None,
    *,
    language: str = "",
    bibliographies: Sequence[str | os.PathLike[str]] = (),
    sources: Sequence[str | os.PathLike[str]] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    to_keys: bool = False,
    to_text: str = "",
    locale: str = "",
    failures: pipeline.Failures | None = None,
) -> FixedManuscript:
    """Correct what is wrong in a manuscript and has one sure correction. Nothing is fetched, and no file is written.

    Args:
        path, library, language, bibliographies, sources: as for `check_manuscript`.
        select: codes of the faults to correct; () for all that can be.
        ignore: codes of faults to leave.
        to_keys: whether typed citations that are right become citations by key.
        to_text: a CSL style, in whose words citations by key are written out; "" for none.
        locale: an xml:lang code for these words, "" for the default of the style.
        failures: a list that receives the errors of bibliographies and sources; None raises the first at the end.
    Returns:
        The bytes to write, what was corrected, and what is left.
    Raises:
        MisuseError: for an unknown code or language, and for `to_keys` with `to_text`.
        SourceError: the file cannot be read or is not in UTF-8, or a bibliography or source cannot be read.
        StyleNotFoundError, StyleError: from `to_text`.
    """
    manager = plugins or default_manager()
    failed: pipeline.Failures = []
    with further_records(sources, manager, failed) as beside:
        options = FixOptions(
            language=language,
            select=tuple(select),
            ignore=tuple(ignore),
            to_keys=to_keys,
            to_text=to_text,
            locale=locale,
        )
        found = fixed_manuscript(path, Shelves(library, beside, tuple(bibliographies)), manager, options, failed)
    _pass_on(failed, failures)
    return found


def _pass_on(failed: pipeline.Failures, failures: pipeline.Failures | None) -> None:
    """Give the errors to the caller's list, or raise the first."""
    if failures is None and failed:
        raise failed[0]
    (failures if failures is not None else []).extend(failed)


@dataclass(frozen=True, slots=True)
class Shelves:
    """The records that a manuscript is compared with, beside the bibliographies that it names.

    Args:
        library: None for none.
        beside: further records, asked last; None for none.
        bibliographies: further files of references.
        texts: key -> the text of its work.
    """

    library: Library | None = None
    beside: Library | None = None
    bibliographies: tuple[str | os.PathLike[str], ...] = ()
    texts: Mapping[str, WorkText] = field(default_factory=dict)


@contextmanager
def further_records(
    sources: Sequence[str | os.PathLike[str]], plugins: PluginManager, failures: pipeline.Failures
) -> Iterator[Library | None]:
    """The records of files and folders as a library in memory, None without sources. An address is an error."""
    from ponarscite.library.library import Library

    if not sources:
        yield None
        return
    files = list(_local(map(Path, sources), failures, "source", "--with", is_file=Path.exists))
    with Library(":memory:", plugins=plugins) as library:
        options = SourceOptions(cache="offline")
        library.add_all(pipeline.ingest(files, plugins, options=options, failures=failures) if files else ())
        yield library


_TEXTS = (".txt", ".md", ".html", ".htm", ".pdf")


def folder_of_texts(folder: str | os.PathLike[str], failures: pipeline.Failures) -> Mapping[str, WorkText]:
    """The texts in a folder, each named like the key of its work; empty without a folder.

    Args:
        failures: receives the errors of files that cannot be read.
    """
    if not folder:
        return {}
    try:
        paths = sorted(path for path in Path(folder).iterdir() if path.suffix.lower() in _TEXTS)
    except (OSError, ValueError) as error:
        failures.append(
            SourceError(f"there is no folder {os.fspath(folder)}", hint="name a folder with --texts FOLDER")
        )
        failures[-1].__cause__ = error
        return {}
    found: dict[str, WorkText] = {}
    for path in paths:
        try:
            found[path.stem] = _text_of(path)
        except SourceError as error:
            failures.append(error)
    return found


def _text_of(path: Path) -> WorkText:
    from ponarscite.document.document import Document
    from ponarscite.manuscript.quotation import WorkText

    content = read_file(path)
    if path.suffix.lower() == ".pdf":
        from ponarscite.pdf.paper import joined
        from ponarscite.pdf.process import read_pages

        pages = read_pages(content, str(path))
        return WorkText(joined(pages.rows, frozenset()), pages.count)
    document = Document(str(path), lambda: content)
    return WorkText(" ".join(line.text for line in document.lines))


def manuscript_problems(
    manuscript: Manuscript,
    file: str,
    wanted: Iterable[Check],
    plugins: PluginManager,
    failures: pipeline.Failures,
    shelves: Shelves,
) -> list[ManuscriptProblem]:
    """As `check_manuscript`, of a manuscript that is read; the paths that it names begin at the folder of *file*."""
    from ponarscite.manuscript.problem import problems
    from ponarscite.manuscript.review import review as review_manuscript

    holdings = _holdings(manuscript, file, plugins, failures, shelves)
    faults = review_manuscript(manuscript, holdings, tuple(every(plugins, "provide_series")), shelves.texts)
    return list(problems(faults, {check.code: check for check in wanted}, file, manuscript.texts))


def _holdings(
    manuscript: Manuscript, file: str, plugins: PluginManager, failures: pipeline.Failures, shelves: Shelves
) -> Holdings:
    """The records that a manuscript may cite; the paths that it names begin at the folder of *file*."""
    from ponarscite.manuscript.holdings import Holdings

    folder = Path(file).parent
    named = [*map(Path, shelves.bibliographies), *(folder / name for name in manuscript.bibliographies)]
    failed: pipeline.Failures = []
    files = _local(named, failed, "bibliography", "--bibliography", is_file=Path.is_file)
    own = [record for one in files for record in pipeline.ingest(one, plugins, failures=failed)]  # each with its keys
    failures += failed
    return Holdings(own, manuscript.defined, shelves.library, shelves.beside, is_complete=not failed)


@dataclass(frozen=True, slots=True, kw_only=True)
class FixOptions:
    """The ways of correcting a manuscript; see `fix_manuscript`."""

    language: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    to_keys: bool = False
    to_text: str = ""
    locale: str = ""


@dataclass(frozen=True, slots=True)
class FixedManuscript:
    """A manuscript after its corrections.

    Args:
        content: its bytes.
        diff: what changed, line by line, in the unified format; of a .docx or .odt file paragraph by paragraph.
        fixed: the problems that were corrected.
        left: the problems that are left.
        reworded: number of citations by key that were written out.
        not_reworded: citations by key that were not: a key is unknown, or the language has no place for a note.
    """

    content: bytes
    diff: str
    fixed: tuple[ManuscriptProblem, ...]
    left: tuple[ManuscriptProblem, ...]
    reworded: int = 0
    not_reworded: tuple[str, ...] = ()


def fixed_manuscript(
    path: str | os.PathLike[str],
    shelves: Shelves,
    plugins: PluginManager,
    options: FixOptions,
    failures: pipeline.Failures,
) -> FixedManuscript:
    """As `fix_manuscript`, with the shelves and options that it makes."""
    from ponarscite.manuscript import read_manuscript
    from ponarscite.manuscript.diff import difference
    from ponarscite.manuscript.problem import problems
    from ponarscite.manuscript.repair import FIXABLE, RETYPED, repair
    from ponarscite.manuscript.review import review as review_manuscript

    if options.to_keys and options.to_text:
        raise MisuseError("citations cannot become keys and words at once", hint="leave out one of the two options")
    file, series = os.fspath(path), tuple(every(plugins, "provide_series"))
    content = read_file(path)
    known = checks(plugins)
    codes = {check.code for check in chosen(known, options.select, options.ignore)}
    wants_keys = options.to_keys or (RETYPED in codes and bool(options.select))
    codes = codes.intersection(FIXABLE) | ({RETYPED} if wants_keys else set())
    before = read_manuscript(content, options.language or file, series)
    holdings = _holdings(before, file, plugins, failures, shelves)

    def look(content: bytes) -> tuple[Manuscript, list[Fault]]:
        manuscript = read_manuscript(content, options.language or file, series)
        return manuscript, review_manuscript(manuscript, holdings, series)

    repaired = repair(content, look, codes, holdings.record)
    fixed = (one for state, faults in repaired.fixed for one in problems(faults, known, file, state.texts))
    left = problems(repaired.left, known, file, repaired.manuscript.texts)
    content, reworded, not_reworded = _reworded(repaired, holdings, plugins, options)
    after = read_manuscript(content, options.language or file, series)
    diff = difference(before, after, file, read_file(path), content)
    return FixedManuscript(content, diff, tuple(fixed), tuple(left), reworded, not_reworded)


def _reworded(
    repaired: Repaired, holdings: Holdings, plugins: PluginManager, options: FixOptions
) -> tuple[bytes, int, tuple[str, ...]]:
    """The manuscript with its citations by key written out, their number, and those that stay."""
    from ponarscite.manuscript.rewriting import rewritten
    from ponarscite.manuscript.wording import worded

    if not options.to_text:
        return repaired.content, 0, ()
    manuscript = repaired.manuscript
    names = {name for site in manuscript.sites for name in site.names}
    records = {name: record for name in names if (record := holdings.record(name))}
    writer = _StyleWriter.of(options, manuscript.language, list(records.values()), plugins)
    ids = {name: record.id for name, record in records.items()}
    found = worded(manuscript, ids.get, writer)
    content = rewritten(repaired.content, manuscript.language, found.edits) if found.edits else repaired.content
    return content, len(found.edits), tuple(site.text for site in found.left)


@dataclass(frozen=True, slots=True)
class _StyleWriter:
    """Prints the citations of a manuscript in a style, in their order."""

    processor: Processor
    markup: Markup
    in_notes: bool

    @classmethod
    def of(cls, options: FixOptions, language: str, records: Sequence[Record], plugins: PluginManager) -> _StyleWriter:
        from ponarscite.citation.format import canonical_locale
        from ponarscite.csl import Processor, Style
        from ponarscite.manuscript.wording import MARKUP_OF

        xml, locale = pipeline.resources(plugins).find_style(options.to_text)
        style = Style.parse(xml)
        items = {record.id: {**to_item(with_texts(record, with_math_read)), "id": record.id} for record in records}
        processor = Processor(style, items.values(), canonical_locale(options.locale) or locale or None)
        return cls(processor, cast("Markup", MARKUP_OF.get(language, "text")), style.in_notes)

    def author(self, cites: Sequence[Mapping[str, object]]) -> str:
        return self.processor.preview(cites[:1], mode="author-only").render(self.markup)

    def cite(self, cites: Sequence[Mapping[str, object]], note: int, mode: str) -> str:
        return self.processor.cite(cites, note, mode=cast("Any", mode or None)).render(self.markup)


def _local(
    paths: Iterable[Path], failures: pipeline.Failures, what: str, option: str, *, is_file: Callable[[Path], bool]
) -> Iterator[str]:
    """The paths that are there; any other name fails, so that nothing is fetched."""
    for path in dict.fromkeys(paths):
        try:
            is_there = is_file(path)
        except ValueError:
            is_there = False
        if is_there:
            yield str(path)
        else:
            failures.append(SourceError(f"there is no {what} {path}", hint=f"name one with {option} FILE"))
