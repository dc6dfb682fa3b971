"""Drive the pages of `ponarscite serve` in Chromium, with a usual library and with a hostile one.

Run: python -m tests.live.page [FOLDER] [--axe axe.min.js] [--fonts fonts.conf]
     It needs Playwright (PyPI) and Chromium (Debian, /usr/bin/chromium). FOLDER gets a picture of each view, in light
     and dark and on a telephone. `npm install axe-core` has the script for --axe.

It searches while it types, copies, exports, settles a conflict and takes that back, merges, checks a manuscript, picks
for an editor, with a pointer, with keys alone, and without a script. Ends with 1 when something is not as it should be.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Browser, Dialog, Page, expect, sync_playwright

from ponarscite import plugin_manager
from ponarscite.integrations.graph.html import html
from ponarscite.integrations.graph.network import Network, citations
from ponarscite.library.edges import Edge
from ponarscite.library.graph import Graph, Node
from tests.integrations.web import shelves

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PONARSCITE = (sys.executable, "-m", "ponarscite")

VIEWS = {
    "search": "/",
    "record": "/record?key=pepm8953",
    "review": "/review",
    "duplicates": "/duplicates",
    "series": "/series",
    "graph": "/graph",
    "export": "/export?q=series:pepm&as=biblatex",
    "check": "/check",
    "empty": "/?q=nosuchword",
    "missing": "/record?key=nosuch",
}

HOSTILE = (
    *("/", "/?q=hostile", "/review", "/series", "/graph", "/export?q=&as=html"),
    *(f"/record?key=hostile-{name}" for name in shelves.HOSTILE_TEXTS),
)

PAPER = """\
The valleys were counted twice [@pepm8951, p. 3; @nosuchkey2020]. See also Olena Prykladna, “Small Ships, Long Rivers,”
PONARS Eurasia Policy Memo No. 8963 (May 2019), and Kit Beispiel, “Ledgers Without Banks,” PONARS Eurasia Policy Memo
No. 8953.
"""


@dataclass
class Trial:
    """What was done, and what went wrong."""

    faults: list[str] = field(default_factory=list)
    done: int = 0

    def is_so(self, words: str, *, so: bool) -> None:
        """Count a check, and print it if it failed."""
        self.done += 1
        if not so:
            self.faults.append(words)
            print(f"FAULT {words}")

    def run(self, name: str, work: Callable[[], None]) -> None:
        """Do something, and count what it raises."""
        print(f"- {name}", flush=True)
        try:
            work()
        except Exception as error:
            self.is_so(f"{name}: {error}", so=False)


@dataclass
class Served:
    """A running server."""

    library: str
    file: Path

    @property
    def entrance(self) -> str:
        """An address that opens once."""
        return self.file.read_text(encoding="utf-8").strip()

    @property
    def base(self) -> str:
        """Its address."""
        return self.entrance.partition("/enter")[0]


@contextmanager
def served(library: str, folder: Path) -> Iterator[Served]:
    """Run `ponarscite serve`; the picker of an editor writes its address into a file."""
    file = folder / "address"
    picker = f"sh -c 'echo \"$0\" > {folder}/pick' {{}}"
    command = (*PONARSCITE, "serve", "--port", "0", "--library", library, "--token-file", str(file), "--picker", picker)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("listening")
            yield Served(library, file)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def cli(*arguments: str) -> str:
    """What the command line prints."""
    return subprocess.run((*PONARSCITE, *arguments), capture_output=True, text=True, check=True).stdout


@contextmanager
def opened(browser: Browser, server: Served, trial: Trial, **options: Any) -> Iterator[Page]:
    """A page that has entered; every dialog, console error and request elsewhere is a fault."""
    context = browser.new_context(**options)
    if options.get("java_script_enabled", True):
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.base)
    page = context.new_page()
    page.set_default_timeout(20_000)
    base = server.base

    def refused(dialog: Dialog) -> None:
        trial.is_so(f"a dialog: {dialog.message}", so=False)
        dialog.dismiss()

    page.on("dialog", refused)
    page.on("pageerror", lambda error: trial.is_so(f"{page.url}: {error}", so=False))
    page.on(
        "console",
        lambda told: trial.is_so(f"{page.url}: {told.text}", so=told.type != "error" or "nosuch" in page.url),
    )
    page.on(
        "request",
        lambda asked: trial.is_so(f"a request to {asked.url}", so=asked.url.startswith((base, "data:,", "blob:"))),
    )
    page.goto(server.entrance)
    yield page
    context.close()


def clipboard(page: Page) -> str:
    """The text of the clipboard."""
    return str(page.evaluate("navigator.clipboard.readText()"))


def searching(page: Page, server: Served, trial: Trial) -> None:
    """Results while typing, the order, pages by address."""
    page.goto(f"{server.base}/")
    page.locator("#q").press_sequentially("author:zrazok", delay=20)
    expect(page.locator(".count")).to_contain_text("4 records")
    expect(page.locator(".results > li")).to_have_count(4)
    trial.is_so("the address follows", so="q=author%3Azrazok" in page.url)
    page.locator("#q").fill("lighthou")
    expect(page.locator(".count")).to_contain_text("Meant, perhaps")
    page.locator("#q").fill("author:(")
    expect(page.get_by_role("alert")).to_be_visible()


def copying(page: Page, server: Served, trial: Trial) -> None:
    """The clipboard has what the command line prints, in three styles and two formats."""
    key = "pepm8957"
    for style in ("apa", "chicago-notes-bibliography", "gost-r-7-0-5-2008"):
        page.goto(f"{server.base}/record?key={key}")
        page.locator("#as").select_option(f"style:{style}")
        expect(page.locator("#citation")).to_be_visible()
        page.wait_for_url(f"**as=style%3A{style}**")
        expect(page.locator("[data-copied]")).to_have_text(cli("export", key, "-s", style, "--library", server.library))
        page.get_by_role("button", name="Copy").click()
        expect(page.locator("#told")).to_contain_text("Copied")
        wanted = cli("export", key, "-s", style, "--library", server.library)
        trial.is_so(f"the clipboard in {style}", so=clipboard(page) == wanted.rstrip("\n"))
    for name in ("bibtex", "csl-json"):
        page.goto(f"{server.base}/record?key={key}&as={name}")
        page.get_by_role("button", name="Copy").click()
        expect(page.locator("#told")).to_contain_text("Copied")
        wanted = cli("export", key, "-f", name, "--library", server.library)
        trial.is_so(f"the clipboard in {name}", so=clipboard(page) == wanted)
    page.goto(f"{server.base}/record?key={key}")
    page.locator("#style").press_sequentially("nature", delay=20)
    expect(page.locator("#found-styles option").first).to_have_attribute("value", "nature")
    expect(page.locator("[data-copied]")).to_have_text(cli("export", key, "-s", "nature", "--library", server.library))


def exporting(page: Page, server: Served, trial: Trial) -> None:
    """A selection is exported with the bytes of the command line."""
    page.goto(f"{server.base}/?q=series:pepm")
    for key in ("pepm8951", "pepm8963"):
        page.locator(f"input[value={key}]").check()
    expect(page.locator("#chosen")).to_have_text("2 selected")
    page.get_by_role("button", name="Export").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Export 2 records")
    for name in ("ris", "biblatex"):
        page.locator("#as").select_option(name)
        page.wait_for_url(f"**as={name}**")
        expect(page.locator(f"a[download][href*='as={name}']")).to_be_visible()
        with page.expect_download() as waiting:
            page.get_by_role("link", name="Download").click()
        wanted = cli("export", "pepm8951", "pepm8963", "-f", name, "--library", server.library)
        got = Path(waiting.value.path()).read_bytes()
        trial.is_so(f"the export as {name}", so=got == wanted.encode())


def reviewing(page: Page, server: Served, trial: Trial) -> None:
    """A conflict is settled and taken back; two records are merged and parted again."""
    before = cli("list", "--json", "--library", server.library)
    page.goto(f"{server.base}/review")
    conflicts = page.locator("section[aria-labelledby=conflicts-title] .card")
    expect(conflicts).to_have_count(2)
    page.get_by_role("button", name="Take 2023-09-02").click()
    expect(conflicts).to_have_count(1)
    expect(page.locator("#told")).to_contain_text("settled")
    trial.is_so("the library has the value", so="2023-09-02" in cli("show", "pepm8953", "--library", server.library))
    page.locator("#told").get_by_role("button", name="Undo").click()
    expect(conflicts).to_have_count(2)
    page.goto(f"{server.base}/record?key=pepm8953")
    page.get_by_role("button", name="Take 2023-09-02").click()
    expect(page.locator("#conflicts")).to_have_count(0)
    page.locator("#as").select_option("style:apa")  # the page is still alive
    expect(page.locator(".formatted")).to_contain_text("Prykladna, O. (2023).")
    page.locator("#told").get_by_role("button", name="Undo").click()
    expect(page.locator("#conflicts")).to_have_count(1)
    page.goto(f"{server.base}/review")
    page.get_by_role("link", name="Possible duplicates").click()
    page.get_by_role("button", name="One work").click()
    expect(page.get_by_text("No two records look like one work.")).to_be_visible()
    page.locator(".log").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="One work")).to_be_visible()
    trial.is_so("all as before", so=cli("list", "--json", "--library", server.library) == before)


def paper_in(folder: Path) -> Path:
    """A manuscript with faults."""
    paper = folder / "paper <b>.md"
    paper.write_text(PAPER, encoding="utf-8")
    return paper


def checking(page: Page, server: Served, trial: Trial, folder: Path) -> None:
    """A manuscript is dropped, and one of 40 MB is taken."""
    paper = paper_in(folder)
    page.goto(f"{server.base}/check")
    page.locator("#file").set_input_files(paper)
    expect(page.locator(".problem").first).to_be_visible()
    trial.is_so("the code of an unknown key", so="nosuchkey2020" in page.locator("#problems").inner_text())
    transfer = page.evaluate_handle(
        "text => { const t = new DataTransfer(); t.items.add(new File([text], 'dropped.md')); return t; }", PAPER
    )
    page.locator("#drop").dispatch_event("drop", {"dataTransfer": transfer})
    expect(page.locator("#problems h2")).to_contain_text("dropped.md")
    page.locator("#file").set_input_files(large_word(folder / "large.docx", PAPER))
    expect(page.locator("#problems h2")).to_contain_text("large.docx", timeout=60_000)
    trial.is_so("problems of a large file", so=page.locator(".problem").count() > 0)


def large_word(path: Path, text: str) -> Path:
    """A file of Word with a sentence, and with a picture of 45 MB."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", body)
        archive.writestr("word/media/image1.png", os.urandom(45_000_000))
    return path


