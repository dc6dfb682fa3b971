"""Our CSL processor beside citeproc-js, the one inside Zotero, pandoc and Typst: the same items, in one run.

    npm install --prefix FOLDER citeproc@2.4.63
    python tests/benchmarks/measure_csl.py FOLDER [PYTHON with the package typst]

prints the rows of tables in the manual (measurements.md). Items are invented. All times are of the processor, so that
they can be compared on a busy machine too.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from itertools import product
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

from ponarscite.csl import Processor, Style
from ponarscite.csl.locale import locales_folder
from ponarscite.csl.style import official_file

FAMILIES = (
    "Abram Berin Cordo Duval Elster Fromm Gavran Hollis Ivanova Jurek Kovač Lindo Moro Novik Orlo Petrenko".split()
)
GIVEN = ["Anna B.", "Jean-Luc", "Olena", "Juan", "S. Mira", "Ivan", "Maria Clara"]
TYPES = ("report", "report", "article-journal", "book", "chapter", "webpage", "article-newspaper", "broadcast")
STYLES = ("apa", "chicago-author-date")
EDITED = ("apa", "chicago-author-date", "ieee", "chicago-notes-bibliography")
CITATIONS, LIBRARY, EDITS = 300, 500, 40
"""A document under edit: its citations, the items they choose from, and the citations that are replaced in turn."""

SCRIPT = """
const [, , lib, items_file, style_file, locales] = process.argv, fs = require("fs");
const CSL = require(lib), items = JSON.parse(fs.readFileSync(items_file)), by = {};
for (const item of items) by[item.id] = item;
const locale = l => `${locales}/locales-${l}.xml`;
const retrieveLocale = l => fs.existsSync(locale(l)) && fs.readFileSync(locale(l), "utf8");
const engine = new CSL.Engine({ retrieveItem: id => by[id], retrieveLocale }, fs.readFileSync(style_file, "utf8"));
const began = process.cpuUsage();
engine.updateItems(items.map(item => item.id));
engine.makeBibliography();
const { user, system } = process.cpuUsage(began);
console.log((user + system) / 1e6);
"""

EDIT_SCRIPT = """
const [, , lib, data_file, style_file, locales] = process.argv, fs = require("fs");
const CSL = require(lib), { items, built, edits } = JSON.parse(fs.readFileSync(data_file)), by = {};
for (const item of items) by[item.id] = item;
const locale = l => `${locales}/locales-${l}.xml`;
const retrieveLocale = l => fs.existsSync(locale(l)) && fs.readFileSync(locale(l), "utf8");
const engine = new CSL.Engine({ retrieveItem: id => by[id], retrieveLocale }, fs.readFileSync(style_file, "utf8"));
const cluster = (n, cites) => ({ citationID: "c" + n, citationItems: cites, properties: { noteIndex: n + 1 } });
const places = built.map((_, n) => ["c" + n, n + 1]);
built.forEach((cites, n) => engine.processCitationCluster(cluster(n, cites), places.slice(0, n), []));
const times = edits.map(([n, cites]) => {
  const began = process.cpuUsage();
  engine.processCitationCluster(cluster(n, cites), places.slice(0, n), places.slice(n + 1));
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
});
console.log(times.sort((a, b) => a - b)[times.length >> 1]);
"""


def invented(count: int) -> list[dict[str, Any]]:
    """Items as they stand in a scholar's library; the same for every run."""
    chance = random.Random(7)
    return [_item(number, chance) for number in range(count)]


def _item(number: int, chance: random.Random) -> dict[str, Any]:
    people = [{"family": chance.choice(FAMILIES), "given": chance.choice(GIVEN)} for _ in range(chance.randint(1, 4))]
    item: dict[str, Any] = {
        "id": str(number),
        "type": chance.choice(TYPES),
        "title": f"Rivers, borders and the “price” of study {number}",
        "author": people,
        "issued": {"date-parts": [[chance.randint(1990, 2025), chance.randint(1, 12)]]},
        "URL": f"https://example.org/{number}",
    }
    item["publisher" if item["type"] in ("book", "report", "chapter") else "container-title"] = "An Invented House"
    return item | ({"number": str(number)} if item["type"] == "report" else {"volume": "3", "page": "101-118"})


