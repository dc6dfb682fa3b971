"""Backups: whole or absent, with the permissions of the library, and nothing is left of those that were killed."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ponarscite import Library, PluginManager
from ponarscite.library.unfinished import begin, is_unfinished, unfinished_name
from tests.conftest import ROOT
from tests.library.test_faults import filled

POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions and signals are others elsewhere")

BACKUP = """
import sqlite3, sys, time
from ponarscite import Library, plugin_manager
from ponarscite.library import database
connect = sqlite3.connect
def slow(path, **options):
    connection = connect(path, **options)
    print("copying", flush=True)
    time.sleep(600)
    return connection
with Library(sys.argv[1], plugin_manager(external=False)) as library:
    sqlite3.connect = slow
    library.backup(sys.argv[2])
"""


def test_an_unfinished_name_is_recognised() -> None:
    name = unfinished_name("a.sqlite")
    assert name != unfinished_name("a.sqlite")
    assert is_unfinished(name, "a.sqlite")
    assert is_unfinished(f"{name}-journal", "a.sqlite")
    assert is_unfinished("a.sqlite.part-4711", "a.sqlite")  # version 0.1 wrote the number of the process
    assert not any(map(is_unfinished, ("a.sqlite", "a.sqlite.part-", "a.part-x", f"{name}.bib")))
    assert not is_unfinished(name, "b.sqlite")


@POSIX
def test_what_a_killed_backup_has_left_is_removed_by_the_next(tmp_path: Path, plugins: PluginManager) -> None:
    path, target = filled(tmp_path / "a.sqlite", plugins), tmp_path / "copy.sqlite"
    command = [sys.executable, "-c", BACKUP, str(path), str(target)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    with process, Library(path, plugins) as library:
        assert process.stdout
        assert process.stdout.readline() == "copying\n"
        (tmp_path / "copy.sqlite.part-4711-journal").touch()
        (tmp_path / "other.sqlite.part-4711").touch()
        assert len(list(tmp_path.glob("copy.sqlite.part-*"))) == 2
        library.backup(target)
        assert len(list(tmp_path.glob("copy.sqlite.part-*"))) == 1, "one is still being written"
        process.send_signal(signal.SIGKILL)
        process.wait()
        library.backup(target)
    assert list(tmp_path.glob("copy.sqlite.part-*")) == []
    assert (tmp_path / "other.sqlite.part-4711").exists()
    with Library(target, plugins) as copy:
        assert len(copy) == 1


@POSIX
def test_a_backup_has_the_permissions_of_the_library(tmp_path: Path, plugins: PluginManager) -> None:
    path, target = filled(tmp_path / "a.sqlite", plugins), tmp_path / "copy.sqlite"
    path.chmod(0o600)
    with Library(path, plugins) as library:
        library.backup(target)
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
        target.chmod(0o640)
        library.backup(target)
        assert stat.S_IMODE(target.stat().st_mode) == 0o640


@POSIX
def test_a_link_in_the_place_of_an_unfinished_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "victim").write_text("precious", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "victim")
    with pytest.raises(FileExistsError):
        begin(str(tmp_path / "link"), 0o600)
    assert (tmp_path / "victim").read_text(encoding="utf-8") == "precious"
