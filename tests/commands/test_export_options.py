"""What the options of export and explain mean together."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from ponarscite.commands.export import SECTIONS, export
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


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("refs.docx", "for Word: --for word"),
        ("refs.odt", "-s STYLE -o FILE.rtf"),
        ("refs.PDF", "-s STYLE -o FILE.html"),
        ("refs.xlsx", "-o FILE.csv"),
        ("refs.txt", "-s STYLE -o FILE.txt"),
        ("refs.typ", "--for typst -o FILE.yml"),
        ("refs.bbl", "-o FILE.bib"),
        ("refs.qmd", "-o FILE.json"),
        ("refs.2024", "name one by -f, or end in .bib,"),
    ],
)
def test_a_file_that_no_format_writes_is_refused_with_what_serves(
    run: Run, tmp_path: Path, name: str, hint: str
) -> None:
    ran = run("export", PAGE, "-o", tmp_path / name)
    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (2, "", f"error: no format ends in .{name.lower()[5:]}")
    assert ran.err.splitlines()[1].startswith(f"hint: {hint}")
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("chosen", [("-f", "csv"), ("-s", "apa"), ("--for", "jabref")])
def test_an_ending_means_nothing_where_the_format_is_named(run: Run, tmp_path: Path, chosen: tuple[str, str]) -> None:
    assert run("export", PAGE, *chosen, "-o", tmp_path / "refs.txt").code == 0


@pytest.mark.parametrize("name", ["refs", "refs.", ".refs"])
def test_a_file_without_an_ending_is_biblatex(run: Run, tmp_path: Path, name: str) -> None:
    assert run("export", PAGE, "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith("@report{")


@pytest.mark.parametrize(
    ("option", "name", "hint"),
    [
        ("-f", "bib", "did you mean biblatex or bibtex?"),
        ("-f", "JSON", "did you mean csl-json?"),
        ("-f", "overleaf", "for a program: --for biber or --for bibtex"),
        ("-f", "jabref", "for a program: --for jabref"),
        ("-f", "apa", "apa is a style: `ponarscite export -s apa`"),
        ("-f", "hayagriwa", "did you mean hayagriva?"),
        ("-f", "nothing-alike", "known: biblatex, "),
        ("--for", "latex", "did you mean biber or bibtex?"),
        ("--for", "Quarto", "did you mean pandoc?"),
        ("--for", "zotro", "did you mean zotero"),
        ("--for", "nothing-alike", "known: better-bibtex, "),
    ],
)
def test_a_name_that_is_not_known_is_told_with_what_may_be_meant(run: Run, option: str, name: str, hint: str) -> None:
    ran = run("export", PAGE, option, name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[1].startswith(f"hint: {hint}")


def test_the_help_lists_every_option_once_below_a_heading(run: Run) -> None:
    out = run("export", "--help").out
    assert [line for line in out.splitlines() if line and not line.startswith(" ")][1:] == [
        *(f"{heading}:" for heading in SECTIONS),
        "Options:",
    ]
    shown = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", out, re.MULTILINE)
    assert sorted(shown) == sorted(
        {option.opts[-1] for option in export.params if isinstance(option, click.Option) and not option.hidden}
        | {"--help"}
    )


def test_json_is_a_format(run: Run) -> None:
    assert run("export", PAGE, "--json").err.splitlines() == [
        "error: export has no --json, since it prints no table",
        "hint: -f csl-json writes the records as JSON, -f csl-jsonl one a line",
    ]


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
