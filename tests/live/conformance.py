"""What programs understand of our files: drives the real ones, and writes the table of the manual's page on formats.

Run: python tests/live/conformance.py [--write] [--only NAME] [--verbose]
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

sys.path.insert(0, str(Path(__file__).parents[2]))

from ponarscite import Format, RenderOptions, pipeline, plugin_manager
from ponarscite.hooks import offered
from ponarscite.loss.format import losses
from ponarscite.record.date import SEASONS, Date
from ponarscite.record.item import NAMES, variables
from ponarscite.record.name import SUFFIXES, Name
from ponarscite.record.record import Record
from ponarscite.record.text import clean, fold, letters
from tests.live.corpus import CORPUS, FIELDS, KINDS
from tests.live.programs import PROGRAMS, SCRATCH, AbsentError, Program
from tests.paths import ROOT

PAGE = ROOT / "ponarscite" / "manual" / "formats.md"
BEGIN, END = "<!-- conformance -->\n", "<!-- /conformance -->\n"

SAVED = SCRATCH / "outcomes.json"
WORST = "special-characters"
FAILURES = (subprocess.SubprocessError, OSError, ValueError)
"""What a program fails with; AbsentError is none of them."""

BABEL = "a .bib file has babel's names of languages, few of which have a region"
WORDS = "a date in words, a season or a range is no date there"
EXTRA = "Zotero has no field for it in items of that type, and keeps it in Extra"

REASONS = (
    ("Zotero", "csl-json", "tags", "Zotero ignores `keyword`"),
    ("Zotero", "enw", "number", "Zotero has no tag for it"),
    ("Zotero", "mods", "number; genre", "Zotero reads no number and no type of a report there"),
    ("Zotero", "", "types", "Zotero has fewer item types, and RIS, ENW and EndNote XML have other types than CSL"),
    ("Zotero", "", "date; day; season; range; date in words", "Zotero reads dates in its own way in this format"),
    ("Zotero", "", "suffixes; particles; authors; editors", "Zotero has first and last names, and roles by item type"),
    ("Zotero", "zotero-rdf", "", EXTRA),
    ("Zotero", "csl-json", "", EXTRA),
    ("Zotero", "", "", "Zotero's importer of this format does not read it for items of that type"),
    ("JabRef", "ris", "", "JabRef does not read the tag M3, and takes an institution in capitals for initials"),
    ("JabRef", "", "types", "JabRef has no such entry types"),
    ("JabRef", "", "", "JabRef does not read it"),
    (
        "Better BibTeX",
        "",
        "container; series; event; rich text",
        "Better BibTeX's parser puts titles of all kinds into sentence case where no braces protect them",
    ),
    ("Better BibTeX", "", "language", BABEL),
    ("Better BibTeX", "", "date in words; season; range", WORDS),
    ("Better BibTeX", "biblatex", "directors", "Better BibTeX's parser gives `editor` without its `editortype`"),
    ("pandoc", "csl-json", "season; date in words", "pandoc reads them, but writes no CSL-JSON with them"),
    (
        "pandoc",
        "ris",
        "",
        "pandoc reads of RIS authors, title, year, institution, place, address, abstract, tags, journal, pages and DOI",
    ),
    (
        "pandoc",
        "endnote-xml",
        "",
        "pandoc reads only authors, title, number, institution, place, year, volume and abstract",
    ),
    ("pandoc", "", "language", "pandoc gives every language a region, and does not know babel's `chinese`"),
    (
        "pandoc",
        "",
        "container; series; rich text",
        "pandoc puts titles of all kinds into sentence case, and has no container of `@misc`",
    ),
    ("pandoc", "", "date in words; season; range", WORDS),
    ("pandoc", "", "particles", "pandoc takes a particle of two words, or one in BibTeX, for a dropping one"),
    ("pandoc", "", "event; directors; archive; place in the archive", "pandoc reads no such fields of .bib files"),
    ("pandoc", "", "types", "pandoc reads no `entrysubtype`"),
    ("pandoc", "", "", "pandoc reads an unpaired brace only as `\\{`, which breaks the file for other programs"),
    ("biber", "", "language", BABEL),
    ("biber", "", "date in words", "biber wants a number in the field `year`"),
    ("biber", "", "", "biber's data model has no such field in entries of that type"),
    ("BibTeX", "", "language", BABEL),
    ("BibTeX", "", "date in words; season; range", WORDS),
    ("BibTeX", "", "", "BibTeX shows only the fields of its style"),
    ("Typst", "biblatex", "container", "Typst reads no container of `@misc` and `@online`"),
    ("Typst", "", "date in words; season; range", WORDS),
    ("Typst", "", "particles", "Typst takes a dropping particle behind the given name for a part of it"),
    ("Typst", "hayagriva", "", "Typst prints volume and container of few types, and no place of an event"),
    ("Typst", "", "", "Typst reads no such field in entries of that type"),
    ("Tellico", "ris", "", "Tellico does not read the tags M3 and LA, and has no type for podcasts and blog posts"),
    ("Tellico", "mods", "", "Tellico takes everything for a book"),
    ("Tellico", "", "", "Tellico has no such field"),
    (
        "bibutils 7.2 (Word)",
        "",
        "",
        "bibutils reads tag, title, journal, volume, pages, city, publisher, names and notes",
    ),
    ("bibutils", "", "types", "bibutils has other types of its own"),
    ("bibutils", "", "language", "bibutils writes names of languages, and drops the region"),
    (
        "bibutils",
        "",
        "authors; editors; particles",
        "bibutils splits an institution at its spaces, drops the full stop of an initial, and has no particles",
    ),
    ("bibutils", "", "suffixes", "bibutils keeps a suffix as a given name"),
    ("bibutils", "", "container", "bibutils reads the container of articles and parts of books only"),
    ("bibutils", "endnote-xml", "date; day", "bibutils reads only the year"),
    ("bibutils", "enw", "date; day", "bibutils reads no month with two days"),
    ("bibutils", "", "date in words; season; range", WORDS),
    ("bibutils", "bibtex", "genre", "bibutils reads `type` only of reports"),
    ("bibutils", "biblatex", "", "bibutils reads few fields of `@report`, `@online` and other types of BibLaTeX"),
    ("bibutils", "", "title; rich text", "bibutils drops the commands of rich text, and some braces"),
    ("bibutils", "", "", "bibutils has no such field for works of that type"),
    ("Citation.js", "bibtex", "abstract; tags; language", "Citation.js reads only the fields of BibTeX's own styles"),
    ("Citation.js", "enw", "date; day; institution", "Citation.js gives `%8` and `%I` of a report another meaning"),
    ("Citation.js", "", "container", "Citation.js does not read `howpublished`, nor the T2 of a podcast"),
    ("Citation.js", "", "language", BABEL),
    ("Citation.js", "", "date; day; date in words; season; range", WORDS),
    ("Citation.js", "", "types", "Citation.js reads no `entrysubtype`, and maps some types of RIS and ENW to others"),
    (
        "Citation.js",
        "",
        "authors; editors; particles; suffixes",
        "Citation.js takes a particle or a suffix in RIS and ENW for a part of the family or the given name",
    ),
    ("Citation.js", "", "", "Citation.js reads no such field in works of that type"),
    ("Fidus", "", "genre; institution; number", "Fidus Writer does not read the type and the institution of a report"),
    ("Fidus", "", "language", BABEL),
    ("Fidus", "", "date in words; season; range", WORDS),
    ("Fidus", "", "rich text", "Fidus Writer marks words in capitals as no case"),
    ("Fidus", "", "types", "Fidus Writer reads no `entrysubtype`"),
    ("Fidus", "", "", "Fidus Writer has no such field for works of that type"),
    ("pybtex", "", "language", BABEL),
    ("pybtex", "", "date in words; season; range", WORDS),
    ("pybtex", "", "rich text", "pybtex prints rich text as its own"),
    ("pybtex", "", "title; institution; abstract; note", "pybtex prints the backslash before a brace"),
    ("rispy", "", "types", "rispy gives the type as it stands"),
    ("rispy", "", "", "rispy does not know the tags ED and SV"),
)
"""(program, format, labels, why), "" for any of them, labels with "; " between two: the first that fits says why."""


@dataclass
class Outcome:
    """How a program fared with a format: how many records and types it read, and how often a field was there and came.

    Args:
        types: (types that came, types that the format carries); None where the program shows no types.
    """

    program: str
    format: str
    dialect: bool
    problem: str = ""
    read: int = 0
    types: tuple[int, int] | None = None
    asked: Counter[str] = field(default_factory=Counter)
    lost: dict[str, list[str]] = field(default_factory=dict)


def outcome(program: Program, name: str, *, verbose: bool) -> Outcome:
    """Write the corpus in a format, let the program read it, and compare."""
    plugins = plugin_manager(external=False)
    renderer = offered.writer(name, plugins)
    spelling = offered.dialects(plugins)[program.dialect].formats.get(name) if program.dialect else None
    folder = SCRATCH / "files" / re.sub(r"\W+", "-", program.name)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}{next(iter(renderer.suffixes), '.txt')}"
    found = Outcome(program.name, name, spelling is not None)
    options = RenderOptions(spelling=spelling.names if spelling else {})

    def write(records: Sequence[Record]) -> str:
        return "".join(pipeline.render(records, name, plugins, options))

    file.write_text(write(CORPUS), encoding="utf-8")
    try:
        read = list(program.read(name, file))
    except FAILURES as error:
        if verbose:
            print(program.name, name, getattr(error, "stderr", b"") or error, file=sys.stderr)
        read = list(without_the_worst(program, file, write))
        found.problem = "gives up on the special characters" if read else "gives up"
    found.read = min(len(read), len(CORPUS))
    for record in CORPUS:
        twin = next((one for one in read if is_twin(record, one)), None)
        if twin is not None:
            compare(record, twin, {*losses(record, renderer), *program.unseen}, found, verbose=verbose)
    if program.typed:
        found.types = types_of(program, name, file, write(KINDS), renderer, verbose=verbose)
    return found


def types_of(program: Program, name: str, file: Path, text: str, renderer: Format, *, verbose: bool) -> tuple[int, int]:
    """How many types the program understands, of those that our own reader reads in the same file."""
    single = file.with_stem(f"{file.stem}-kinds")
    single.write_text(text, encoding="utf-8")
    read = renderer.read
    carried = {one.item.get("id"): one.item.get("type") for one in read(text)} if read else {}
    kinds = [record for record in KINDS if carried.get(record.id, record.type) == record.type]
    try:
        found = {one.title.casefold(): one.type for one in program.read(name, single)}
    except FAILURES as error:
        if verbose:
            print(program.name, name, "types", getattr(error, "stderr", b"") or error, file=sys.stderr)
        found = {}
    lost = [record.type for record in kinds if found.get(record.title.casefold()) != record.type]
    if verbose and lost:
        print(program.name, name, "types", lost, file=sys.stderr)
    return len(kinds) - len(lost), len(kinds)


def without_the_worst(program: Program, file: Path, write: Callable[[Sequence[Record]], str]) -> Iterable[Record]:
    """What a program reads of all records but the one with every special character."""
    rest = [record for record in CORPUS if record.id != WORST]
    single = file.with_stem(f"{file.stem}-rest")
    single.write_text(write(rest), encoding="utf-8")
    try:
        return list(program.read(file.stem, single))
    except FAILURES:
        return ()


def is_twin(record: Record, other: Record) -> bool:
    """Whether both are the same record: by key, or by title and first name where a program keeps no key."""
    if other.id == record.id:
        return True
    if other.id in {one.id for one in CORPUS} or letters(record.title)[:40] != letters(other.title)[:40]:
        return False
    mine, theirs = (record.author, other.author)
    return not mine or not theirs or fold(mine[0].sort)[-4:] == fold(theirs[0].sort)[-4:]


def compare(record: Record, twin: Record, dropped: set[str], found: Outcome, *, verbose: bool) -> None:
    """Count what was there and what came of it; what the format itself cannot carry is asked of nobody."""
    mine, theirs = variables(record), variables(twin)
    for variable in FIELDS:
        if variable not in mine or variable in dropped:
            continue
        for label, is_same in aspects(variable, mine[variable], theirs.get(variable)):
            if any(f"{variable} ({part})" in dropped for part in PARTS.get(label, ())):
                continue
            found.asked[label] += 1
            if not is_same:
                found.lost.setdefault(label, []).append(record.id)
                if verbose:
                    pair = f"{mine[variable]!r:.150} -> {theirs.get(variable)!r:.150}"
                    print(found.program, found.format, record.id, label, pair, file=sys.stderr)


PARTS = {
    "day": ("day",),
    "season": ("season",),
    "range": ("range", "end"),
    "suffixes": ("suffix",),
    "particles": ("dropping-particle",),
    "rich text": ("rich text",),
}
"""Label -> names of that part in what a format or a program is known to lose."""


def aspects(variable: str, mine: Any, theirs: Any) -> Iterator[tuple[str, bool]]:
    """(label, whether it came) of a value: a date, a name and a title have parts of their own."""
    label = FIELDS[variable]
    if isinstance(mine, Date):
        yield from dated(mine, theirs or Date())
    elif variable in NAMES:
        yield from named(label, mine, theirs or ())
    elif variable == "keyword":
        yield label, set(map(plain, mine)) == set(map(plain, theirs or ()))
    elif variable == "language":
        yield label, str(theirs or "").casefold() == str(mine).casefold()
    else:
        yield label, same_text(variable, str(mine), str(theirs or ""))
        if _MARKED.search(str(mine)):
            yield "rich text", plain(str(mine)) == plain(str(theirs or ""))


_MARKED = re.compile(r"</?(?:span|i|b|sub|sup)\b[^>]*>")


def same_text(variable: str, mine: str, theirs: str) -> bool:
    """Whether a text came, but for typographic variants, marks of rich text and, in a title, capitals."""
    one, other = (plain(unquote(_MARKED.sub("", text))) for text in (mine, theirs))
    return one == other or (variable == "title" and one.casefold() == other.casefold())


def dated(mine: Date, theirs: Date) -> Iterator[tuple[str, bool]]:
    """The year with the month, the day; a range, a season or words as a whole."""
    words = str(mine)
    if "/" in words or any(season in words for season in SEASONS) or not mine.parts:
        label = "range" if "/" in words else "season" if any(one in words for one in SEASONS) else "date in words"
        yield label, words == str(theirs)
        return
    yield "date", mine.parts[:2] == theirs.parts[:2]
    if mine.day:
        yield "day", mine.parts == theirs.parts


def named(label: str, mine: Sequence[Name], theirs: Sequence[Name]) -> Iterator[tuple[str, bool]]:
    """The names in their order; the suffixes; which words are the family name, particles with it."""
    yield label, [words_of(name) for name in mine] == [words_of(name) for name in theirs]
    if any(name.suffix for name in mine):
        yield "suffixes", [bare(name.suffix) for name in mine] == [bare(name.suffix) for name in theirs]
    if any(name.non_dropping_particle or name.dropping_particle for name in mine):
        yield "particles", [plain(name.sort) for name in mine] == [plain(name.sort) for name in theirs]


def words_of(name: Name) -> list[str]:
    """The words of a name without its suffix, in one order: which part has a particle is asked elsewhere."""
    text = name.literal or f"{name.given} {name.dropping_particle} {name.non_dropping_particle} {name.family}"
    words = plain(text).replace(",", "").split()
    return sorted(words[:-1] if len(words) > 2 and bare(words[-1]) in SUFFIXES else words)


def bare(suffix: str) -> str:
    return suffix.casefold().rstrip(".")


def plain(text: str) -> str:
    """The text without the differences that no reader minds: kinds of quotes, hyphens and spaces."""
    text = unicodedata.normalize("NFKC", clean(text)).translate(str.maketrans("–—\u2011", "---", "’‘“”'\"`"))
    return " ".join(text.replace("--", "-").split())


UNKNOWN = "???"
"""Stands where no reason is known; such a table is not written."""


def reason(found: Outcome, label: str) -> str:
    """Why a field is lost."""
    for program, name, of, why in REASONS:
        if found.program.startswith(program) and name in ("", found.format) and (not of or label in of.split("; ")):
            return why
    return f"{UNKNOWN} {label}"


def row(found: Outcome) -> str:
    """One line of the table."""
    lost = [
        f"{label} ({len(keys)} of {found.asked[label]})" if len(keys) < found.asked[label] else label
        for label, keys in found.lost.items()
    ]
    whys = dict.fromkeys(reason(found, label) for label in found.lost)
    if found.types and found.types[0] < found.types[1]:
        whys[reason(found, "types")] = None
    told = "; ".join(filter(None, (found.problem, *whys)))
    name = f"`{found.format}`" + ("" if found.dialect else " (no dialect)")
    types = f"{found.types[0]} of {found.types[1]}" if found.types else "not shown"
    read = f"{found.read} of {len(CORPUS)}"
    return f"| {found.program} | {name} | {read} | {types} | {', '.join(lost) or 'nothing'} | {told} |"


def table(outcomes: Iterable[Outcome], absent: Iterable[str]) -> str:
    head = "| program | format | records read | types | not understood | why |"
    lines = [head, "|---|---|---|---|---|---|", *map(row, outcomes)]
    skipped = [f"Not tested: {line}." for line in absent]
    return "\n".join([*lines, *([""] if skipped else []), *skipped]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into the manual")
    parser.add_argument("--only", default="", help="programs whose name has this in it")
    parser.add_argument("--verbose", action="store_true", help="show each loss")
    parser.add_argument("--saved", action="store_true", help="make the table of the last run, with the reasons of now")
    chosen = parser.parse_args()
    outcomes, absent = loaded() if chosen.saved else tried(chosen.only, verbose=chosen.verbose)
    text = table(outcomes, absent)
    print(text)
    if UNKNOWN in text:
        raise SystemExit("a loss has no reason: look at it with --verbose, and give it one in REASONS")
    if chosen.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def tried(only: str, *, verbose: bool) -> tuple[list[Outcome], list[str]]:
    """The outcomes of the programs with this in their names, and what is told of absent ones; both are saved."""
    outcomes, absent = [], []
    for program in PROGRAMS:
        for name in program.formats if only.casefold() in program.name.casefold() else ():
            try:
                outcomes.append(outcome(program, name, verbose=verbose))
                print(row(outcomes[-1]), file=sys.stderr, flush=True)
            except AbsentError as error:
                absent.append(f"{program.name}: {error}")
                break
            except subprocess.SubprocessError as error:
                absent.append(f"{program.name} with {name}: {error}")
    if only and SAVED.exists():
        before, lines = loaded()
        again = {(one.program, one.format): one for one in outcomes}
        outcomes = [again.pop((one.program, one.format), one) for one in before] + [*again.values()]
        absent = [*dict.fromkeys((*lines, *absent))]
    SAVED.write_text(json.dumps([[vars(one) for one in outcomes], absent]), encoding="utf-8")
    return outcomes, absent


def loaded() -> tuple[list[Outcome], list[str]]:
    """The outcomes and absences of the last run."""
    outcomes, absent = json.loads(SAVED.read_text(encoding="utf-8"))
    return [Outcome(**{**one, "asked": Counter(one["asked"])}) for one in outcomes], absent


if __name__ == "__main__":
    main()
