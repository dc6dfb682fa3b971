"""Sorting: collation without ICU, the keys of cs:sort, and what stands for the author of the entry before."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.csl import Processor, Style
from ponarscite.csl.collation import TAILORED, collator


@pytest.mark.parametrize(
    "row",
    [
        "$ 1 9 10 1984 a A á b Ω я א 中",
        "a-b ab abc",
        "a Łódź|Lodz|Lodž m",
        "naive naïve № nz",
        "straße|strasse|Strasse strat",
        "г|ґ е|ё ж и і й к",
        "Æsop aez",
        "v1.9 v1.10",
    ],
)
def test_texts_stand_in_order(row: str) -> None:
    """Texts between bars are equal: their order is that in which they came."""
    key = collator("en-US")
    keys = [key(text.partition("|")[0]) for text in row.split()]
    assert keys == sorted(keys)
    for text in row.split():
        assert len(set(map(key, text.split("|")))) == 1


@pytest.mark.parametrize(
    ("first", "second"), [("a b", "ab"), ("a, c", "a d"), ("(zeta", "zoo"), ("“quoted”", "quotes")]
)
def test_spaces_count_and_punctuation_does_not(first: str, second: str) -> None:
    assert collator("en")(first) < collator("en")(second)
    assert collator("en")("co-op") == collator("en")("coop") == collator("en")("Co’op")


@pytest.mark.parametrize(
    ("language", "row"),
    [
        ("sv-SE", "a z å ä ö"),
        ("da-DK", "a z æ ø å"),
        ("es-ES", "n nz ñ o"),
        ("cs-CZ", "c cz č d h hz ch i"),
        ("pl-PL", "l lz ł m z ź ż"),
        ("hr-HR", "c č ć d đ"),
        ("et-EE", "s š z ž t w õ ä ö ü y"),
        ("ru-RU", "Ёж Иван Яна Adam"),
        ("el-GR", "άλφα βήτα alpha"),
    ],
)
def test_languages_have_letters_of_their_own(language: str, row: str) -> None:
    words = row.split()
    assert sorted(sorted(words), key=collator(language)) == words
    assert language[:2] in TAILORED or words[-1].isascii()


@given(st.text(), st.text(), st.sampled_from(["en", "sv", "ru", "cs"]))
def test_any_text_has_a_key(one: str, other: str, language: str) -> None:
    key = collator(language)
    assert isinstance(key(one), str)
    assert (key(one) < key(other)) + (key(one) > key(other)) + (key(one) == key(other)) == 1


def item(key: str, **variables: Any) -> dict[str, Any]:
    return {"id": key, "type": "book", "title": key, **variables}


def people(names: str) -> list[dict[str, str]]:
    """The people of "Lee A, Orr B"; "Lee A de" has a particle."""
    found = []
    for family, first, *particle in (name.split(" ") for name in names.split(", ")):
        found.append({"family": family, "given": first} | ({"non-dropping-particle": particle[0]} if particle else {}))
    return found


def order(keys: str, items: list[dict[str, Any]], macro: str = "", options: str = "", root: str = "") -> str:
    sheet = Style.parse(f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" {root}><info/>
        <macro name="m">{macro}</macro><citation><layout><text variable="title"/></layout></citation>
        <bibliography {options}><sort>{keys}</sort><layout><text variable="title"/></layout></bibliography></style>""")
    return " ".join(entry.text.render() for entry in Processor(sheet, items).bibliography())


BYLINES = [
    item("B", author=people("Lee B")),
    item("A", author=people("Lee A")),
    item("AZ", author=people("Lee A, Zed Z")),
    item("AYX", author=people("Lee A, Yim Y, Xu X")),
    item("de", author=people("Mor A de")),
    item("none"),
]
AUTHOR = '<names variable="author">{}</names>'
MACRO = '<key macro="m"/>'


