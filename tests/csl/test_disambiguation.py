"""Disambiguation: what is said more of items whose cites would look alike."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponarscite.csl import Processor, Style, disambiguation
from ponarscite.csl.disambiguation import Disambiguator, suffix
from ponarscite.csl.engine import Engine
from ponarscite.csl.item import Item
from tests.csl.small_style import small_style

NAMES = 'disambiguate-add-names="true" '
GIVENS = 'disambiguate-add-givenname="true" '
YEARS = 'disambiguate-add-year-suffix="true" '
ET_AL = 'et-al-min="3" et-al-use-first="1" '
SHORT = 'form="short" initialize-with=". "'
TITLE = '<choose><if disambiguate="true"><text variable="title" prefix=", "/></if></choose>'
VOLUME = '<choose><if disambiguate="true"><text variable="volume" prefix=", "/></if></choose>'


def rule(name: str) -> str:
    return f'{GIVENS}givenname-disambiguation-rule="{name}" '


def style(options: str, name: str = SHORT, more: str = "", root: str = "") -> Style:
    names = '<names variable="author"><name {} delimiter=", "/></names>'
    year = '<date variable="issued" prefix=" "><date-part name="year"/></date>'
    return Style.parse(f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" {root}><info/>
        <citation {options}><layout>{names.format(name)}{year}{more}</layout></citation>
        <bibliography et-al-min="9" et-al-use-first="1">
          <layout>{names.format('initialize-with=". " name-as-sort-order="all"')}{year}{more}</layout>
        </bibliography></style>""")


def item(id: int, names: str, year: int = 2000, **others: Any) -> dict[str, Any]:
    """An item by people like "Ann Lee, Bo Orr"."""
    words = [name.rsplit(" ", 1) for name in names.split(", ")]
    authors = [{"given": given, "family": family} for given, family in words]
    return {"id": id, "type": "book", "author": authors, "issued": {"date-parts": [[year]]}, **others}


def items(*bylines: str) -> list[dict[str, Any]]:
    return [item(n, byline) for n, byline in enumerate(bylines)]


def cites(sheet: Style, sources: list[dict[str, Any]]) -> list[str]:
    processor = Processor(sheet, sources)
    return [processor.preview([{"id": source["id"]}]).render("text") for source in sources]


def entries(sheet: Style, sources: list[dict[str, Any]]) -> list[str]:
    return [entry.text.render("text") for entry in Processor(sheet, sources).bibliography()]


@pytest.mark.parametrize(
    ("options", "bylines", "expected"),
    [
        ("", ("Ann Lee", "Bo Lee"), ("Lee 2000", "Lee 2000")),
        (YEARS, ("Ann Lee", "Bo Lee", "Al Orr"), ("Lee 2000a", "Lee 2000b", "Orr 2000")),
        (GIVENS, ("Ann Lee", "Bo Lee", "Al Orr"), ("A. Lee 2000", "B. Lee 2000", "Orr 2000")),
        (GIVENS, ("Ann Lee", "Al Lee"), ("Ann Lee 2000", "Al Lee 2000")),
        (GIVENS + YEARS, ("Ann Lee", "Al Lee", "Al Lee"), ("Ann Lee 2000", "Al Lee 2000a", "Al Lee 2000b")),
        (
            ET_AL + NAMES,
            ("A Lee, B Orr, C Poe", "A Lee, D Ray, C Poe"),
            ("Lee, Orr, et al. 2000", "Lee, Ray, et al. 2000"),
        ),
        (ET_AL + NAMES, ("A Lee, B Orr, C Poe", "A Lee, B Orr, D Ray"), ("Lee, Orr, Poe 2000", "Lee, Orr, Ray 2000")),
        (
            ET_AL + NAMES + YEARS,
            ("A Lee, B Orr, C Poe", "A Lee, B Orr, C Poe"),
            ("Lee et al. 2000a", "Lee et al. 2000b"),
        ),
        (
            ET_AL + NAMES + YEARS,
            ("A Lee, B Orr, C Poe", "A Lee, D Ray, C Poe", "A Lee, B Orr, C Poe"),
            ("Lee, Orr, et al. 2000a", "Lee, Ray, et al. 2000", "Lee, Orr, et al. 2000b"),
        ),
        (
            ET_AL + NAMES + GIVENS,
            ("Ann Lee, Bo Orr, Cy Poe", "Ann Lee, Ben Orr, Cy Poe"),
            ("Lee, Bo Orr, et al. 2000", "Lee, Ben Orr, et al. 2000"),
        ),
        (
            ET_AL + GIVENS,
            ("Ann Lee, B Orr, C Poe", "Bo Lee, D Ray, C Poe"),
            ("A. Lee et al. 2000", "B. Lee et al. 2000"),
        ),
    ],
)
def test_cites_that_look_alike_are_told_apart(
    options: str, bylines: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert cites(style(options), items(*bylines)) == list(expected)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("all-names", ["A. Lee 2000", "Bo Lee, J. Orr 2001", "Ben Lee 2002", "K. Orr 2003"]),
        ("all-names-with-initials", ["A. Lee 2000", "B. Lee, J. Orr 2001", "B. Lee 2002", "K. Orr 2003"]),
        ("primary-name", ["A. Lee 2000", "Bo Lee, Orr 2001", "Ben Lee 2002", "Orr 2003"]),
        ("primary-name-with-initials", ["A. Lee 2000", "B. Lee, Orr 2001", "B. Lee 2002", "Orr 2003"]),
        ("by-cite", ["Lee 2000", "Lee, Orr 2001", "Lee 2002", "Orr 2003"]),
    ],
)
def test_rules_of_given_names(name: str, expected: list[str]) -> None:
    bylines = ("Ann Lee", "Bo Lee, Jo Orr", "Ben Lee", "Ken Orr")
    sources = [item(n, byline, 2000 + n) for n, byline in enumerate(bylines)]
    assert cites(style(rule(name)), sources) == expected


