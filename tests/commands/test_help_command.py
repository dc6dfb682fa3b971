"""`ponarscite help`: the list of topics, each page of the manual, and the help of each command."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from click.shell_completion import ShellComplete

from ponarscite import PluginManager
from ponarscite.cli import group
from ponarscite.commands.help import _with_topics, topics
from tests.conftest import ROOT, Run
from tests.markdown import PAGES


def test_without_a_topic_it_lists_them(run: Run) -> None:
    ran = run("help")
    assert (ran.code, ran.err) == (0, "")
    listed = re.findall(r"^  ([\w-]+) +(.+)$", ran.out, re.MULTILINE)
    assert dict(listed) == topics()
    assert set(topics()) == set(PAGES) - {"index"}
    assert run("help", "index").out == ran.out


def test_a_topic_fits_on_a_line(run: Run) -> None:
    assert max(map(len, run("help").out.splitlines())) <= 100


@pytest.mark.parametrize("topic", sorted(set(PAGES) - {"index"}))
def test_a_page_is_printed_as_it_is_where_there_is_no_terminal(topic: str, run: Run) -> None:
    ran = run("help", topic)
    assert (ran.code, ran.out, ran.err) == (0, PAGES[topic].text, "")


def test_a_command_shows_its_own_help(plugins: PluginManager, run: Run) -> None:
    for name in group(plugins).commands:
        if name not in topics():
            ran = run("help", name)
            assert (ran.code, ran.err) == (0, "")
            assert ran.out == run(name, "--help").out
            assert ran.out.startswith(f"Usage: ponarscite {name} ")


@pytest.mark.parametrize(
    ("topic", "hint"),
    [
        ("claim", "did you mean claims?"),
        ("Exprot", "did you mean export?"),
        ("zzzzzz", "`ponarscite help` lists the topics"),
        ("../hookspecs", "`ponarscite help` lists the topics"),
    ],
)
def test_what_is_not_there_is_misuse(topic: str, hint: str, run: Run) -> None:
    ran = run("help", topic)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"error: no page of the manual and no command is called {topic!r}\nhint: {hint}\n"


def test_topics_and_commands_complete(plugins: PluginManager) -> None:
    completion = ShellComplete(group(plugins), {"obj": plugins}, "ponarscite", "_X")

    def completed(start: str) -> list[str]:
        return [one.value for one in completion.get_completions(["help"], start)]

    assert completed("c") == [
        "command-line",
        "citations",
        "claims",
        "checks",
        "csl",
        "changes",
        "check",
        "check-page",
        "config",
        "conflicts",
    ]
    assert completed("push") == ["push"]


def on_a_terminal(*arguments: str) -> str:
    """What the command prints on a terminal of 100 columns, without colours."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    main, side = pty.openpty()
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "xterm", "PONARSCITE_DISABLE_PLUGINS": "1"}
    with subprocess.Popen([sys.executable, "-m", "ponarscite", *arguments], stdout=side, cwd=ROOT, env=environment):
        os.close(side)
        printed = read_all(main)
    return re.sub(r"\x1b\[[\d;]*m", "", printed).replace("\r\n", "\n")


def read_all(descriptor: int) -> str:
    """Linux ends a pseudo-terminal with an error, other systems with nothing."""
    pieces = []
    try:
        while piece := os.read(descriptor, 65_536):
            pieces.append(piece)
    except OSError:
        pass
    finally:
        os.close(descriptor)
    return b"".join(pieces).decode()


def test_a_terminal_shows_a_page_laid_out() -> None:
    shown = on_a_terminal("help", "claims")
    assert re.search(r"^[ ┃]{20,}Claims[ ┃]*$", shown, re.MULTILINE)  # rich before 14.3 draws a box
    assert "```" not in shown
    assert "](" not in shown
    assert "see ponarscite help library." in " ".join(shown.split())
    assert "ejemploorchard (subject)" in shown


def test_a_picture_is_told_by_its_words() -> None:
    text = "![A graph: years](pictures/graph.png)\n\nSee [keys](keys.md), and `[a](b)`."
    assert _with_topics(text).startswith("(Picture: A graph: years)\n\nSee `ponarscite help keys`")
