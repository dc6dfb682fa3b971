"""The programs, each as a function: a format and a file of it -> what the program understood, as records.

What is absent is installed where a package index has it (PyPI into a virtual environment, npm into a folder, both
beside the other scratch files); what cannot be installed is skipped with its reason.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import venv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from ponarscite import Record
from ponarscite.formats.bibtex import reader as bib
from ponarscite.formats.bibtex.fields import LANGUAGES
from ponarscite.formats.bibtex.fields import variables_of as bib_variables
from ponarscite.formats.mods import reader as mods
from ponarscite.formats.refer import reader as refer
from ponarscite.formats.ris import reader as ris
from ponarscite.interchange.tagged import Tagged
from ponarscite.interchange.zotero_item import from_zotero_item
from ponarscite.record.date import MONTH_NAMED
from ponarscite.record.item import NAMES, from_item
from ponarscite.record.text import clean

SCRATCH = Path(tempfile.gettempdir()) / "ponarscite-conformance"
HERE = Path(__file__).parent
PYPI = ("pypandoc_binary", "typst", "pybtex", "rispy", "sphinx", "sphinxcontrib-bibtex", "mkdocs", "mkdocs-bibtex")
NPM = (
    *(f"@citation-js/{name}" for name in ("core", "plugin-bibtex", "plugin-ris", "plugin-csl", "plugin-enw")),
    "@retorquere/bibtex-parser",
    "biblatex-csl-converter",
)
TAGS = {name: tag for tag, name in LANGUAGES.items()}
MONTHS = {name: number for number, name in enumerate(MONTH_NAMED, 1)}
MODS = {"m": "http://www.loc.gov/mods/v3"}


class AbsentError(Exception):
    """The program is not here, and why."""


@dataclass(frozen=True)
class Program:
    """A program that reads our files.

    Args:
        name: as the table has it, with its version where it tells one.
        dialect: the dialect written for it, "" for none.
        formats: what it is given.
        read: (format, file) -> records with their keys; raises AbsentError, or CalledProcessError where it gives up.
        unseen: CSL variables that it may well read, but shows nowhere.
        typed: whether what it gives tells the type of each work.
    """

    name: str
    dialect: str
    formats: tuple[str, ...]
    read: Callable[[str, Path], Iterable[Record]]
    unseen: tuple[str, ...] = ()
    typed: bool = True


def run(*command: object, stdin: bytes | None = None, timeout: int = 120, **options: Any) -> bytes:
    """What a command prints."""
    with subprocess.Popen(
        [str(part) for part in command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        **options,
    ) as started:
        try:
            told, errors = started.communicate(stdin, timeout)
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)  # what it has started, too
            raise
    if started.returncode:
        raise subprocess.CalledProcessError(started.returncode, [*map(str, command)], told, errors)
    return bytes(told)


def needed(*names: str) -> None:
    """Raises AbsentError for commands that are not there."""
    if missing := [name for name in names if not shutil.which(name)]:
        raise AbsentError(f"{', '.join(missing)} is not installed (Debian has it)")


@cache
def python() -> Path:
    """The interpreter of an environment with the programs of PyPI."""
    folder = SCRATCH / "python"
    if not folder.exists():
        venv.create(folder, with_pip=True)
    try:
        run(folder / "bin" / "python", "-m", "pip", "install", "-q", *PYPI, timeout=600)
    except subprocess.CalledProcessError as error:
        raise AbsentError(f"pip: {error.stderr.decode()[-200:]}") from error
    return folder / "bin" / "python"


@cache
def modules() -> Path:
    """The folder with the programs of npm."""
    needed("node", "npm")
    folder = SCRATCH / "npm"
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "node_modules").exists():
        run("npm", "install", "--silent", "--legacy-peer-deps", *NPM, cwd=folder, timeout=600)
    return folder


def items(text: bytes) -> list[Record]:
    """The records of CSL-JSON."""
    return [from_item({**item, "id": item.get("citation-key") or item.get("id")}) for item in json.loads(text)]


def ours(file: Path) -> list[Record]:
    """What our own readers see in a file that a program wrote, as it stands there."""
    read = ris.references_of if file.suffix == ".ris" else bib.references_of
    found = [one.item for one in read(file.read_text(encoding="utf-8"))]
    return [from_item(dict(item)) for item in found if item]


# PyPI

PANDOC = {"csl-json": "csljson", "endnote-xml": "endnotexml", "csl-yaml": "markdown"}


def pandoc(name: str, file: Path) -> list[Record]:
    script = "import pypandoc, sys; sys.stdout.write(pypandoc.get_pandoc_path())"
    path = run(python(), "-c", script).decode()
    return items(run(path, "-f", PANDOC.get(name, name), "-t", "csljson", file))


PYBTEX = """
import json, sys
from pybtex.database import parse_file
from pybtex.richtext import Text
def name(one):
    parts = {"family": one.rich_last_names, "given": one.rich_first_names + one.rich_middle_names}
    parts |= {"non-dropping-particle": one.rich_prelast_names, "suffix": one.rich_lineage_names}
    return {part: " ".join(map(str, words)) for part, words in parts.items() if words}