@pytest.mark.parametrize(
    ("name", "options", "expected"),
    [
        ('form="short"', "all-names", ["Bo Lee 2000", "Ann Lee 2000"]),
        ('form="short"', "all-names-with-initials", ["B Lee 2000", "A Lee 2000"]),
        ('initialize-with="."', "all-names-with-initials", ["B. Lee 2000", "A. Lee 2000"]),
        ("", "all-names-with-initials", ["Bo Lee 2000", "Ann Lee 2000"]),
        ('form="short" initialize="false" initialize-with=". "', "all-names", ["Bo Lee 2000", "Ann Lee 2000"]),
    ],
)
def test_given_names_in_the_forms_of_names(name: str, options: str, expected: list[str]) -> None:
    assert cites(style(rule(options), name), items("Bo Lee", "Ann Lee")) == expected


def test_a_particle_that_is_never_demoted_is_part_of_the_family_name() -> None:
    sources = items("Ann van Lee", "Bo Lee")
    sources[0]["author"] = [{"family": "Lee", "non-dropping-particle": "van", "given": "Ann"}]
    never = style(rule("all-names"), root='demote-non-dropping-particle="never"')
    assert cites(never, sources) == ["van Lee 2000", "Lee 2000"]
    assert cites(style(rule("all-names")), sources) == ["A. van Lee 2000", "B. Lee 2000"]


@pytest.mark.parametrize(
    ("more", "titles", "expected"),
    [
        (TITLE, ("One", "Two"), ["Lee 2000, One", "Lee 2000, Two"]),
        (TITLE, ("One", "One"), ["Lee 2000, One", "Lee 2000, One"]),
        (TITLE + VOLUME, ("One", "Two", "Two"), ["Lee 2000, One", "Lee 2000, Two, 1", "Lee 2000, Two, 2"]),
    ],
)
def test_conditions_come_to_hold_one_by_one(more: str, titles: tuple[str, ...], expected: list[str]) -> None:
    sources = [item(n, "Ann Lee", title=title, volume=n) for n, title in enumerate(titles)]
    assert cites(style("", more=more), sources) == expected


def test_year_suffixes_go_before_conditions() -> None:
    sources = [item(n, "Ann Lee", title=str(n)) for n in range(2)]
    assert cites(style(YEARS, more=TITLE), sources) == ["Lee 2000a", "Lee 2000b"]


def test_the_bibliography_says_as_much_of_given_names_but_keeps_its_number_of_names() -> None:
    sources = items("Ann Lee, B Orr, C Poe", "Al Lee, B Orr, C Poe")
    assert entries(style(ET_AL + NAMES + GIVENS + YEARS), sources) == [
        "Lee, Ann, Orr, B., Poe, C. 2000",
        "Lee, Al, Orr, B., Poe, C. 2000",
    ]


