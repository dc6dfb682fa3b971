"""What programs understand of our files: drives the real ones, and writes the table of the manual's page on formats.

Run: python tests/live/conformance.py [--write] [--only NAME] [--verbose]
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

sys.path.insert(0, str(Path(__file__).parents[2]))

from ponarscite import RenderOptions, pipeline, plugin_manager
from ponarscite.formats.bibtex.fields import LANGUAGES
from ponarscite.loss.format import losses
from ponarscite.record.item import variables
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from ponarscite.record.text import clean, fold, letters
from tests.live.corpus import CORPUS, FIELDS
from tests.live.programs import PROGRAMS, SCRATCH, AbsentError, Program
from tests.paths import ROOT

PAGE = ROOT / "ponarscite" / "manual" / "formats.md"
BEGIN, END = "<!-- conformance -->\n", "<!-- /conformance -->\n"

WORST = "special-characters"
FAILURES = (subprocess.SubprocessError, OSError, ValueError)
"""What a program fails with; AbsentError is none of them."""

REASONS = (
    ("Zotero", "csl-json", "tags", "Zotero ignores `keyword`"),
    ("Zotero", "enw", "number", "Zotero has no tag for it"),
    ("Zotero", "mods", "", "Zotero reads no number and no type of a report there"),
    ("JabRef", "ris", "", "JabRef does not read the tag M3, and takes an institution in capitals for initials"),
    ("pandoc", "ris", "", "pandoc reads only authors, title, year, institution, place, address, abstract and tags"),
    (
        "pandoc",
        "endnote-xml",
        "",
        "pandoc reads only authors, title, number, institution, place, year and abstract",
    ),
    ("pandoc", "", "", "pandoc reads an unpaired brace only as `\\{`, which breaks the file for other programs"),
    ("Typst", "biblatex", "container", "Typst reads no container of `@misc` and `@online`"),
    ("Tellico", "ris", "", "Tellico does not read the tags M3 and LA, and has no type for podcasts and blog posts"),
    ("Tellico", "mods", "", "Tellico takes everything for a book"),
    ("bibutils", "bibtex", "authors", "bibutils drops the full stop of an initial"),
    ("bibutils", "bibtex", "series", "bibutils reads `type` only of reports"),
    ("bibutils", "", "authors", "bibutils splits an institution at its spaces, and drops the full stop of an initial"),
    ("bibutils", "", "container", "bibutils reads the container of articles only"),
    ("bibutils", "endnote-xml", "date", "bibutils reads only the year"),
    ("bibutils", "biblatex", "", "bibutils reads few fields of `@report`"),
    ("Citation.js", "bibtex", "", "Citation.js reads only the fields of BibTeX's own styles"),
    ("Citation.js", "enw", "", "Citation.js gives `%8` and `%I` of a report another meaning"),
    ("Citation.js", "", "container", "Citation.js does not read `howpublished`, nor the T2 of a podcast"),
    ("Fidus", "", "", "Fidus Writer does not read the type and the institution of a report"),
    ("pybtex", "", "", "pybtex prints the backslash before a brace"),
)
"""(program, format, field, why), "" for any of them: the first that fits says why a field is lost."""


@dataclass
class Outcome:
    """How a program fared with a format: how many records it read, and how often a field was there and came."""

    program: str
    format: str
    dialect: bool
    problem: str = ""
    read: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    lost: dict[str, list[str]] = field(default_factory=dict)


def outcome(program: Program, name: str, *, verbose: bool) -> Outcome:
    """Write the corpus in a format, let the program read it, and compare."""
    plugins = plugin_manager(external=False)
    renderer = pipeline.writer(name, plugins)
    spelling = pipeline.dialects(plugins)[program.dialect].formats.get(name) if program.dialect else None
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
    found.read = len(read)
    for record in CORPUS:
        twin = next((one for one in read if is_twin(record, one)), None)
        if twin is not None:
            compare(record, twin, {*losses(record, renderer), *program.unseen}, found, verbose=verbose)
    return found


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
    """Whether both are the same record of the corpus: by key, or by number and author where a program keeps no key."""
    if other.id == record.id:
        return True
    return (
        other.id not in {one.id for one in CORPUS}
        and letters(record.title)[:40] == letters(other.title)[:40]
        and bool(record.author and other.author)
        and fold(record.author[0].sort)[-4:] == fold(other.author[0].sort)[-4:]
    )


def compare(record: Record, twin: Record, dropped: set[str], found: Outcome, *, verbose: bool) -> None:
    """Count what was there and what came of it; what the format itself cannot carry is asked of nobody."""
    mine, theirs = variables(record), variables(twin)
    for variable, label in FIELDS.items():
        if variable not in mine or variable in dropped:
            continue
        found.asked[label] += 1
        if not same(variable, mine[variable], theirs.get(variable)):
            found.lost.setdefault(label, []).append(record.id)
            if verbose:
                pair = f"{mine[variable]!r:.150} -> {theirs.get(variable)!r:.150}"
                print(found.program, found.format, record.id, variable, pair, file=sys.stderr)


def same(variable: str, mine: Any, theirs: Any) -> bool:
    """Whether a value came, as a reader sees it: typographic variants of quotes and spaces are the same."""
    if not theirs:
        return False
    if variable == "author":
        return [plain(sorted_name(name)) for name in mine] == [plain(sorted_name(name)) for name in theirs]
    if variable == "issued":
        return bool((mine.year, mine.month) == (theirs.year, theirs.month))
    if variable == "keyword":
        return set(map(plain, mine)) == set(map(plain, theirs))
    if variable == "language":
        return str(theirs).casefold().partition("-")[0] in language_names(str(mine))
    told = plain(unquote(re.sub(r"</?(?:span|i|b)\b[^>]*>", "", str(theirs))))
    return plain(unquote(str(mine))) == told or (variable == "title" and plain(str(mine)).casefold() == told.casefold())


def sorted_name(name: Name) -> str:
    """The words of a name, whichever part has the particle: the family name's last word, then all of them in order."""
    return " ".join((name.sort.rpartition(" ")[2], *sorted(str(name).split())))


