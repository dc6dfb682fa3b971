"""JSON on standard output: no control or bidi character reaches a terminal, and a reader gets the text as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ponarscite.commands.json_text import json_text
from tests.conftest import Run

HOSTILE = "\x9b31m\x7f\u202eX\u2066\u2028\ufeff\ud800\U0001fffe\x1b]0;x\x07Ïж"
SHOWN = set("Ïж")

ITEM = {
    "id": "k1",
    "type": f"report{HOSTILE}",
    "title": f"Title {HOSTILE}",
    "author": [{"family": "Lee", "given": HOSTILE}],
    "issued": {"raw": HOSTILE},
    HOSTILE: HOSTILE,
}


def test_json_is_read_back_as_it_was() -> None:
    text = json_text([HOSTILE, {"a": HOSTILE}])
    assert json.loads(text) == [HOSTILE, {"a": HOSTILE}]
    assert {one for one in text if not one.isascii()} == SHOWN
    assert text.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    "words",
    [
        ("explain", "--json"),
        ("check", "--json"),
        ("add", "--json", "--library", "l.sqlite"),
        ("parse", "--json"),
    ],
    ids=lambda words: words[0],
)
def test_commands_print_json_without_escape_sequences(
    words: tuple[str, ...], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "a\x9b31m\u202e.json" if words[0] != "parse" else "a\x9b31m\u202e.txt"
    text = f"Lee, A. (2020). The {HOSTILE}. Journal of X, 3(1), 1–2.".encode("utf-8", "replace")
    Path(name).write_bytes(text if words[0] == "parse" else json.dumps([ITEM]).encode())
    ran = run(words[0], name, *words[1:])
    assert isinstance(json.loads(ran.out), list | dict)
    assert (ran.out + ran.err).replace("\n", "").isprintable()


@pytest.mark.parametrize(
    "words", [("log", "--json"), ("show", "k1", "--json"), ("why", "k1", "--json"), ("find", "--json")]
)
def test_library_commands_print_json_without_escape_sequences(
    words: tuple[str, ...], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "a\x9b31m\u202e.json"
    Path(name).write_text(json.dumps([ITEM]), encoding="utf-8")
    run("add", name, "--library", "l.sqlite")
    run("tag", "k1", "a\x9b31m\u202e", "--library", "l.sqlite")
    ran = run(*words, "--library", "l.sqlite")
    assert isinstance(json.loads(ran.out), list | dict)
    assert ran.out.replace("\n", "").isprintable()
