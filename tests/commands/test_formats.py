"""`formats`, `export --for`, and what export tells of what a format drops."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ponarscite import PluginManager, Renderer, hookimpl
from ponarscite.loss.format import PROBES
from ponarscite.record.item import variables
from tests.conftest import EXAMPLES, Run

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"
OTHER = EXAMPLES / "pages" / "night-trains.html"


def test_every_format_and_dialect_says_what_it_cannot_carry(run: Run) -> None:
    found = json.loads(run("formats", "--json").out)
    formats = {one["name"]: one for one in found["formats"]}
    dialects = {one["name"]: one for one in found["dialects"]}
    assert formats["coins"]["cannot_carry"]["report"][:2] == ["genre", "number"]
    assert formats["csl-json"]["cannot_carry"]["report"] == []
    assert formats["bibtex"]["cannot_carry"]["report"] == ["issued (day)"]
    assert formats["hayagriva"]["suffixes"] == [".yml", ".yaml"]
    assert formats["citation"]["cannot_carry"] is None
    assert dialects["zotero"]["formats"][0] == "zotero-rdf"
    assert dialects["zotero"]["cannot_carry"]["report"] == []
    assert dialects["zotero"]["cannot_carry_in"]["csl-json"]["report"] == ["keyword"]
    assert set(dialects["typst"]["cannot_carry"]) == set(PROBES)


def test_formats_for_people(run: Run) -> None:
    lines = run("formats").out.splitlines()
    assert (lines[0], "dialects:" in lines) == ("formats:", True)
    at = next(n for n, line in enumerate(lines) if line.startswith("  zotero "))
    assert lines[at].split() == ["zotero", "zotero-rdf:", "Zotero", "5", "and", "later"]
    assert lines[at + 1].strip() == "cannot carry of a memo: nothing is lost"
    assert any(line.strip() == "what it cannot carry is not known" for line in lines)


@pytest.mark.parametrize("probe", PROBES)
def test_a_probe_has_everything_that_such_a_record_can_have(probe: str) -> None:
    assert PROBES[probe].type == probe
    assert len(variables(PROBES[probe])) >= 11


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (("--for", "zotero"), "<?xml"),
        (("--for", "zotero", "-f", "ris"), "TY  - RPRT"),
        (("--for", "jabref"), "@report{pepm9001,"),
        (("--for", "typst"), '"pepm9001":'),
        (("--for", "sphinx"), "@techreport{pepm9001,"),
        (("--for", "pandoc", "-f", "csl-yaml"), "---\nreferences:"),
    ],
)
def test_for_a_program(run: Run, arguments: tuple[str, ...], start: str) -> None:
    ran = run("export", PAGE, *arguments)
    assert ran.code == 0
    assert ran.out.startswith(start)


@pytest.mark.parametrize(
    ("program", "name", "start"),
    [
        ("zotero", "refs.ris", "TY  - RPRT"),
        ("bibtex", "refs.bib", "@techreport"),
        ("biber", "refs.bib", "@report"),
        ("typst", "refs.yaml", '"pepm9001"'),
        ("pandoc", "refs.yaml", "---\nreferences"),
        ("zotero", "refs.txt", "<?xml"),
    ],
)
def test_the_ending_of_the_file_chooses_among_what_the_program_reads(
    run: Run, tmp_path: Path, program: str, name: str, start: str
) -> None:
    assert run("export", PAGE, "--for", program, "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--for", "zoter"), "no dialect is called 'zoter'"),
        (("--for", ""), "no dialect is called ''"),
        (("--for", "typst", "-f", "ris"), "typst is not known to read ris\nhint: it reads: hayagriva, biblatex"),
        (("--for", "typst", "-o", "x.ris"), "typst is not known to read ris"),
        (("--for", "zotero", "-s", "apa"), "a style has no meaning for the format zotero-rdf"),
    ],
)
def test_a_program_that_does_not_read_it(run: Run, arguments: tuple[str, ...], told: str) -> None:
    ran = run("export", PAGE, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {told}")


def test_what_is_dropped_is_told_once(run: Run) -> None:
    ran = run("export", PAGE, OTHER, "-f", "hayagriva")
    told = [line for line in ran.err.splitlines() if "drops" in line]
    assert told == ["warning: hayagriva drops keyword of pepm9001, pepm9002"]
    assert run("export", PAGE, "-f", "hayagriva", "--quiet").err == ""


def test_many_records_are_told_by_three_and_a_number(run: Run, tmp_path: Path) -> None:
    items = [{"id": f"k{n}", "type": "report", "title": f"T {n}", "keyword": "x"} for n in range(5)]
    (tmp_path / "items.json").write_text(json.dumps(items), encoding="utf-8")
    ran = run("export", tmp_path / "items.json", "-f", "hayagriva")
    assert ran.err == "warning: hayagriva drops keyword of k0, k1, k2 and 2 more\n"


def test_what_the_program_does_not_take_is_told_too(run: Run) -> None:
    ran = run("export", PAGE, "--for", "zotero", "-f", "csl-json")
    assert ran.err == "warning: csl-json for zotero drops keyword of pepm9001\n"
    assert run("export", PAGE, "--for", "zotero").err == ""


def test_a_format_of_which_nobody_knows_drops_nothing(run: Run, plugins: PluginManager) -> None:
    class Plugin:
        @hookimpl
        def provide_renderers(self) -> list[Renderer]:
            return [
                Renderer(
                    name="mine",
                    description="Mine",
                    suffixes=(),
                    render=lambda records, options, resources: (one.id for one in records),
                )
            ]

    plugins.register(Plugin(), "mine")
    assert run("export", PAGE, "-f", "mine") == type(run("formats"))(0, "pepm9001", "")


def test_a_deposit_by_the_command_line(run: Run) -> None:
    ran = run("export", PAGE, "-f", "crossref", "--doi-pattern", "10.5555/{series}.{number}", "-q")
    assert (ran.code, ran.err) == (0, "")
    assert "<doi>10.5555/pepm.9001</doi>" in ran.out
    failed = run("export", PAGE, "-f", "crossref")
    assert (failed.code, failed.out) == (2, "")
    assert "hint: give --doi-pattern" in failed.err


@pytest.mark.parametrize(
    ("arguments", "start"), [((), "<!DOCTYPE html>"), (("-s", "apa"), '<div class="csl-bib-body">')]
)
def test_a_page_of_citations_needs_a_style(run: Run, tmp_path: Path, arguments: tuple[str, ...], start: str) -> None:
    assert run("export", PAGE, *arguments, "-o", tmp_path / "refs.html").code == 0
    assert (tmp_path / "refs.html").read_text(encoding="utf-8").startswith(start)
