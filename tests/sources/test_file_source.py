"""The file source: paths, folders, standard input."""

from __future__ import annotations

import io
import os
import sys
from _io import StringIO
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from ponarscite.document.document import Document
from ponarscite.errors import MisuseError, SourceError
from ponarscite.hookspecs import SourceOptions
from ponarscite.sources.file import read_source


def read(source: object, **options: Any) -> list[Document]:
    found = read_source(str(source), SourceOptions(**options))
    assert found is not None
    return list(found)


def failure(source: object, **options: Any) -> SourceError:
    with pytest.raises(SourceError) as caught:
        contents(read(source, **options))
    return caught.value


def contents(documents: list[Document]) -> list[bytes]:
    return [document.content for document in documents]


def test_a_file_is_read_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "memo.html"
    path.write_bytes(b"early")
    (document,) = read(path, url="https://user:hush@example.org/memo")
    path.write_bytes(b"late")
    assert document.content == b"late"
    assert (document.name, document.url) == (str(path), "https://example.org/memo")
    assert (document.media_type, document.charset, document.accessed) == ("", "", None)


@pytest.mark.parametrize("source", ["", "nowhere.html", "memo.html/x", "x\0y", "x" * 5_000, "loose"])
def test_missing_paths_are_left_to_other_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "memo.html").write_text("x")
    (tmp_path / "loose").symlink_to("nowhere")
    assert read_source(source, SourceOptions()) is None


def test_a_folder_is_read_in_order(tmp_path: Path) -> None:
    seen = "b.html a.HTM c.xhtml d.txt e.md f.json g.pdf i.rdf j.mods k.yml README sub/z.txt"
    for name in (*seen.split(), "h.png", ".hidden", ".git/x.txt", "sub/.y"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "sub" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "link.txt").symlink_to(tmp_path / "d.txt")
    (tmp_path / "loose.txt").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    names = [os.path.relpath(document.name, tmp_path) for document in read(tmp_path)]
    assert names == [
        "README",
        "a.HTM",
        "b.html",
        "c.xhtml",
        "d.txt",
        "e.md",
        "f.json",
        "g.pdf",
        "i.rdf",
        "j.mods",
        "k.yml",
        "link.txt",
        "sub/z.txt",
    ]


def test_names_are_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "memos").mkdir()
    (tmp_path / "memos" / "a.txt").write_text("x")
    assert [document.name for document in read("memos/")] == ["memos/a.txt"]


def test_a_name_outside_utf_8_can_be_shown(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"x")
    (document,) = read(tmp_path)
    assert document.name == f"{tmp_path}/caf\ufffd.txt"
    assert document.content == b"x"


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_text("x")
    error = failure(tmp_path)
    assert error.message == f"{tmp_path} has no file to read"
    assert ".html" in error.hint


def test_a_folder_has_no_single_address(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="is a folder, but --url names one page"):
        read_source(str(tmp_path), SourceOptions(url="https://example.org/"))


def test_an_empty_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "memo.txt").touch()
    error = failure(tmp_path / "memo.txt")
    assert error.message == f"{tmp_path}/memo.txt is empty"
    assert error.hint


@pytest.mark.parametrize("size", [100, 101])
def test_the_limit_is_exact(tmp_path: Path, size: int) -> None:
    path = tmp_path / "memo.txt"
    path.write_bytes(bytes(size))
    if size == 100:
        assert read(path, max_bytes=100)[0].content == bytes(100)
    else:
        error = failure(path, max_bytes=100)
        assert error.message == f"{path} has 101 bytes; the limit is 100 bytes"
        assert error.hint == "save the part that you need in a file of its own"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero here")
def test_a_device_is_read_no_further_than_the_limit() -> None:
    error = failure("/dev/zero", max_bytes=200_000)
    assert error.message == "/dev/zero is too large; the limit is 200,000 bytes"


