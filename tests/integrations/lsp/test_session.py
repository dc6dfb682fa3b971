"""A session of hours: a library that comes and goes, files that change, messages that are none, hostile texts."""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from ponarscite import Library, Record
from ponarscite.integrations.lsp import answers, bibliography
from ponarscite.integrations.lsp import session as sessions
from ponarscite.integrations.lsp.card import escaped, link
from ponarscite.integrations.lsp.stream import LARGEST, Input
from ponarscite.record.name import Name
from tests.conftest import ROOT, Run
from tests.integrations.lsp.client import EMACS, NEOVIM, PLAIN, Client, position

PAPER = "See [@pepm775] and @pepm660.\n"


def run(drive: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(drive())


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "POLL", 0.02)


async def until(done: Callable[[], object]) -> None:
    for _ in range(3_000):
        if done():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never happened")


def library_of(folder: Path) -> Path:
    return folder.parent / "library.sqlite"


def gone(path: Path) -> None:
    path.unlink()


def damaged(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 9_000)


def foreign(path: Path) -> None:
    path.unlink()
    path.write_text("no library at all", encoding="utf-8")


@pytest.mark.parametrize("harm", [gone, damaged, foreign])
def test_a_library_that_is_gone_is_told_once_and_asked_again_when_it_is_back(
    harm: Callable[[Path], None], folder: Path
) -> None:
    path, kept = library_of(folder), folder.parent / "kept"
    shutil.copy(path, kept)

    async def drive() -> None:
        async with Client(EMACS, folder) as client:
            uri = (folder / "p.md").as_uri()
            client.open(uri, PAPER)
            assert await client.published(uri) == []
            harm(path)
            await until(client.messages)
            assert await client.at("hover", uri, 0, 8) is None
            assert (await client.at("completion", uri, 0, 8))["items"] == []
            await asyncio.sleep(0.1)
            assert len(client.messages()) == 1
            assert await client.published(uri) == [], "what was not found is not said to be unknown"
            kept.replace(path)
            await until(lambda: client.server.desk.library.is_there)
            assert "No. 775" in (await client.at("hover", uri, 0, 8))["contents"]["value"]

    run(drive)


def test_a_library_that_is_locked_holds_nothing_up(folder: Path) -> None:
    path = library_of(folder)
    with sqlite3.connect(path) as lock:
        lock.execute("PRAGMA journal_mode = DELETE")

    async def drive() -> None:
        async with Client(EMACS, folder) as client:
            uri = (folder / "p.md").as_uri()
            client.open(uri, PAPER)
            assert await client.published(uri) == []
            other = sqlite3.connect(path, isolation_level=None)
            other.execute("BEGIN EXCLUSIVE")
            await until(client.messages)
            assert "locked" in client.messages()[0]
            other.execute("COMMIT")
            other.close()
            await until(lambda: not client.server.desk.library.is_broken)
            assert (await client.at("hover", uri, 0, 8)) is not None

    run(drive)


def test_a_change_of_the_library_is_seen(folder: Path) -> None:
    async def drive() -> None:
        async with Client(EMACS, folder) as client:
            uri = (folder / "p.md").as_uri()
            client.open(uri, "See @later2024.\n")
            assert [one["code"] for one in await client.published(uri)] == ["M001"]
            with Library(library_of(folder)) as library:
                library.add(Record(id="later2024", type="book", title="Later", author=(Name(family="Vale"),)))
            assert await client.published(uri) == []

    run(drive)


def test_a_change_of_the_bibliography_is_seen_by_an_editor_that_pulls(folder: Path) -> None:
    async def drive() -> None:
        async with Client(NEOVIM, folder) as client:
            uri = (folder / "p.md").as_uri()
            client.open(uri, "---\nbibliography: refs.bib\n---\n\nSee @added2024.\n")
            report = await client.ask("textDocument/diagnostic", textDocument={"uri": uri})
            assert [one["code"] for one in report["items"]] == ["M001"]
            bib = folder / "refs.bib"
            bib.write_text(f"{bib.read_text()}@book{{added2024, title = {{Added}}}}\n", encoding="utf-8")
            await until(lambda: any(one["method"] == "workspace/diagnostic/refresh" for one in client.told))
            report = await client.ask("textDocument/diagnostic", textDocument={"uri": uri})
            assert report["items"] == []
            assert not any(one["method"] == "textDocument/publishDiagnostics" for one in client.told)
            assert any(one["method"] == "client/registerCapability" for one in client.told)

    run(drive)


