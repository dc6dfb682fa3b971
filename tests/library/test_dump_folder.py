"""A dump made by somebody else: nothing outside of its folder is read, written or deleted, and no key is a path."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite import Library, LibraryError, PluginManager, Record, plugin_manager
from ponarscite.library import dump_folder
from ponarscite.library.file_name import file_name
from ponarscite.library.unfinished import begin
from tests.conftest import Run
from tests.library.test_text_form import files

PLUGINS = plugin_manager(external=False)
PRECIOUS = b"precious"

POSIX = pytest.mark.skipif(os.name != "posix", reason="links and pipes are others elsewhere")


@pytest.fixture
def library(plugins: PluginManager) -> Library:
    library = Library(":memory:", plugins)
    for number in ("640", "641"):
        library.add(Record(type="report", genre="PONARS Eurasia Policy Memo", number=number, title=f"Memo {number}"))
    return library


@pytest.fixture
def dumped(library: Library, tmp_path: Path) -> Path:
    library.dump(tmp_path / "dump")
    return tmp_path / "dump"


def record_file(folder: Path) -> Path:
    return sorted((folder / "records").iterdir())[0]


def change(folder: Path, **values: Any) -> None:
    """Change values of the first record of a dump."""
    path = record_file(folder)
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | values), encoding="utf-8")


KEYS = (
    *(
        "../../home/victim",
        "/etc/passwd",
        "a/b",
        "..",
        ".",
        ".bashrc",
        "-rf",
        "con",
        "NUL.txt",
        "a:b",
        "a%3Ab",
        "~root",
    ),
    *("10.1016/0196-6774(89)90038-2", "O'Brien2010", "nordström1992", 'say "so"', "a\\b", "x" * 500, "ж" * 500, "a b"),
)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key[:20])
def test_a_key_is_kept_and_is_never_a_path(key: str, dumped: Path, tmp_path: Path) -> None:
    victim = tmp_path / "home" / "victim.json"
    victim.parent.mkdir()
    victim.write_bytes(PRECIOUS)
    change(dumped, key=key, keys=[key])
    with Library(":memory:", PLUGINS) as restored, Library(":memory:", PLUGINS) as again:
        restored.restore(dumped)
        assert restored.dump(tmp_path / "one" / "two" / "dump") == 2
        again.restore(tmp_path / "one" / "two" / "dump")
        again.dump(tmp_path / "again")
        assert key in again.keys()  # noqa: SIM118 -- a library is no mapping
    assert files(tmp_path / "again") == files(tmp_path / "one" / "two" / "dump")
    assert victim.read_bytes() == PRECIOUS
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "dump", "home", "one"]


HARMFUL = (
    "",
    "a\0b",
    "\x1b[31m",
    "k}\n@preamble{x",
    "a\u202eb",
    "\u2028",
    "\ufeff",
    "x" * 501,
    "\ud800",
    "\uffff",
    5,
    None,
)


@pytest.mark.parametrize("name", ["key", "keys", "retired", "apart"])
@pytest.mark.parametrize("key", HARMFUL, ids=ascii)
def test_a_key_that_no_library_has_given_is_refused(key: Any, name: str, dumped: Path) -> None:
    if name in ("key", "keys"):
        own = json.loads(record_file(dumped).read_text(encoding="utf-8"))["key"]
        change(dumped, key=key if name == "key" else own, keys=[own, key])
    else:
        index = json.loads((dumped / "library.json").read_text(encoding="utf-8"))
        index[name] = {key if isinstance(key, str) else "": ""} if name == "retired" else [[key, "a"]]
        (dumped / "library.json").write_text(json.dumps(index), encoding="utf-8")
    assert_refused(dumped)


def assert_refused(folder: Path) -> str:
    """`restore` says what is wrong with the dump, and changes nothing."""
    with Library(":memory:", PLUGINS) as restored:
        with pytest.raises(LibraryError) as raised:
            restored.restore(folder)
        assert raised.value.hint
        assert len(restored) == 0
        assert restored.log() == []
    return raised.value.message


def test_a_record_whose_key_leads_elsewhere_is_refused(dumped: Path) -> None:
    change(dumped, keys=["other"])
    assert "is not among the keys" in assert_refused(dumped)


def test_a_record_of_which_nothing_is_said_is_refused(dumped: Path) -> None:
    change(dumped, said=[])
    assert "nothing is said" in assert_refused(dumped)


@pytest.mark.parametrize("number", [0, -1, 2**63 - 1, 10**12 + 1, "x", None, 1.5e300])
def test_a_number_that_no_record_has_is_refused(number: Any, dumped: Path) -> None:
    change(dumped, number=number)
    assert_refused(dumped)


@given(st.lists(st.text(min_size=1, max_size=300), unique=True, max_size=5))
def test_different_keys_have_different_file_names(keys: list[str]) -> None:
    names = [file_name(key) for key in keys]
    assert len(set(names)) == len(keys)
    assert all(name.isascii() and len(name) < 240 and name[0] not in ".-" and "/" not in name for name in names)


def elsewhere(tmp_path: Path) -> Path:
    """A folder of the user's, with what a dump would write or delete."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for name in ("package.json", "notes.tmp", "dotfile", "x.json.part-0123456789abcdef"):
        (folder / name).write_bytes(PRECIOUS)
    return folder


