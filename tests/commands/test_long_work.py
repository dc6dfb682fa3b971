"""Many documents: in processes, counted, with a bar on a terminal, and cut off by Ctrl-C or worse."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from signal import Signals

import pytest

import ponarscite
from ponarscite import PluginManager, pipeline
from ponarscite.ingestion import workers
from ponarscite.ingestion.documents import LONG
from tests.benchmarks import saved_pages
from tests.conftest import ROOT, Run
from tests.network.scripted import Reply, scripted
from tests.sources.wordpress_server import site_of

forking = pytest.mark.skipif(not workers.can_fork(), reason="this system forks no processes")
MEMO = saved_pages.MODEL.read_bytes()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    saved_pages.save(folder, 40)
    (folder / "memo-00007.html").write_bytes(b"")
    (folder / "memo-00020.html").write_bytes(b"<title>No memo</title>")
    return folder


@forking
def test_processes_give_what_one_gives(pages: Path, run: Run) -> None:
    one, several = (run("export", pages, "-f", "csl-json", "--jobs", jobs) for jobs in (1, 3))
    assert one == several
    assert one.code == 1
    assert one.err.splitlines()[-1] == "note: 38 found, 38 new, 0 partial, 2 failed"


@forking
def test_the_library_has_jobs(pages: Path) -> None:
    failures: list[ponarscite.PonarsciteError] = []
    found = list(ponarscite.ingest(pages, jobs=2, failures=failures))
    assert len(found) == 38
    assert [failure.message.rpartition("/")[2] for failure in failures] == [
        "memo-00007.html is empty",
        "memo-00020.html: no memo found",
    ]


@forking
@pytest.mark.parametrize(
    "kill", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: os._exit(0)], ids=["kill", "exit"]
)
def test_what_a_document_does_to_its_process_is_told(kill: Callable[[], None], plugins: PluginManager) -> None:
    class Deadly:
        """A plugin that one page is too much for."""

        @ponarscite.hookimpl
        def read_source(self, source: str) -> list[ponarscite.Document]:
            documents = {"good": lambda: MEMO, "bad": lambda: MEMO + b"<!-- kill -->", "other": lambda: MEMO}
            return [ponarscite.Document(name, load) for name, load in documents.items()]

        @ponarscite.hookimpl
        def extract_claims(self, document: ponarscite.Document, series: object) -> tuple[ponarscite.Claim, ...]:
            if b"<!-- kill -->" in document.content:
                kill()
            return ()

    plugins.register(Deadly(), "deadly")
    failures: list[ponarscite.PonarsciteError] = []
    found = list(pipeline.ingest("any", plugins, jobs=2, failures=failures))
    assert [record.number for record in found] == ["9001"]
    assert {claim.about.document for claim in found[0].claims} == {"good", "other"}
    assert [failure.message for failure in failures] == ["bad: the process that parsed it has died"]


@forking
def test_a_plugin_that_fails_in_a_process_is_named_here(plugins: PluginManager, pages: Path) -> None:
    class Broken:
        @ponarscite.hookimpl
        def extract_claims(self, document: ponarscite.Document, series: object) -> None:
            raise RuntimeError("on purpose")

    plugins.register(Broken(), "broken")
    assert len(list(pipeline.ingest(pages, plugins, jobs=2, failures=[]))) == 38
    assert "on purpose" in plugins.broken["broken"].message


def test_a_site_is_counted(run: Run) -> None:
    site = site_of(5)
    site.posts[1]["_embedded"] = {}
    with scripted(site.answers()) as server:
        first = run("export", server.home, "--allow-private")
        again = run("export", server.home, "--allow-private")
    assert first.err.splitlines()[-1] == "note: 5 found, 5 new, 0 partial, 0 failed"
    assert again.err.splitlines()[-1] == "note: 5 found, 0 new, 0 partial, 0 failed"


def test_few_documents_are_not_counted(pages: Path, run: Run) -> None:
    assert "found" not in run("export", *sorted(pages.iterdir())[:5]).err
    assert LONG < 38


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # the other side has closed
        return b""


def _on_a_terminal(tmp_path: Path, *arguments: object) -> tuple[int, bytes, bytes]:
    """(exit code, standard output, what the terminal shows of standard error) of a run with a bar from the start."""
    code = (
        "import sys\nfrom ponarscite.commands import progress\nprogress.PATIENCE = 0\n"
        "from ponarscite.__main__ import main\nmain()\n"
    )
    (tmp_path / "ponarscite_at_once.py").write_text(code)
    main, side = pty.openpty()
    command = [sys.executable, str(tmp_path / "ponarscite_at_once.py"), *map(str, arguments)]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "120", "PYTHONPATH": str(ROOT)}
    with (
        (tmp_path / "out").open("wb") as out,
        subprocess.Popen(command, stdout=out, stderr=side, env=environment) as run,
    ):
        os.close(side)
        shown = b""
        while piece := _read(main):
            shown += piece
    os.close(main)
    return run.returncode, (tmp_path / "out").read_bytes(), shown


@pytest.mark.parametrize("command", [("export", "-f", "csl-json"), ("add",)], ids=lambda words: words[0])
def test_a_terminal_shows_a_bar(
    command: tuple[str, ...], pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PONARSCITE_LIBRARY", str(tmp_path / "library.sqlite"))
    code, out, shown = _on_a_terminal(tmp_path, *command, pages)
    assert code == 1
    assert b"/40" in shown
    assert b"/s" in shown
    assert b"found, 38 new" in shown
    assert {b"pepm%d" % number in out for number in (1000, 1038, 1039)} == {True}


@forking
def test_what_is_kept_is_parsed_in_processes(
    pages: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran, listed = [], []
    for jobs in (1, 3):
        monkeypatch.setenv("PONARSCITE_LIBRARY", str(tmp_path / f"{jobs}.sqlite"))
        ran.append(run("add", pages, "--jobs", jobs))
        listed.append(run("list", "--json").out)
    assert ran[0] == ran[1]
    assert listed[0] == listed[1]
    assert ran[0].code == 1
    assert ran[0].err.splitlines()[-1] == "note: 38 found, 38 new, 0 partial, 2 failed"
    assert run("add", pages).err.splitlines()[-1] == "note: 38 found, 0 new, 0 partial, 2 failed"


@forking
@pytest.mark.parametrize("command", ["add", "export"])
def test_what_can_be_read_once_is_read_once(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input and a named pipe have no second reading, and another process has no standard input."""
    monkeypatch.setenv("PONARSCITE_LIBRARY", str(tmp_path / "library.sqlite"))
    os.mkfifo(tmp_path / "pipe.html")
    arguments = [sys.executable, "-m", "ponarscite", command, str(tmp_path / "pipe.html"), "-", "--jobs", "2"]
    with saved_pages.MODEL.open("rb") as page:
        ran = subprocess.Popen(arguments, stdin=page, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with ran:
        (tmp_path / "pipe.html").write_bytes(MEMO)
        out, err = ran.communicate()
    assert (ran.returncode, err) == (0, b"")
    assert b"pepm9001" in out


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_cut_goes_on_where_it_was(how: Signals, tmp_path: Path) -> None:
    """Whatever ends it: what was read is not asked for again, and the result is that of an undisturbed run."""
    site = site_of(105)
    output, environment = tmp_path / "out.json", os.environ | {"PYTHONPATH": str(ROOT)}
    with scripted(site.answers()) as server:

        def start(**more: str) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", "ponarscite", "export", server.home, "--allow-private", "-o", str(output)]
            return subprocess.Popen(command, stderr=subprocess.PIPE, env=environment | more)

        with start(PONARSCITE_DELAY="30") as run:
            while len(server.asked) < 2 and run.poll() is None:
                time.sleep(0.02)
            run.send_signal(how)
            _, said = run.communicate()
        assert run.returncode == (130 if how == signal.SIGINT else -signal.SIGKILL)
        assert b"Traceback" not in said
        assert not output.exists()
        with start() as run:
            run.communicate()
        cut = output.read_bytes()
        with start(PONARSCITE_CACHE=str(tmp_path / "another")) as run:
            run.communicate()
    assert run.returncode == 0
    assert output.read_bytes() == cut
    assert server.paths[2:].count("/robots.txt") == 1  # that of the undisturbed run


def test_a_failing_page_is_named_and_stops_nothing(run: Run) -> None:
    home = Reply(b'<title>T</title><link rel="stylesheet" href="wp-content/style.css">')
    with scripted({"/": home, "/one/": Reply(MEMO)}) as server:
        listed = "".join(f"<url><loc>{server.home}{name}/</loc></url>" for name in ("gone", "one"))
        server.answers["/sitemap.xml"] = Reply(f"<urlset>{listed}</urlset>".encode())
        ran = run("export", server.home, "--allow-private")
    assert ran.code == 1
    assert "9001" in ran.out
    assert ran.err.splitlines() == [
        f"error: {server.home}gone/ answered 404 Not Found",
        "hint: check the address",
        "note: 1 found, 1 new, 0 partial, 1 failed",
    ]