def test_a_bibliography_that_cannot_be_read_is_told_once_and_keys_are_not_blamed(folder: Path) -> None:
    async def drive() -> None:
        async with Client(EMACS, folder) as client:
            uri = (folder / "p.tex").as_uri()
            client.open(uri, "\\addbibresource{gone.bib}\n\\cite{x}\n", "latex")
            assert await client.published(uri) == []
            client.change(uri, 2, "y", (1, 6), (1, 7))
            assert await client.published(uri) == []
            await until(client.messages)
            (message,) = client.messages()
            assert "gone.bib" in message

    run(drive)


def test_positions_count_as_the_editor_counts(folder: Path) -> None:
    text = "😀 ж @pepm775 @zhun"

    async def drive(capabilities: dict[str, Any], at: int, size: int) -> None:
        async with Client(capabilities, folder) as client:
            uri = (folder / "p.md").as_uri()
            client.open(uri, text)
            found = await client.at("hover", uri, 0, at)
            assert found["range"]["start"] == position(0, at)
            completed = await client.at("completion", uri, 0, size)
            assert completed["items"][0]["textEdit"]["range"]["end"] == position(0, size)
            client.change(uri, 2, "й", (0, at), (0, at + 7))
            assert client.server.desk.documents[uri].text.content == "😀 ж @й @zhun"

    asyncio.run(drive(NEOVIM, 9, 22))
    asyncio.run(drive(EMACS, 6, 19))
    asyncio.run(drive(PLAIN, 6, 19))


def test_messages_that_are_none_change_nothing(folder: Path) -> None:
    async def drive() -> None:
        async with Client(EMACS, folder) as client:
            found = await client.answer("textDocument/hover", position="here")
            assert found["error"]["code"] == -32602
            assert (await client.answer("no/such"))["error"]["code"] == -32601
            client.notify("textDocument/didChange", textDocument={"uri": "file:///never/opened", "version": 1})
            client.notify("textDocument/didClose", textDocument={"uri": "file:///never/opened"})
            for method in ("hover", "completion", "definition", "prepareRename"):
                assert not await client.at(method, "file:///never/opened", 4, 4)
            uri = "untitled:Untitled-1"
            client.open(uri, PAPER)
            assert (await client.at("hover", uri, 0, 8))["contents"]["kind"] == "plaintext"
            client.open("file:///x/picture.png", "@pepm775", "image")
            assert await client.at("hover", "file:///x/picture.png", 0, 3) is None

    run(drive)


def test_a_refused_rename_says_why(folder: Path) -> None:
    async def drive() -> None:
        async with Client(PLAIN, folder) as client:
            uri = (folder / "p.md").as_uri()
            client.open(uri, "---\nbibliography: refs.bib\n---\n\n@own2020 @pepm775 @ponars:427\n")
            where = {"textDocument": {"uri": uri}, "position": position(4, 3)}
            for new, word in (("a b", "cannot be a key"), ("part2020", "refs.bib"), ("pepm660", "another record")):
                found = await client.answer("textDocument/rename", **where, newName=new)
                assert word in found["error"]["message"]
            unfit = "a. a: .a -x a--b a..b a:-b _. fig-map sec:one pepm:5 PM:7 ponars:9 doi:x 10.1/x 10.1353/x"
            for new in (
                *unfit.split(),
                "url:x",
                "key:x",
                "https://x.org",
                "arxiv:1706.03762",
                "isbn:1",
                "2020",
                "a\u202eb",
            ):
                for character in (3, 12):
                    at = {**where, "position": position(4, character)}
                    found = await client.answer("textDocument/rename", **at, newName=new)
                    assert "cannot be a key" in found["error"]["message"], new
            for new in ("smith:2020", "a-b_c.d:e/f+g", "жук2020", "_x", "2020a"):
                found = await client.answer("textDocument/rename", **where, newName=new)
                assert "error" not in found, found
            there = {**where, "position": position(4, 12)}
            found = await client.answer("textDocument/rename", **there, newName="pepm660")
            assert "another record" in found["error"]["message"]
            renamed = await client.ask("textDocument/rename", **there, newName="borrowed")
            assert [one["newText"] for one in renamed["changes"][uri]] == ["borrowed"]
            with Library(library_of(folder), writing=False) as library:
                assert library.get("pepm775").id == "borrowed"

    run(drive)


