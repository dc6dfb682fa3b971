"""Live fields through real programs: pandoc writes them, pandoc 3 reads them back, LibreOffice keeps them.

Run: python tests/live/live_fields.py [--pandoc PANDOC] [--reader PANDOC3] [--office SOFFICE]
     pandoc-ponarscite has to be on the PATH or beside Python. PANDOC3 is pandoc 3.1 or later, which reads citations of
     .docx files (PyPI: pypandoc_binary). Both default to "pandoc"; without SOFFICE, LibreOffice is left out.

A manuscript of 40 citations in text, notes and tables, with locators and clusters of two, in several styles:

1. .docx: PANDOC3 reads 40 citations, with their locators; .odt: 40 reference marks and the section of the bibliography.
2. LibreOffice: .docx -> .docx and .odt -> .odt keep all 40.
3. LibreOffice: .docx -> .pdf prints the text of our processor.

A file of 60 typed notes, 20 of them exact, as pandoc and LibreOffice write it:

4. .docx and .odt: 20 fields; PANDOC3 and LibreOffice read them; a second run changes nothing; without a style, the text
   that pandoc reads is what it was.

Prints what differs, and ends with 1 when something does.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ponarscite import Library
from tests.integrations.live.typed import FIRST, fill, notes

STYLES = ("apa", "chicago-notes-bibliography", "nature", "ponars-eurasia")
LOCATORS = (("p. 3", "page", "3"), ("chap. 2", "chapter", "2"), ("S. 5–7", "page", "5–7"), ("гл. 3", "chapter", "3"))
CITED = 40


def manuscript() -> str:
    """Forty citations: 20 in text, 10 in notes, 5 of two works, 5 in a table; every second has a locator."""
    names = [f"pepm{FIRST + n % 20}" for n in range(CITED)]
    cites = [f"@{name}{f', {LOCATORS[n % 4][0]}' * (n % 2)}" for n, name in enumerate(names)]
    text = "\n\n".join(f"Point {n} is made [see {one}]. And *more*." for n, one in enumerate(cites[:20]))
    notes = "\n\n".join(f"Point {n} has a note.^[As told [{one}] elsewhere.]" for n, one in enumerate(cites[20:30]))
    pairs = "\n\n".join(f"Two of them [{one}; also @lee2012, vol. {n + 1}]." for n, one in enumerate(cites[30:35]))
    rows = "\n".join(f"| {n} | [{one}] |" for n, one in enumerate(cites[35:]))
    return f"---\ntitle: Live\n---\n\n{text}\n\n{notes}\n\n{pairs}\n\n| a | b |\n|---|---|\n{rows}\n\n# References\n"


def citations(pandoc: str, path: Path) -> list[list[dict[str, Any]]]:
    """The citations of a .docx file as pandoc reads them."""
    done = subprocess.run([pandoc, "-f", "docx+citations", str(path), "-t", "json"], capture_output=True, check=True)
    return [node["c"][0] for node in nodes(json.loads(done.stdout)["blocks"]) if node.get("t") == "Cite"]


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from nodes(one)


def located(found: list[list[dict[str, Any]]]) -> int:
    """The number of citations whose words behind the key name a locator."""
    return sum("Str" in json.dumps(one[0]["citationSuffix"]) for one in found)


def marks(path: Path) -> tuple[int, int]:
    """The number of different reference marks of an .odt file, and of sections with a bibliography."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml").decode()
    names = set(re.findall(r"<text:reference-mark-start text:name=(\"[^\"]*\"|'[^']*')", content))
    return len([one for one in names if "CSL_CITATION" in one]), content.count("CSL_BIBLIOGRAPHY")


def shown(path: Path) -> list[str]:
    """The texts of the citations, as their fields tell them."""
    with zipfile.ZipFile(path) as archive:
        parts = [
            archive.read(name).decode() for name in archive.namelist() if re.search(r"(document|notes)\.xml$", name)
        ]
    found = re.findall(r"CSL_CITATION (\{.*?\}) </w:instrText>", "".join(parts))
    return [str(json.loads(_unescaped(one))["properties"]["plainCitation"]) for one in found]


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


