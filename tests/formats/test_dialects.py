"""The dialects: what each program is given, and that every name in their tables means something."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string

from ponarscite import PluginManager, pipeline
from ponarscite.formats.bibtex import reader as bib
from ponarscite.formats.bibtex.fields import BIBLATEX, BIBTEX, REQUIRED
from ponarscite.formats.dialects import DIALECTS
from ponarscite.hooks import offered
from ponarscite.hookspecs import Dialect, RenderOptions, Spelling, hookimpl
from ponarscite.interchange.latex import MARKS
from ponarscite.loss.format import PROBE, SEASON, losses
from ponarscite.record.date import Date
from ponarscite.record.item import DATES, NAME_PARTS, NAMES, STRINGS, TEXT, TYPES, from_item
from ponarscite.record.name import Name, parse_names
from ponarscite.record.record import Record
from tests.formats.golden_records import EXAMPLE, MEMO_775, RECORDS

PROGRAMS = (
    "zotero jabref better-bibtex endnote mendeley citavi pandoc biber bibtex word typst sphinx myst mkdocs tellico "
    "bibutils"
)
BEST = {
    "zotero": "zotero-rdf",
    "jabref": "biblatex",
    "better-bibtex": "biblatex",
    "endnote": "endnote-xml",
    "mendeley": "bibtex",
    "citavi": "bibtex",
    "pandoc": "csl-json",
    "biber": "biblatex",
    "bibtex": "bibtex",
    "typst": "hayagriva",
    "sphinx": "bibtex",
    "mkdocs": "bibtex",
    "myst": "bibtex",
    "tellico": "bibtex",
    "word": "word",
    "bibutils": "mods",
}
SPECIAL = {"@comment", "@keywords", "@incomplete", "@language", "@others", "@season", "@type", "@texts"}
VARIABLES = {*TEXT, *NAMES, *DATES, *STRINGS, "keyword"}


def write(program: str, format_: str, record: Record, plugins: PluginManager) -> str:
    spelling = offered.dialects(plugins)[program].formats[format_]
    return "".join(pipeline.render([record], format_, plugins, RenderOptions(spelling=spelling.names)))


def test_every_program_has_a_dialect_and_a_best_format(plugins: PluginManager) -> None:
    assert {dialect.name: next(iter(dialect.formats)) for dialect in DIALECTS} == BEST
    assert set(PROGRAMS.split()) == set(BEST) == set(offered.dialects(plugins))


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_every_name_in_a_dialect_is_known(dialect: Dialect, plugins: PluginManager) -> None:
    assert set(dialect.formats) <= set(offered.writers(plugins))
    for spelling in dialect.formats.values():
        assert set(spelling.loses) <= VARIABLES | set(NAME_PARTS) | {SEASON}
        for key in spelling.names:
            owner, _, name = key.rpartition(".")
            if len(name) == 1:
                assert owner in {"", *VARIABLES}
            elif name[0] == "\\":
                assert name[1:] in MARKS.values()
            else:
                assert owner in {"", *TYPES}
                assert name in {*VARIABLES, "type", *NAME_PARTS, *SPECIAL}


@pytest.mark.parametrize("program", BEST)
@pytest.mark.parametrize("record", ["memo-775", "podcast", "special-characters"])
def test_every_format_of_a_dialect_is_written(program: str, record: str, plugins: PluginManager) -> None:
    for format_ in offered.dialects(plugins)[program].formats:
        assert RECORDS[record].id in write(program, format_, RECORDS[record], plugins)


@pytest.mark.parametrize(
    ("program", "tag", "other"), [("zotero", "SN", "IS"), ("jabref", "IS", "SN"), ("tellico", "IS", "SN")]
)
def test_the_number_stands_where_the_program_looks(program: str, tag: str, other: str, plugins: PluginManager) -> None:
    text = write(program, "ris", MEMO_775, plugins)
    assert f"\n{tag}  - 775\n" in text
    assert f"\n{other}  - " not in text


def test_zotero_keeps_particles_inside_the_family_name(plugins: PluginManager) -> None:
    record = Record(id="k", type="report", title="T", author=parse_names("Sasha de Vogel and Stephan De Spiegeleire"))
    (item,) = json.loads(write("zotero", "csl-json", record, plugins))
    assert item["author"] == [
        {"family": "de Vogel", "given": "Sasha"},
        {"family": "De Spiegeleire", "given": "Stephan"},
    ]


NAMED = Record(
    id="k",
    type="report",
    title="T",
    author=(
        Name("King", "Martin Luther", suffix="Jr."),
        Name("Humboldt", "Alexander", dropping_particle="von"),
        Name("Beethoven", "Ludwig", "van", suffix="III"),
        Name(literal="An Institution"),
    ),
)


def test_zotero_gets_suffixes_and_dropping_particles_among_the_given_names(plugins: PluginManager) -> None:
    (item,) = json.loads(write("zotero", "csl-json", NAMED, plugins))
    assert item["author"] == [
        {"family": "King", "given": "Martin Luther, Jr."},
        {"family": "Humboldt", "given": "Alexander von"},
        {"family": "van Beethoven", "given": "Ludwig, III"},
        {"literal": "An Institution"},
    ]
    assert '<namePart type="given">Martin Luther, Jr.</namePart>' in write("zotero", "mods", NAMED, plugins)
    assert "termsOfAddress" in write("bibutils", "mods", NAMED, plugins)


@pytest.mark.parametrize("format_", ["endnote-xml", "enw"])
def test_a_suffix_that_zotero_does_not_read_is_told(format_: str, plugins: PluginManager) -> None:
    spelling = offered.dialects(plugins)["zotero"].formats[format_]
    assert losses(NAMED, offered.writers(plugins)[format_], spelling) == ("author (suffix)",)
    assert losses(EXAMPLE, offered.writers(plugins)[format_], replace(spelling, loses=("suffix",))) == ()


def test_zotero_gets_no_type_that_it_would_refuse(plugins: PluginManager) -> None:
    """One item of the type `software` makes Zotero refuse a whole file of CSL-JSON; it skips a @dataset."""
    program = Record(id="k", type="software", title="T", note="A note.")
    (item,) = json.loads(write("zotero", "csl-json", program, plugins))
    assert (item["type"], item["note"]) == ("document", "type: software\nA note.")
    assert write("zotero", "biblatex", replace(program, type="dataset"), plugins).startswith("@misc{")
    (other,) = json.loads(write("pandoc", "csl-json", program, plugins))
    assert (other["type"], other["note"]) == ("software", "A note.")


@pytest.mark.parametrize("format_", ["bibtex", "biblatex"])
@pytest.mark.parametrize("tag", ["en-US", "ru", "tlh"])
def test_zotero_gets_a_language_as_its_tag(format_: str, tag: str, plugins: PluginManager) -> None:
    assert f"  language = {{{tag}}}" in write("zotero", format_, replace(EXAMPLE, language=tag), plugins)


def test_zotero_gets_editors_and_proceedings_where_it_reads_them(plugins: PluginManager) -> None:
    edited = Record(id="k", type="chapter", title="T", extra=(("editor", parse_names("Ann Lee")),))
    assert "\nED  - Lee, Ann\n" in write("zotero", "ris", edited, plugins)
    paper = Record(id="k", type="paper-conference", title="T", container_title="Proceedings")
    assert "\nC3  - Proceedings\n" in write("zotero", "ris", paper, plugins)
    assert "\nT2  - Proceedings\n" in write("endnote", "ris", paper, plugins)


def test_typst_gets_a_family_name_with_its_particle(plugins: PluginManager) -> None:
    """Typst leaves a particle of its own out of citations: (Prueba 2024)."""
    record = replace(NAMED, extra=(("editor", parse_names("Juan de la Prueba")),))
    assert "author = {King, Jr., Martin Luther and Humboldt, Alexander von and {van Beethoven}, III, Ludwig" in write(
        "typst", "biblatex", record, plugins
    )
    assert "useprefix" not in write("typst", "biblatex", record, plugins)
    assert 'editor:\n  - name: "de la Prueba"\n    given-name: "Juan"\n' in write("typst", "hayagriva", record, plugins)


@pytest.mark.parametrize("program", ["zotero", "typst"])
def test_a_season_is_told_and_left_out_where_it_would_be_read_as_a_range_of_years(
    program: str, plugins: PluginManager
) -> None:
    record = Record(id="k", type="book", title="T", issued=Date(2014, season=1))
    assert "  date = {2014}\n" in write(program, "biblatex", record, plugins)
    assert "  date = {2014-21}\n" in write("biber", "biblatex", record, plugins)
    spelling = offered.dialects(plugins)[program].formats["biblatex"]
    assert "issued (season)" in losses(record, offered.writers(plugins)["biblatex"], spelling)
    both = replace(record, issued=Date(2014, season=1, end=Date(2015, season=2)))
    assert "  date = {2014/2015}\n" in write(program, "biblatex", both, plugins)


def test_zotero_gets_no_isbn_for_the_number_of_a_report(plugins: PluginManager) -> None:
    text = write("zotero", "enw", MEMO_775, plugins)
    assert "%@ " not in text
    assert "\n%N 775\n" in text


def test_zotero_keeps_the_host_of_a_podcast(plugins: PluginManager) -> None:
    (item,) = json.loads(write("zotero", "csl-json", RECORDS["podcast"], plugins))
    assert "author" not in item
    assert item["host"] == [{"family": "Lipman", "given": "Maria"}]
    assert write("zotero", "ris", RECORDS["podcast"], plugins).startswith("TY  - BLOG\n")


def test_jabref_is_told_that_it_is_biblatex(plugins: PluginManager) -> None:
    text = write("jabref", "biblatex", EXAMPLE, plugins)
    assert text.endswith("}\n\n@Comment{jabref-meta: databaseType:biblatex;}\n")
    assert "@Comment" not in write("biber", "biblatex", EXAMPLE, plugins)


@pytest.mark.parametrize("program", ["sphinx", "mkdocs", "bibtex"])
def test_classic_programs_get_classic_types(program: str, plugins: PluginManager) -> None:
    used = {write(program, "bibtex", record, plugins).partition("{")[0] for record in RECORDS.values()}
    assert used <= {f"@{entry_type}" for entry_type in BIBTEX.fields}
    assert write(program, "bibtex", MEMO_775, plugins).startswith("@techreport{")


@pytest.mark.parametrize("program", ["bibtex", "sphinx", "mkdocs"])
def test_a_memo_without_an_institution_is_complete_and_prints_its_series_and_number(
    program: str, plugins: PluginManager
) -> None:
    """BibTeX's styles warn of a @techreport without an institution, and pybtex gives up."""
    memo = RECORDS["memo-427-without-publisher"]
    text = write(program, "bibtex", memo, plugins)
    assert text.startswith("@misc{")
    assert "howpublished = {PONARS Policy Memo No. 427}" in text
    (back,) = (from_item(dict(one.item)) for one in bib.references_of(text))
    assert (back.type, back.genre, back.number, back.container_title) == ("report", memo.genre, memo.number, "")


