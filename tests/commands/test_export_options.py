"""What the options of export and explain mean together."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, Run

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"
OTHER = EXAMPLES / "pages" / "night-trains.html"


@pytest.mark.parametrize("command", ["export", "explain"])
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((PAGE, OTHER, "--url", "https://example.org/memo"), "--url names one page"),
        ((PAGE, "--url", "javascript:alert(1)"), "is not an http(s) address"),
        ((PAGE, "--url", "example.org/memo"), "is not an http(s) address"),
    ],
)
def test_a_url_must_be_where_the_one_source_came_from(
    run: Run, command: str, arguments: tuple[object, ...], told: str
) -> None:
    ran = run(command, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert [line.partition(":")[0] for line in ran.err.splitlines()] == ["error", "hint"]


def test_the_same_source_twice_may_have_a_url(run: Run) -> None:
    ran = run("export", PAGE, PAGE, "--url", "https://example.org/memo", "-f", "csl-json")
    assert (ran.code, ran.out.count('"citation-key"')) == (0, 1)


def test_no_command_is_misuse_in_two_lines(run: Run) -> None:
    assert run() == type(run())(2, "", "error: Missing command.\nhint: see: ponarscite --help\n")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("refs.html", '<div class="csl-bib-body">'),
        ("refs.HTM", '<div class="csl-bib-body">'),
        ("refs.rtf", "{\\rtf1"),
        ("refs.md", "Prykladna, O."),
        ("refs", "Prykladna, O."),
    ],
)
def test_a_file_of_citations_has_the_markup_of_its_ending(run: Run, tmp_path: Path, name: str, start: str) -> None:
    assert run("export", PAGE, "-s", "apa", "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_markup_that_is_asked_for_goes_before_the_ending(run: Run, tmp_path: Path) -> None:
    assert run("export", PAGE, "-s", "apa", "--markup", "text", "-o", tmp_path / "refs.html").code == 0
    assert (tmp_path / "refs.html").read_text(encoding="utf-8").startswith("Prykladna, O.")


@pytest.mark.parametrize(
    "option",
    [("--as", "note"), ("--locator", "3"), ("--markup", "text"), ("--locale", "en"), ("--engine", "citeproc-py")],
)
def test_what_concerns_citations_gives_citations(run: Run, option: tuple[str, str]) -> None:
    assert run("export", PAGE, *option).out.startswith("Olena Prykladna and Juan")
    assert run("export", PAGE, "-f", "ris", *option) == run("export", PAGE, "-f", "ris")


@pytest.mark.parametrize(("option", "told"), [("-s", "no style is called ''"), ("-f", "no format is called ''")])
def test_an_empty_name_stands_for_no_default(run: Run, option: str, told: str) -> None:
    ran = run("export", PAGE, option, "")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {told}\nhint: ")


def test_a_folder_is_no_style(run: Run, tmp_path: Path) -> None:
    ran = run("export", PAGE, "-s", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "cannot be read: Is a directory" in ran.err


def test_an_empty_name_is_no_file(run: Run) -> None:
    ran = run("export", PAGE, "-o", "")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "error: the name of the file is empty\nhint: name a file with -o FILE\n"


def test_roles_may_be_named_one_by_one_or_together(run: Run) -> None:
    together = run("export", PAGE, "--with", "cited,mentioned", "-f", "ris")
    assert run("export", PAGE, "--with", "mentioned", "--with", "cited", "-f", "ris") == together
    assert (
        together.out.count("\nER  - ") > run("export", PAGE, "--with", "cited", "-f", "ris").out.count("\nER  - ") > 1
    )


def test_an_unknown_role_is_answered_with_the_known_ones(run: Run) -> None:
    ran = run("export", PAGE, "--with", "citd")
    assert (ran.code, ran.out) == (2, "")
    assert "no role is called 'citd'; known: subject, cited, mentioned" in ran.err


def test_the_same_source_is_read_and_fails_once(run: Run) -> None:
    ran = run("export", "no-such", PAGE, "no-such", PAGE, "-f", "ris")
    assert (ran.code, ran.out.count("ER  - ")) == (1, 1)
    assert len(ran.err.splitlines()) == 2


@pytest.mark.parametrize("locator", ["3-5", "pp. 3-5", "p3-5", "P. 3–5"])
def test_a_locator_brings_no_second_label(run: Run, locator: str) -> None:
    ran = run("export", PAGE, "-s", "apa", "--as", "note", "--locator", locator)
    assert ran.out == "(Prykladna & de la Prueba, 2024, pp. 3–5)\n"