class Office:
    """LibreOffice without a window, with a profile of its own."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program, self._folder = program, folder

    def convert(self, path: Path, ending: str) -> Path:
        target = self._folder / f"from-{path.suffix[1:]}"
        profile = f"-env:UserInstallation=file://{self._folder}/profile"
        command = [self._program, profile, "--headless", "--convert-to", ending, "--outdir", str(target), str(path)]
        subprocess.run(command, capture_output=True, check=True, timeout=300)
        return target / f"{path.stem}.{ending}"


def text_of_pdf(path: Path) -> str:
    import pypdfium2

    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))


def faults(style: str, folder: Path, arguments: argparse.Namespace) -> Iterator[str]:
    """What is wrong with the files in one style."""
    source, docx, odt = (folder / f"{style}.{ending}" for ending in ("md", "docx", "odt"))
    source.write_text(manuscript(), encoding="utf-8")
    for target in (docx, odt):
        options = [
            "-o",
            str(target),
            "--style",
            style,
            "--library",
            str(folder / "l.sqlite"),
            "--pandoc",
            arguments.pandoc,
        ]
        done = subprocess.run([sys.executable, "-m", "ponarscite", "live", str(source), *options], check=False)
        if done.returncode:
            yield f"{target.name}: code {done.returncode}"
            return
    found = citations(arguments.reader, docx)
    if (len(found), located(found)) != (CITED, CITED // 2):
        yield f"{docx.name}: {len(found)} citations, {located(found)} with locators"
    sections = int(style != "ponars-eurasia" or marks(odt)[1] > 0)
    if marks(odt) != (CITED, sections):
        yield f"{odt.name}: {marks(odt)} marks and sections"
    if arguments.office:
        yield from office_faults(Office(arguments.office, folder), docx, odt, arguments.reader)


def office_faults(office: Office, docx: Path, odt: Path, reader: str) -> Iterator[str]:
    kept = citations(reader, office.convert(docx, "docx"))
    if (len(kept), located(kept)) != (CITED, CITED // 2):
        yield f"{docx.name} through LibreOffice: {len(kept)} citations, {located(kept)} with locators"
    again = office.convert(odt, "odt")
    if marks(again)[0] != CITED or marks(again)[1] != marks(odt)[1]:
        yield f"{odt.name} through LibreOffice: {marks(again)} marks and sections"
    printed = letters(text_of_pdf(office.convert(docx, "pdf")))
    missing = [one for one in shown(docx) if letters(one) not in printed]
    if missing or len(shown(docx)) != CITED:
        yield f"{docx.name} as PDF: {len(missing)} of {len(shown(docx))} texts are missing: {missing[:2]}"


def typed_faults(folder: Path, arguments: argparse.Namespace) -> Iterator[str]:
    """What is wrong with files whose typed citations became fields."""
    text = "\n\n".join(f"Point.^[{note.replace('<i>', '*').replace('</i>', '*')}]" for note in notes())
    source = folder / "typed.md"
    source.write_text(text, encoding="utf-8")
    files = [folder / "typed.docx", folder / "typed.odt"]
    for file in files:
        subprocess.run([arguments.pandoc, str(source), "-o", str(file)], check=True)
    if arguments.office:
        office = Office(arguments.office, folder)
        files += [office.convert(files[0], "docx"), office.convert(files[1], "odt")]
    for file in files:
        for style in ("", "apa"):
            yield from live_faults(file, style, folder, arguments)


def live_faults(file: Path, style: str, folder: Path, arguments: argparse.Namespace) -> Iterator[str]:
    name = f"{file.parent.name}/{file.name} {style}"
    target, again = (file.with_name(f"{made}{style}{file.suffix}") for made in ("live", "again"))
    for one, other in ((file, target), (target, again)):
        options = ["-o", str(other), "--library", str(folder / "l.sqlite"), *(["--style", style] if style else [])]
        command = [sys.executable, "-m", "ponarscite", "live", str(one), *options]
        subprocess.run(command, capture_output=True, check=True)
    if target.read_bytes() != again.read_bytes():
        yield f"{name}: a second run changes it"
    if not style and plain(arguments.reader, file) != plain(arguments.reader, target):
        yield f"{name}: its text has changed"
    counted = [count(arguments.reader, target)]
    if arguments.office:
        counted.append(count(arguments.reader, Office(arguments.office, folder).convert(target, file.suffix[1:])))
    if counted != [20] * len(counted):
        yield f"{name}: {counted} citations"


def count(reader: str, path: Path) -> int:
    return len(citations(reader, path)) if path.suffix == ".docx" else marks(path)[0]


def plain(pandoc: str, path: Path) -> str:
    return subprocess.run([pandoc, str(path), "-t", "plain"], capture_output=True, text=True, check=True).stdout


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pandoc", default="pandoc")
    parser.add_argument("--reader", default="pandoc")
    parser.add_argument("--office", default=shutil.which("soffice") or "")
    parser.add_argument("styles", nargs="*", default=STYLES)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Library(folder / "l.sqlite") as library:
            fill(library)
        found = [fault for style in arguments.styles for fault in faults(style, folder, arguments)]
        found += typed_faults(folder, arguments)
    for fault in found:
        print(fault)
    print(f"{len(arguments.styles)} styles, {CITED} citations each: {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