def test_namesakes_in_one_entry_have_their_names_in_full() -> None:
    sources = items("Ann Lee, Al Lee, Bo Orr")
    assert entries(style(GIVENS), sources) == ["Lee, Ann, Lee, Al, Orr, B. 2000"]
    assert entries(style(rule("primary-name-with-initials")), sources) == ["Lee, A., Lee, A., Orr, B. 2000"]
    assert entries(style(""), sources) == ["Lee, A., Lee, A., Orr, B. 2000"]


def test_what_later_mentions_share_is_told_apart() -> None:
    later = 'et-al-min="9" et-al-use-first="1" et-al-subsequent-min="3" et-al-subsequent-use-first="1" '
    sources = items("A Lee, B Orr, C Poe", "A Lee, B Orr, D Ray")
    processor = Processor(style(later + YEARS), sources)
    found = [processor.preview([{"id": key, "position": 1}]).render("text") for key in range(2)]
    assert found == ["Lee et al. 2000a", "Lee et al. 2000b"]


def test_the_day_of_access_tells_nothing_apart() -> None:
    accessed = '<date variable="accessed" prefix=" "><date-part name="year"/></date>'
    sources = [item(n, "Ann Lee", accessed={"date-parts": [[2010 + n]]}) for n in range(2)]
    assert cites(style(YEARS, more=accessed), sources) == ["Lee 2000a 2010", "Lee 2000b 2011"]