@pytest.mark.parametrize(
    ("keys", "macro", "options", "expected"),
    [
        ('<key variable="author"/>', "", "", "A AYX AZ B de none"),
        ('<key variable="author" sort="descending"/>', "", "", "de B AZ AYX A none"),
        (MACRO, AUTHOR.format('<name and="text"/><label prefix=" "/>'), "", "A AYX AZ B de none"),
        (MACRO, AUTHOR.format('<name form="short"/>'), "", "B A AYX AZ de none"),
        (MACRO, AUTHOR.format('<name et-al-min="2" et-al-use-first="1"/>'), "", "A AZ AYX B de none"),
        (MACRO, AUTHOR.format('<name et-al-min="9"/>'), 'et-al-min="2" et-al-use-first="1"', "A AZ AYX B de none"),
        ('<key macro="m" names-min="3" names-use-first="1"/>', AUTHOR.format(""), "", "A AYX AZ B de none"),
        ('<key macro="m" names-min="2" names-use-first="1"/>', AUTHOR.format(""), "", "A AZ AYX B de none"),
        (MACRO, AUTHOR.format('<name form="count"/>'), "", "none B A de AZ AYX"),
        (MACRO, AUTHOR.format('<substitute><text variable="title"/></substitute>'), "", "A AYX AZ B de none"),
        ('<key variable="type"/><key variable="title"/>', "", "", "A AYX AZ B de none"),
        ('<key variable="citation-number" sort="descending"/>', "", "", "none de AYX AZ A B"),
    ],
)
def test_names_as_keys(keys: str, macro: str, options: str, expected: str) -> None:
    assert order(keys, BYLINES, macro, options) == expected


def test_particles_that_are_demoted_in_sorting_only() -> None:
    items = [item("dz", author=people("Dz A")), BYLINES[4], item("mo", author=people("Mo A"))]
    for demote, expected in (("sort-only", "dz mo de"), ("never", "de dz mo"), ("display-and-sort", "dz mo de")):
        found = order('<key variable="author"/>', items, root=f'demote-non-dropping-particle="{demote}"')
        assert found == expected


DATES = [
    item("2000", issued={"date-parts": [[2000]]}),
    item("May", issued={"date-parts": [[2000, 5]]}),
    item("range", issued={"date-parts": [[2000], [2001]]}),
    item("BC", issued={"date-parts": [[-100]]}),
    item("AD", issued={"date-parts": [[325]]}),
    item("soon", issued={"literal": "soon"}),
    item("spring", issued={"date-parts": [[2000]], "season": 1}),
]


@pytest.mark.parametrize(
    ("keys", "macro", "expected"),
    [
        ('<key variable="issued"/>', "", "BC AD 2000 spring range May soon"),
        ('<key variable="issued" sort="descending"/>', "", "May range 2000 spring AD BC soon"),
        (MACRO, '<date variable="issued" form="text"/>', "BC AD 2000 spring range May soon"),
        (MACRO, '<date variable="issued" form="text" date-parts="year"/>', "BC AD 2000 May spring range soon"),
        (MACRO, '<date variable="issued"><date-part name="year"/></date>', "BC AD 2000 May spring range soon"),
    ],
)
def test_dates_as_keys(keys: str, macro: str, expected: str) -> None:
    assert order(keys, DATES, macro) == expected


def test_numbers_as_keys() -> None:
    items = [item(text, volume=text) for text in ("10", "9", "IV", "2b", "x3")]
    assert order('<key variable="volume"/>', items) == "2b x3 9 10 IV"
    assert order(MACRO, items, '<text variable="volume" prefix="vol. "/>') == "2b 9 10 IV x3"