def picking(browser: Browser, server: Served, trial: Trial, folder: Path, pictures: Path | None) -> None:
    """An editor gets what is picked on the page, and nothing when the page is closed."""
    address = f"{server.base}/better-bibtex/cayw?format=pandoc&brackets=1"

    def asked() -> str:
        (folder / "pick").unlink(missing_ok=True)
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 -- our own server
            return str(answer.read().decode())

    for keys, wanted in ((("lights", True), "[@pepm8964, p. 3]"), ((), "")):
        with ThreadPoolExecutor(1) as pool, opened(browser, server, trial) as page:
            future = pool.submit(asked)
            while not (folder / "pick").exists() or not (folder / "pick").read_text().strip():
                page.wait_for_timeout(100)
            page.goto((folder / "pick").read_text().strip())
            if keys:
                page.keyboard.type("counting light")
                expect(page.locator(".results > li")).to_have_count(1)
                page.keyboard.press("ArrowDown")
                page.keyboard.press("Enter")
                page.keyboard.type("3")
                if pictures:
                    page.screenshot(path=pictures / "picker.png")
                page.keyboard.press("Control+Enter")
                expect(page.get_by_text("Inserted.")).to_be_visible()
            else:
                page.goto(f"{server.base}/check")
            trial.is_so(f"the editor gets {wanted!r}", so=future.result(30) == wanted)


