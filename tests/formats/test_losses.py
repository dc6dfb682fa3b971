"""Five hundred entries through every format and back: nothing is lost but what the format says it drops.

The tables of what each format cannot carry are golden files: tests/golden/losses/.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import ponarscite
from ponarscite import Record
from ponarscite.formats.bibtex.block import parse_blocks
from ponarscite.formats.bibtex.reader import entry_of
from ponarscite.formats.bibtex.reader import references_of as bib_references
from ponarscite.loss.format import losses
from ponarscite.record.item import TYPES, from_item, variables
from ponarscite.record.name import Name
from tests.conftest import DATA, SHARED, Golden, Run
from tests.formats.formats import READERS, WRITERS, read, write
from tests.formats.test_types import LOSSES

EVERY_FIELD = DATA / "biblatex" / "every-field.bib"
FIVE = SHARED / "findings" / "inputs" / "five.bib"
FORMATS = [name for name in WRITERS if name in READERS]
COUNT = 500

BY_OTHER_NAMES: Mapping[tuple[str, str], str] = {
    ("ris", "author"): "RIS has one tag for the makers of a film, who come back as its directors",
}
"""(format, CSL variable) -> why its value comes back under another variable."""


@cache
def entries() -> tuple[Record, ...]:
    """The entries of the file with every field, each under keys and titles of its own until there are enough."""
    found = [from_item(one.item) for one in bib_references(EVERY_FIELD.read_text("utf-8")) if one.item.get("title")]
    return tuple(
        replace(one, id=f"{one.id}{turn}" if turn else one.id, title=f"{one.title} {turn}" if turn else one.title)
        for turn in range(COUNT // len(found) + 1)
        for one in found
    )[:COUNT]


def parts_of(dropped: Iterable[str]) -> dict[str, list[str]]:
    """CSL variable -> the parts of it that are dropped, "issued" -> ["day"]; [] where it is dropped whole."""
    found: dict[str, list[str]] = {}
    for name in dropped:
        variable, _, part = name.partition(" (")
        found.setdefault(variable, []).extend([part.rstrip(")")] if part else [])
    return found


def unexplained(name: str, record: Record, back: Record) -> Iterator[str]:
    """The variables of a record that come back otherwise, and that the format does not say it drops."""
    dropped = parts_of(losses(record, WRITERS[name]))
    found = variables(back)
    for variable, value in variables(record).items():
        whole, parts = dropped.get(variable) == [], dropped.get(variable)
        if whole or found.get(variable) == value or (name, variable) in BY_OTHER_NAMES:
            continue
        if not parts or variable not in found:
            yield f"{record.id}: {variable} {value!s:.60} -> {found.get(variable)!s:.60}"


@pytest.mark.parametrize("name", FORMATS)
def test_five_hundred_entries_come_back(name: str) -> None:
    found = read(write(name, *entries()))
    assert [record.id for record in found] == [record.id for record in entries()]
    wrong = [line for pair in zip(entries(), found, strict=True) for line in unexplained(name, *pair)]
    assert wrong == []
    expected = LOSSES.get(name, {})
    for record, back in zip(entries(), found, strict=True):
        becomes, _ = expected.get(record.type, (record.type, ""))
        assert back.type == record.type or record.type in expected, (record.id, back.type, becomes)


@cache
def five_hundred_of_another_hand() -> tuple[list[str], list[Record]]:
    """The keys of the entries, and what `export` makes of them."""
    keys = [block.key for block in parse_blocks(FIVE.read_text("utf-8"))]
    return keys, list(ponarscite.ingest(FIVE))


@pytest.mark.parametrize("name", FORMATS)
def test_five_hundred_entries_of_another_hand_come_back(name: str, run: Run, tmp_path: Path) -> None:
    if not FIVE.exists():
        pytest.skip("needs ../shared/findings/inputs/five.bib")
    keys, records = five_hundred_of_another_hand()
    target = tmp_path / f"x{next(iter(WRITERS[name].suffixes), '.json')}"
    target.write_text(write(name, *records), encoding="utf-8", newline="")
    ran = run("export", target, "-f", "csl-json", "-q")
    assert ran.code == 0, ran.err
    assert [line.split('"')[3] for line in ran.out.splitlines() if line.startswith('    "citation-key"')] == keys
    assert len(keys) == COUNT


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def test_the_table_of_what_each_format_cannot_carry(golden: Golden) -> None:
    """A variable, or a part of one, and the entry types of BibLaTeX in which each format drops it."""
    lost: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for record in entries()[: COUNT // 5]:
        for name in FORMATS:
            for variable in losses(record, WRITERS[name]):
                lost[variable][name].add(record.type)
    carried = {variable for record in entries() for variable in variables(record)}
    rows = [
        [variable, *(", ".join(sorted(lost.get(variable, {}).get(name, ()))) or "·" for name in FORMATS)]
        for variable in sorted(carried | set(lost))
    ]
    text = (
        "# What each format cannot carry\n\nThe types of the works of which a format drops a variable; · for none.\n\n"
    )
    golden(text + table(["variable", *FORMATS], rows), "losses/variables.md")


def test_the_table_of_types(golden: Golden) -> None:
    """The type that is read back of each CSL type; · for the same."""
    bare = Record(id="k", title="A Title", author=(Name("Example", "Olena"),))
    found = {name: [read(write(name, replace(bare, type=one)))[0].type for one in sorted(TYPES)] for name in FORMATS}
    rows = [
        [one, *("·" if found[name][number] == one else found[name][number] for name in FORMATS)]
        for number, one in enumerate(sorted(TYPES))
    ]
    text = "# Which type comes back\n\nThe type that is read of what is written of a type; · for the same.\n\n"
    golden(text + table(["type", *FORMATS], rows), "losses/types.md")


def test_the_table_of_the_fields_of_biblatex(golden: Golden) -> None:
    """Each field of the file with every field, and the variables that it becomes alone; "not read" for none."""
    rows = [[field, home(field)] for field in sorted(fields())]
    text = "# Where the fields of BibLaTeX go\n\nA field with its value in the entry that has it.\n\n"
    golden(text + table(["field", "CSL variable"], rows), "losses/biblatex-fields.md")


@cache
def fields() -> dict[str, str]:
    """Field -> a type of entry that has it."""
    return {name: block.type for block in parse_blocks(EVERY_FIELD.read_text("utf-8")) for name in block.fields}


def home(field: str) -> str:
    """The variables that an entry has because of a field, or that it has with another value."""
    block = next(block for block in parse_blocks(EVERY_FIELD.read_text("utf-8")) if field in block.fields)
    with_it, unread = entry_of(block)
    without, _ = entry_of(replace(block, fields={name: text for name, text in block.fields.items() if name != field}))
    changed = sorted(name for name in with_it if with_it[name] != without.get(name) and name not in ("id", "type"))
    told = next((name for name in unread if name.partition(" (")[0] == field), "")
    role = " (its role is not read)" if "(" in told else ""
    return "not read" if told == field else (", ".join(changed) + role) or "(serves the entry)"


def test_every_field_of_the_data_model_is_in_the_file() -> None:
    """The fields of biblatex 3.20 (blx-dm.def), without the parts of dates that biber makes itself."""
    assert set(MODEL.split()) <= set(fields()) | {"entryset", "origyear"}


MODEL = """
abstract addendum afterword annotation annotator author authortype bookauthor bookpagination booksubtitle
booktitle booktitleaddon chapter commentator crossref date doi edition editor editora editoratype editorb
editorbtype editorc editorctype editortype eid entryset eprint eprintclass eprinttype eventdate eventtitle
eventtitleaddon execute file foreword gender holder howpublished ids indexsorttitle indextitle institution
introduction isan isbn ismn isrn issn issue issuesubtitle issuetitle issuetitleaddon iswc journalsubtitle
journaltitle journaltitleaddon keywords label langid langidopts language library lista listb listc listd liste
listf location mainsubtitle maintitle maintitleaddon namea nameaddon nameatype nameb namebtype namec namectype
note number options organization origdate origlanguage origlocation origpublisher origtitle pages pagetotal
pagination part presort publisher pubstate related relatedoptions relatedstring relatedtype reprinttitle series
shortauthor shorteditor shorthand shorthandintro shortjournal shortseries shorttitle sortkey sortname
sortshorthand sorttitle sortyear subtitle title titleaddon translator type url urldate usera userb userc userd
usere userf venue verba verbb verbc version volume volumes xdata xref
"""
