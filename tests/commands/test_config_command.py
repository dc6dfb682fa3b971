"""Settings on the command line: where a value comes from, what it changes, and `ponarscite config`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ponarscite.settings.configuration import SETTINGS
from tests.conftest import EXAMPLES, Run

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's file of settings, and a project to work in, neither of which exists yet."""
    project = tmp_path / "project" / "paper"
    project.mkdir(parents=True)
    monkeypatch.chdir(project)
    for name in SETTINGS:
        monkeypatch.delenv(f"PONARSCITE_{name.upper()}", raising=False)
    path = tmp_path / "user" / "config.toml"
    monkeypatch.setenv("PONARSCITE_CONFIG", str(path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return path


def set_up(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def project_file(user: Path, text: str) -> Path:
    path = user.parents[1] / "project" / "pyproject.toml"
    path.write_text(f"[tool.ponarscite]\n{text}", encoding="utf-8")
    return path


def test_each_place_goes_before_the_next(run: Run, user: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("config", "get", "locale") == type(run())(1, "", "")
    set_up(user, '\nlocale = "de"\n')
    assert run("config", "list").out.splitlines()[1] == f"locale = de  ({user}, line 2)"
    path = project_file(user, 'locale = "fr"\n')
    assert run("config", "list").out.splitlines()[1] == f"locale = fr  ({path}, line 2)"
    monkeypatch.setenv("PONARSCITE_LOCALE", "ru")
    assert run("config", "list").out.splitlines()[1] == "locale = ru  (PONARSCITE_LOCALE)"
    assert run("config", "get", "locale").out == "ru\n"


def test_a_nearer_project_without_a_table_hides_none(run: Run, user: Path) -> None:
    project_file(user, 'style = "apa"\n')
    Path("pyproject.toml").write_text("[project]\nname = 'paper'\n", encoding="utf-8")
    assert run("config", "get", "style").out == "apa\n"


def test_the_list_as_json(run: Run, user: Path) -> None:
    set_up(user, "jobs = 2\n")
    found = json.loads(run("config", "list", "--json").out)
    assert found.keys() == SETTINGS.keys()
    assert found["jobs"] == {"text": "2", "place": f"{user}, line 1"}
    assert found["style"] is None


def test_a_style_makes_export_print_citations(run: Run, user: Path, tmp_path: Path) -> None:
    assert run("config", "set", "style", "chicago-notes-bibliography").code == 0
    assert run("export", PAGE).out.startswith("Prykladna, Olena, and Juan de la Prueba. Borrowed Rivers: ")
    assert run("export", PAGE, "-s", "apa").out.startswith("Prykladna, O., &")
    assert run("export", PAGE, "-f", "bibtex").out.startswith("@techreport")
    assert run("export", PAGE, "--for", "jabref").out.startswith(("@report", "% "))
    assert run("export", PAGE, "-o", tmp_path / "x.ris").code == 0
    assert (tmp_path / "x.ris").read_text("utf-8").startswith("TY  - ")
    assert run("config", "set", "format", "csv").code == 0
    assert run("export", PAGE).out.startswith("key,")


def test_locale_and_keys_are_taken_where_no_option_is_given(run: Run, user: Path) -> None:
    set_up(user, 'locale = "de-DE"\nkeys = "author-year"\nstyle = "apa"\n')
    assert "prykladna" in run("export", PAGE, "-f", "bibtex").out.splitlines()[0].lower()
    assert run("export", PAGE, "-f", "bibtex", "--keys", "number").out.startswith("@techreport{pepm9001")
    assert "& de la Prueba" in run("export", PAGE).out


def test_the_library_of_a_project_lies_in_it(run: Run, user: Path) -> None:
    path = project_file(user, 'library = "our.sqlite"\n')
    assert run("add", PAGE).code == 0
    assert (path.parent / "our.sqlite").is_file()
    assert run("find", "number:9001", "--keys-only").out == "pepm9001\n"


def test_what_is_wrong_is_told_once_and_the_rest_is_taken(run: Run, user: Path) -> None:
    set_up(user, 'stile = "x"\nstyle = "apa"\n')
    path = project_file(user, "delay = 0\n")
    ran = run("export", PAGE)
    assert (ran.code, ran.out[:14]) == (0, "Prykladna, O.,")
    assert [line for line in ran.err.splitlines() if line.startswith("warning: /")] == [
        f"warning: {path}, line 2: a project may not set delay; `ponarscite config set delay VALUE` sets it for you",
        f"warning: {user}, line 1: no setting is called 'stile'; did you mean style?",
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("get", "stile"), "error: no setting is called 'stile'\nhint: did you mean style?\n"),
        (("set", "stile", "apa"), "error: no setting is called 'stile'\nhint: did you mean style?\n"),
        (("set", "jobs", "many"), "error: jobs is not set: jobs is a number, not 'many'\n"),
    ],
)
def test_a_wrong_name_or_value_is_misuse(run: Run, user: Path, arguments: tuple[str, ...], told: str) -> None:
    ran = run("config", *arguments)
    assert (ran.code, ran.out, ran.err.startswith(told)) == (2, "", True)
    assert not user.exists()


def test_set_keeps_the_file_and_get_reads_it(run: Run, user: Path) -> None:
    set_up(user, "# my settings\njobs = 2\n")
    assert run("config", "set", "style", "apa").code == 0
    assert user.read_text("utf-8") == '# my settings\njobs = 2\nstyle = "apa"\n'
    assert run("config", "get", "style").out == "apa\n"
    assert run("config", "path").out == f"{user}\n"


def test_config_alone_lists_the_settings(run: Run, user: Path) -> None:
    assert run("config") == run("config", "list")
    assert run("config").out.startswith("style is not set: ")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("style", "chicago", "error: no style is called 'chicago'\nhint: did you mean chicago-"),
        ("style", "mine.csl", "error: the style '"),
        ("format", "bibtx", "error: no format is called 'bibtx'\nhint: did you mean bibtex"),
        ("locale", "german", "error: no locale is called 'german'\n"),
        ("keys", "auth + yeer", "error: key scheme 'auth + yeer', character 8: no function is called 'yeer'\n"),
    ],
)
def test_a_value_that_export_would_refuse_is_not_set(run: Run, user: Path, name: str, value: str, told: str) -> None:
    ran = run("config", "set", name, value)
    assert (ran.code, ran.err.startswith(told)) == (2, True), ran.err
    assert not user.exists()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('style = "chicago"', "style is set by {}, line 1; did you mean chicago-"),
        ('format = "bibtx"', "format is set by {}, line 1; did you mean bibtex"),
        ('keys = "foo("', "keys is set by {}, line 1; known: "),
        ('style = "apa"\nlocale = "german"', "locale is set by {}, line 2; a locale looks like "),
    ],
)
def test_an_error_names_the_place_of_the_setting(run: Run, user: Path, line: str, told: str) -> None:
    set_up(user, f"{line}\n")
    ran = run("export", PAGE)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[1].startswith(f"hint: {told.format(user)}")


def test_an_option_is_not_blamed_on_a_setting(run: Run, user: Path) -> None:
    set_up(user, 'style = "apa"\n')
    assert "is set by" not in run("export", PAGE, "-s", "chicago").err


def test_a_path_counts_from_the_folder_where_the_user_is(run: Run, user: Path) -> None:
    assert run("config", "set", "library", "memos.sqlite").code == 0
    assert run("config", "get", "library").out == f"{Path.cwd() / 'memos.sqlite'}\n"
    assert run("config", "set", "library", "").code == 0
    assert run("config", "get", "library").code == 1