def test_a_style_that_places_the_year_suffix_does_so_everywhere() -> None:
    placed = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>
        <citation disambiguate-add-year-suffix="true"><layout>
          <date variable="issued"><date-part name="year"/></date><text variable="year-suffix" prefix="-"/>
        </layout></citation>
        <bibliography><layout><date variable="issued"><date-part name="year"/></date></layout></bibliography></style>"""
    sources = items("Ann Lee", "Ann Lee")
    assert cites(Style.parse(placed), sources) == ["2000-a", "2000-b"]
    assert entries(Style.parse(placed), sources) == ["2000", "2000"]
    left = placed.replace('<text variable="year-suffix" prefix="-"/>', "")
    assert cites(Style.parse(left), sources) == entries(Style.parse(left), sources) == ["2000a", "2000b"]


@pytest.mark.parametrize(("number", "letters"), [(0, "a"), (25, "z"), (26, "aa"), (51, "az"), (52, "ba"), (702, "aaa")])
def test_suffix(number: int, letters: str) -> None:
    assert suffix(number) == letters


def test_removing_and_ordering() -> None:
    order = {"0": 2, "1": 1, "2": 0}
    known = Disambiguator(Engine(style(YEARS)), order.__getitem__)
    for source in items("Ann Lee", "Ann Lee", "Ann Lee"):
        known.add(Item(source))
    assert [known.disambiguation(key).year_suffix for key in "012"] == ["c", "b", "a"]
    assert known.changed() == {"0", "1", "2"}
    known.remove("2")
    assert [known.disambiguation(key).year_suffix for key in "012"] == ["b", "a", ""]
    order["0"] = 0
    known.reorder()
    assert [known.disambiguation(key).year_suffix for key in "01"] == ["a", "b"]
    known.remove("0")
    assert known.disambiguation("1").year_suffix == ""
    assert known.changed() == {"1"}
    assert known.changed() == set()


_BYLINES = st.lists(
    st.lists(st.sampled_from(["Ann Lee", "Al Lee", "Bo Lee", "Bo Orr", "Cy Poe"]), min_size=1, max_size=4).map(
        ", ".join
    ),
    min_size=1,
    max_size=7,
)
_RULES = st.sampled_from(
    ["all-names", "all-names-with-initials", "primary-name", "primary-name-with-initials", "by-cite"]
)


@settings(max_examples=60, deadline=None)
@given(_BYLINES, _RULES, st.data())
def test_what_was_added_and_removed_leaves_no_trace(bylines: list[str], name: str, data: st.DataObject) -> None:
    """However items come and go, their details are those of the items that are there."""
    engine = Engine(style(ET_AL + NAMES + YEARS + rule(name)))
    known, fresh = Disambiguator(engine, int), Disambiguator(engine, int)
    sources = [Item(source) for source in items(*bylines)]
    for source in sources:
        known.add(source)
        known.disambiguation(source.id)
    gone = data.draw(st.sets(st.sampled_from([source.id for source in sources])))
    for key in gone:
        known.remove(key)
        known.disambiguation(key)
    kept = [source for source in sources if source.id not in gone]
    for source in kept:
        fresh.add(source)
    assert [known.disambiguation(source.id) for source in kept] == [fresh.disambiguation(source.id) for source in kept]


_METHODS = st.sampled_from(
    [ET_AL + NAMES + GIVENS + YEARS, ET_AL + NAMES + GIVENS, ET_AL + NAMES, GIVENS, "", ET_AL + NAMES + YEARS]
)


@settings(max_examples=80, deadline=None)
@given(_BYLINES, st.lists(st.integers(0, 2), min_size=7, max_size=7), _METHODS, st.data())
def test_items_one_by_one_are_told_apart_as_items_at_once(
    bylines: list[str], titles: list[int], methods: str, data: st.DataObject
) -> None:
    """A set of cites grows item by item, in any order and in batches, by names and by conditions."""
    engine = Engine(style(methods, more=TITLE + VOLUME))
    one_by_one, at_once = Disambiguator(engine, int), Disambiguator(engine, int)
    sources = [
        Item(
            item(n, byline, title=f"T{titles[n]}", volume=titles[-n]),
        )
        for n, byline in enumerate(bylines)
    ]
    for source in data.draw(st.permutations(sources)):
        one_by_one.add(source)
        if data.draw(st.booleans()):
            one_by_one.disambiguation(source.id)
    for source in sources:
        at_once.add(source)
    ids = [source.id for source in sources]
    assert list(map(one_by_one.disambiguation, ids)) == list(map(at_once.disambiguation, ids))


_PEOPLE = (
    {"family": "Lee", "given": "Ann"},
    {"family": "Lee", "given": "A."},
    {"family": "Lee", "given": "A"},
    {"family": "Lee", "given": "Bo"},
    {"family": "Orr", "given": "Cy"},
    {"family": "Orr"},
    {"literal": "Orr"},
    {"family": "Orr", "given": "Cy", "suffix": "Jr."},
    {"literal": "others"},
)
_AUTHOR = (
    '<names variable="author"><name {} delimiter=", "/><substitute><names variable="editor"/></substitute></names>'
)
_NAME_OPTIONS = st.sampled_from(
    [
        SHORT,
        'form="short"',
        'initialize-with=". " and="text"',
        'name-as-sort-order="all" delimiter-precedes-et-al="after-inverted-name"',
        'form="short" et-al-use-last="true"',
        'initialize-with="" name-as-sort-order="first" delimiter-precedes-last="after-inverted-name" and="symbol"',
    ]
)
_GROWING = st.sampled_from([NAMES + GIVENS + YEARS, NAMES + GIVENS, GIVENS, NAMES, NAMES + rule("all-names")])
_CITED = st.builds(
    lambda variable, first, others, translators: (variable, [_PEOPLE[first], *others], translators),
    st.sampled_from(("author", "author", "editor")),
    st.sampled_from((0, 0, 3, 5, 6)),
    st.lists(st.sampled_from(_PEOPLE[:2] + _PEOPLE[4:]), max_size=3),
    st.lists(st.sampled_from(_PEOPLE[:3]), max_size=1),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(_CITED, min_size=4, max_size=9), _GROWING, _NAME_OPTIONS, st.sampled_from((1, 2)))
def test_names_tell_cites_apart_as_whole_cites_do(cited: list[Any], methods: str, name: str, first: int) -> None:
    sources = [
        {"id": n, "type": "book", variable: people, "translator": others}
        for n, (variable, people, others) in enumerate(cited)
    ]
    layout = f'<group delimiter="; ">{_AUTHOR.format(name)}<names variable="translator"/></group>'
    sheet = small_style(layout, citation=f'{methods} et-al-min="3" et-al-use-first="{first}"')
    by_name = cites(sheet, sources)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disambiguation, "_strips_names", lambda engine: True)
        assert by_name == cites(sheet, sources)


@pytest.mark.parametrize(
    ("given", "call", "expected"),
    [
        (("J.", "J"), "", ["J. Lee", "J Lee"]),
        (("J.", "J"), 'strip-periods="true"', ["Lee", "Lee"]),
        (("J.", "Jo"), 'strip-periods="true"', ["J Lee", "Jo Lee"]),
    ],
)
def test_names_are_told_apart_as_the_macro_around_them_prints_them(
    given: tuple[str, ...], call: str, expected: list[str]
) -> None:
    macro = '<macro name="by"><names variable="author"><name form="short"/></names></macro>'
    sheet = small_style(f'<text macro="by" {call}/>', before=macro, citation=GIVENS)
    assert cites(sheet, [item(n, f"{name} Lee") for n, name in enumerate(given)]) == expected


def test_conditions_of_items_that_come_later() -> None:
    """An item that was unique under fewer conditions gets another where a new one has the same title."""
    engine = Engine(style("", more=TITLE + VOLUME))
    known = Disambiguator(engine, int)
    found = []
    for number, (title, volume) in enumerate([("One", 1), ("Two", 1), ("One", 2), ("One", 2), ("One", 3)]):
        known.add(Item(item(number, "Ann Lee", title=title, volume=volume)))
        found.append([known.disambiguation(str(n)).condition for n in range(number + 1)])
    assert found == [[0], [1, 1], [2, 1, 2], [2, 1, 2, 2], [2, 1, 2, 2, 2]]


@settings(max_examples=60, deadline=None)
@given(_BYLINES, _RULES)
def test_with_year_suffixes_no_two_cites_are_equal(bylines: list[str], name: str) -> None:
    found = cites(style(ET_AL + NAMES + YEARS + rule(name)), items(*bylines))
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("options", "name", "bylines", "expected"),
    [
        (GIVENS, SHORT, ("Homer Simpson", "Bart Simpson"), ("H. Simpson 2000", "B. Simpson 2000")),
        (GIVENS, SHORT, ("John Doe", "Jane Doe"), ("John Doe 2000", "Jane Doe 2000")),
        (GIVENS, 'form="short"', ("Ann Doe", "Bo Doe"), ("Ann Doe 2000", "Bo Doe 2000")),
        (GIVENS, 'initialize-with=". "', ("John Doe", "Jane Doe"), ("John Doe 2000", "Jane Doe 2000")),
        (
            GIVENS,
            SHORT,
            ("Ann Lee, Bo Orr", "Ann Lee, Ben Orr"),
            ("Lee, Orr 2000", "Lee, Orr 2000"),
        ),
        (
            GIVENS + NAMES,
            SHORT,
            ("Ann Lee, Bo Orr", "Ann Lee, Ben Orr"),
            ("Lee, Bo Orr 2000", "Lee, Ben Orr 2000"),
        ),
        (
            GIVENS + NAMES,
            SHORT,
            ("Ann Lee, Bo Orr", "Al Lee, Ben Orr"),
            ("Ann Lee, Orr 2000", "Al Lee, Orr 2000"),
        ),
        (
            ET_AL + NAMES + GIVENS,
            SHORT,
            ("Ann Lee, Bo Orr, C Poe", "Al Lee, Bo Orr, C Poe", "Al Lee, D Ray, C Poe"),
            ("Ann Lee et al. 2000", "Al Lee, Orr, et al. 2000", "Al Lee, Ray, et al. 2000"),
        ),
        (
            ET_AL + NAMES,
            SHORT,
            ("A Lee, B Orr, C Poe", "A Lee, B Orr, D Ray", "A Lee, E Sol, C Poe"),
            ("Lee, Orr, Poe 2000", "Lee, Orr, Ray 2000", "Lee, Sol, et al. 2000"),
        ),
        (
            ET_AL + NAMES,
            SHORT,
            ("A Lee, B Orr, C Poe", "A Lee, B Orr, C Poe, D Ray"),
            ("Lee, Orr, Poe 2000", "Lee, Orr, Poe, et al. 2000"),
        ),
        (ET_AL + NAMES, SHORT, ("A Lee, B Orr, C Poe", "A Lee"), ("Lee et al. 2000", "Lee 2000")),
        (
            ET_AL + NAMES + YEARS,
            SHORT,
            ("A Lee, B Orr, C Poe", "A Lee, B Orr, C Poe", "A Lee, B Orr, D Ray"),
            ("Lee, Orr, Poe 2000a", "Lee, Orr, Poe 2000b", "Lee, Orr, Ray 2000"),
        ),
    ],
)
def test_the_methods_in_their_order(
    options: str, name: str, bylines: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    """CSL 1.0.2, "Disambiguation": its examples, and sets that several methods resolve."""
    assert cites(style(options, name), items(*bylines)) == list(expected)


def test_global_rules_expand_names_of_unambiguous_cites() -> None:
    """CSL 1.0.2, "Disambiguation": "(Doe 1950; Doe 2000)" becomes "(Jane Doe 1950; John Doe 2000)"."""
    sources = [item(0, "Jane Doe", 1950), item(1, "John Doe", 2000)]
    assert cites(style(rule("all-names")), sources) == ["Jane Doe 1950", "John Doe 2000"]
    assert cites(style(rule("by-cite")), sources) == ["Doe 1950", "Doe 2000"]
    assert cites(style(rule("all-names").replace('"true"', '"false"')), sources) == ["Doe 1950", "Doe 2000"]


def test_items_of_different_years_are_not_compared() -> None:
    sources = [item(0, "Ann Lee", 2000), item(1, "Ann Lee", 2001), item(2, "Ann Lee", 2000)]
    assert cites(style(YEARS), sources) == ["Lee 2000a", "Lee 2001", "Lee 2000b"]


def test_year_suffixes_follow_the_bibliography() -> None:
    """CSL 1.0.2, "Disambiguation" (disambiguate-add-year-suffix)."""
    sheet = Style.parse(
        """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>
        <citation disambiguate-add-year-suffix="true"><layout><date variable="issued"><date-part name="year"/></date>
        </layout></citation><bibliography><sort><key variable="title"/></sort><layout><text variable="title"/></layout>
        </bibliography></style>"""
    )
    sources = [item(n, "Ann Lee", title=title) for n, title in enumerate("cab")]
    assert cites(sheet, sources) == ["2000c", "2000a", "2000b"]
    processor = Processor(sheet, sources)
    assert processor.cite([{"id": 0}]).render() == "2000"
    assert processor.cite([{"id": 2}]).render() == "2000a"
    assert [text.render() for text in processor.citations()] == ["2000b", "2000a"]


def test_later_conditions_are_tried_only_where_needed() -> None:
    both = '<choose><if disambiguate="true" match="any"><text variable="volume" prefix=", v. "/></if></choose>'
    sources = [item(n, "Ann Lee", title="T", volume=n) for n in range(2)]
    assert cites(style("", more=both), sources) == ["Lee 2000, v. 0", "Lee 2000, v. 1"]
    assert cites(style("", more=both), sources[:1]) == ["Lee 2000"]
    inverse = '<choose><if disambiguate="false"><text value=" x"/></if></choose>'
    assert cites(style("", more=inverse), sources[:1]) == ["Lee 2000 x"]


def test_a_condition_in_a_macro_counts() -> None:
    sheet = Style.parse(f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>
        <macro name="outer"><text macro="inner"/></macro><macro name="inner">{TITLE}</macro>
        <citation><layout><names variable="author"/><text macro="outer"/></layout></citation></style>""")
    sources = [item(n, "Ann Lee", title=str(n)) for n in range(2)]
    assert cites(sheet, sources) == ["Ann Lee, 0", "Ann Lee, 1"]
    assert cites(sheet, sources[:1]) == ["Ann Lee"]


def test_cites_by_number_are_never_ambiguous() -> None:
    sheet = Style.parse("""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>
        <citation disambiguate-add-year-suffix="true"><layout><text variable="citation-number"/>
        <text variable="year-suffix"/></layout></citation></style>""")
    assert cites(sheet, items("Ann Lee", "Ann Lee")) == ["1", "2"]


def test_disambiguation_of_unknown_items() -> None:
    known = Disambiguator(Engine(style(YEARS)), lambda key: key)
    known.remove("nobody")
    assert known.disambiguation("nobody").year_suffix == ""
    known.add(Item(item(1, "Ann Lee")))
    known.add(Item(item(1, "Ann Lee")))
    assert known.disambiguation("1").year_suffix == ""
    assert known.changed() == {"1"}
    assert Disambiguator(Engine(style("")), lambda key: key).changed() == set()
