"""Existing files: the citations of a .docx or .odt file become live fields."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ponarscite import pipeline
from ponarscite.api.manuscript_file import keep_copy, read_file
from ponarscite.errors import MisuseError
from ponarscite.integrations.live.marks import FORMS
from ponarscite.integrations.live.plan import Plan, Planned, planned
from ponarscite.integrations.live.rewriting import File, Rewritten, Wording, rewritten, without_fields
from ponarscite.manuscript.holdings import Holdings
from ponarscite.manuscript.reading import read_manuscript
from ponarscite.record.text import inert

if TYPE_CHECKING:
    from ponarscite import PluginManager
    from ponarscite.csl import Processor
    from ponarscite.integrations.live.options import LiveOptions

DEFAULT_STYLE = "apa"
"""The style of keys, where none is named."""

_LONGEST = 100
"""Characters of a citation that is told."""


def replaced(options: LiveOptions, plugins: PluginManager) -> int:
    """Make fields of the citations of a file, write it, and tell what was done; the exit code.

    Raises:
        MisuseError: the options do not fit together.
        SourceError: the file cannot be read or changed.
        LibraryError, StyleNotFoundError, StyleError, OutputError.
    """
    language = Path(options.manuscript).suffix.lower().removeprefix(".")
    _check(options, language)
    content = read_file(options.manuscript)
    file = File.read(content, language)
    plan = without_fields(_planned(content, options, language, plugins), file)
    sure = ("exact", "probable") if options.probable else ("exact",)
    chosen = [one for one in plan.citations if one.certainty in sure]
    if options.dry_run:
        for one in plan.citations:
            print(_line(options.manuscript, one))  # noqa: T201 -- the answer of the command
        return 0
    wording = _wording(chosen, plan, options, plugins)
    made = rewritten(file, plan, chosen, wording, FORMS[language, "fields"])
    _write(made, options, plugins)
    for line in _told(plan, made, chosen):
        sys.stderr.write(f"{inert(line)}\n")
    return 0


def _check(options: LiveOptions, language: str) -> None:
    if options.arguments:
        raise MisuseError(f"pandoc does not read {options.manuscript}", hint="leave out what follows it")
    if options.mode != "fields":
        hint = "leave out --mode; Zotero turns them into bookmarks in its document preferences"
        raise MisuseError("an existing file gets fields alone", hint=hint)
    if options.in_place and options.output:
        raise MisuseError("--in-place and -o name two files", hint="leave out one of the two")
    if not (options.in_place or options.output or options.dry_run):
        raise MisuseError("no file to write is named", hint="name it with -o FILE, or give --in-place or --dry-run")
    if options.output and _is_same(options.output, options.manuscript):
        raise MisuseError(f"{options.output} is the manuscript itself", hint="replace it with --in-place")
    if options.output and Path(options.output).suffix.lower() != f".{language}":
        raise MisuseError(f"{options.output} is no .{language} file", hint=f"name a .{language} file with -o")


def _is_same(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return False


def _planned(content: bytes, options: LiveOptions, language: str, plugins: PluginManager) -> Plan:
    from ponarscite.library.library import Library

    series = pipeline.all_series(plugins)
    manuscript = read_manuscript(content, language, series)
    with Library(options.library, plugins, create=False, writing=False) as library:
        return planned(manuscript, Holdings(library=library), series)


def _wording(chosen: Sequence[Planned], plan: Plan, options: LiveOptions, plugins: PluginManager) -> Wording:
    """Texts of the chosen citations; typed ones keep their words where no style is named."""
    keeps_typed = not options.style
    if all(one.shown or (one.is_typed and keeps_typed) for one in chosen):
        return Wording(None, keeps_typed)
    return Wording(_processor(plan, options, plugins), keeps_typed)


def _processor(plan: Plan, options: LiveOptions, plugins: PluginManager) -> Processor:
    from ponarscite.citation.format import canonical_locale
    from ponarscite.csl import Processor, Style

    xml, locale = pipeline.resources(plugins).find_style(options.style or DEFAULT_STYLE)
    return Processor(
        Style.parse(xml), plan.items.values(), canonical_locale(options.locale) or locale or None, links=False
    )


def _write(made: Rewritten, options: LiveOptions, plugins: PluginManager) -> None:
    if options.in_place and not made.done:
        return
    if options.in_place:
        keep_copy(options.manuscript)
    pipeline.write([made.content], options.output or options.manuscript, plugins)


def _line(name: str, one: Planned) -> str:
    """A citation of a dry run: place, certainty, keys, text and reason, with tabs."""
    columns = (f"{name}:{one.part}:{one.block}", one.certainty, one.keys or "-", _short(one.text), one.reason)
    return "\t".join(map(inert, filter(None, columns)))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def _told(plan: Plan, made: Rewritten, chosen: Sequence[Planned]) -> Iterator[str]:
    """Messages about the citations that were replaced, and those that stay."""
    yield f"note: {len(made.done)} of {len(plan.citations)} citations are live fields now"
    for one in made.refused:
        yield f"left: {one.part}, paragraph {one.block}: {_short(one.text)}: {one.reason}"
    picked = {id(one) for one in chosen}
    others = [one for one in plan.citations if id(one) not in picked]
    for one in others:
        keys = f" ({one.keys})" if one.cites else ""
        yield f"left: {one.part}, paragraph {one.block}: {_short(one.text)}{keys}: {one.reason}"
    if any(one.cites for one in others):
        yield "note: --probable replaces those with a key, too"
    if made.done and any(one.is_typed for one in others):
        yield "note: what stays is text to Zotero: “ibid.” and short forms do not count it"