def test_a_record_is_added_to_the_own_bibliography(folder: Path) -> None:
    async def drive() -> None:
        async with Client(PLAIN, folder) as client:
            uri = (folder / "p.md").as_uri()
            client.open(uri, "---\nbibliography: refs.bib\n---\n\n@pepm775 @own2020 @ponars:660\n")
            span = {"start": position(4, 3), "end": position(4, 3)}
            asked = {"textDocument": {"uri": uri}, "range": span, "context": {"diagnostics": [], "only": ["quickfix"]}}
            (action,) = await client.ask("textDocument/codeAction", **asked)
            assert action["title"] == "Add pepm775 to refs.bib"
            ((edit,),) = action["edit"]["changes"].values()
            assert edit["range"]["start"] == position(12, 0)
            assert edit["newText"].startswith("\n@report{pepm775,")
            span["start"] = span["end"] = position(4, 12)
            assert await client.ask("textDocument/codeAction", **asked) == []

    run(drive)


def test_a_key_that_the_document_defines_is_not_renamed(folder: Path) -> None:
    async def drive() -> None:
        async with Client(PLAIN, folder) as client:
            uri = (folder / "p.md").as_uri()
            client.open(uri, "---\nreferences:\n- id: mine\n  title: Mine\n---\n\n@mine\n")
            found = await client.answer(
                "textDocument/rename", textDocument={"uri": uri}, position=position(6, 2), newName="x"
            )
            assert "itself defines mine" in found["error"]["message"]

    run(drive)


@pytest.mark.parametrize("is_known", [False, True])
def test_a_card_does_not_wait_for_a_long_analysis(
    is_known: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "LATE", 0.3)

    async def drive() -> None:
        async with Client(EMACS, folder) as client:
            uri, text = (folder / "p.md").as_uri(), "---\nbibliography: refs.bib\n---\n\n" + "Text.\n\n" * 2_000
            client.open(uri, f"{text}See [@own2020; @pepm775].\n")
            if is_known:
                await client.published(uri)
            go_on = threading.Event()
            client.server.worker.run(go_on.wait, 60)
            client.change(uri, 2, "x", (4, 0), (4, 1))
            assert "No. 775" in (await client.at("hover", uri, 4_004, 18))["contents"]["value"]
            own = await client.at("hover", uri, 4_004, 8)
            assert ("Rivers of Mine" in own["contents"]["value"]) if is_known else own is None
            go_on.set()

    run(drive)


def test_a_large_bibliography_is_read_beside(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bibliography, "SMALL", 10)
    go_on = threading.Event()
    load = bibliography.Bibliographies.load

    def slow(self: bibliography.Bibliographies, path: Path) -> bibliography.Bibliography:
        assert go_on.wait(60)
        return load(self, path)

    monkeypatch.setattr(bibliography.Bibliographies, "load", slow)

    async def drive() -> None:
        async with Client(EMACS, folder) as client:
            uri = (folder / "p.md").as_uri()
            client.open(uri, "---\nbibliography: refs.bib\n---\n\n@own2020 @nosuch\n")
            assert [one["message"] for one in await client.published(uri)] == ["nosuch: no record has this key"]
            assert await client.at("hover", uri, 4, 3) is None
            assert (await client.at("definition", uri, 4, 3))["range"]["start"] == position(1, 6)
            go_on.set()
            assert [one["code"] for one in await client.published(uri)] == ["M001"]
            assert "Rivers of Mine" in (await client.at("hover", uri, 4, 3))["contents"]["value"]
            assert (await client.at("completion", uri, 4, 3))["items"][0]["textEdit"]["newText"] == "own2020"

    run(drive)