def by_keys(page: Page, server: Served, trial: Trial) -> None:
    """Everything with keys alone, and the focus is seen."""
    page.goto(f"{server.base}/series")
    page.keyboard.press("Tab")
    trial.is_so("the first stop skips to the content", so=focused(page) == "Skip to the content")
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    page.wait_for_url(f"{server.base}/")
    page.keyboard.type("small ships")
    expect(page.locator(".results > li")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(page.locator("a.title").first).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator("#chosen")).to_have_text("1 selected")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Small Ships, Long Rivers")
    page.wait_for_load_state("load")
    page.keyboard.press("c")
    expect(page.locator("#told")).to_contain_text("Copied")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    for view in VIEWS.values():
        page.goto(server.base + view)
        trial.is_so(f"{view}: each stop of the focus is seen", so=not unseen_stops(page))


def focused(page: Page) -> str:
    """The text of the element that has the focus."""
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def unseen_stops(page: Page) -> list[str]:
    """Stops of the Tab key without an outline or another sign of the focus."""
    unseen = []
    for _ in range(25):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e);"
            " const circle = e.querySelector && e.querySelector('circle');"
            " const label = e.type === 'file' || (circle && getComputedStyle(circle).strokeWidth === '3px');"
            " return e === document.body || label || s.outlineStyle !== 'none' ? '' : e.outerHTML.slice(0, 99); }"
        )
        unseen += [told] if told else []
    return unseen