print(json.dumps([
    {"key": key, "type": entry.type}
    | {role: [name(one) for one in people] for role, people in entry.persons.items()}
    | {field: str(Text.from_latex(text)) for field, text in entry.fields.items() if field not in ("url", "doi")}
    | {field: entry.fields[field] for field in ("url", "doi") if field in entry.fields}
    for key, entry in parse_file(sys.argv[1]).entries.items()
]))
"""


def pybtex(_: str, file: Path) -> list[Record]:
    """What pybtex prints of each field: it reads LaTeX when it formats."""
    return [from_item(_of_fields(entry["type"], entry)) for entry in json.loads(run(python(), "-c", PYBTEX, file))]


def _of_fields(entry_type: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an entry of a .bib file, each by the variable that it has in such an entry."""
    item: dict[str, Any] = {"id": entry["key"], "type": "document"}
    for name, variable in bib_variables(entry_type).items():
        value = entry.get(name)
        if value and variable not in item and name not in ("date", "year", "month", "options"):
            item[variable] = _people(value) if variable in NAMES else _words(variable, value)
    month = MONTHS.get(str(entry.get("month", "")).capitalize(), entry.get("month", ""))
    dated = f"{entry.get('year', '')}-{int(month):02}" if str(month).isdecimal() else entry.get("year", "")
    return item | {"issued": entry.get("date") or dated}


