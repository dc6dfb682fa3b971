"""Standard streams as shells and terminals leave them: closed, full, or in an encoding of their own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, HANGUP

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"
NEEDS_SHELL = pytest.mark.skipif(not Path("/bin/sh").exists(), reason="this system has no POSIX shell")
NEEDS_FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Runs `ponarscite COMMAND` in a shell, which knows how to close a stream."""
    line = f'"{sys.executable}" -m ponarscite {command}'
    clean = {**os.environ, "PONARSCITE_DISABLE_PLUGINS": "1"}
    return subprocess.run(
        ["/bin/sh", "-c", line], env=clean | environment, capture_output=True, timeout=60, check=False
    )


@NEEDS_SHELL
@pytest.mark.parametrize(
    "command", ["export '{}'", "explain '{}'", "explain --json '{}'", "plugins", "styles apa", "--version", "--help"]
)
def test_a_closed_standard_output_is_told(command: str) -> None:
    done = shell(command.format(PAGE) + " >&-")
    lines = done.stderr.decode().splitlines()
    assert done.returncode == 1
    assert [line.partition(":")[0] for line in lines] == ["error", "hint"]
    assert "standard output is closed" in lines[0]
    assert "-o" not in lines[1] or command.startswith("export")


@NEEDS_SHELL
def test_what_is_written_to_a_file_needs_no_standard_output(tmp_path: Path) -> None:
    done = shell(f"export '{PAGE}' -o '{tmp_path}/memo.bib' >&- 2>&-")
    assert done.returncode == 0
    assert (tmp_path / "memo.bib").read_text(encoding="utf-8").startswith("@report{")


@NEEDS_SHELL
def test_a_closed_standard_error_changes_no_result() -> None:
    done = shell(f"export '{PAGE}' -s ponars-eurasia 2>&-")
    assert (done.returncode, done.stdout.decode()[:16]) == (0, "Olena Prykladna ")


@NEEDS_FULL
@NEEDS_SHELL
def test_a_version_that_nobody_could_write_is_told() -> None:
    done = shell("--version >/dev/full")
    assert done.returncode == 1
    assert done.stderr.startswith(b"error: cannot write to standard output")


@NEEDS_FULL
@NEEDS_SHELL
@pytest.mark.parametrize("command", [f"explain '{PAGE}'", "plugins", "styles apa"])
def test_a_hint_names_no_option_that_the_command_has_not(command: str) -> None:
    done = shell(f"{command} >/dev/full")
    error, hint = done.stderr.decode().splitlines()
    assert (done.returncode, error.partition(":")[0], hint.partition(":")[0]) == (1, "error", "hint")
    assert "-o" not in hint


@NEEDS_SHELL
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "koi8-r", "cp1252:strict"])
def test_results_are_utf_8_in_every_terminal(encoding: str) -> None:
    done = shell(f"explain --json '{PAGE}'", PYTHONIOENCODING=encoding, LC_ALL="C")
    (record, *_) = json.loads(done.stdout.decode("utf-8"))
    assert (done.returncode, record["variables"]["number"]["value"]) == (0, "9001")


@pytest.mark.skipif(os.name != "posix", reason="signals are others elsewhere")
@pytest.mark.parametrize("delay", [0.06, 0.12, 0.18])
def test_an_interrupt_while_it_starts_leaves_no_traceback_of_ours(delay: float) -> None:
    """At the very start the interpreter itself may be interrupted, before any of our code runs."""
    command = [sys.executable, "-m", "ponarscite", "styles", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert b"ponarscite/cli.py" not in err


@pytest.mark.skipif(os.name != "posix", reason="signals are others elsewhere")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (HANGUP, 129)])
def test_an_interrupt_is_told_in_two_lines(number: int, code: int) -> None:
    command = [sys.executable, "-m", "ponarscite", "export", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin
        process.stdin.write(bytes(1_000_000))  # more than a pipe holds: returns when it is being read
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (code, b"")
    assert err.decode().splitlines() == ["error: interrupted", "hint: no file was changed; run the same command again"]
