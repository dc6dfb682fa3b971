"""The command line: exit codes, errors of two lines, results on standard output, messages on standard error."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import click
import pytest

from ponarscite import PluginManager
from ponarscite.cli import group
from ponarscite.record.text import inert
from tests.conftest import EXAMPLES, Run

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"
OTHER = EXAMPLES / "pages" / "night-trains.html"
CITATION = (
    "Olena Prykladna and Juan de la Prueba, “Borrowed Rivers: Who Pays for Water in Two Invented Valleys?” "
    "PONARS Eurasia Policy Memo No. 9001, George Washington University, March 2024.\n"
)
COMMAND = (sys.executable, "-m", "ponarscite")
ENTITY_BOMB = (
    b"<?xml version='1.0'?><!DOCTYPE b [<!ENTITY a0 'ha'>%s]><html><body><p>&a30;</p></body></html>"
    % b"".join(b"<!ENTITY a%d '&a%d;&a%d;'>" % (n, n - 1, n - 1) for n in range(1, 31))
)


def assert_is_an_error(err: str) -> None:
    """Check that this is an error of two lines: what went wrong, and the next step."""
    lines = err.splitlines()
    assert [line.partition(": ")[0] for line in lines] == ["error", "hint"], err
    assert all(line.partition(": ")[2] for line in lines)


def start(
    *arguments: object, stdin: int | IO[bytes] = subprocess.DEVNULL, stdout: int | IO[bytes] = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PONARSCITE_DISABLE_PLUGINS": "1", "PYTHONIOENCODING": "utf-8"}
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.Popen(command, env=environment, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE)


# Results and talk


def test_the_result_goes_to_standard_output_alone(run: Run) -> None:
    ran = run("export", PAGE, "-s", "ponars-eurasia")
    assert (ran.code, ran.out, ran.err) == (0, CITATION, "")


def test_warnings_go_to_standard_error_alone_and_fail_nothing(run: Run) -> None:
    ran = run("export", EXAMPLES / "undated.txt", "-f", "csl-json")
    assert ran.code == 0
    (item,) = json.loads(ran.out)
    assert item["number"] == "419"
    assert "publisher" not in item
    assert ran.err.startswith("warning: ejemploorchard: No. 419 could be of PONARS Policy Memo and PONARS Eurasia")


def test_conflicts_are_reported_and_explained(run: Run) -> None:
    exported = run("export", OTHER, "-f", "bibtex", "--verbose")
    assert exported.code == 0
    assert "warning: pepm9002: issued is 'March 21, 2024' (page) but also" in exported.err
    (record,) = json.loads(run("explain", OTHER, "--json").out)
    issued = record["variables"]["issued"]
    assert issued["value"] == {"date-parts": [[2024, 3, 21]]}
    assert {claim["origin"] for claim in issued["claims"] if claim["conflict"]} == {"Open Graph", "JSON-LD"}


def test_verbose_tells_how_much_was_read(run: Run) -> None:
    assert "note: 1 records, 0 failures" in run("export", PAGE, "-f", "ris", "-v").err


def test_a_folder_gives_each_memo_once(run: Run) -> None:
    ran = run("export", EXAMPLES / "pages", "-f", "csl-json")
    assert [item["id"] for item in json.loads(ran.out)] == ["pepm9001", "pepm9002"]


def test_more_roles_give_more_records(run: Run) -> None:
    ran = run("export", PAGE, "-f", "csl-json", "--with", "cited,mentioned")
    kinds = [item["type"] for item in json.loads(ran.out)]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "report": 5,
        "article-newspaper": 2,
        "post-weblog": 1,
        "broadcast": 2,
    }


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        ("a.bib", "@report{pepm9001,"),
        ("a.ris", "TY  - RPRT"),
        ("a.json", "["),
        ("a", "@report{pepm9001,"),
        ("a.HTML", "<!DOCTYPE html>"),
        ("a.tex", "Olena Prykladna and"),
    ],
)
def test_the_ending_of_the_file_chooses_the_format(run: Run, tmp_path: Path, name: str, starts: str) -> None:
    ran = run("export", PAGE, "-o", tmp_path / name)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert (tmp_path / name).read_text(encoding="utf-8").lstrip().startswith(starts)


def test_explain_shows_a_claim_a_line(run: Run) -> None:
    ran = run("explain", PAGE)
    assert ran.code == 0
    assert "pepm9001 (subject)" in ran.out
    assert "  number: 9001\n      9001  [own: page, line " in ran.out


def test_styles_are_found_by_words(run: Run) -> None:
    found = json.loads(run("styles", "ponars", "--json").out)
    assert [style["id"] for style in found] == ["ponars-eurasia"]
    assert run("styles", "ponars").out.startswith("ponars-eurasia\t")


def test_terminal_control_characters_come_out_inert(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "undated.txt"
    text = (EXAMPLES / "undated.txt").read_text(encoding="utf-8").replace("Orchard", "Or\x1b]0;chard\u202e")
    source.write_text(text, encoding="utf-8")
    for ran in (run("explain", source), run("export", source, "-f", "bibtex"), run("export", f"{source}\x1b[2J")):
        assert inert(f"{ran.out}{ran.err}".replace("\n", "")) == f"{ran.out}{ran.err}".replace("\n", "")


# What cannot be read: exit 1, two lines


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="an empty file"),
        pytest.param(b" \n\t\n", id="white space"),
        pytest.param(b"<!doctype html><title>Shop</title><p>Buy one, get one.</p>", id="a page without a memo"),
        pytest.param(b"Dear Ann,\nsee you on Monday.\n", id="a text without a memo"),
        pytest.param(bytes(range(256)) * 64, id="binary data"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(500), id="an image"),
        pytest.param(b"\xff\xfeP\x00O", id="half a character"),
        pytest.param(b"x" * 5_000_000, id="one long line"),
        pytest.param(b"<div>" * 50_000, id="deeply nested HTML"),
        pytest.param(b"<p " + b"a=1 " * 20_000, id="many attributes"),
        pytest.param(ENTITY_BOMB, id="an entity bomb"),
        pytest.param(b"[" * 100_000, id="deeply nested JSON"),
        pytest.param(b'[{"id": 1, "title": ', id="broken JSON"),
    ],
)
def test_documents_without_a_memo_are_named(run: Run, tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "page"
    source.write_bytes(content)
    ran = run("export", source, "-f", "bibtex")
    assert (ran.code, ran.out) == (1, "")
    assert_is_an_error(ran.err)
    assert str(source) in ran.err


def test_a_memo_is_found_in_deeply_nested_html(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "deep.html"
    page = PAGE.read_text(encoding="utf-8")
    source.write_text(page.replace("</footer>", "<div>" * 20_000 + "</footer>"), encoding="utf-8")
    ran = run("export", source, "-s", "ponars-eurasia")
    assert (ran.code, ran.out) == (0, CITATION)


def test_a_file_of_200_megabytes_is_refused_unread(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "huge.txt"
    with source.open("wb") as file:
        file.truncate(200_000_000)
    ran = run("export", source, "-f", "bibtex")
    assert (ran.code, ran.out) == (1, "")
    assert_is_an_error(ran.err)
    assert "200,000,000 bytes" in ran.err


def test_a_line_of_200_megabytes_on_standard_input_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "huge"
    with source.open("wb") as file:
        file.truncate(200_000_000)
    with source.open("rb") as huge, start("export", "-", "-f", "bibtex", stdin=huge) as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, b"")
    assert_is_an_error(err.decode())


@pytest.mark.parametrize("source", ["no-such-page.html", "baev", "775", ""])
def test_a_mistyped_path_never_becomes_a_search(run: Run, source: str) -> None:
    ran = run("export", source, "-f", "bibtex")
    assert (ran.code, ran.out) == (1, "")
    assert_is_an_error(ran.err)
    assert ran.err.startswith("error: no such source")


def test_only_http_addresses_are_opened(run: Run) -> None:
    ran = run("export", "ftp://example.org/memo", "-f", "bibtex")
    assert (ran.code, ran.out) == (1, "")
    assert_is_an_error(ran.err)


def test_a_private_address_is_refused(run: Run) -> None:
    ran = run("export", "http://127.0.0.1:9/memo", "-f", "bibtex")
    assert (ran.code, ran.out) == (1, "")
    assert_is_an_error(ran.err)
    assert "--allow-private" in ran.err


def test_an_empty_folder_is_named(run: Run, tmp_path: Path) -> None:
    ran = run("explain", tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert_is_an_error(ran.err)


def test_records_are_written_although_another_source_failed(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    ran = run("export", "missing.html", PAGE, tmp_path / "gone.txt", "-s", "ponars-eurasia", "-o", target)
    assert ran.code == 1
    assert target.read_text(encoding="utf-8") == CITATION
    assert [line.partition(":")[0] for line in ran.err.splitlines()] == ["error", "hint"] * 2
    assert "missing.html" in ran.err
    assert "gone.txt" in ran.err


def test_one_bad_file_does_not_spoil_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"")
    (tmp_path / "b.html").write_bytes(PAGE.read_bytes())
    ran = run("export", tmp_path, "-s", "ponars-eurasia")
    assert (ran.code, ran.out) == (1, CITATION)
    assert_is_an_error(ran.err)


# Misuse: exit 2, two lines


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param([], "Missing argument 'SOURCES...'", id="no source"),
        pytest.param([PAGE, "-f", "bibtexx"], "no format is called 'bibtexx'", id="unknown format"),
        pytest.param([PAGE, "-s", "no-such-style"], "no-such-style", id="unknown style"),
        pytest.param([PAGE, "-s", "gone.csl"], "gone.csl", id="missing style file"),
        pytest.param([PAGE, "-s", "apa", "-f", "ris"], "a style has no meaning for the format ris", id="style and ris"),
        pytest.param([PAGE, "-s", "apa", "--markup", "word"], "'word' is not one of", id="unknown markup"),
        pytest.param([PAGE, "-s", "apa", "--engine", "vapour"], "vapour", id="unknown engine"),
        pytest.param([PAGE, "-s", "apa", "--locale", "??"], "no locale is called", id="unknown locale"),
        pytest.param([PAGE, "--with", "friends"], "no role is called 'friends'", id="unknown role"),
        pytest.param([PAGE, "--keys", "random"], "no function is called 'random'", id="unknown scheme of keys"),
        pytest.param([PAGE, "--no-such-option"], "--no-such-option", id="unknown option"),
        pytest.param([EXAMPLES, "--url", "https://example.org/a"], "--url names one page", id="one URL, many pages"),
    ],
)
def test_misuse(run: Run, arguments: list[object], told: str) -> None:
    ran = run("export", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert_is_an_error(ran.err)
    assert told in ran.err


def test_an_unknown_command_is_misuse(run: Run) -> None:
    ran = run("exprot", PAGE)
    assert (ran.code, ran.out) == (2, "")
    assert_is_an_error(ran.err)


@pytest.mark.parametrize(
    "style", ["\n", "<style", "<html/>", "not xml", "<style xmlns='http://purl.org/net/xbiblio/csl'/>"]
)
def test_a_broken_style_is_named_and_nothing_is_written(run: Run, tmp_path: Path, style: str) -> None:
    broken, target = tmp_path / "broken.csl", tmp_path / "out.txt"
    broken.write_text(style, encoding="utf-8")
    target.write_text("as before", encoding="utf-8")
    ran = run("export", PAGE, "-s", broken, "-o", target)
    assert (ran.code, ran.out) == (1, "")
    assert_is_an_error(ran.err)
    assert "broken.csl" in ran.err
    assert target.read_text(encoding="utf-8") == "as before"


# Output: whole or not at all


def test_a_file_stays_untouched_when_nothing_was_read(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "memos.bib"
    target.write_text("as before", encoding="utf-8")
    assert run("export", tmp_path / "gone.html", "-o", target).code == 1
    assert target.read_text(encoding="utf-8") == "as before"
    assert [path.name for path in tmp_path.iterdir()] == ["memos.bib"]


def test_a_file_is_replaced_whole(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "memos.txt"
    target.write_text("as before" * 1000, encoding="utf-8")
    assert run("export", PAGE, "-s", "ponars-eurasia", "-o", target).code == 0
    assert target.read_text(encoding="utf-8") == CITATION
    assert [path.name for path in tmp_path.iterdir()] == ["memos.txt"]


def test_a_folder_that_is_missing_is_named(run: Run, tmp_path: Path) -> None:
    ran = run("export", PAGE, "-o", tmp_path / "gone" / "memos.bib")
    assert (ran.code, ran.out) == (1, "")
    assert_is_an_error(ran.err)


NEEDS_FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")


@NEEDS_FULL
def test_a_full_disk_is_an_error_with_o(run: Run) -> None:
    ran = run("export", PAGE, "-f", "bibtex", "-o", "/dev/full")
    assert (ran.code, ran.out) == (1, "")
    assert_is_an_error(ran.err)


@NEEDS_FULL
@pytest.mark.parametrize("arguments", [("export", PAGE, "-f", "bibtex"), ("explain", PAGE), ("plugins",), ("--help",)])
def test_a_full_disk_is_an_error_on_standard_output(arguments: tuple[object, ...]) -> None:
    with Path("/dev/full").open("wb") as full, start(*arguments, stdout=full) as process:
        _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert_is_an_error(err.decode())


@pytest.mark.skipif(os.name != "posix", reason="pipes close otherwise elsewhere")
@pytest.mark.parametrize(
    "arguments", [("export", PAGE, "-f", "bibtex"), ("explain", PAGE), ("plugins",), ("styles",), ("--help",)]
)
def test_a_closed_pipe_ends_it_quietly(arguments: tuple[object, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with start(*arguments, stdout=writer) as process:
        os.close(writer)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (141, b"")


def opened(pipe: Path, process: subprocess.Popen[bytes]) -> int:
    """The writing end of a named pipe, once the process reads from it."""
    while True:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO or process.poll() is not None:
                raise
            time.sleep(0.01)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_ctrl_c_ends_it_quietly_and_leaves_the_file(tmp_path: Path) -> None:
    pipe, target = tmp_path / "endless.html", tmp_path / "memos.bib"
    target.write_text("as before", encoding="utf-8")
    os.mkfifo(pipe)
    with start("export", PAGE, pipe, "-o", target) as process:
        writer = opened(pipe, process)
        process.send_signal(signal.SIGINT)
        os.close(writer)  # a signal that comes just before a read begins does not end it: the end of the file does
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err
    assert target.read_text(encoding="utf-8") == "as before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["endless.html", "memos.bib"]


def test_standard_input_is_a_source() -> None:
    with PAGE.open("rb") as page, start("export", "-", "-s", "ponars-eurasia", stdin=page) as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out.decode(), err) == (0, CITATION, b"")


def test_the_version_is_the_same_everywhere(run: Run) -> None:
    with start("--version") as process:
        out, _ = process.communicate(timeout=60)
    assert out.decode() == run("--version").out
    assert run("--version").code == 0


# Help and completion


def commands(plugins: PluginManager) -> dict[str, click.Command]:
    return dict(group(plugins).commands)


def test_every_help_shows_examples(run: Run, plugins: PluginManager) -> None:
    for arguments in [("--help",), *((name, "--help") for name in commands(plugins))]:
        ran = run(*arguments)
        assert ran.code == 0
        assert "Examples:\n  " in ran.out.replace("\n\n", "\n"), arguments
        assert "ponarscite" in ran.out.partition("Examples:")[2]


def test_every_option_has_a_help_text(plugins: PluginManager) -> None:
    for command in commands(plugins).values():
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help, f"{command.name} {parameter.name}"


def complete(*words: str) -> list[str]:
    line = ("ponarscite", *words)
    environment = {
        **os.environ,
        "PONARSCITE_DISABLE_PLUGINS": "1",
        "_PONARSCITE_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(line),
        "COMP_CWORD": str(len(line) - 1),
    }
    done = subprocess.run(COMMAND, env=environment, capture_output=True, text=True, check=True, timeout=60)
    return [word.partition(",")[2] for word in done.stdout.splitlines()]


NEEDS_BASH = pytest.mark.skipif(not shutil.which("bash"), reason="click asks bash itself for its version")


@pytest.mark.parametrize("shell", [pytest.param("bash", marks=NEEDS_BASH), "zsh", "fish"])
def test_a_completion_script_is_made(shell: str) -> None:
    environment = {**os.environ, "_PONARSCITE_COMPLETE": f"{shell}_source"}
    done = subprocess.run(COMMAND, env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert "_PONARSCITE_COMPLETE" in done.stdout


def test_commands_formats_styles_and_choices_are_completed() -> None:
    assert sorted(complete("ex")) == ["explain", "export"]
    assert sorted(complete("export", "-f", "bib")) == ["biblatex", "bibtex"]
    assert complete("export", "-s", "ponars") == ["ponars-eurasia"]
    assert "chicago-notes-bibliography" in complete("export", "-s", "chicago-notes")
    assert complete("export", "--markup", "ht") == ["html"]