@pytest.mark.parametrize("program", ["bibtex", "sphinx", "mkdocs"])
@pytest.mark.parametrize("csl_type", sorted(TYPES))
def test_classic_styles_find_every_field_that_they_require(program: str, csl_type: str, plugins: PluginManager) -> None:
    for record in (Record(id="k", type=csl_type, title="T", genre="A Series"), replace(PROBE, type=csl_type)):
        (entry,) = parse_string(write(program, "bibtex", record, plugins)).entries
        keys = set(entry.fields_dict)
        assert all(keys & set(some.split()) for some in REQUIRED.get(entry.entry_type, ()))
        assert ("key" in keys) != bool(keys & {"author", "editor"})


def test_signs_are_spelt_as_the_program_reads_them(plugins: PluginManager) -> None:
    record = Record(
        id="k", type="report", title="A < B ^ $5 \\ & C", keyword=("R&D", "C#"), url="https://e.org/a_b?c=d%20"
    )
    assert "< B \\^{} \\$5" in write("zotero", "bibtex", record, plugins)
    assert "{A \\textless{} B" in write("better-bibtex", "bibtex", record, plugins)
    assert "keywords = {R&D, C#}" in write("better-bibtex", "bibtex", record, plugins)
    assert "B ^ $5 \\textbackslash{} \\& C}" in write("sphinx", "bibtex", record, plugins)
    assert "B ^ \\$5 \\backslash{} \\& C}" in write("bibutils", "bibtex", record, plugins)
    assert "keywords = {R\\&D; C\\#}" in write("bibutils", "bibtex", record, plugins)
    assert "url = {https://e.org/a_b?c=d%20}" in write("better-bibtex", "bibtex", record, plugins)


