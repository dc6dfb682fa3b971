"""Pages for the program man: what roff takes for a request, the parts of a page, and no warning for any of them."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from ponarscite.commands.help import page, topics
from ponarscite.commands.man_page import overview
from tests.conftest import Run


def body(markdown: str) -> str:
    return overview("a-topic", "What it is.", f"# A topic\n\n{markdown}").partition(".SH DESCRIPTION\n")[2]


@pytest.mark.parametrize(
    ("markdown", "roff"),
    [
        ("Words.", ".PP\nWords.\n"),
        (".dot\n'quote", ".PP\n\\&.dot\n\\(aqquote\n"),
        ("`-s a\\b` and **bold**, *slanted*", ".PP\n\\fB\\-s a\\eb\\fR and \\fBbold\\fR, \\fIslanted\\fR\n"),
        ("[keys](keys.md) ~^", ".PP\nkeys \\(ti\\(ha\n"),
        ("## A heading", ".SH A heading\n"),
        ("### A heading", ".SS A heading\n"),
        ("- one\n- two", ".IP \\(bu 2\none\n.IP \\(bu 2\ntwo\n"),
        ("```sh\n.x\n\n  y\n```", ".PP\n.in +4n\n.EX\n\\&.x\n\n  y\n.EE\n.in\n"),
        ("| a | b |\n|---|---|\n| 1 | |", ".TP\na\nb\n.TP\n1\n\\ \n"),
        ("Two  \nlines", ".PP\nTwo\nlines\n"),
    ],
)
def test_blocks(markdown: str, roff: str) -> None:
    assert body(markdown) == roff


def test_the_page_of_a_topic_says_what_it_is() -> None:
    lines = overview("keys", "how keys are made.", "# Keys\n\nWords.").splitlines()
    assert lines[0].startswith('.TH "PONARSCITE-KEYS" "7" "" "ponarscite ')
    assert lines[1:4] == [".SH NAME", r"ponarscite\-keys \- how keys are made", ".SH DESCRIPTION"]


def test_the_page_of_the_program_lists_its_commands(run: Run) -> None:
    shown = run("help", "--man").out
    headings = [line for line in shown.splitlines() if line.startswith(".SH ")]
    assert headings[:4] == [".SH NAME", ".SH SYNOPSIS", ".SH COMMANDS", ".SH DESCRIPTION"]
    assert headings[-1] == ".SH SEE ALSO"
    assert ".TP\n.B check\\-page\nReport what a reference manager makes of a web page.\n" in shown
    assert run("help", "keys", "--man").out == overview("keys", topics()["keys"], page("keys"))
    assert run("help", "nothing", "--man").code == 2


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_roff_has_nothing_to_say(run: Run) -> None:
    pages = [run("help", "--man").out, *(overview(topic, summary, page(topic)) for topic, summary in topics().items())]
    command = ["groff", "-K", "utf8", "-t", "-man", "-T", "utf8", "-ww", "-z"]
    for text in pages:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=60)
        assert (done.returncode, done.stderr.decode()) == (0, "")