def assert_untouched(folder: Path) -> None:
    assert set(files(folder).values()) == {PRECIOUS}
    assert len(files(folder)) == 4


@POSIX
def test_a_link_in_place_of_the_records_is_refused(library: Library, dumped: Path, tmp_path: Path) -> None:
    other = elsewhere(tmp_path)
    for path in (dumped / "records").iterdir():
        path.unlink()
    (dumped / "records").rmdir()
    (dumped / "records").symlink_to(other)
    with pytest.raises(LibraryError, match="records is a link or a file, not a folder"):
        library.dump(dumped)
    assert "records is a link" in assert_refused(dumped)
    assert_untouched(other)


@POSIX
@pytest.mark.parametrize("name", ["library.json", "records/pepm640.json", "library.tmp", "records/pepm640.tmp"])
def test_nothing_is_written_through_a_link(name: str, library: Library, dumped: Path, tmp_path: Path) -> None:
    other = elsewhere(tmp_path)
    (dumped / name).unlink(missing_ok=True)
    (dumped / name).symlink_to(other / "dotfile")
    if name == "library.json":
        with pytest.raises(LibraryError, match="holds something else than a dump"):
            library.dump(dumped)
    else:
        library.add(Record(title="Snow", type="report"))
        library.dump(dumped)
    assert_untouched(other)


@POSIX
def test_a_link_where_the_names_of_a_folder_are_paths(
    library: Library, dumped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dump_folder, "_IS_RELATIVE", False)  # as on Windows
    library.add(Record(title="Snow", type="report"))
    library.dump(dumped)
    with Library(":memory:", PLUGINS) as restored:
        assert restored.restore(dumped) == 3
    test_nothing_is_written_through_a_link("records/pepm640.json", library, dumped, tmp_path)


def test_what_no_dump_has_written_stays(library: Library, dumped: Path) -> None:
    mine = {
        "package.json": b"{}",
        "notes.tmp": PRECIOUS,
        "list.json": b'{"key": "list", "said": 1, "x": ',
        "a.txt": b"",
    }
    renamed = json.loads(record_file(dumped).read_text(encoding="utf-8"))
    mine["copy.json"] = json.dumps(renamed).encode()
    for name, content in mine.items():
        (dumped / "records" / name).write_bytes(content)
    library.remove("pepm640")
    library.dump(dumped)
    assert set(files(dumped / "records")) == {"pepm641.json", *mine}


