"""The metadata `ponarscite-style`: our own processor in place of pandoc's."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from ponarscite import Library, PluginManager
from ponarscite.csl.locale import load
from ponarscite.integrations.pandoc.program import run
from ponarscite.integrations.works.locator import split, terms
from ponarscite.record.date import Date
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from tests.integrations.ast import cite, document, note, one, para, shown

OWN = [
    {"id": "doe", "type": "book", "title": "Borrowed", "author": [{"family": "Doe", "given": "Jo"}], "issued": "2019"},
    {"id": "doe2", "type": "book", "title": "Ports", "author": [{"family": "Doe", "given": "Jo"}], "issued": "2019"},
    {"id": "roe", "type": "book", "title": "Dams", "author": [{"family": "Roe", "given": "Al"}], "issued": "2020-05"},
]
NOTES = "chicago-notes-bibliography"
RAISED = "nature"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plugins: PluginManager) -> Path:
    path = tmp_path / "library.sqlite"
    with Library(path, plugins) as library:
        memo = Record(type="report", title="Snow", genre="PONARS Eurasia Policy Memo", number="9001")
        library.add(memo)
        library.add(
            Record(
                id="lee",
                type="article-journal",
                title="On <i>ice</i>",
                author=(Name(family="Lee", given="Bo"),),
                issued=Date(2021),
                container_title="Cold",
                doi="10.5555/ice",
            )
        )
    monkeypatch.setenv("PONARSCITE_LIBRARY", str(path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def filtered(given: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    result = io.BytesIO()
    code = run(io.BytesIO(json.dumps(given).encode()), result)
    return code, json.loads(result.getvalue() or "{}")


def text(*blocks: dict[str, Any], style: str = "apa", **meta: Any) -> str:
    """What is written of a document, without its bibliography."""
    code, written = filtered(
        document(*blocks, **{"references": OWN, "ponarscite_style": style, "suppress_bibliography": "true", **meta})
    )
    assert code == 0
    return shown(written["blocks"])


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([cite("roe")], "(Roe, 2020)"),
        ([cite(one("roe", ", p. 3"))], "(Roe, 2020, p. 3)"),
        ([cite(one("roe", " 3-5, 9"))], "(Roe, 2020, pp. 3–5, 9)"),
        ([cite(one("roe", ", chap. 2, and on", "see"))], "(see Roe, 2020, Chapter 2, and on)"),
        ([cite(one("roe", " in full"))], "(Roe, 2020, in full)"),
        ([cite("-roe")], "(2020)"),
        ([cite("@roe")], "Roe (2020)"),
        ([cite(one("@roe", "p. 4"))], "Roe (2020, p. 4)"),
        ([cite("roe", "doe")], "(Doe, 2019; Roe, 2020)"),
        ([cite(one("roe", "", "see"), one("doe", "", "also"))], "(see Roe, 2020; also Doe, 2019)"),
        ([cite(one("@roe", ", p. 4"), one("doe", "", "also"))], "Roe (2020, p. 4; also Doe, 2019)"),
        ([cite("doe"), " ", cite("doe2")], "(Doe, 2019a) (Doe, 2019b)"),
        ([cite("lee")], "(Lee, 2021)"),
        ([cite("pepm:9001")], "(Snow, n.d.)"),
        ([cite("nosuch")], "(**nosuch?**)"),
        ([cite("@nosuch"), "."], "**nosuch?**."),
        ([cite("nosuch", "roe", "none")], "(**nosuch?**; Roe, 2020; **none?**)"),
        ([cite("fig:snow"), ", ", cite("sec-two")], "[@fig:snow], [@sec-two]"),
        (["A", note("In a note ", cite("roe"), ".")], "A[[In a note (Roe, 2020).]]"),
    ],
)
def test_a_style_in_the_text(parts: list[Any], expected: str) -> None:
    assert text(para(*parts)) == f"{expected}\n"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["Text ", cite("roe"), "."], "Text.[[Al Roe, *Dams* (2020).]]"),
        (["Text ", cite(one("roe", ", p. 3", "see")), ", so"], "Text,[[See Al Roe, *Dams* (2020), 3.]] so"),
        (["(text ", cite("roe"), ")."], "(text).[[Al Roe, *Dams* (2020).]]"),
        (["See ", cite("@roe"), ", so"], "See Al Roe,[[*Dams* (2020).]] so"),
        ([cite("roe"), "’s"], "[[Al Roe, *Dams* (2020).]]’s"),
        (["A ", cite("roe"), " b ", cite("roe")], "A[[Al Roe, *Dams* (2020).]] b[[Roe, *Dams*.]]"),
        (["A ", cite("roe"), ". By ", cite("@roe")], "A.[[Al Roe, *Dams* (2020).]] By Roe[[*Dams*.]]"),
        (["A", note(cite("roe"), "; so")], "A[[Al Roe, *Dams* (2020).; so]]"),
        (["A", note("So ", cite("roe"), ".")], "A[[So (Al Roe, *Dams* (2020)).]]"),
        (["A", note("So ", cite("@roe"), ".")], "A[[So Al Roe, *Dams* (2020).]]"),
        (["A ", cite("nosuch"), "."], "A.[[**nosuch?**]]"),
    ],
)
def test_a_style_in_notes(parts: list[Any], expected: str) -> None:
    assert text(para(*parts), style=NOTES) == f"{expected}\n"


def test_a_comma_goes_into_quotation_marks_where_the_locale_has_it_there() -> None:
    quoted = {"t": "Quoted", "c": [{"t": "DoubleQuote"}, [{"t": "Str", "c": "snow"}]]}
    parts = (quoted, " ", cite("roe"), ", so")
    assert text(para(*parts), style=NOTES).startswith("“snow,”[[")
    assert text(para(*parts), style=NOTES, lang="en-GB").startswith("“snow”,[[")


def test_notes_stay_before_the_marks_where_the_document_says_so() -> None:
    assert text(para("A ", cite("roe"), "."), style=NOTES, notes_after_punctuation="false").endswith("(2020).]].\n")


def test_raised_numbers_follow_their_word() -> None:
    assert text(para("A ", cite("roe"), ", ", cite("@doe"), "."), style=RAISED) == "A^1^, Doe^2^.\n"


def test_the_words_around_a_citation_keep_what_is_no_text() -> None:
    formula = {"t": "Math", "c": [{"t": "InlineMath"}, "x"]}
    bold = {"t": "Strong", "c": [{"t": "Str", "c": "see"}]}
    tag = {"t": "Str", "c": "<i>\U00100000"}
    words = one("roe", ", p. 3") | {"citationPrefix": [bold, {"t": "Space"}, formula]}
    words["citationSuffix"] += [{"t": "Space"}, tag]
    assert text(para(cite(words))) == "(**see** $x$ Roe, 2020, p. 3 <i>\U00100000)\n"


def entries(style: str, *blocks: dict[str, Any], **meta: Any) -> list[dict[str, Any]]:
    _, written = filtered(document(*blocks, **{"references": OWN, "ponarscite_style": style, **meta}))
    found: list[dict[str, Any]] = written["blocks"]
    return found


def test_the_bibliography_is_a_div_with_an_entry_for_each_work() -> None:
    *_, refs = entries("apa", para(cite("roe"), cite("lee"), cite("lee")))
    attributes, inside = refs["c"]
    assert attributes == [
        "refs",
        ["references", "csl-bib-body", "hanging-indent"],
        [["entry-spacing", "0"], ["line-spacing", "2"]],
    ]
    assert [one["c"][0][:2] for one in inside] == [["ref-lee", ["csl-entry"]], ["ref-roe", ["csl-entry"]]]
    assert shown(inside).splitlines() == [
        "::ref-lee csl-entry",
        "Lee, B. (2021). On *ice*. *Cold*. <https://doi.org/10.5555/ice|https://doi.org/10.5555/ice>",
        "::ref-roe csl-entry",
        "Roe, A. (2020). *Dams*.",
    ]


def test_numbers_stand_in_a_margin_of_their_own() -> None:
    *_, refs = entries("ieee", para(cite("roe")))
    assert shown(refs["c"][1][0]["c"][1]) == "{csl-left-margin|[1] }{csl-right-inline|A. Roe, *Dams*. 2020.}\n"


def test_the_bibliography_goes_where_the_document_wants_it() -> None:
    place = {"t": "Div", "c": [["refs", ["mine"], []], [para("Below.")]]}
    blocks = entries("ieee", para(cite("roe")), place, para("End."))
    assert [one["t"] for one in blocks] == ["Para", "Div", "Para"]
    assert blocks[1]["c"][0][1] == ["mine", "references", "csl-bib-body"]
    assert shown(blocks[1]).splitlines()[:2] == ["::refs mine references csl-bib-body", "Below."]


def test_the_bibliography_has_the_title_that_the_document_gives() -> None:
    blocks = entries("apa", para(cite("roe")), reference_section_title="Works")
    assert shown(blocks[1]) == "# Works\n"
    last = {"t": "Header", "c": [1, ["x", [], []], [{"t": "Str", "c": "Works"}]]}
    blocks = entries("apa", para(cite("roe")), last)
    assert blocks[1]["c"][1] == ["x", ["unnumbered"], []]


def test_nothing_cited_gives_no_bibliography() -> None:
    assert entries("apa", para("Nothing.")) == [para("Nothing.")]


def nocite(*keys: str) -> dict[str, Any]:
    given = document(para(cite("roe")), references=OWN, ponarscite_style="apa")
    given["meta"]["nocite"] = {"t": "MetaInlines", "c": [cite(*keys)]}
    return filtered(given)[1]


@pytest.mark.parametrize(
    ("keys", "listed"),
    [
        (["doe"], ["doe", "roe"]),
        (["lee"], ["lee", "roe"]),
        (["*"], ["doe", "doe2", "roe"]),
        (["*", "lee"], ["doe", "doe2", "lee", "roe"]),
        (["nosuch"], ["roe"]),
    ],
)
def test_works_are_listed_without_being_cited(keys: list[str], listed: list[str]) -> None:
    refs = nocite(*keys)["blocks"][-1]["c"][1]
    assert [one["c"][0][0] for one in refs] == [f"ref-{key}" for key in listed]


def test_nothing_is_left_for_another_processor() -> None:
    assert set(nocite("doe")["meta"]) == {"ponarscite-style"}


def test_citations_link_to_their_entries() -> None:
    blocks = entries("apa", para(cite("roe", "doe")), link_citations="true")
    assert shown(blocks[0]) == "(<#ref-doe|Doe, 2019>; <#ref-roe|Roe, 2020>)\n"
    blocks = entries(NOTES, para("A ", cite("lee")), link_citations="true")
    assert shown(blocks[0]) == (
        "A[[<#ref-lee|Bo Lee, “On *Ice*,” *Cold*, ahead of print, 2021,> <https://doi.org/10.5555/ice|https://doi.org/10.5555/ice>.]]\n"
    )


def test_addresses_are_no_links_where_the_document_says_so() -> None:
    *_, refs = entries("apa", para(cite("lee")), link_bibliography="false")
    assert shown(refs).endswith("*Cold*. https://doi.org/10.5555/ice\n")


def test_metadata_are_cited_first() -> None:
    given = document(para(cite("roe")), references=OWN, ponarscite_style="ieee")
    given["meta"]["abstract"] = {"t": "MetaInlines", "c": [cite("doe")]}
    _, written = filtered(given)
    assert (shown(written["meta"]["abstract"]["c"]), shown(written["blocks"][0])) == ("[1]", "[2]\n")


def test_a_document_speaks_its_language() -> None:
    assert text(para(cite(one("roe", ", S. 3"))), lang="de") == "(Roe, 2020, S. 3)\n"
    assert text(para(cite(one("roe", ", chap. 3"))), lang="fr") == "(Roe, 2020, Chapitre 3)\n"


def test_a_language_that_is_none_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert text(para(cite("roe")), lang="klingon!") == "(Roe, 2020)\n"
    assert "no locale is called 'klingon!'" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["own.bib", "own.yaml", "own.json"])
def test_the_bibliographies_of_the_document_are_cited(folder: Path, name: str) -> None:
    files = {
        "own.bib": "@book{zoe, title = {Quiet \\emph{seas}}, author = {Zoe, Ann}, year = 1999}\n@book{x, title = {Y}}",
        "own.yaml": "references:\n- id: zoe\n  type: book\n  title: Quiet <i>seas</i>\n"
        "  author:\n  - {family: Zoe, given: Ann}\n  issued: 1999\n",
        "own.json": '[{"id": "zoe", "type": "book", "title": "Quiet <i>seas</i>", "issued": {"date-parts": [[1999]]},'
        ' "author": [{"family": "Zoe", "given": "Ann"}]}]',
    }
    (folder / name).write_text(files[name], encoding="utf-8")
    blocks = entries("apa", para(cite("zoe")), bibliography=name)
    assert shown(blocks[0]) == "(Zoe, 1999)\n"
    assert shown(blocks[1]["c"][1]) == "::ref-zoe csl-entry\nZoe, A. (1999). *Quiet* seas.\n"


@pytest.mark.parametrize(
    ("value", "shown_"),
    [
        ("2001", "2001"),
        ([{"year": "2001", "month": "3"}], "2001, March"),
        ({"year": "2001"}, "2001"),
        ({"date-parts": [["2001", "3", "4"]]}, "2001, March 4"),
        ("2001-03/2001-05", "2001, March–May"),
        ({"literal": "soon"}, "soon"),
    ],
)
def test_dates_in_metadata(value: Any, shown_: str) -> None:
    own = [{"id": "a", "type": "article-magazine", "title": "T", "container-title": "C", "issued": value}]
    *_, refs = entries("apa", para(cite("a")), references=own)
    assert shown(refs["c"][1]).splitlines()[1] == f"T. ({shown_}). *C*."


def test_a_house_style_and_a_file_are_styles(folder: Path) -> None:
    from ponarscite.csl.catalogue import official_folder

    assert text(para("A ", cite("roe"), "."), style="ponars-eurasia").startswith("A.[[")
    official = official_folder()
    assert official
    (folder / "mine.csl").write_bytes((official / "apa.csl").read_bytes())
    assert text(para(cite("roe")), style="mine.csl") == "(Roe, 2020)\n"


@pytest.mark.parametrize("style", ["appa", "none.csl", "/none/at/all", "own.json", "https://a.example/x.csl", "."])
def test_a_style_that_is_none_is_told_in_two_lines(style: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert filtered(document(para(cite("lee")), ponarscite_style=style)) == (1, {})
    assert [line.split()[1] for line in capsys.readouterr().err.splitlines()] == ["error:", "hint:"]


def test_unknown_names_are_told_as_without_a_style(capsys: pytest.CaptureFixture[str]) -> None:
    text(para(cite("nosuch", "roe")))
    assert capsys.readouterr().err == "[ponarscite] nosuch: no record has this key\n"
    assert filtered(document(para(cite("nosuch")), ponarscite_style="apa", ponarscite_strict="true")) == (1, {})


def test_ten_thousand_citations_in_a_style() -> None:
    parts = [cite(one("roe", f", p. {number}")) for number in range(10_000)]
    assert text(para(*parts), style=NOTES).count("[[") == 10_000


@pytest.mark.parametrize("key", ["a\\input{x}", 'a"><script>', "a}b", "a'b", "x y", "../a", "a#b%c", "\u202ea"])
def test_keys_are_inert(key: str, plugins: PluginManager, folder: Path) -> None:
    with Library(folder / "library.sqlite", plugins) as library:
        stored = library.add(Record(id=key, type="book", title="<script>\\write18{x}</script>", issued=Date(2000)))
    *_, refs = entries("apa", para(cite(f"key:{stored}")))
    assert refs["c"][1][0]["c"][0][0] == f"ref-{stored}"
    assert "Raw" not in json.dumps(refs)


TERMS = terms(load("en-US"))
GERMAN = terms(load("de-DE"))


@pytest.mark.parametrize(
    ("words", "label", "locator", "suffix"),
    [
        (", p. 3", "page", "3", ""),
        (" p.3", "page", "3", ""),
        (", pp.\xa03–5", "page", "3–5", ""),
        (", 3", "page", "3", ""),
        (", iv", "", "", ", iv"),
        (", p. iv", "page", "iv", ""),
        (", pp. iv-x, 3", "page", "iv-x, 3", ""),
        (", 3 and 4", "page", "3", " and 4"),
        (", p. 3.", "page", "3", "."),
        (", p. 3, see below", "page", "3", ", see below"),
        (", pages 3 ff. there", "page", "3 ff.", " there"),
        (", sec. 1.2.3", "section", "1.2.3", ""),
        (", § 5", "section", "5", ""),
        (", §5(a)", "section", "5(a)", ""),
        (", sub verbo 3", "sub-verbo", "3", ""),
        (", s.v. x", "sub-verbo", "x", ""),
        (", vol. 2:34", "volume", "2:34", ""),
        (", fig. 2a", "figure", "2a", ""),
        (", note 12", "note", "12", ""),
        ("{chap. 2}, so", "chapter", "2", ", so"),
        ("{ii, A, D-Z}, with", "page", "ii, A, D-Z", ", with"),
        (", {} 99 years later", "", "", " 99 years later"),
        (", see above", "", "", ", see above"),
        (" as told", "", "", ", as told"),
        (" (my italics)", "", "", " (my italics)"),
        ("; so", "", "", "; so"),
        ("", "", "", ""),
        (", page", "", "", ", page"),
        (", and 3 others", "", "", ", and 3 others"),
        (", S. 3", "", "", ", S. 3"),
    ],
)
def test_locators_are_found(words: str, label: str, locator: str, suffix: str) -> None:
    assert split(words, TERMS) == (label, locator, suffix)


@pytest.mark.parametrize(
    ("words", "label", "locator"), [(", S. 3", "page", "3"), (", Kap. 2", "chapter", "2"), (", p. 3", "page", "3")]
)
def test_locators_are_found_in_the_language_of_the_document(words: str, label: str, locator: str) -> None:
    assert split(words, GERMAN)[:2] == (label, locator)


@pytest.mark.parametrize("words", ["p. " * 20_000, "1-" * 20_000, "3, " * 20_000, "{" * 20_000, "iv" * 20_000])
def test_locators_take_linear_time(words: str) -> None:
    assert split(words, TERMS)