def plain(text: str) -> str:
    """The text without the differences that no reader minds: kinds of quotes, hyphens and spaces."""
    text = unicodedata.normalize("NFKC", clean(text)).translate(str.maketrans("–—\u2011", "---", "’‘“”'\"`"))
    return " ".join(text.replace("--", "-").split())


def language_names(tag: str) -> set[str]:
    return {tag.casefold(), tag.partition("-")[0].casefold(), LANGUAGES.get(tag, tag).casefold()} | {
        LANGUAGES.get(tag.partition("-")[0], tag).casefold()
    }


def reason(found: Outcome, label: str) -> str:
    """Why a field is lost."""
    for program, name, of, why in REASONS:
        if found.program.startswith(program) and name in ("", found.format) and of in ("", label):
            return why
    raise LookupError(f"nobody knows why {found.program} loses {label} of {found.format}")


def row(found: Outcome) -> str:
    """One line of the table."""
    lost = [
        f"{label} ({len(keys)} of {found.asked[label]})" if len(keys) < found.asked[label] else label
        for label, keys in found.lost.items()
    ]
    whys = dict.fromkeys(reason(found, label) for label in found.lost)
    told = "; ".join(filter(None, (found.problem, *whys)))
    name = f"`{found.format}`" + ("" if found.dialect else " (no dialect)")
    return f"| {found.program} | {name} | {found.read} of {len(CORPUS)} | {', '.join(lost) or 'nothing'} | {told} |"


def table(outcomes: Iterable[Outcome], absent: Iterable[str]) -> str:
    lines = ["| program | format | records read | not understood | why |", "|---|---|---|---|---|", *map(row, outcomes)]
    skipped = [f"Not tested: {line}." for line in absent]
    return "\n".join([*lines, *([""] if skipped else []), *skipped]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into the manual")
    parser.add_argument("--only", default="", help="programs whose name has this in it")
    parser.add_argument("--verbose", action="store_true", help="show each loss")
    chosen = parser.parse_args()
    outcomes, absent = [], []
    for program in PROGRAMS:
        if chosen.only.casefold() not in program.name.casefold():
            continue
        for name in program.formats:
            try:
                outcomes.append(outcome(program, name, verbose=chosen.verbose))
                print(row(outcomes[-1]), file=sys.stderr, flush=True)
            except AbsentError as error:
                absent.append(f"{program.name}: {error}")
                break
    text = table(outcomes, absent)
    print(text)
    if chosen.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