@pytest.mark.parametrize(("size", "limit"), [(150_000, 150_000), (150_000, 149_999)])
def test_a_pipe_is_read_to_its_end(tmp_path: Path, size: int, limit: int) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def write() -> None:
        with suppress(BrokenPipeError):
            pipe.write_bytes(bytes(size))

    writer = Thread(target=write, daemon=True)
    writer.start()
    if size <= limit:
        assert read(pipe, max_bytes=limit)[0].content == bytes(size)
    else:
        assert failure(pipe, max_bytes=limit).message == f"{pipe} is too large; the limit is 149,999 bytes"
    writer.join()


def test_a_file_that_went_away_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "memo.txt"
    path.write_text("x")
    (document,) = read(path)
    path.unlink()
    with pytest.raises(SourceError, match=r"cannot read .*memo\.txt: No such file") as caught:
        document.content  # noqa: B018 -- reading it loads it
    assert caught.value.hint == "check the path"


def test_a_closed_file_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "memo.txt"
    path.write_text("x")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    error = failure(path)
    assert (error.message, error.hint) == (f"cannot read {path}: Permission denied", "check its permissions")


def test_a_subfolder_that_fails_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "sub").mkdir()
    listed = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    good, bad = read(tmp_path)
    assert good.content == b"x"
    with pytest.raises(SourceError, match="sub: Permission denied"):
        bad.content  # noqa: B018 -- reading it loads it


class Input:
    """A standard input with these bytes."""

    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


@pytest.mark.parametrize("stream", [Input("«x»".encode()), io.StringIO("«x»")])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, stream: Input | StringIO) -> None:
    monkeypatch.setattr(sys, "stdin", stream)
    (document,) = read("-")
    assert (document.name, document.content) == ("-", "«x»".encode())


@pytest.mark.parametrize(
    ("stream", "message"),
    [
        (Input(b""), "standard input is empty"),
        (Input(bytes(11)), "standard input is too large; the limit is 10 bytes"),
        (None, "standard input is closed"),
    ],
)
def test_bad_standard_input(monkeypatch: pytest.MonkeyPatch, stream: Input | None, message: str) -> None:
    monkeypatch.setattr(sys, "stdin", stream)
    error = failure("-", max_bytes=10)
    assert error.message == message
    assert error.hint


def saved(folder: Path, *names: str) -> list[str]:
    """The names of the documents in a folder with these files."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"<p>")
    return [Path(document.name).relative_to(folder).as_posix() for document in read(folder)]


@pytest.mark.parametrize(
    "folder",
    [
        "Memo_files",
        "Memo-Dateien",
        "Memo_fichiers",
        "Memo_archivos",
        "Memo.files",
        "Memo-filer",
        "Memo_файлы",
        "Memo_FILES",
    ],
)
@pytest.mark.parametrize("page", ["Memo.html", "Memo.HTM", "Memo.xhtml"])
def test_what_a_browser_saves_beside_a_page_is_no_source(folder: str, page: str, tmp_path: Path) -> None:
    assert saved(tmp_path, page, f"{folder}/ad.html", f"{folder}/more/saved_resource.html") == [page]


@pytest.mark.parametrize(
    "names",
    [
        ("Memo_files/a.html",),
        ("Other.html", "Memo_files/a.html"),
        ("Memo.pdf", "Memo_files/a.html"),
        ("Memo.html", "my_files/a.html"),
        ("Memo.html", "Memo_profiles/a.html"),
        ("Memo.html", "Memo/a.html"),
    ],
)
def test_other_folders_are_read(names: tuple[str, ...], tmp_path: Path) -> None:
    assert sorted(saved(tmp_path, *names)) == sorted(names)


def test_a_copy_of_a_page_in_one_file_is_no_source(tmp_path: Path) -> None:
    names = ("a.html", "a.mht", "a.mhtml", "b.mhtml", "c.HTM", "c.MHT")
    assert saved(tmp_path, *names) == ["a.html", "b.mhtml", "c.HTM"]


def test_a_folder_that_is_named_itself_is_read(tmp_path: Path) -> None:
    saved(tmp_path, "Memo.html", "Memo_files/ad.html")
    assert saved(tmp_path / "Memo_files") == ["ad.html"]