def test_references_are_found_in_files_that_are_not_open(folder: Path) -> None:
    (folder / "other.md").write_text("By number: @ponars:775, @pepm:775; not @pepm660\n", encoding="utf-8")
    (folder / "third.tex").write_text("\\cite{pepm775}\n", encoding="utf-8")

    async def drive() -> None:
        async with Client(EMACS, folder) as client:
            uri = (folder / "p.md").as_uri()
            client.open(uri, PAPER)
            found = await client.at("references", uri, 0, 8, context={"includeDeclaration": True})
            assert sorted(Path(one["uri"]).name for one in found) == ["other.md", "other.md", "p.md", "third.tex"]

    run(drive)


def test_a_chapter_has_the_bibliography_of_its_project(folder: Path) -> None:
    chapters = folder / "chapters"
    chapters.mkdir()
    (folder / "main.tex").write_text("\\addbibresource{refs.bib}\\input{chapters/one}\n", encoding="utf-8")
    (folder / "_quarto.yml").write_text("project:\n  type: book\nbibliography: refs.bib\n", encoding="utf-8")
    (folder / "conf.py").write_text("bibtex_bibfiles = ['refs.bib']\n", encoding="utf-8")

    async def drive() -> None:
        async with Client(EMACS, folder) as client:
            for name, text, at in (
                ("one.tex", "\\cite{own2020}", 8),
                ("one.qmd", "@own2020", 3),
                ("a.rst", ":cite:`own2020`", 9),
            ):
                uri = (chapters / name).as_uri()
                client.open(uri, text, "")
                assert "Rivers of Mine" in (await client.at("hover", uri, 0, at))["contents"]["value"]

    run(drive)


def test_commands_insert_and_copy(folder: Path) -> None:
    async def drive() -> None:
        async with Client(EMACS, folder) as client:
            uri = (folder / "p.tex").as_uri()
            client.open(uri, "\\usepackage{natbib}\n", "latex")

            async def command(name: str, **argument: Any) -> dict[str, Any]:
                return await client.answer(
                    "workspace/executeCommand", command=f"ponarscite.{name}", arguments=[argument]
                )

            found = (await command("insert", query="port without"))["result"]
            assert [one["key"] for one in found] == ["pepm660"]
            made = await command("insert", uri=uri, names=["ponars:660", "pepm775"], position=position(1, 0))
            assert made["result"] == "\\citep{pepm660,pepm775}"
            assert any(one["method"] == "workspace/applyEdit" for one in client.told)
            refused = await command("insert", uri=uri, names=["ponars:427"])
            assert "several records" in refused["error"]["message"]
            assert (await command("copy", text="“Snow”"))["result"] == "“Snow”"
            assert client.messages() == ["“Snow”"]
            one = await command("insert", uri=uri, query="port without", position=position(1, 0))
            assert one["result"] == "\\citep{pepm660}"
            assert "A Port Without a Sea" in (await command("copy", key="pepm660", form="note"))["result"]
            assert (await command("copy", key="pepm660", form="none"))["result"]
            assert (await command("copy", key="nosuch"))["result"] == ""
            assert "no such document" in (await command("insert", names=["pepm660"]))["error"]["message"]

    run(drive)


def test_options_of_the_editor(folder: Path) -> None:
    async def drive() -> None:
        options = {"style": "apa", "ignore": ["M001"], "select": "all", "library": 5}
        async with Client(EMACS, folder, options) as client:
            uri = (folder / "p.md").as_uri()
            client.open(uri, "@nosuch @ponars:427 @pepm660\n")
            assert [one["code"] for one in await client.published(uri)] == ["M002"]
            assert "Prýkladna, B. (2020)" in (await client.at("hover", uri, 0, 24))["contents"]["value"]
            client.notify("workspace/didChangeConfiguration", settings={"ponarscite": {"style": "nosuch-style"}})
            assert "A Port Without a Sea" in (await client.at("hover", uri, 0, 24))["contents"]["value"]
            await until(client.messages)
            assert "nosuch-style" in client.messages()[0]

    run(drive)