def without_script(page: Page, server: Served, trial: Trial) -> None:
    """Search, record, citation and export as plain forms."""
    page.goto(f"{server.base}/")
    page.locator("#q").fill("orchard")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="An Orchard").click()
    page.locator("#as").select_option("style:apa")
    page.get_by_role("button", name="Show").click()
    trial.is_so("a citation without a script", so="Beispiel, K. (2025)" in page.locator(".formatted").inner_text())
    page.goto(f"{server.base}/?q=series:pepm")
    page.locator("input[value=pepm8951]").check()
    page.get_by_role("button", name="Export").click()
    page.locator("#as").select_option("ris")
    page.get_by_role("button", name="Show").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download").click()
    wanted = cli("export", "pepm8951", "-f", "ris", "--library", server.library)
    trial.is_so("an export without a script", so=Path(waiting.value.path()).read_bytes() == wanted.encode())


def drawn(page: Page, server: Served, trial: Trial) -> None:
    """The graph: every work and line, labels apart, zoom, hover, filter."""
    page.goto(f"{server.base}/graph")
    trial.is_so("four works", so=page.locator(".graph .work").count() == 4)
    trial.is_so("three lines", so=page.locator(".graph .links path").count() == 3)
    before = page.locator("svg.graph").get_attribute("viewBox")
    page.get_by_role("button", name="Nearer").click()
    trial.is_so("zoom", so=page.locator("svg.graph").get_attribute("viewBox") != before)
    page.get_by_label("Find works").fill("ledger")
    expect(page.locator(".graph-tools output")).to_have_text("1 of 4")
    page.locator(".graph .work a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/record?key=**")


OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(".graph .work text")].map((one) => one.getBoundingClientRect());
  const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
  return [boxes.length, boxes.filter((a, i) => boxes.some((b, j) => j > i && !apart(a, b))).length];
}"""


def network_of(works: int) -> Network:
    """A network of so many works of 30 years, each citing some of the older ones; titles of wide letters."""
    draw = Random(works)
    names = ("Prykladna", "Świętopełk-Wymyślona", "Иванова-Придуманная", "de la Prueba", "山田")
    words = "Rivers WWWWWW Borders Memory Люди Elections".split()
    nodes = {}
    for number in range(works):
        authors = [{"family": draw.choice(names), "given": "A."} for _ in range(draw.randint(1, 4))]
        title = " ".join(draw.choice(words) for _ in range(7))
        issued = {"date-parts": [[1997 + 29 * number // works]]}
        item = {"id": f"k{number:05}", "type": "report", "title": title, "author": authors, "issued": issued}
        nodes[str(item["id"])] = Node(item, draw.choice(("pepm", "")))
    keys = sorted(nodes)
    pairs = {(one, int(one * draw.random() ** 2)) for one in range(1, works) for _ in range(2)}
    return citations(Graph(nodes, tuple(sorted(Edge(keys[a], keys[b], "note 1", "") for a, b in pairs))))


def readable(browser: Browser, trial: Trial, folder: Path, pictures: Path | None) -> None:
    """No two labels overlap in graphs of 20, 200 and 2,000 works; in the last, a hundred have one."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    for works, labels in ((20, 20), (200, 200), (2_000, 100)):
        file = folder / f"graph-{works}.html"
        file.write_text("".join(html(network_of(works))), encoding="utf-8")
        page.goto(file.as_uri())
        found = page.evaluate(OVERLAPS)
        trial.is_so(f"{works} works: {found[0]} labels, {found[1]} overlap", so=found == [labels, 0])
        if pictures:
            page.screenshot(path=pictures / f"graph-{works}.png")
    page.close()


def widths(page: Page, server: Served, trial: Trial) -> None:
    """Nothing scrolls sideways at 360 pixels."""
    for view in VIEWS.values():
        page.goto(server.base + view)
        wide = page.evaluate("document.documentElement.scrollWidth")
        trial.is_so(f"{view} is {wide} pixels wide", so=wide <= 360)


def printed(page: Page, server: Served, trial: Trial) -> None:
    """On paper, no record and no claim is cut by a page's end, and controls are gone."""
    page.emulate_media(media="print")
    whole = "all => all.length && all.every(one => getComputedStyle(one).breakInside === 'avoid')"
    for view, parts in (
        ("/", ".results > li"),
        ("/series", ".numbers > li"),
        ("/record?key=pepm8953", ".claims > div"),
    ):
        page.goto(server.base + view)
        trial.is_so(f"{view}: {parts} stay whole", so=bool(page.eval_on_selector_all(parts, whole)))
        trial.is_so(f"{view}: no control", so=not page.locator("button:visible, input:visible").count())


def hostile(page: Page, server: Served, trial: Trial) -> None:
    """Texts that attack do nothing: `opened` notices dialogs, errors and requests."""
    for view in HOSTILE:
        page.goto(server.base + view)
        page.wait_for_timeout(100)
        links = page.eval_on_selector_all("a", "all => all.map(one => one.getAttribute('href'))")
        trial.is_so(f"{view}: links", so=all(one.startswith(("/", "#", "http://", "https://")) for one in links))
        trial.is_so(f"{view}: no element of a text", so=not page.locator("main :is(img, script, iframe)").count())
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        trial.is_so(f"{view}: {wide} pixels too wide", so=wide <= 0)
    page.goto(f"{server.base}/")
    page.locator("#q").press_sequentially("<img src=x onerror=alert(1)>")
    page.wait_for_timeout(300)


def judged(page: Page, server: Served, trial: Trial, script: str) -> None:
    """axe-core finds nothing serious in any view."""
    for name, view in VIEWS.items():
        page.goto(server.base + view)
        page.evaluate(Path(script).read_text(encoding="utf-8") + ";0")
        found = page.evaluate("axe.run().then(all => all.violations)")
        for one in found:
            places = "; ".join(node["html"][:120] for node in one["nodes"][:3])
            print(f"  axe {one['impact']} {name}: {one['id']} {places}")
            trial.is_so(f"{name}: {one['help']}", so=one["impact"] not in ("serious", "critical"))