HEADS = [
    item("1", author=people("Lee A, Orr B")),
    item("2", author=people("Lee A, Orr B")),
    item("3", author=people("Lee A, Poe C")),
    item("4", author=people("Lee Al, Poe C")),
    item("5", editor=people("Poe C")),
    item("6", author=people("Poe C")),
    {**item("7"), "title": "T"},
    {**item("8"), "title": "T"},
]
HEAD = """<names variable="author"><name and="text" initialize-with="." font-style="italic"/>
    <label form="short" prefix=" (" suffix=")"/>
    <substitute><names variable="editor"/><text variable="title" font-weight="bold"/></substitute></names>"""


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            "complete-all",
            "<i>A. Lee</i> and <i>B. Orr</i>|—|<i>A. Lee</i> and <i>C. Poe</i>|<i>A. Lee</i> and <i>C. Poe</i>|"
            "<i>C. Poe</i> (ed.)|—|<b>T</b>|<b>—</b>",
        ),
        (
            "complete-each",
            "<i>A. Lee</i> and <i>B. Orr</i>|<i>—</i> and <i>—</i>|<i>A. Lee</i> and <i>C. Poe</i>|"
            "<i>A. Lee</i> and <i>C. Poe</i>|<i>C. Poe</i> (ed.)|<i>—</i>|<b>T</b>|—",
        ),
        (
            "partial-each",
            "<i>A. Lee</i> and <i>B. Orr</i>|<i>—</i> and <i>—</i>|<i>—</i> and <i>C. Poe</i>|"
            "<i>A. Lee</i> and <i>C. Poe</i>|<i>C. Poe</i> (ed.)|<i>—</i>|<b>T</b>|—",
        ),
        (
            "partial-first",
            "<i>A. Lee</i> and <i>B. Orr</i>|<i>—</i> and <i>B. Orr</i>|<i>—</i> and <i>C. Poe</i>|"
            "<i>A. Lee</i> and <i>C. Poe</i>|<i>C. Poe</i> (ed.)|<i>—</i>|<b>T</b>|—",
        ),
    ],
)
def test_subsequent_author_substitute(rule: str, expected: str) -> None:
    sheet = Style.parse(f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>
        <citation><layout/></citation><bibliography subsequent-author-substitute="—"
        subsequent-author-substitute-rule="{rule}"><layout>{HEAD}</layout></bibliography></style>""")
    entries = Processor(sheet, HEADS).bibliography()
    assert "|".join(entry.text.render("html") for entry in entries) == expected


def test_an_empty_substitute_leaves_nothing_of_the_names() -> None:
    sheet = Style.parse("""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>
        <citation><layout/></citation><bibliography subsequent-author-substitute=""><layout><group delimiter=": ">
        <names variable="author"/><text variable="title"/></group></layout></bibliography></style>""")
    entries = Processor(sheet, HEADS[:2]).bibliography()
    assert [entry.text.render() for entry in entries] == ["A Lee, B Orr: 1", "2"]


@pytest.mark.parametrize(
    ("macro", "expected"),
    [
        ('<text variable="title"/>', "a b c"),
        ('<text variable="title"/><date variable="issued"><date-part name="year"/></date>', "c b a"),
        ('<choose><if variable="issued"><date variable="issued"/></if></choose><text variable="title"/>', "b a c"),
    ],
)
def test_a_macro_with_a_date_sorts_by_dates_alone(macro: str, expected: str) -> None:
    items = [item(key, issued={"date-parts": [[2000 + "cba".index(key)]]}) for key in "bac"]
    assert order(MACRO, items, macro) == expected


def test_cites_are_ordered_by_the_names_that_tell_them_apart() -> None:
    """As in citeproc-js: names that disambiguation adds count in the order of a citation."""
    xml = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>
        <macro name="author"><names variable="author">
        <name form="short" et-al-min="3" et-al-use-first="1"/></names></macro>
        <citation disambiguate-add-names="true"><sort><key macro="author"/></sort>
        <layout delimiter="; "><text macro="author"/></layout></citation></style>"""

    def item(key: str, third: str) -> dict[str, Any]:
        names = ("Brown", "Jones", third, "Zed")
        return {"id": key, "type": "book", "author": [{"family": name, "given": "A"} for name in names]}

    processor = Processor(Style.parse(xml), [item("w", "White"), item("b", "Black")])
    processor.cite([{"id": "w"}, {"id": "b"}])
    assert processor.citations()[0].render() == "Brown, Jones, Black, et al.; Brown, Jones, White, et al."