def _people(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [name if "given" in name or "literal" in name else {"literal": name.get("family", "")} for name in value]


def _words(variable: str, value: Any) -> Any:
    if variable == "keyword":
        return value if isinstance(value, list) else [word.strip() for word in value.split(",")]
    text = value[0] if isinstance(value, list) else value
    return TAGS.get(text, text) if variable == "language" else text


RISPY = """
import json, rispy, sys
from rispy.config import LIST_TYPE_TAGS, TAG_KEY_MAPPING
names = {key: tag for tag, key in TAG_KEY_MAPPING.items()} | {"type_of_reference": "TY"}
print(json.dumps([
    [(names[key], text) for key, value in entry.items() if key in names
     for text in (value if isinstance(value, list) else [value])]
    for entry in rispy.load(open(sys.argv[1], encoding="utf-8"))
]))
"""


def rispy(_: str, file: Path) -> list[Record]:
    """The tags that rispy has read, by our own table: it gives them names, but no meaning."""
    read = json.loads(run(python(), "-c", RISPY, file))
    return [from_item(ris.item_of(Tagged(tuple((tag, (text,)) for tag, text in entry), 0))) for entry in read]


DUMPED = (
    "title genre number publisher publisher-place container-title collection-title collection-number volume issue page "
    "number-of-pages edition section version authority event-title event-place medium dimensions archive "
    "archive_location DOI ISBN ISSN URL abstract note"
).split()
"""What a style can print of an item besides names and dates; a style has no words for keywords and language."""

DUMPED_NAMES = ("author", "editor", "translator", "director", "interviewer")


def typst(_: str, file: Path) -> list[Record]:
    """Typst prints its bibliography in a style that shows every variable, a line each."""
    style = file.with_suffix(".csl")
    style.write_text(dump_style(), encoding="utf-8")
    source = file.with_suffix(".typ")
    source.write_text(
        f'#set page(width: 90cm, height: auto)\n#set text(size: 4pt)\n#bibliography("{file.name}", full: true, '
        f'style: "{style.name}", title: none)\n',
        encoding="utf-8",
    )
    needed("pdftotext")
    target = file.with_suffix(".pdf")
    run(python(), "-c", "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])", source, target)
    return [_dumped(line) for line in run("pdftotext", "-layout", target, "-").decode().split("@@")[1:]]


def dump_style() -> str:
    """A CSL style whose entries are "@@ name=value ;; name=value"."""
    texts = "".join(
        f'<group><text value="{name}="/><text variable="{name}"/><text value=";;"/></group>' for name in DUMPED
    )
    names = "".join(
        f'<group><text value="{role}="/><names variable="{role}">'
        '<name delimiter=" ++ " name-as-sort-order="all"/></names><text value=";;"/></group>'
        for role in DUMPED_NAMES
    )
    date = '<group><text value="issued="/><date variable="issued" form="numeric" date-parts="year-month-day"/>'
    return (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" '
        'demote-non-dropping-particle="never"><info>'
        "<title>Dump</title><id>dump</id><updated>2026-01-01T00:00:00+00:00</updated></info><citation><layout>"
        '<text variable="title"/></layout></citation><bibliography et-al-min="99" et-al-use-first="98">'
        f'<layout prefix="@@">{texts}{names}{date}<text value=";;"/></group>'
        "</layout></bibliography></style>"
    )


def _dumped(entry: str) -> Record:
    pairs = (part.strip().partition("=") for part in " ".join(entry.split()).split(";;"))
    found: dict[str, Any] = {name: value for name, _, value in pairs}
    if date := re.fullmatch(r"(?:(\d\d?)/)?(?:(\d\d?)/)?(\d{4})", found.get("issued", "")):
        found["issued"] = "-".join(filter(None, (date[3], date[1], date[2])))
    for role in DUMPED_NAMES:
        people = [name.partition(", ") for name in found.pop(role, "").split(" ++ ") if name]
        found[role] = [_in_print(family, rest) for family, _, rest in people]
    return from_item({"type": "report", "id": found.get("title", ""), **found})


def _in_print(family: str, rest: str) -> dict[str, str]:
    given, _, suffix = rest.partition(", ")
    return {"family": family, "given": given, "suffix": suffix} if given else {"literal": family}


# npm


def node(tool: str) -> Callable[[str, Path], list[Record]]:
    """A program of npm that gives CSL items."""

    def read(name: str, file: Path) -> list[Record]:
        return items(run("node", HERE / "read.mjs", modules(), tool, name, file))

    return read


def better_bibtex(_: str, file: Path) -> list[Record]:
    found = json.loads(run("node", HERE / "read.mjs", modules(), "better-bibtex", "bibtex", file))
    return [from_item(_of_bbt(entry)) for entry in found]


def _of_bbt(entry: Mapping[str, Any]) -> dict[str, Any]:
    fields = {
        name: [_bbt_name(one) for one in value] if _are_names(value) else value
        for name, value in entry["fields"].items()
    }
    return _of_fields(entry.get("type", "misc"), {**fields, "key": entry["key"]})


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _bbt_name(name: Mapping[str, str]) -> dict[str, str]:
    if literal := name.get("name"):
        return {"literal": literal}
    parts = {"family": "lastName", "given": "firstName", "non-dropping-particle": "prefix", "suffix": "suffix"}
    return {part: name[key] for part, key in parts.items() if name.get(key)}


# Debian

BIBUTILS = {
    "bibtex": "bib2xml",
    "biblatex": "biblatex2xml",
    "ris": "ris2xml",
    "enw": "end2xml",
    "endnote-xml": "endx2xml",
    "mods": "",
    "word": "wordbib2xml",
}


def bibutils(name: str, file: Path) -> list[Record]:
    """bibutils turns everything into MODS, and MODS into a file for EndNote."""
    needed("bib2xml", "xml2end")
    if name == "mods":
        written = run("xml2end", "-i", "unicode", "-o", "unicode", file).decode("utf-8-sig")
        return [from_item(dict(one.item)) for one in refer.references_of(written)]
    tree = etree.fromstring(run(BIBUTILS[name], "-i", "unicode", file))
    return [from_item(_of_mods(node)) for node in tree.iterfind("m:mods", MODS)]


def _of_mods(node: etree._Element) -> dict[str, Any]:
    """A description of bibutils, which has the kind of a report among its notes and numbers among the identifiers."""
    item = mods.item_of(node)
    notes = [one.text or "" for one in node.iterfind("m:note", MODS)]
    series = next((text for text in notes if "PONARS" in text), "")
    numbers = ("report number", "serial number", "isbn", "issn")
    paths = [f"m:identifier[@type='{kind}']" for kind in numbers]
    number = next((one.text for path in paths for one in node.iterfind(path, MODS)), "")
    return item | {
        "id": node.get("ID") or next((one.text for one in node.iterfind("m:identifier[@type='citekey']", MODS)), ""),
        "genre": series or item.get("genre", ""),
        "note": " ".join(text for text in notes if text != series),
        "number": item.get("number") or number,
    }


def biber(_: str, file: Path) -> list[Record]:
    """biber reads, checks against its data model, and writes the fields that are left anew."""
    needed("biber")
    target = file.with_suffix(".biber.bib")
    run("biber", "--tool", "--validate-datamodel", "--output-file", target, file)
    return ours(target)


def bibtex(_: str, file: Path) -> list[Record]:
    """Classic BibTeX by a style of ours that writes the fields it has read."""
    needed("bibtex")
    for name in ("dump.bst",):
        shutil.copy(HERE / name, file.parent / name)
    auxiliary = file.with_suffix(".aux")
    auxiliary.write_text(f"\\citation{{*}}\n\\bibdata{{{file.stem}}}\n\\bibstyle{{dump}}\n")
    run("bibtex", auxiliary.stem, cwd=file.parent)
    target = file.with_suffix(".dumped.bib")
    target.write_bytes(file.with_suffix(".bbl").read_bytes().replace(b"\n ", b" "))
    return ours(target)


JABREF = {"biblatex": "bibtex", "enw": "refer"}


def jabref(name: str, file: Path) -> list[Record]:
    needed("jabref", "xvfb-run")
    target = file.with_suffix(".jabref.bib")
    target.unlink(missing_ok=True)
    command = ["xvfb-run", "-a", "jabref", "--nogui", "--import", f"{file},{JABREF.get(name, name)}"]
    run(*command, "--output", target, timeout=40)
    return ours(target)


def tellico(name: str, file: Path) -> list[Record]:
    needed("tellico", "xvfb-run", "dbus-run-session", "dbus-send")
    target = file.with_suffix(".tellico.bib")
    target.unlink(missing_ok=True)
    home = SCRATCH / "home"
    (home / "run").mkdir(parents=True, exist_ok=True, mode=0o700)
    environment = {
        **os.environ,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        "LIBGL_ALWAYS_SOFTWARE": "1",
    }
    option = "bibtex" if name.startswith("bib") else name
    script = (
        f"tellico --nofile --{option} {file} & sleep 8; for i in 1 2 3 4 5; do dbus-send --session --print-reply "
        f"--dest=org.kde.tellico /Tellico org.kde.tellico.exportBibtex string:{target} boolean:false && break; "
        "sleep 2; done; kill $!"
    )
    run("xvfb-run", "-a", "dbus-run-session", "bash", "-c", script, env=environment, timeout=60)
    if not target.exists():
        raise subprocess.CalledProcessError(1, "tellico", stderr=b"wrote nothing")
    return ours(target)


# Zotero

TRANSLATION_SERVER = "http://127.0.0.1:1969/import"


def zotero(_: str, file: Path) -> list[Record]:
    """Zotero's translators, by a translation server that listens on this machine."""
    import requests

    try:
        answer = requests.post(
            TRANSLATION_SERVER, data=file.read_bytes(), headers={"Content-Type": "text/plain"}, timeout=30
        )
    except requests.ConnectionError:
        raise AbsentError("no translation server listens on 127.0.0.1:1969") from None
    if not answer.ok:
        raise subprocess.CalledProcessError(1, "zotero", stderr=answer.content)
    return [*_of_zotero(answer.json())]


def _of_zotero(items: Iterable[Mapping[str, Any]]) -> Iterable[Record]:
    """The works, each with the text of the notes below it: a note is an item of its own in Zotero."""
    listed = list(items)
    notes: dict[object, list[str]] = {}
    for item in listed:
        texts = [item] if item.get("itemType") == "note" else item.get("notes", ())
        for one in texts:
            text = clean(re.sub(r"<[^>]*>", " ", str(one.get("note", "") if isinstance(one, dict) else one)))
            notes.setdefault(item.get("parentItem") or item.get("key"), []).append(text)
    for item in listed:
        if item.get("itemType") not in ("note", "attachment"):
            record = from_zotero_item(item)
            yield replace(record, note=record.note or " ".join(notes.get(item.get("key"), ())))


PROGRAMS = (
    Program(
        "Zotero (translation server)",
        "zotero",
        ("zotero-rdf", "ris", "csl-json", "biblatex", "bibtex", "endnote-xml", "mods", "enw"),
        zotero,
    ),
    Program("JabRef 3.8.2", "jabref", ("biblatex", "bibtex", "ris"), jabref),
    Program("Better BibTeX's parser", "better-bibtex", ("biblatex", "bibtex"), better_bibtex, typed=False),
    Program("pandoc 3", "pandoc", ("csl-json", "csl-yaml", "biblatex", "bibtex", "ris", "endnote-xml"), pandoc),
    Program("biber 2.18", "biber", ("biblatex",), biber),
    Program("BibTeX 0.99d", "bibtex", ("bibtex",), bibtex),
    Program("Typst", "typst", ("hayagriva", "biblatex"), typst, unseen=("language", "keyword"), typed=False),
    Program("pybtex (Sphinx)", "sphinx", ("bibtex",), pybtex, typed=False),
    Program("pybtex (MkDocs)", "mkdocs", ("bibtex",), pybtex, typed=False),
    Program("Tellico 3.4.6", "tellico", ("bibtex", "ris", "mods"), tellico),
    Program("bibutils 7.2", "bibutils", ("mods", "ris", "enw", "endnote-xml", "bibtex", "biblatex"), bibutils),
    Program("bibutils 7.2 (Word)", "word", ("word",), bibutils),
    Program("Citation.js (MyST)", "myst", ("bibtex",), node("citation-js")),
    Program("Citation.js", "", ("csl-json", "biblatex", "bibtex", "ris", "enw"), node("citation-js")),
    Program("Fidus Writer", "", ("biblatex", "bibtex"), node("fidus")),
    Program("rispy", "", ("ris",), rispy),
)