def test_a_file_under_its_former_name_is_replaced(library: Library, tmp_path: Path) -> None:
    library.edit("pepm640", {"id": [".hidden"]})
    library.dump(tmp_path / "dump")
    (tmp_path / "dump" / "records" / "%2Ehidden.json").rename(tmp_path / "dump" / "records" / ".hidden.json")
    library.dump(tmp_path / "dump")
    assert set(files(tmp_path / "dump" / "records")) == {"%2Ehidden.json", "pepm641.json"}


def test_what_a_killed_dump_has_left_is_removed_but_not_what_is_being_written(library: Library, dumped: Path) -> None:
    left = dumped / "records" / "pepm640.json.part-0123456789abcdef"
    left.write_bytes(b"{")
    alive = begin(str(dumped / "records" / "pepm641.json.part-0123456789abcdef"), 0o600)
    library.dump(dumped)
    names = set(files(dumped / "records"))
    os.close(alive)
    assert names == {"pepm640.json", "pepm641.json", "pepm641.json.part-0123456789abcdef"}


@POSIX
@pytest.mark.parametrize("target", ["/dev/zero", "/etc/passwd", "../library.json", "nowhere"])
def test_no_link_is_read(target: str, dumped: Path) -> None:
    (dumped / "records" / "z.json").symlink_to(target)
    assert "it is a link or a device, not a file" in assert_refused(dumped)


@POSIX
@pytest.mark.parametrize("name", ["library.json", "records/z.json"])
def test_restore_does_not_wait_at_a_pipe(name: str, dumped: Path, run: Run, tmp_path: Path) -> None:
    (dumped / name).unlink(missing_ok=True)
    os.mkfifo(dumped / name)
    ran = run("restore", dumped, "--library", tmp_path / "new.sqlite")
    assert ran.code == 1
    assert [line.partition(":")[0] for line in ran.err.splitlines()] == ["error", "hint"]


@pytest.mark.parametrize("name", ["library.json", "records/z.json"])
def test_a_file_that_is_too_large_is_refused(
    name: str, dumped: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (dumped / name).open("wb") as file:
        file.truncate(dump_folder.LARGEST + 1)
    assert "it has more than 200,000,000 bytes" in assert_refused(dumped)


@POSIX
def test_a_file_keeps_its_permissions(library: Library, dumped: Path) -> None:
    path = dumped / "records" / "pepm640.json"
    path.chmod(0o600)
    library.tag("pepm640", "snow")
    library.dump(dumped)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"snow" in path.read_bytes()


@pytest.mark.parametrize(
    "make", [lambda folder: folder.mkdir(), lambda folder: folder.write_bytes(PRECIOUS)], ids=["folder", "file"]
)
def test_what_lies_in_the_place_of_the_records_is_told(
    make: Callable[[Path], object], library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "dump"
    library.dump(folder)
    record_file(folder).unlink()
    make(folder / "records" / "pepm640.json")
    if (folder / "records" / "pepm640.json").is_dir():
        with pytest.raises(LibraryError, match="cannot write the dump"):
            library.dump(folder)
        assert not list((folder / "records").glob("*.part-*"))
    else:
        library.dump(folder)


def test_a_folder_is_printed_without_escape_sequences(library: Library, run: Run, tmp_path: Path) -> None:
    library.backup(tmp_path / "l.sqlite")
    ran = run("dump", tmp_path / "\x1b[31mred", "--library", tmp_path / "l.sqlite")
    assert ran.code == 0
    assert "\x1b" not in ran.err


def test_the_dump_of_a_newer_version_is_neither_read_nor_replaced(library: Library, dumped: Path) -> None:
    index = dumped / "library.json"
    index.write_text(json.dumps(json.loads(index.read_text()) | {"version": 2}))
    files = {one: one.read_bytes() for one in dumped.rglob("*.json")}
    library.add(Record(title="Snow", type="report"))
    with pytest.raises(LibraryError, match="newer ponarscite") as raised:
        library.dump(dumped)
    assert raised.value.hint.startswith("upgrade ponarscite")
    assert "newer ponarscite" in assert_refused(dumped)
    assert {one: one.read_bytes() for one in dumped.rglob("*.json")} == files
