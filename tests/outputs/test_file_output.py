"""The file output: a file is written as a whole or stays as it was."""

from __future__ import annotations

import io
import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Thread
from typing import BinaryIO

import pytest
from click.testing import CliRunner

from ponarscite.errors import OutputError
from ponarscite.outputs.file import write_output
from tests.conftest import HANGUP, ROOT

FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


def failure(target: object, pieces: Iterable[str] | Iterable[bytes] = ("text",)) -> OutputError:
    with pytest.raises(OutputError) as caught:
        write_output(pieces, str(target))
    return caught.value


def permissions(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.touch()
    path = tmp_path / "out.bib"
    assert write_output(iter(["«Ый»", "\n", "", "b"]), str(path)) is True
    assert path.read_bytes() == "«Ый»\nb".encode()
    assert permissions(path) == permissions(other)
    assert sorted(tmp_path.iterdir()) == [other, path]


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "out.bin"
    assert write_output(iter([b"\xff\0", b"", b"\r\n"]), str(path)) is True
    assert path.read_bytes() == b"\xff\0\r\n"


def test_bytes_go_to_standard_output_past_its_encoding(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write_output([b"\xff\0"], "-")
    assert capfdbinary.readouterr().out == b"\xff\0"


def test_a_standard_output_for_text_alone_takes_no_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert failure("-", [b"x"]).hint == "name a file with -o FILE"


def test_nothing_written_is_an_empty_file(tmp_path: Path) -> None:
    write_output((), str(tmp_path / "out"))
    assert (tmp_path / "out").read_bytes() == b""


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "out.bib"
    path.write_text("old")
    path.chmod(0o640)
    write_output(["new"], str(path))
    assert (path.read_text(), permissions(path)) == ("new", 0o640)


def test_nobody_reads_a_private_file_while_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / ".private"
    path.write_text("old")
    path.chmod(0o600)
    seen: list[int] = []

    def pieces() -> Iterator[str]:
        yield "new"
        seen.extend(permissions(other) for other in tmp_path.iterdir())

    write_output(pieces(), str(path))
    assert seen == [0o600, 0o600]
    assert (path.read_text(), permissions(path)) == ("new", 0o600)


SLOW = """
import sys, time
from ponarscite.hooks.interruption import take_signals
from ponarscite.outputs.file import write_output
take_signals()
def pieces():
    yield "half"
    print("writing", flush=True)
    time.sleep(600)
write_output(pieces(), sys.argv[1])
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are others elsewhere")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, HANGUP])
def test_a_signal_leaves_the_file_as_it_was_and_no_other(number: int, tmp_path: Path) -> None:
    path = tmp_path / "out.bib"
    path.write_text("old")
    command = [sys.executable, "-c", SLOW, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout
        process.stdout.readline()
        process.send_signal(number)
        process.communicate(timeout=60)
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("out.bib", "old")]


def test_a_file_keeps_its_extended_attributes(tmp_path: Path) -> None:
    path = tmp_path / "out.bib"
    path.write_text("old")
    try:
        os.setxattr(path, "user.tag", b"mine")
    except (OSError, AttributeError):
        pytest.skip("this file system has none")
    write_output(["new"], str(path))
    assert os.getxattr(path, "user.tag") == b"mine"


def test_a_reader_of_the_old_file_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "out.bib"
    path.write_text("old")
    with path.open() as reader:
        write_output(["new"], str(path))
        assert reader.read() == "old"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "out.bib").write_text("old")
    (tmp_path / "link").symlink_to("real/out.bib")
    (tmp_path / "loose").symlink_to("real/new.bib")
    write_output(["new"], str(tmp_path / "link"))
    write_output(["newer"], str(tmp_path / "loose"))
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "out.bib").read_text() == "new"
    assert (tmp_path / "real" / "new.bib").read_text() == "newer"


@pytest.mark.parametrize("fault", [KeyboardInterrupt, ValueError, OSError, BrokenPipeError])
@pytest.mark.parametrize("old", [None, "old"])
def test_a_fault_in_the_text_leaves_the_target_alone(
    tmp_path: Path,
    fault: type[BaseException],
    old: str | None,
) -> None:
    path = tmp_path / "out.bib"
    if old:
        path.write_text(old)

    def pieces() -> Iterator[str]:
        yield "new" * 100_000
        raise fault

    with pytest.raises(fault):
        write_output(pieces(), str(path))
    assert [(found.name, found.read_text()) for found in tmp_path.iterdir()] == ([("out.bib", "old")] if old else [])


LIMITED = """
import resource, sys
from ponarscite.errors import OutputError
from ponarscite.outputs.file import write_output
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_output(["x" * 600, "y" * 600], sys.argv[1])
except OutputError as error:
    print(error.message, error.hint, sep="\\n")
"""


def test_a_disk_that_is_full_midway_leaves_the_target_alone(tmp_path: Path) -> None:
    path = tmp_path / "out.bib"
    path.write_text("old")
    done = subprocess.run([sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == f"cannot write to {path}: File too large"
    assert "limit" in done.stdout.splitlines()[1]
    assert done.stderr == ""
    assert [(found.name, found.read_text()) for found in tmp_path.iterdir()] == [("out.bib", "old")]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 1000


@FULL
@pytest.mark.parametrize("pieces", [["x"], ["x" * 1_000_000]])
def test_a_full_device_is_an_error(pieces: list[str]) -> None:
    error = failure("/dev/full", pieces)
    assert error.message == "cannot write to /dev/full: No space left on device"
    assert error.hint == "the disk is full: make room, or write to another one"


def test_bad_targets(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    for target, message, hint in (
        (tmp_path, "Is a directory", "name of a file"),
        (tmp_path / "no" / "out", "No such file or directory", "create the folder"),
        (tmp_path / "file" / "out", "Not a directory", "not a folder"),
    ):
        error = failure(target)
        assert error.message == f"cannot write to {target}: {message}"
        assert hint in error.hint
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("target", ["", "a\0b", "x" * 300])
def test_what_is_no_name(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert failure(target).hint
    assert list(tmp_path.iterdir()) == []


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert failure(tmp_path / "loop").hint == "the link leads to itself: remove it"
    assert [path.name for path in tmp_path.iterdir()] == ["loop"]


def test_write_protection_is_respected(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("old")
    path.chmod(0o444)
    if os.access(path, os.W_OK):
        pytest.skip("this user may write everywhere")
    assert failure(path).message == f"cannot write to {path}: Permission denied"
    tmp_path.chmod(0o555)
    assert failure(tmp_path / "new").hint == "choose a place where you may write"
    assert path.read_text() == "old"
    tmp_path.chmod(0o755)


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found = []
    reader = Thread(target=lambda: found.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_output(["a", "б" * 100_000], str(pipe))
    reader.join()
    assert found == [b"a" + "б".encode() * 100_000]


def test_click_sees_standard_output() -> None:
    import click

    @click.command()
    def command() -> None:
        click.echo("first")
        write_output(["«Ый»\n"], "-")

    assert CliRunner().invoke(command).output == "first\n«Ый»\n"


@pytest.mark.parametrize("encoding", ["", "ascii"], ids=["text", "bytes"])
def test_standard_output_may_be_anything(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    kept = io.BytesIO()
    stream = io.TextIOWrapper(kept, encoding) if encoding else io.StringIO(newline="")
    monkeypatch.setattr(sys, "stdout", stream)
    write_output(["a", "«б»\n"], "-")
    stream.flush()
    written = stream.getvalue() if isinstance(stream, io.StringIO) else kept.getvalue().decode()
    assert written == "a«б»\n"


def test_standard_output_may_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    error = failure("-")
    assert (error.message, error.hint) == ("standard output is closed", "name a file with -o FILE")


def test_lone_surrogates_do_not_stop_the_rest(tmp_path: Path) -> None:
    write_output(["a\ud800b"], str(tmp_path / "out"))
    assert (tmp_path / "out").read_bytes() == b"a?b"


TO_STDOUT = """
import sys
from ponarscite.errors import OutputError
from ponarscite.outputs.file import write_output
try:
    write_output(("\\xab\\u042b\\xbb\\n" for _ in range(int(sys.argv[1]))), sys.argv[2])
except (OutputError, BrokenPipeError) as error:
    print(type(error).__name__, error, file=sys.stderr)
"""


def run(count: int, stdout: int | BinaryIO, target: str = "-") -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", TO_STDOUT, str(count), target],
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )


@pytest.mark.parametrize("target", ["-", "/dev/stdout"])
def test_standard_output_is_utf_8_whatever_the_locale(target: str) -> None:
    with run(2, subprocess.PIPE, target) as process:
        out, err = process.communicate()
    assert out == "«Ы»\n«Ы»\n".encode()
    assert err == b""


def test_a_closed_pipe_ends_quietly() -> None:
    with run(100_000, subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        err = process.stderr.read()
    assert err == b"BrokenPipeError [Errno 32] Broken pipe\n"
    assert process.returncode == 0


@FULL
def test_a_full_standard_output_is_one_error() -> None:
    with Path("/dev/full").open("wb") as full, run(9, full) as process:
        _, err = process.communicate()
    assert err == b"OutputError cannot write to standard output: No space left on device\n"
    assert process.returncode == 0