def ours(style: str, items: list[dict[str, Any]]) -> float:
    """Seconds for a bibliography, from registered items to text."""
    processor = Processor(Style.load(style), items)
    began = time.process_time()
    for entry in processor.bibliography():
        entry.text.render("html")
    return time.process_time() - began


def theirs(style: str, items: list[dict[str, Any]], library: Path) -> float:
    """The same for citeproc-js, without the time in which it builds its engine."""
    with TemporaryDirectory() as folder:
        script, data = Path(folder, "run.js"), Path(folder, "items.json")
        script.write_text(SCRIPT, "utf-8")
        data.write_text(json.dumps(items), "utf-8")
        command = ["node", *map(str, (script, library, data, official_file(style), locales_folder()))]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # our own


def document(seed: int = 3) -> dict[str, Any]:
    """A document under edit, the same for every run."""
    chance = random.Random(seed)

    def cites() -> list[dict[str, Any]]:
        return [{"id": str(chance.randrange(LIBRARY))} for _ in range(chance.randint(1, 3))]

    built = [cites() for _ in range(CITATIONS)]
    return {
        "items": invented(LIBRARY),
        "built": built,
        "edits": [[chance.randrange(CITATIONS), cites()] for _ in range(EDITS)],
    }


def our_edit(style: str, data: dict[str, Any]) -> float:
    """Seconds in which one citation is replaced and all that changed is rendered, the median."""
    processor = Processor(Style.load(style), data["items"])
    for number, cites in enumerate(data["built"]):
        processor.cite(cites, number + 1, id=f"c{number}")
    processor.citations()
    times = []
    for number, cites in data["edits"]:
        began = time.process_time()
        processor.replace(f"c{number}", cites)
        processor.changes(processor.revision - 1)
        times.append(time.process_time() - began)
    return sorted(times)[len(times) // 2]


def their_edit(style: str, data: dict[str, Any], library: Path) -> float:
    """The same for citeproc-js."""
    with TemporaryDirectory() as folder:
        script, file = Path(folder, "run.js"), Path(folder, "data.json")
        script.write_text(EDIT_SCRIPT, "utf-8")
        file.write_text(json.dumps(data), "utf-8")
        command = ["node", *map(str, (script, library, file, official_file(style), locales_folder()))]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # our own


WHOLE = """
import json, sys
from ponarscite.csl import Processor, Style
processor = Processor(Style.load(sys.argv[1]), items := json.load(open(sys.argv[2])))
for item in items:
    processor.cite([{"id": item["id"]}])
texts = [text.render() for text in [*processor.citations(), *(entry.text for entry in processor.bibliography())]]
"""
WHOLE_SCRIPT = """
const [, , lib, file, style, locales] = process.argv, fs = require("fs");
const CSL = require(lib), items = JSON.parse(fs.readFileSync(file)), by = {};
for (const item of items) by[item.id] = item;
const locale = l => `${locales}/locales-${l}.xml`;
const retrieveLocale = l => fs.existsSync(locale(l)) && fs.readFileSync(locale(l), "utf8");
const engine = new CSL.Engine({ retrieveItem: id => by[id], retrieveLocale }, fs.readFileSync(style, "utf8"));
engine.setOutputFormat("text");
const cluster = item => ({ citationID: item.id, citationItems: [{ id: item.id }], properties: { noteIndex: 0 } });
engine.rebuildProcessorState(items.map(cluster), "text", []);
engine.makeBibliography();
"""
TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[1] + '.pdf')"


