"""Actions: what can be done at a place: correct a fault, write a key for a typed citation, copy a citation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ponarscite import MisuseError, Record, render
from ponarscite.hookspecs import Form
from ponarscite.integrations.lsp.desk import Desk
from ponarscite.integrations.lsp.document import Analysis, name_at, typed_at
from ponarscite.library.names import Ambiguous, Known
from ponarscite.manuscript.citing import dialect_of, keyed, written
from ponarscite.manuscript.edit import Edit, narrowed
from ponarscite.manuscript.fault import Fault
from ponarscite.manuscript.site import Site
from ponarscite.record.key import key_target

FORMS: Final[tuple[tuple[str, Form], ...]] = (("reference", "bibliography"), ("note", "note"), ("short note", "short"))
"""Name of a copy of a citation -> the form that prints it."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do.

    Args:
        title: for a menu.
        edits: of the document.
        fault: what it corrects, None for what corrects nothing.
        is_sure: whether it may be done without asking.
        key: of the record that is copied, "" for none.
        form: in which it is copied.
        path: of the bibliography that gets the text of the one edit at its end, None for edits of the document.
    """

    title: str
    edits: tuple[Edit, ...] = ()
    fault: Fault | None = None
    is_sure: bool = False
    key: str = ""
    form: Form = "bibliography"
    path: Path | None = None


def actions(desk: Desk, analysis: Analysis, start: int, end: int) -> Iterator[Action]:
    """The actions that a span offers."""
    touched = [fault for fault in analysis.faults if fault.site.start <= end and start <= fault.site.end]
    yield from _corrections(desk, [fault for fault in touched if fault.code in desk.checks])
    yield from _keys(desk, analysis, touched)
    yield from _additions(desk, analysis, start)
    for record in dict.fromkeys(_records(desk, analysis, start)):
        for name, form in FORMS:
            yield Action(f"Copy {record} as {name}", key=record, form=form)


def _corrections(desk: Desk, faults: Iterable[Fault]) -> Iterator[Action]:
    for fault in faults:
        site = fault.site
        if fault.fix and (edit := narrowed(_edit(site, fault.fix), site.text)):
            name = desk.checks[fault.code].name
            yield Action(f"Correct {name}: {_short(fault.fix)}", (edit,), fault, is_sure=True)
        if len(site.names) == 1 and fault.code in ("M001", "M002"):
            (place,), (name,) = site.places, site.names
            for other in _others(desk, fault, name):
                yield Action(f"Replace {name} by {other}", (Edit("", 0, *place, other),), fault)


def _others(desk: Desk, fault: Fault, name: str) -> Iterator[str]:
    """The names that an unknown or ambiguous one may mean."""
    found = desk.library.lookup([name])[name]
    if fault.code == "M002" and isinstance(found, Ambiguous):
        yield from (f"{one.series}:{one.number}" if one.series else one.key for one in found.candidates)
        return
    yield from fault.others


def _keys(desk: Desk, analysis: Analysis, faults: Sequence[Fault]) -> Iterator[Action]:
    """A key in place of a typed citation that is one record."""
    text = analysis.text.content
    dialect = dialect_of(analysis.manuscript.language, [text])
    for site in dict.fromkeys(fault.site for fault in faults if fault.site.kind == "typed"):
        found = [fault for fault in faults if fault.site == site]
        records = [record for fault in found if (record := desk.record(analysis, fault.key))] if found else []
        is_right = {fault.code for fault in found} == {"M013"} and len(records) == len(found)
        if edit := keyed(site, records, text, dialect) if is_right else None:
            yield Action(f"Replace typed citation by {_short(edit.text)}", (edit,), found[0], is_sure=True)
    for fault in faults:
        if fault.code == "M002" and fault.site.kind == "typed":
            yield from _of_candidates(desk, analysis, fault, text, dialect)


def _of_candidates(desk: Desk, analysis: Analysis, fault: Fault, text: str, dialect: str) -> Iterator[Action]:
    for key in fault.others:
        record = desk.record(analysis, key)
        if record and (edit := keyed(fault.site, [record], text, dialect)):
            yield Action(f"Replace typed citation by {_short(edit.text)}", (edit,), fault)


def _additions(desk: Desk, analysis: Analysis, offset: int) -> Iterator[Action]:
    """The entry of a record of the library for the document's own .bib file, under the key that is cited."""
    named = name_at(analysis.manuscript.sites, offset)
    paths = [one.path for one in analysis.own if one.path.suffix == ".bib" and not one.failures]
    if named is None or not paths or analysis.own_with(named.name):
        return
    if (record := desk.record(analysis, named.name)) and key_target(named.name, "biblatex") == named.name:
        entry = render(replace(record, id=named.name), "biblatex", desk.plugins)
        edit = Edit("", 0, 0, 0, f"\n{entry.strip()}\n")
        yield Action(f"Add {named.name} to {paths[0].name}", (edit,), path=paths[0])


def _records(desk: Desk, analysis: Analysis, offset: int) -> Iterator[str]:
    """The keys of the records that are cited at a place."""
    if named := name_at(analysis.manuscript.sites, offset):
        if desk.record(analysis, named.name):
            yield named.name
    elif site := typed_at(analysis.manuscript.sites, offset):
        yield from (fault.key for fault in analysis.faults if fault.site == site and fault.key)


def _edit(site: Site, words: str) -> Edit:
    return Edit(site.part, site.block, site.start, site.end, words)


def _short(words: str) -> str:
    shown = " ".join(words.split())
    return shown if len(shown) <= 80 else f"{shown[:79]}…"


def insertion(desk: Desk, language: str, text: str, names: Sequence[str]) -> str:
    """A citation of these names in the syntax of a document.

    Raises:
        MisuseError: a name is unknown or ambiguous, or its key cannot be written in this language.
    """
    found = desk.library.lookup(names)
    if missing := [name for name in names if not isinstance(found[name], Known)]:
        raise MisuseError(f"{missing[0]}: {found[missing[0]]}", hint="name a key of the library")
    keys = [one.key for one in found.values() if isinstance(one, Known)]
    words = written(keys, dialect_of(language, [text]))
    if not words:
        raise MisuseError(f"{', '.join(keys)} cannot be written in {language}", hint="give the record another key")
    return words


def copied(desk: Desk, record: Record, form: Form) -> str:
    """A citation as text."""
    return desk.cards.reference(record, "text", form)