def test_a_podcast_has_its_whole_where_typst_prints_it(plugins: PluginManager) -> None:
    text = write("typst", "hayagriva", RECORDS["podcast"], plugins)
    assert "\n  type: web\n" in text
    assert '  parent:\n    type: "web"\n    title: "PONARS Eurasia Podcast"\n' in text


def test_pandoc_finds_the_whole_of_what_is_no_article(plugins: PluginManager) -> None:
    assert "  journaltitle = {PONARS Eurasia Podcast}" in write("pandoc", "biblatex", RECORDS["podcast"], plugins)
    assert "  langid = {american}" in write("pandoc", "bibtex", MEMO_775, plugins)


def test_a_field_may_be_renamed_or_left_out(plugins: PluginManager) -> None:
    options = RenderOptions(spelling={"genre": "kind", "report.number": "", "report.type": "manual"})
    for format_, start, kind in (
        ("biblatex", "@manual{", "kind = {PONARS"),
        ("hayagriva", '"pepm775":\n  type: manual', 'kind: "PONARS'),
        ("csl-json", "[", '"kind": "PONARS'),
        ("enw", "%0 manual", "kind PONARS"),
        ("ris", "TY  - manual", "kind  - PONARS"),
        ("csv", "key,type,", ",kind,"),
        ("endnote-xml", "<?xml", "<kind>PONARS"),
        ("html-meta", "<link", '<meta name="kind"'),
        ("coins", "<span", "Z3988"),
    ):
        text = "".join(pipeline.render([MEMO_775], format_, plugins, options))
        assert text.startswith(start), format_
        assert kind in text, format_
    assert "number" not in "".join(pipeline.render([MEMO_775], "biblatex", plugins, options))