def whole_processes(style: str, count: int, library: Path, typst: str) -> dict[str, float]:
    """Seconds of whole processes that cite each of *count* items once and list them all, by program.

    Typst lays the pages out as well, so its figure shows the order of size only.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        items, script, text = folder / "items.json", folder / "run.js", folder / "text.md"
        items.write_text(json.dumps([{**item, "id": f"k{item['id']}"} for item in invented(count)]), "utf-8")
        script.write_text(WHOLE_SCRIPT, "utf-8")
        text.write_text(" ".join(f"[@k{number}]" for number in range(count)), "utf-8")
        csl = str(official_file(style))
        pandoc = ["pandoc", "--citeproc", f"--bibliography={items}", f"--csl={csl}", "--to=plain", str(text)]
        commands = {
            "ours": [sys.executable, "-c", WHOLE, style, str(items)],
            "citeproc-js": ["node", str(script), str(library), str(items), csl, str(locales_folder())],
            "pandoc": pandoc if which("pandoc") else [],
            "typst": [typst, "-c", TYPST, _typst_document(folder, items, style)] if typst else [],
        }
        return {program: _processor_time(command) for program, command in commands.items() if command}


def _typst_document(folder: Path, items: Path, style: str) -> str:
    """A document that cites each item of a file once; its path."""
    entries = folder / "items.yml"
    export = [sys.executable, "-m", "ponarscite", "export", str(items), "-f", "hayagriva", "-q", "-o", str(entries)]
    subprocess.run(export, check=True, capture_output=True)  # our own
    keys = [
        line[:-1].strip('"')
        for line in entries.read_text("utf-8").splitlines()
        if line.endswith(":") and line[:1].strip()
    ]
    cites = " ".join(f'#cite(label("{key}"))' for key in keys)
    document = folder / "text.typ"
    document.write_text(f'{cites}\n#bibliography("{entries.name}", style: "{style}")\n', "utf-8")
    return str(document)


def _processor_time(command: list[str]) -> float:
    """Seconds of the processor that a process takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)  # our own
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def cold_start() -> float:
    """Seconds for a whole process that loads a style and formats one citation."""
    code = (
        "from ponarscite.csl import Processor, Style;"
        "p = Processor(Style.load('apa'), [{'id': 1, 'type': 'book', 'title': 'T', 'author': [{'family': 'Doe'}]}]);"
        "p.cite([{'id': 1}]).render('text')"
    )
    return sorted(_processor_time([sys.executable, "-c", code]) for _ in range(5))[2]


def main(folder: str, typst: str = "") -> None:
    """Print the table."""
    library = Path(folder, "node_modules", "citeproc", "citeproc_commonjs.js").resolve()
    items = invented(10_000)
    print("| what | ours | citeproc-js | ratio |\n|---|---:|---:|---:|")
    for style, count in product(STYLES, (1_000, 5_000)):
        mine, other = ours(style, items[:count]), theirs(style, items[:count], library)
        print(f"| bibliography of {count:,} items, `{style}` | {mine:.2f} s | {other:.2f} s | {mine / other:.3f} |")
    for count in (1_000, 5_000, 10_000):
        spent = ours("apa", items[:count])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"| {count:,} items, `apa`: a thousand in | {1_000 * spent / count:.2f} s | | peak {peak} MB |")
    data = document()
    for style in EDITED:
        mine, other = our_edit(style, data) * 1_000, their_edit(style, data, library) * 1_000
        print(
            f"| replace one of {CITATIONS} citations, `{style}` | {mine:.1f} ms | {other:.1f} ms | {mine / other:.2f} |"
        )
    print(f"| cold start to the first citation, whole process | {cold_start():.2f} s | | |")
    print("\n| 1,000 items cited and listed, whole process | processor time | ours / theirs |\n|---|---:|---:|")
    whole = whole_processes("apa", 1_000, library, typst)
    for program, seconds in whole.items():
        print(f"| {program} | {seconds:.2f} s | {whole['ours'] / seconds:.2f} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