def test_what_a_title_hides_is_shown_as_it_is(folder: Path) -> None:
    title = "[x](command:evil) <img src=x onerror=y> `c` \u202eabc **b** javascript:alert(1)"
    with Library(library_of(folder)) as library:
        library.add(Record(id="evil2024", type="book", title=title, url="https://a.example/)](command:x)<b>"))

    async def drive() -> None:
        async with Client(NEOVIM, folder) as client:
            uri = (folder / "p.md").as_uri()
            client.open(uri, "@evil2024")
            shown = (await client.at("hover", uri, 0, 3))["contents"]["value"]
            page = Path((await client.at("definition", uri, 0, 3))["uri"].removeprefix("file://"))
            for text in (shown, page.read_text(encoding="utf-8")):
                assert re.findall(r"(?<!\\)\]\((?!https?:)|(?<!\\)<(?!https?:)|(?<!\\)`|(?<!\\)\*\*", text) == []
                assert "\u202e" not in text

    run(drive)


def test_only_addresses_of_the_web_are_links() -> None:
    assert link("javascript:alert(1)") == link("command:x") == link("") == ""
    assert link("https://a.example/x y)>") == "<https://a.example/x%20y%29%3E>"
    assert escaped("[a](b) <i>") == r"\[a\]\(b\) \<i\>"


def test_heads_of_messages_are_read_as_people_write_them() -> None:
    stream = Input(io.BytesIO(b"content-length : 2\nX: y\r\n\r\n{}" + b"x" * 20_000))
    assert stream.readline() == b"Content-Length: 2\r\n"
    assert stream.readline() == b"X: y\r\n"
    assert stream.readline() == b"\r\n"
    assert stream.read(2) == b"{}"
    assert len(stream.readline()) == 10_000
    assert json.loads(stream.read(LARGEST + 1))["method"] == "$/tooLarge"


# the process


def message(**content: Any) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", **content}).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def test_the_process_speaks_on_standard_output_alone_and_ends_with_its_editor(folder: Path) -> None:
    uri = (folder / "p.md").as_uri()
    document = {"uri": uri, "languageId": "markdown", "version": 1, "text": PAPER}
    where = {"textDocument": {"uri": uri}, "position": position(0, 8)}
    sent = [
        message(id=1, method="initialize", params={"capabilities": {}, "processId": os.getpid(), "rootUri": None}),
        message(method="initialized", params={}),
        b"Content-Length: 5\r\n\r\n{bad}",
        b"Content-Length: 2\r\n\r\n[]",
        message(method="textDocument/didOpen", params={"textDocument": document}),
        message(id=2, method="textDocument/hover", params=where),
    ]
    command = [sys.executable, "-m", "ponarscite", "lsp"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"".join(sent))
        process.stdin.flush()
        found: list[dict[str, Any]] = []
        while not any(one.get("id") == 2 for one in found):
            length = int(process.stdout.readline().split(b":")[1])
            while process.stdout.readline().strip():
                pass
            found.append(json.loads(process.stdout.read(length)))
        process.stdin.close()
        process.wait(60)
    assert [one["id"] for one in found if "id" in one] == [1, 2]
    assert "No. 775" in found[-1]["result"]["contents"]["value"]


@pytest.mark.parametrize(
    ("address", "word"),
    [("0.0.0.0:7000", "no address"), ("127.0.0.1", "no address"), ("localhost:99999", "no address")],
)
def test_nothing_but_this_computer_is_listened_to(address: str, word: str, run: Run) -> None:
    ran = run("lsp", "--tcp", address)
    assert ran.code == 2
    assert word in ran.err


def test_a_missing_package_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("ponarscite.integrations.lsp.")]:
        if not name.endswith(".plugin"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("ponarscite.integrations.lsp.server")
    monkeypatch.setitem(sys.modules, "lsprotocol", None)
    monkeypatch.setitem(sys.modules, "pygls", None)
    ran = run("lsp")
    assert ran.code == 2
    assert ran.err.splitlines() == [
        "error: ponarscite lsp needs the package lsprotocol",
        "hint: pip install 'ponarscite[lsp]'",
    ]
