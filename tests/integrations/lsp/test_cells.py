"""Five languages by six features: each cell is a question of an editor, and its answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.integrations.lsp.client import EMACS, NEOVIM, Client, position


@dataclass(frozen=True)
class Language:
    """How a language cites."""

    name: str
    file: str
    head: str
    cite: str
    typing: str

    def cited(self, key: str) -> str:
        return self.cite.replace("KEY", key)

    @property
    def text(self) -> str:
        keys = ("own2020", "pepm775", "ponars:427", "nosuch99")
        lines = [f"😀 Text {self.cited(key)}." for key in keys]
        return f"{self.head}\n" + "\n\n".join(lines) + f"\n\nMore {self.typing}"

    def place(self, word: str) -> tuple[int, int]:
        """Line and UTF-16 unit of a word."""
        line = next(n for n, line in enumerate(self.text.split("\n")) if word in line and "😀" in line)
        return line, self.text.split("\n")[line].index(word) + 1


LANGUAGES = [
    Language("markdown", "p.md", "---\nbibliography: refs.bib\n---\n", "[@KEY, p. 3]", "[@a; @zhun"),
    Language("latex", "p.tex", "\\addbibresource{refs.bib}\n", "\\parencite[3]{KEY}", "\\cite[see][]{a,zhun"),
    Language("typst", "p.typ", '#bibliography("refs.bib")\n', "#cite(<KEY>)", "@zhun"),
    Language("restructuredtext", "p.rst", ".. bibliography:: refs.bib\n", ":cite:p:`KEY`", ":cite:t:`a,zhun"),
    Language("org", "p.org", "#+bibliography: refs.bib\n", "[cite:see @KEY p. 3]", "[cite/t:@a; @zhun"),
]


@dataclass(frozen=True)
class Cell:
    """A session with one document open."""

    client: Client
    language: Language
    uri: str
    folder: Path

    async def at(self, method: str, word: str, **more: Any) -> Any:
        return await self.client.at(method, self.uri, *self.language.place(word), **more)


async def completion(cell: Cell) -> None:
    lines = cell.language.text.split("\n")
    end = len(lines) - 1, len(lines[-1])
    found = await cell.client.at("completion", cell.uri, *end)
    (item,) = found["items"]
    assert found["isIncomplete"]
    assert (item["filterText"], item["textEdit"]["newText"]) == ("zhun", "pepm775")
    assert item["textEdit"]["range"] == {"start": position(end[0], end[1] - 4), "end": position(*end)}
    assert item["label"] == "Жунусбаева 2022: Borrowed Valleys"
    assert item["detail"] == "PONARS Eurasia Policy Memo No. 775"
    resolved = await cell.client.ask("completionItem/resolve", **item)
    assert "Borrowed Valleys" in resolved["documentation"]


async def hover(cell: Cell) -> None:
    assert "Rivers of Mine" in (await cell.at("hover", "own2020"))["contents"]["value"]
    found = await cell.at("hover", "pepm775")
    line, start = cell.language.place("pepm775")
    assert found["range"] == {"start": position(line, start), "end": position(line, start + 7)}
    assert "Policy Memo No. 775" in found["contents"]["value"]
    assert await cell.client.at("hover", cell.uri, len(cell.language.head.splitlines()) + 1, 2) is None


async def diagnostics(cell: Cell) -> None:
    found = await cell.client.published(cell.uri)
    told = {one["code"]: one for one in found if one["range"]["start"]["line"] < cell.language.text.count("\n")}
    assert sorted(told) == ["M001", "M002"]
    assert told["M001"]["range"]["start"]["line"] == cell.language.place("nosuch99")[0]
    assert told["M002"]["data"]["others"] == ["pm427", "pepm427"]


async def definition(cell: Cell) -> None:
    found = await cell.at("definition", "own2020")
    assert found["uri"] == (cell.folder / "refs.bib").as_uri()
    assert found["range"] == {"start": position(1, 6), "end": position(1, 13)}
    page = Path((await cell.at("definition", "pepm775"))["uri"].removeprefix("file://"))
    assert "Borrowed Valleys" in page.read_text(encoding="utf-8")
    assert not page.stat().st_mode & 0o222


async def rename(cell: Cell) -> None:
    beside = cell.folder / f"beside{Path(cell.language.file).suffix}"
    beside.write_text(f"{cell.language.head}\nMore {cell.language.cited('own2020')}\n", encoding="utf-8")
    renamed = await cell.at("rename", "own2020", newName="mine2020")
    files = {one["textDocument"]["uri"]: one["edits"] for one in renamed["documentChanges"]}
    bib = (cell.folder / "refs.bib").as_uri()
    assert sorted(files) == sorted((cell.uri, bib, beside.as_uri()))
    assert [one["range"]["start"] for one in files[bib]] == [position(1, 6), position(9, 14)]
    assert {one["newText"] for edits in files.values() for one in edits} == {"mine2020"}


async def code_action(cell: Cell) -> None:
    line, start = cell.language.place("ponars:427")
    span = {"start": position(line, start), "end": position(line, start)}
    found = await cell.client.ask(
        "textDocument/codeAction", textDocument={"uri": cell.uri}, range=span, context={"diagnostics": []}
    )
    assert [one["title"] for one in found] == [f"Replace ponars:427 by {name}" for name in ("pm:427", "pepm:427")]
    (edit,) = found[1]["edit"]["documentChanges"][0]["edits"]
    assert edit == {
        "newText": "pepm:427",
        "range": {"start": position(line, start), "end": position(line, start + 10)},
    }
    assert found[0]["diagnostics"][0]["code"] == "M002"


FEATURES: list[Callable[[Cell], Awaitable[None]]] = [
    completion,
    hover,
    diagnostics,
    definition,
    rename,
    code_action,
]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.name)
@pytest.mark.parametrize("feature", FEATURES, ids=lambda one: one.__name__)
def test_a_cell(language: Language, feature: Callable[[Cell], Awaitable[None]], folder: Path) -> None:
    async def drive() -> None:
        async with Client(EMACS, folder) as client:
            uri = (folder / language.file).as_uri()
            client.open(uri, language.text, language.name)
            await feature(Cell(client, language, uri, folder))
            assert client.messages() == []

    asyncio.run(drive())


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.name)
def test_a_typed_citation_becomes_a_key(language: Language, folder: Path) -> None:
    typed = "B. Жунусбаева, “Borrowed Valleys,” PONARS Eurasia Policy Memo No. 775, 2022."

    async def drive() -> None:
        async with Client(NEOVIM, folder) as client:
            uri = (folder / language.file).as_uri()
            client.open(uri, f"{language.head}\nText\n\n{typed}\n", language.name)
            line = language.head.count("\n") + 3
            span = {"start": position(line, 20), "end": position(line, 20)}
            report = await client.ask("textDocument/diagnostic", textDocument={"uri": uri})
            assert [one["code"] for one in report["items"]] == ["M013"]
            found = await client.ask(
                "textDocument/codeAction",
                textDocument={"uri": uri},
                range=span,
                context={"diagnostics": [], "only": ["refactor"]},
            )
            (rewrite,) = [one for one in found if one["kind"] == "refactor.rewrite"]
            assert "pepm775" in rewrite["edit"]["documentChanges"][0]["edits"][0]["newText"]
            copies = [one["command"]["arguments"][0]["text"] for one in found if one["kind"] == "refactor.copy"]
            assert "Borrowed Valleys" in copies[0]
            assert len(copies) == 3

    asyncio.run(drive())
