"""The README shows what happens: its console blocks and Python blocks are run, its commands are there."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(match["language"], match["body"]) for match in FENCE.finditer(README)]


def shown() -> list[tuple[str, str]]:
    """(command, what the README shows that it prints), of every console block."""
    found = []
    for language, body in BLOCKS:
        if language == "console":
            for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                found.append((command, output))
    return found


@pytest.mark.parametrize(("command", "output"), shown(), ids=[command for command, _ in shown()])
def test_a_command_prints_what_is_shown(command: str, output: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    program, *arguments = shlex.split(command)
    assert program == "ponarscite"
    ran = run(*arguments)
    assert (ran.out + ran.err).rstrip("\n") == output.rstrip("\n")
    assert (ran.code == 0) == (re.search(r"error: |P\d{3} warning: ", output) is None)


def test_the_python_blocks_give_what_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = "\n".join(body for language, body in BLOCKS if language == "python")
    parsed = doctest.DocTestParser().get_doctest(blocks, {}, "README.md", "README.md", 0)
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(parsed, out=said.append)
    assert result.attempted > 5
    assert result.failed == 0, "".join(said)


def test_every_kind_of_block_is_known() -> None:
    assert {language for language, _ in BLOCKS} == {"console", "python", "sh"}


@pytest.mark.parametrize("marker", ["main-job", "tests"])
def test_the_commands_to_copy_are_one_line_each(marker: str) -> None:
    """`.ci/run` reads them from here."""
    after = README.partition(f"<!-- {marker} -->\n")[2].splitlines()
    assert (after[0], after[2]) == ("```sh", "```")
    assert after[1].startswith("python3 -m venv .venv && ")


def test_every_link_leads_somewhere() -> None:
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in target]
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_file_named_is_there() -> None:
    named = set(re.findall(r"(?:examples|ponarscite|tests)/[\w./-]*\w", README))
    assert [name for name in named if not Path(ROOT, name).exists()] == []
