"""Files of settings: what they set, what a project may not set, and that what is wrong is told with its line."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.settings.configuration import MOST_BYTES, SETTINGS, read_file, with_setting, wrong_value


def written(folder: Path, text: str) -> str:
    path = folder / "file.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_every_setting_of_the_user_is_taken(tmp_path: Path) -> None:
    text = 'style = "apa"\nlocale = "de-DE"\nformat = "ris"\nkeys = "author-year"\nlibrary = "mine.sqlite"\njobs = 4\n'
    found = read_file(
        written(tmp_path, f'{text}delay = 2\ncontact = "ann@example.org"\nresolver = "http://x"\n'), is_project=False
    )
    assert found.problems == []
    assert found.values == {
        "style": "apa",
        "locale": "de-DE",
        "format": "ris",
        "keys": "author-year",
        "library": str(tmp_path / "mine.sqlite"),
        "jobs": "4",
        "delay": "2",
        "contact": "ann@example.org",
        "resolver": "http://x",
    }
    assert found.places["locale"] == f"{tmp_path / 'file.toml'}, line 2"
    assert found.values.keys() == SETTINGS.keys()


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('\nstile = "apa"\n', 2, "no setting is called 'stile'; did you mean style?"),
        ("[library]\npath = 5\n", 1, "library is a text, not {'path': 5}"),
        ('jobs = "many"', 1, "jobs is a number, not 'many'"),
        ("jobs = 0", 1, "jobs is a number from 1 to 64, not 0"),
        ("jobs = true", 1, "jobs is a number, not True"),
        ("jobs = 1.5", 1, "jobs is a number, not 1.5"),
        ("style = 7", 1, "style is a text, not 7"),
        ("delay = -1", 1, "delay is a number of seconds below 3600, not -1"),
        ("delay = nan", 1, "delay is a number of seconds below 3600, not nan"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_not_taken(tmp_path: Path, text: str, line: int, told: str) -> None:
    path = written(tmp_path, text)
    found = read_file(path, is_project=False)
    assert (found.values, found.problems) == ({}, [f"{path}, line {line}: {told}"])


@pytest.mark.parametrize(
    "text", ["style = ", "style", "[[[", 'style = "a"\nstyle = "b"', "\0", "#" * (MOST_BYTES + 1), "x = " + "[" * 5000]
)
def test_a_file_that_is_no_toml_is_told_and_sets_nothing(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)
    found = read_file(path, is_project=False)
    assert found.values == {}
    assert [one.startswith(f"{path} is not read: ") for one in found.problems] == [True]


PROJECT = '[project]\nname = "x"\nstyle = "theirs"\n\n[tool.ponarscite]\n'


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("delay = 0", "a project may not set delay; `ponarscite config set delay VALUE` sets it for you"),
        ('contact = "x@example.org"', "a project may not set contact"),
        ('library = "/srv/library.sqlite"', "a project may not set library to a path outside its folder"),
        ('library = "../library.sqlite"', "a project may not set library to a path outside its folder"),
        ('library = "~/library.sqlite"', "a project may not set library to a path outside its folder"),
        ('library = "linked/library.sqlite"', "a project may not set library to a path outside its folder"),
        ('library = "https://example.org/x"', "a project may not set library to a path outside its folder"),
        ('library = "loop/library.sqlite"', "a project may not set library to a path outside its folder"),
        ('library = "a\\u0000b"', "library has control characters"),
        ('format = "\\u001b[31mris"', "format has control characters"),
        ('style = "x\\u202ey"', "style has control characters"),
        ('style = "../secret.csl"', "a project may not set style to a path outside its folder"),
        ('style = "/etc/passwd"', "a project may not set style to a path outside its folder"),
        ('proxy = "http://example.org"', "no setting is called 'proxy'"),
    ],
)
def test_a_project_may_not_touch_what_is_not_its_own(tmp_path: Path, line: str, told: str) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "linked").symlink_to(tmp_path)
    (project / "loop").symlink_to(project / "loop")
    path = written(project, PROJECT + line)
    found = read_file(path, is_project=True)
    assert found.values == {}
    assert found.problems[0].startswith(f"{path}, line 6: {told}")


def test_a_project_may_set_what_stays_within_it(tmp_path: Path) -> None:
    lines = 'style = "styles/own.csl"\nlibrary = "data/library.sqlite"\nlocale = "en-GB"\nkeys = "number"\njobs = 2\n'
    found = read_file(written(tmp_path, PROJECT + lines), is_project=True)
    assert found.problems == []
    assert found.values["style"] == str(tmp_path / "styles" / "own.csl")
    assert found.values["library"] == str(tmp_path / "data" / "library.sqlite")
    assert found.places["style"].endswith("line 6")


@pytest.mark.parametrize("text", ["[tool]\nponarscite = 5\n", "tool = 5\n"])
def test_a_table_that_is_none_sets_nothing(tmp_path: Path, text: str) -> None:
    assert read_file(written(tmp_path, text), is_project=True).values == {}


@pytest.mark.parametrize(
    ("before", "name", "value", "after"),
    [
        ("", "style", "apa", 'style = "apa"\n'),
        ('# mine\nstyle = "mla" # once\njobs = 2\n', "style", "apa", '# mine\njobs = 2\nstyle = "apa"\n'),
        ("jobs = 2\n\n[later]\nstyle = 1\n", "style", "apa", 'jobs = 2\nstyle = "apa"\n\n[later]\nstyle = 1\n'),
        ("", "jobs", "8", "jobs = 8\n"),
        ("", "delay", "0.5", "delay = 0.5\n"),
        ('style = "apa"\njobs = 2\n', "style", "", "jobs = 2\n"),
        ("", "keys", 'auth.lower + "-" + year', 'keys = "auth.lower + \\"-\\" + year"\n'),
    ],
)
def test_a_value_is_set_and_the_other_lines_stay(before: str, name: str, value: str, after: str) -> None:
    assert with_setting(before, name, value) == after


@pytest.mark.parametrize(
    ("before", "name", "value"),
    [
        ("", "jobs", "many"),
        ("", "jobs", "0"),
        ("", "delay", "-1"),
        ("style = \n", "jobs", "2"),
        ("[style]", "style", "x"),
    ],
)
def test_a_value_that_would_be_wrong_is_refused(before: str, name: str, value: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        with_setting(before, name, value)


@given(st.text(min_size=1))
def test_any_text_without_control_characters_comes_back(value: str) -> None:
    encodable = value.encode("utf-8", "replace").decode()
    if wrong_value("style", encodable):
        with pytest.raises(ValueError, match="control characters"):
            with_setting("jobs = 2\n", "style", encodable)
        return
    assert tomllib.loads(with_setting("jobs = 2\n", "style", encodable)) == {"jobs": 2, "style": encodable}
