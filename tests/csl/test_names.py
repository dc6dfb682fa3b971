"""cs:names: lists of names, their parts, labels and substitutes. Styles of one element, items of our own."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.csl import Processor, Style
from ponarscite.csl.markup import MarkupName
from tests.csl import small_style

ANN, BO, CY, DI = (
    {"family": family, "given": given}
    for given, family in (("Ann", "Lee"), ("Bo", "Orr"), ("Cy Karl", "Poe"), ("Di", "Ray"))
)
FUND = {"literal": "A Fund"}
VAN = {"family": "Dahl", "given": "Eva", "non-dropping-particle": "van"}
FULL = {**VAN, "dropping-particle": "de", "suffix": "Jr."}
ELIDED = {"family": "d'Orr", "given": "Eva"}
EAST = {"family": "田中", "given": "太郎"}


def written(names: str, root: str = "", markup: MarkupName = "text", **variables: Any) -> str:
    """What a cs:names makes of an item."""
    style = Style.parse(
        f'<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" {root}><info/>'
        f"<citation><layout>{names}</layout></citation></style>"
    )
    processor = Processor(style, [{"id": "x", "type": "book", **variables}])
    return processor.preview([{"id": "x"}]).render(markup)


def by(name: str, *authors: dict[str, Any], root: str = "", markup: MarkupName = "text") -> str:
    return written(f'<names variable="author">{name}</names>', root, markup, author=list(authors))


@pytest.mark.parametrize(
    ("attributes", "count", "expected"),
    [
        ("", 2, "Ann Lee, Bo Orr"),
        ('and="text"', 2, "Ann Lee and Bo Orr"),
        ('and="text"', 3, "Ann Lee, Bo Orr, and Cy Karl Poe"),
        ('and="symbol" delimiter-precedes-last="never"', 3, "Ann Lee, Bo Orr & Cy Karl Poe"),
        ('and="text" delimiter-precedes-last="always"', 2, "Ann Lee, and Bo Orr"),
        ('and="text" name-as-sort-order="first"', 2, "Lee, Ann and Bo Orr"),
        (
            'and="text" name-as-sort-order="first" delimiter-precedes-last="after-inverted-name"',
            2,
            "Lee, Ann, and Bo Orr",
        ),
        ('et-al-min="3" et-al-use-first="1"', 3, "Ann Lee et al."),
        ('et-al-min="3" et-al-use-first="2"', 3, "Ann Lee, Bo Orr, et al."),
        ('et-al-min="3" et-al-use-first="1"', 2, "Ann Lee, Bo Orr"),
        ('et-al-min="3"', 3, "Ann Lee, Bo Orr, Cy Karl Poe"),
        ('et-al-min="3" et-al-use-first="1" delimiter-precedes-et-al="always"', 3, "Ann Lee, et al."),
        ('et-al-min="4" et-al-use-first="2" et-al-use-last="true"', 4, "Ann Lee, Bo Orr, … Di Ray"),
        ('et-al-min="4" et-al-use-first="3" et-al-use-last="true"', 4, "Ann Lee, Bo Orr, … Di Ray"),
        ('et-al-min="4" et-al-use-first="1" et-al-use-last="true"', 4, "Ann Lee … Di Ray"),
        (
            'et-al-min="4" et-al-use-first="1" et-al-use-last="true" delimiter-precedes-last="after-inverted-name"',
            4,
            "Ann Lee … Di Ray",
        ),
        (
            'et-al-min="4" et-al-use-first="1" et-al-use-last="true" delimiter-precedes-last="after-inverted-name" '
            'name-as-sort-order="first"',
            4,
            "Lee, Ann, … Di Ray",
        ),
        ('et-al-min="4" et-al-use-first="1" et-al-use-last="true" name-as-sort-order="all"', 4, "Lee, Ann … Ray, Di"),
        ('delimiter="; " initialize-with="."', 3, "A. Lee; B. Orr; C.K. Poe"),
        ('form="short"', 2, "Lee, Orr"),
        ('form="count"', 3, "3"),
        ('form="count" et-al-min="3" et-al-use-first="1"', 3, "1"),
    ],
)
def test_lists(attributes: str, count: int, expected: str) -> None:
    assert by(f"<name {attributes}/>", *[ANN, BO, CY, DI][:count]) == expected


def test_institutions_are_never_inverted() -> None:
    name = '<name and="text" name-as-sort-order="all" delimiter-precedes-last="after-inverted-name"/>'
    assert by(name, FUND, FUND) == "A Fund and A Fund"
    assert by(name, ANN, FUND) == "Lee, Ann, and A Fund"


@pytest.mark.parametrize(
    ("attributes", "demote", "person", "expected"),
    [
        ("", "never", VAN, "Eva van Dahl"),
        ("", "never", FULL, "Eva de van Dahl Jr."),
        ('name-as-sort-order="all"', "never", FULL, "van Dahl, Eva de, Jr."),
        ('name-as-sort-order="all"', "sort-only", VAN, "van Dahl, Eva"),
        ('name-as-sort-order="all"', "display-and-sort", VAN, "Dahl, Eva van"),
        ('name-as-sort-order="all"', "display-and-sort", FULL, "Dahl, Eva de van, Jr."),
        ('name-as-sort-order="all" sort-separator=" "', "never", VAN, "van Dahl Eva"),
        ('form="short"', "never", FULL, "van Dahl"),
        ("", "never", ELIDED, "Eva d’Orr"),
        ('name-as-sort-order="all"', "never", ELIDED, "d’Orr, Eva"),
        ('initialize-with=""', "never", {**ANN, "suffix": "Jr."}, "A Lee Jr"),
        ("", "never", {**ANN, "suffix": "Jr.", "comma-suffix": True}, "Ann Lee, Jr."),
        ("", "never", EAST, "田中太郎"),
        ("", "never", {**ANN, "static-ordering": True}, "Lee Ann"),
        ('name-as-sort-order="all"', "never", {"family": "Only"}, "Only"),
    ],
)
def test_orders_of_parts(attributes: str, demote: str, person: dict[str, Any], expected: str) -> None:
    assert by(f"<name {attributes}/>", person, root=f'demote-non-dropping-particle="{demote}"') == expected


@pytest.mark.parametrize(
    ("attributes", "parts", "person", "expected"),
    [
        ("", '<name-part name="family" font-weight="bold"/>', VAN, "Eva <b>van</b> <b>Dahl</b>"),
        ("", '<name-part name="given" font-style="italic"/>', FULL, "<i>Eva</i> <i>de</i> van Dahl Jr."),
        ("", '<name-part name="family" text-case="uppercase"/>', VAN, "Eva VAN DAHL"),
        ("", '<name-part name="family" prefix="(" suffix=")"/>', FULL, "Eva (de van Dahl Jr.)"),
        ("", '<name-part name="given" prefix="[" suffix="]"/>', FULL, "[Eva] de van Dahl Jr."),
        (
            'name-as-sort-order="all"',
            '<name-part name="given" prefix="[" suffix="]"/>',
            FULL,
            "Dahl, [Eva de van], Jr.",
        ),
        (
            'name-as-sort-order="all"',
            '<name-part name="family" font-weight="bold"/>',
            VAN,
            "<b>Dahl</b>, Eva <b>van</b>",
        ),
    ],
)
def test_looks_of_parts(attributes: str, parts: str, person: dict[str, Any], expected: str) -> None:
    assert by(f"<name {attributes}>{parts}</name>", person, markup="html") == expected


@pytest.mark.parametrize(
    ("children", "inner", "expected"),
    [
        ('<name form="short"/><label prefix=" "/>', '<names variable="editor"/>', "(Lee, Orr editors)"),
        ('<name form="short"/><label prefix=" "/>', '<names variable="editor"><name/></names>', "Ann Lee, Bo Orr"),
        ("<name/>", '<names variable="editor" prefix="[" suffix="]"/>', "(Ann Lee, Bo Orr)"),
        ("<name/>", '<names variable="editor" prefix="[" suffix="]"><name/></names>', "[Ann Lee, Bo Orr]"),
        ("<name/>", '<names variable="translator"/><text variable="title"/>', "A Title"),
        ("<name/>", '<text value="anon"/><text variable="title"/>', "anon"),
        ("<name/>", '<text term="no such term"/><text variable="title"/>', ""),
    ],
)
def test_substitutes(children: str, inner: str, expected: str) -> None:
    names = f'<names variable="author" prefix="(" suffix=")">{children}<substitute>{inner}</substitute></names>'
    assert written(names, editor=[ANN, BO], title="A Title") == expected


@pytest.mark.parametrize(
    ("substitute", "expected"),
    [
        ("{C}{C}", "C, T, 4, 1999"),
        ("<group>{C}</group><group delimiter=' '>{T}{C}</group>", "C T, 4, 1999"),
        ("<choose><if variable='volume'>{C}</if></choose>{C}", "C, T, 4, 1999"),
        ("{T}{T}", "T, C, 4, 1999"),
        ("<text variable='title' form='short'/>{T}", "S, C, 4, 1999"),
        ("<text variable='title' form='short'/>", "S, C, 4, 1999"),
        ("{D}{D}", "1999, C, T, 4"),
        ("{N}{N}<label variable='volume'/>", "4 volume, C, T, 1999"),
        ("{C}<choose><if variable='container-title'><text value='yes'/></if></choose>", "C yes, T, 4, 1999"),
    ],
)
def test_a_substitute_prints_a_variable_once(substitute: str, expected: str) -> None:
    """Also inside of itself; conditions still find the variable, and a short title stands for the title."""
    parts = {
        "{C}": '<text variable="container-title"/>',
        "{T}": '<text variable="title"/>',
        "{N}": '<number variable="volume"/>',
        "{D}": '<date variable="issued"><date-part name="year"/></date>',
    }
    inner = f'<group delimiter=" ">{substitute}</group>'
    names = f'<names variable="author"><substitute>{inner}</substitute></names>'
    layout = f'<group delimiter=", ">{names}{"".join(parts)}</group>'
    for short, whole in parts.items():
        layout = layout.replace(short, whole)
    issued = {"date-parts": [[1999]]}
    item: dict[str, Any] = {"title": "T", "title-short": "S", "container-title": "C", "volume": "4", "issued": issued}
    assert written(layout, **item) == expected


def test_what_stood_in_for_names_is_not_said_again() -> None:
    names = '<names variable="author"><name/><substitute><text variable="title"/></substitute></names>'
    assert written(f'<group delimiter="; ">{names}<text variable="title"/></group>', title="A Title") == "A Title"


@pytest.mark.parametrize(
    ("label", "people", "expected"),
    [
        ('<name/><label prefix=" "/>', {"editor": [ANN]}, "Ann Lee editor"),
        ('<name/><label prefix=" "/>', {"editor": [ANN, BO]}, "Ann Lee, Bo Orr editors"),
        ('<name/><label prefix=" " plural="never"/>', {"editor": [ANN, BO]}, "Ann Lee, Bo Orr editor"),
        ('<label form="verb" suffix=" "/><name/>', {"editor": [ANN]}, "edited by Ann Lee"),
        ('<name/><label prefix=" "/>', {"editor": [ANN], "translator": [ANN]}, "Ann Lee editor & translator"),
        ('<name/><label prefix=" "/>', {"editor": [ANN], "translator": [BO]}, "Ann Lee editor; Bo Orr translator"),
        ("<name/>", {"editor": [ANN], "translator": [ANN]}, "Ann Lee; Ann Lee"),
    ],
)
def test_labels(label: str, people: dict[str, Any], expected: str) -> None:
    assert written(f'<names variable="editor translator" delimiter="; ">{label}</names>', **people) == expected


def test_a_sort_key_has_a_space_behind_each_particle() -> None:
    style = Style.parse("""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"
          demote-non-dropping-particle="never"><info/><citation><layout><text variable="title"/></layout></citation>
        <bibliography><sort><key variable="author"/></sort>
          <layout><names variable="author"><name form="short"/></names></layout></bibliography></style>""")
    families = ("dab", "de Ack", "d'Zed", "alb", "al-Zed")
    items = [{"id": family, "type": "book", "author": [{"family": family, "given": "Ann"}]} for family in families]
    found = [entry.text.render("text") for entry in Processor(style, items).bibliography()]
    assert found == ["al-Zed", "alb", "d’Zed", "dab", "de Ack"]


OTHERS = {"literal": "others"}


@pytest.mark.parametrize(
    ("attributes", "authors", "expected"),
    [
        ("", (ANN, OTHERS), "Ann Lee et al."),
        ('and="text"', (ANN, BO, OTHERS), "Ann Lee, Bo Orr, et al."),
        ('et-al-min="3" et-al-use-first="1"', (ANN, BO, OTHERS), "Ann Lee et al."),
        ('et-al-min="4" et-al-use-first="1"', (ANN, BO, OTHERS), "Ann Lee, Bo Orr, et al."),
        ('et-al-min="3" et-al-use-first="1" et-al-use-last="true"', (ANN, BO, CY, OTHERS), "Ann Lee et al."),
        ('form="count"', (ANN, BO, OTHERS), "2"),
        ("", (OTHERS,), "others"),
        ("", (OTHERS, ANN), "others, Ann Lee"),
    ],
)
def test_a_list_with_others_always_ends_in_et_al(
    attributes: str, authors: tuple[dict[str, Any], ...], expected: str
) -> None:
    assert by(f"<name {attributes}/>", *authors) == expected


def test_the_mark_of_others_may_stand_in_custom() -> None:
    names = '<names variable="author"/>'
    assert written(names, author=[ANN], custom={"et-al": ["author", "editor", 3]}) == "Ann Lee et al."
    assert written(names, author=[ANN], custom={"et-al": "author"}) == "Ann Lee"
    assert written(names, author=[ANN, {"literal": "et al."}]) == "Ann Lee et al."


@pytest.mark.parametrize(
    ("name", "natural", "sorted_", "initials"),
    [
        ({"family": "王", "given": "Wei"}, "王 Wei", "王 Wei", "王 W."),
        ({"family": "Wang", "given": "小明"}, "小明 Wang", "Wang, 小明", "小明 Wang"),
        ({"family": "王", "given": "小明"}, "王小明", "王小明", "王小明"),
        ({"family": "김", "given": "J."}, "김 J.", "김 J.", "김 J."),
        ({"family": "ter Hart", "given": "Ab", "static-ordering": True}, "ter Hart Ab", "ter Hart Ab", "ter Hart A."),
        ({"family": "Fam", "given": "ʿAbd"}, "ʿAbd Fam", "Fam, ʿAbd", "ʿAbd Fam"),
    ],
)
def test_names_of_mixed_scripts_and_fixed_order(
    name: dict[str, Any], natural: str, sorted_: str, initials: str
) -> None:
    def text(attributes: str) -> str:
        return small_style.printed(f'<names variable="author"><name {attributes}/></names>', {"author": [name]})

    assert text("") == natural
    assert text('name-as-sort-order="all"') == sorted_
    assert text('initialize-with="."') == initials


def test_a_chinese_list_has_no_comma_before_its_last_name() -> None:
    layout = '<names variable="author"><name and="text" delimiter-precedes-last="always"/></names>'
    author = [{"family": name, "given": "X"} for name in ("A", "B", "C")]
    assert small_style.printed(layout, {"author": author}, root='default-locale="zh-CN"') == "X A, X B和X C"


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ("editor translator", "Ann Lee (ed. & trans.)"),
        ("translator editor", "Ann Lee (ed. & trans.)"),
        ("editor translator container-author", "Ann Lee (ed.), Ann Lee (trans.)"),
        ("director editor translator", "Ann Lee (ed.), Ann Lee (trans.)"),
    ],
)
def test_editors_and_translators_are_one_list_in_a_selection_of_both(variables: str, expected: str) -> None:
    names = f'<names variable="{variables}" delimiter=", "><name/><label form="short" prefix=" (" suffix=")"/></names>'
    assert written(names, editor=[ANN], translator=[ANN]) == expected