def pictured(browser: Browser, server: Served, trial: Trial, folder: Path) -> None:
    """A picture of each view."""
    folder.mkdir(parents=True, exist_ok=True)
    sizes = (("light", 1100), ("dark", 1100), ("light", 360), ("dark", 360))
    for scheme, width in sizes:
        options = {"color_scheme": scheme, "viewport": {"width": width, "height": 760}}
        with opened(browser, server, trial, **options) as page:
            for name, view in VIEWS.items():
                page.goto(server.base + view)
                page.wait_for_timeout(200)
                page.screenshot(path=folder / f"{name}-{scheme}-{width}.png", full_page=width < 1000)
            page.goto(f"{server.base}/check")
            page.locator("#file").set_input_files(paper_in(folder))
            expect(page.locator(".problem").first).to_be_visible()
            page.screenshot(path=folder / f"checked-{scheme}-{width}.png")
            page.goto(server.base)
            page.wait_for_load_state("load")
            page.locator("input[value=pepm8962]").check()
            page.locator("#main").focus()
            page.keyboard.press("?")
            page.screenshot(path=folder / f"keys-{scheme}-{width}.png")


def main() -> int:
    """Drive everything; the number of faults decides."""
    reading = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reading.add_argument("pictures", nargs="?", type=Path)
    reading.add_argument("--axe", default="")
    reading.add_argument("--fonts", default="")
    options = reading.parse_args()
    if options.fonts:
        os.environ["FONTCONFIG_FILE"] = options.fonts
    expect.set_options(timeout=20_000)
    trial = Trial()
    plugins = plugin_manager()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        usual, shown, attacked = (Path(name, one) for one in ("usual", "shown", "hostile"))
        for folder in (usual, shown, attacked):
            folder.mkdir()
        trial.run("labels", lambda: readable(browser, trial, usual, options.pictures))
        with served(shelves.usual(usual, plugins), usual) as server:
            with opened(browser, server, trial) as page:
                trial.run("search", lambda: searching(page, server, trial))
                trial.run("copy", lambda: copying(page, server, trial))
                trial.run("export", lambda: exporting(page, server, trial))
                trial.run("review", lambda: reviewing(page, server, trial))
                trial.run("check", lambda: checking(page, server, trial, usual))
                trial.run("graph", lambda: drawn(page, server, trial))
                trial.run("keys", lambda: by_keys(page, server, trial))
            with opened(browser, server, trial) as page:
                trial.run("print", lambda: printed(page, server, trial))
            trial.run("picker", lambda: picking(browser, server, trial, usual, options.pictures))
            with opened(browser, server, trial, java_script_enabled=False) as page:
                trial.run("without script", lambda: without_script(page, server, trial))
            with opened(browser, server, trial, viewport={"width": 360, "height": 740}) as page:
                trial.run("360 pixels", lambda: widths(page, server, trial))
            if options.axe:
                for scheme in ("light", "dark"):
                    with opened(browser, server, trial, bypass_csp=True, color_scheme=scheme) as page:
                        trial.run(f"axe, {scheme}", lambda: judged(page, server, trial, options.axe))
        with served(shelves.citing(shown, plugins), shown) as server:
            if options.pictures:
                trial.run("pictures", lambda: pictured(browser, server, trial, options.pictures))
        with served(shelves.hostile(attacked, plugins), attacked) as server:
            for width in (1100, 360):
                with opened(browser, server, trial, viewport={"width": width, "height": 740}) as page:
                    trial.run(f"hostile, {width}", lambda: hostile(page, server, trial))
        browser.close()
    print(f"{trial.done} checks, {len(trial.faults)} faults")
    return bool(trial.faults)


if __name__ == "__main__":
    sys.exit(main())