UNREAD = {("pandoc", "csl-yaml"), ("bibutils", "endnote-xml")}
"""A format that we write only; and one whose series bibutils takes from a field that is anyone's (`custom1`)."""

READ_BACK = sorted({(dialect.name, format_) for dialect in DIALECTS for format_ in dialect.formats} - UNREAD)
MEMOS = ("memo-427-without-publisher", "memo-54", "memo-590", "four-authors-with-particles", "institution")


@pytest.mark.parametrize(("program", "format_"), READ_BACK)
@pytest.mark.parametrize("name", MEMOS)
def test_a_memo_comes_back_from_every_dialect(
    program: str, format_: str, name: str, plugins: PluginManager, tmp_path: Path
) -> None:
    memo = RECORDS[name]
    suffix = next(iter(offered.writers(plugins)[format_].suffixes), ".json")
    file = tmp_path / f"memo{suffix}"
    file.write_text(write(program, format_, memo, plugins), encoding="utf-8")
    (found,) = pipeline.ingest([str(file)], plugins)
    assert (found.type, found.title, found.genre, found.number) == (memo.type, memo.title, memo.genre, memo.number)
    assert list(map(str, found.author)) == list(map(str, memo.author))
    assert found.issued.parts[:2] == memo.issued.parts[:2]


def test_a_plugin_adds_a_dialect(plugins: PluginManager) -> None:
    class Plugin:
        @hookimpl
        def provide_dialects(self) -> list[Dialect]:
            return [
                Dialect(
                    name="my-tool",
                    description="Mine",
                    formats={"ris": Spelling(names={"number": "M1"}, loses=("abstract",))},
                )
            ]

    plugins.register(Plugin(), "mine")
    assert "\nM1  - 775\n" in write("my-tool", "ris", MEMO_775, plugins)
    assert offered.format_for("my-tool", plugins) == "ris"


def test_a_dialect_of_a_plugin_that_is_none_costs_its_own_answer(plugins: PluginManager) -> None:
    class Plugin:
        @hookimpl
        def provide_dialects(self) -> list[Dialect]:
            return [Dialect(name="my-tool", description="Mine", formats={"ris": "IS"})]  # type: ignore[dict-item]

    plugins.register(Plugin(), "mine")
    assert set(offered.dialects(plugins)) == set(BEST)
    assert "Dialect.formats" in plugins.broken["mine"].message


def test_every_entry_type_has_a_number_field_of_its_own() -> None:
    assert (BIBTEX.fields["techreport"]["number"], BIBLATEX.fields["report"]["number"]) == ("number", "number")
