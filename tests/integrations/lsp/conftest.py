"""A folder with a library, a bibliography and manuscripts, as a writer has them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ponarscite import Library, plugin_manager
from ponarscite.record.date import Date
from ponarscite.record.name import Name
from ponarscite.record.record import Record

BIB = """% mine
@book{own2020,
  author = {de la Prueba, Juan},
  title = {Rivers of Mine},
  year = {2020},
}
@incollection{part2020,
  author = {Esempio, Mira},
  title = {A Part},
  crossref = {own2020},
  year = {2020},
}
"""


def memo(number: int, year: int, author: str, title: str) -> Record:
    genre = "PONARS Policy Memo" if year < 2008 else "PONARS Eurasia Policy Memo"
    names = (Name(family=author, given="Barbara"),)
    url = f"https://www.ponarseurasia.org/snow-{number}-{year}/"
    return Record(type="report", title=title, author=names, genre=genre, number=str(number), issued=Date(year), url=url)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that is made once."""
    path = tmp_path_factory.mktemp("lsp") / "library.sqlite"
    with Library(path, plugin_manager(external=False)) as library:
        library.add_all(
            [
                memo(427, 2006, "Snow", "Old Snow"),
                memo(427, 2016, "Snow", "New Snow"),
                memo(775, 2022, "Жунусбаева", "Borrowed Valleys"),
                memo(660, 2020, "Prýkladna", "A Port Without a Sea"),
            ]
        )
    return path


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a library that is the user's."""
    path = tmp_path / "library.sqlite"
    shutil.copy(made, path)
    monkeypatch.setenv("PONARSCITE_LIBRARY", str(path))
    monkeypatch.setenv("PONARSCITE_CACHE", str(tmp_path / "cache"))
    work = tmp_path / "work"
    work.mkdir()
    (work / "refs.bib").write_text(BIB, encoding="utf-8")
    monkeypatch.chdir(work)
    return work
