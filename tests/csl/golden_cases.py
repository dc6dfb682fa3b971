"""Our own cases for every element and attribute of CSL: small styles, and items that show what each does.

What each prints stands in tests/golden/csl; it was compared with citeproc-js when it was written.
"""

from __future__ import annotations

from typing import Any

AUTHORS = [
    {"family": "Example", "given": "Olena Maria"},
    {"family": "Prueba", "given": "Juan", "non-dropping-particle": "de la"},
    {"family": "Third", "given": "Jean-Luc", "suffix": "Jr."},
]
BOOK = {
    "id": "b",
    "type": "book",
    "title": "The Border: a Short History",
    "author": AUTHORS,
    "publisher": "Invented Press",
    "publisher-place": "Nowhere",
    "issued": {"date-parts": [[2004, 3, 5]]},
    "number-of-pages": "311",
    "edition": "2",
    "volume": "3",
    "number": "12",
    "ISBN": "1",
}
MEMO = {
    "id": "m",
    "type": "report",
    "title": 'Borrowed "Rivers"',
    "author": [{"family": "Prykladna", "given": "Olena"}],
    "genre": "Policy Memo",
    "number": "9001",
    "issued": {"date-parts": [[2024, 3]]},
    "page": "101-108",
    "URL": "https://example.org/a",
}
ED = {
    "id": "e",
    "type": "chapter",
    "title": "chapter title",
    "editor": [{"family": "Smith", "given": "Ann"}, {"family": "Roe", "given": "Bob"}],
    "translator": [{"family": "Lee", "given": "Cy"}],
    "container-title": "Whole",
    "issued": {"date-parts": [[2001, 11, 20], [2002, 1, 3]]},
    "page": "7",
}
ONE = {
    "id": "o",
    "type": "book",
    "title": "One",
    "author": [{"family": "Ludwig", "given": "Beth", "dropping-particle": "von"}],
    "issued": {"date-parts": [[-44, 3, 15]], "circa": True},
}
SEASON = {"id": "s", "type": "article-journal", "title": "Spring", "issued": {"date-parts": [[2010]], "season": 1}}
INST = {
    "id": "i",
    "type": "report",
    "title": "White Paper",
    "author": [{"literal": "PONARS Eurasia"}],
    "issued": {"date-parts": [[1999]]},
}
SAME = [
    {
        "id": "x",
        "type": "book",
        "title": "Alpha",
        "author": [{"family": "Doe", "given": "Jane"}],
        "issued": {"date-parts": [[2000]]},
    },
    {
        "id": "y",
        "type": "book",
        "title": "Beta",
        "author": [{"family": "Doe", "given": "Jane"}],
        "issued": {"date-parts": [[2000]]},
    },
    {
        "id": "z",
        "type": "book",
        "title": "Gamma",
        "author": [{"family": "Doe", "given": "John"}],
        "issued": {"date-parts": [[2001]]},
    },
]
CASES: dict[str, list[dict[str, Any]]] = {}
"""Group of elements -> cases: name, layout, items, and what else the style or the citation has."""


def case(group: str, name: str, layout: str, items: list[dict[str, Any]] | None = None, **more: Any) -> None:
    CASES.setdefault(group, []).append({"name": name, "layout": layout, "items": items or [BOOK], **more})


N = '<names variable="author">%s</names>'
# text
case("text", "variable", '<text variable="title"/>')
case("text", "variable form short", '<text variable="title" form="short"/>', [{**BOOK, "title-short": "Border"}])
case("text", "macro", '<text macro="m"/>', macros='<macro name="m"><text variable="title"/></macro>')
case("text", "term, form, plural", '<text term="page" form="short" plural="true"/>')
case("text", "value, prefix and suffix", '<text value="x" prefix="(" suffix=")"/>')
case("text", "quotes", '<text variable="title" quotes="true" suffix="."/>', [MEMO])
case("text", "strip-periods", '<text value="Ph.D." strip-periods="true"/>')
for t in ("lowercase", "uppercase", "capitalize-first", "capitalize-all", "sentence", "title"):
    case(
        "text",
        "text-case " + t,
        f'<text variable="title" text-case="{t}"/>',
        [{**BOOK, "title": "a story of the OLD border: an end"}],
    )
for a, v in (
    ("font-style", "italic"),
    ("font-style", "oblique"),
    ("font-variant", "small-caps"),
    ("font-weight", "bold"),
    ("font-weight", "light"),
    ("text-decoration", "underline"),
    ("vertical-align", "sup"),
    ("vertical-align", "sub"),
):
    case("text", f"{a} {v}", f'<text variable="title" {a}="{v}"/>')
case(
    "text",
    "markup of a field flips",
    '<text variable="title" font-style="italic"/>',
    [{**BOOK, "title": "On <i>Hamlet</i> and <b>bold</b> H<sub>2</sub>O"}],
)
case(
    "text",
    "nocase and small caps of a field",
    '<text variable="title" text-case="title"/>',
    [{**BOOK, "title": 'a <span class="nocase">de facto</span> <span style="font-variant:small-caps;">state</span>'}],
)
case(
    "text",
    "title case of words in brackets",
    '<text variable="title" text-case="title"/>',
    [{**BOOK, "title": "the [sic] rivers (whose border?) and others"}],
)
case(
    "text",
    "marks inside of a field do not meet",
    '<text variable="title"/>',
    [{**BOOK, "title": "Who? <i>. . . and</i> Why?<b>. So</b>"}],
)
case(
    "text",
    "a prefix with markup meets the text behind it",  # citeproc-js takes no markup there
    '<text value=" The Border" prefix="&lt;i&gt;In&lt;/i&gt; "/>',
)
# number
for f in ("numeric", "ordinal", "long-ordinal", "roman"):
    case("number", f"form {f}", f'<number variable="edition" form="{f}"/>')
case("number", "ranges", '<number variable="volume"/>', [{**BOOK, "volume": "2-4, 6 & 8"}])
case("number", "look", '<number variable="volume" prefix="v" suffix="!" font-weight="bold" text-case="uppercase"/>')
case("number", "page ranges in chicago form", '<text variable="page"/>', [MEMO], root='page-range-format="chicago"')
for f in ("expanded", "minimal", "minimal-two", "chicago-16"):
    case(
        "number",
        "page-range-format " + f,
        '<text variable="page"/>',
        [{**MEMO, "page": "1496-504, 321-328"}],
        root=f'page-range-format="{f}"',
    )
# label
case(
    "label",
    "form and contextual plural",
    '<label variable="page" form="short"/><text variable="page" prefix=" "/>',
    [MEMO],
)
case("label", "plural always", '<label variable="volume" plural="always"/>')
case(
    "label",
    "plural never",
    '<label variable="page" plural="never" text-case="capitalize-first" strip-periods="true" form="short"/>',
    [MEMO],
)
case(
    "label",
    "of a locator",
    '<label variable="locator"/><text variable="locator" prefix=" "/>',
    cites=[{"id": "b", "locator": "3-5", "label": "chapter"}],
)
case("label", "symbol", '<label variable="page" form="symbol"/>', [MEMO])
# date
case(
    "date",
    "parts with delimiter",
    '<date variable="issued" delimiter="/"><date-part name="day"/><date-part name="month" form="numeric"/><date-part name="year" form="short"/></date>',
)
case("date", "localised text", '<date variable="issued" form="text"/>')
case("date", "localised numeric", '<date variable="issued" form="numeric" date-parts="year-month"/>')
case(
    "date",
    "month and day forms",
    '<date variable="issued"><date-part name="day" form="ordinal" suffix=" "/><date-part name="month" form="short" strip-periods="true" suffix=" "/><date-part name="year"/></date>',
)
case(
    "date",
    "leading zeros",
    '<date variable="issued"><date-part name="year"/><date-part name="month" form="numeric-leading-zeros" prefix="-"/><date-part name="day" form="numeric-leading-zeros" prefix="-"/></date>',
)
case("date", "range", '<date variable="issued" form="text"/>', [ED])
case("date", "range-delimiter", '<date variable="issued"><date-part name="year" range-delimiter=" to "/></date>', [ED])
case(
    "date",
    "season",
    '<date variable="issued"><date-part name="month" suffix=" "/><date-part name="year"/></date>',
    [SEASON],
)
case("date", "before Christ", '<date variable="issued"><date-part name="year"/></date>', [ONE])
case(
    "date",
    "text-case and look",
    '<date variable="issued" prefix="[" suffix="]" font-style="italic"><date-part name="month" text-case="uppercase" font-weight="bold"/></date>',
)
case("date", "in another language", '<date variable="issued" form="text"/>', lang="fr-FR")
case(
    "date",
    "limit-day-ordinals-to-day-1",
    '<date variable="issued"><date-part name="day" form="ordinal"/></date>',
    locale='<locale><style-options limit-day-ordinals-to-day-1="true"/></locale>',
)
case("date", "literal", '<date variable="issued" form="text"/>', [{**SEASON, "issued": {"literal": "Spring 2014"}}])
case(
    "date",
    "brackets inside of parentheses in a note",
    '<group prefix="(" suffix=")"><text variable="title"/><date variable="issued" prefix=" (" suffix=")"><date-part name="year"/></date></group>',
    cls="note",
)
# names
case("names", "plain", N % "")
case("names", "and text, delimiter", N % '<name and="text" delimiter="; "/>')
case("names", "and symbol", N % '<name and="symbol"/>')
case("names", "form short", N % '<name form="short" and="text"/>')
case("names", "form count", N % '<name form="count"/>')
for v in ("contextual", "always", "never", "after-inverted-name"):
    case(
        "names",
        "delimiter-precedes-last " + v,
        N % f'<name and="text" delimiter-precedes-last="{v}" name-as-sort-order="first"/>',
    )
    case(
        "names",
        "delimiter-precedes-et-al " + v,
        N % f'<name et-al-min="3" et-al-use-first="1" delimiter-precedes-et-al="{v}" name-as-sort-order="all"/>',
    )
case("names", "et-al-use-last", N % '<name et-al-min="3" et-al-use-first="1" et-al-use-last="true"/>')
case(
    "names",
    "et-al term and look",
    N % '<name et-al-min="2" et-al-use-first="1"/><et-al term="and others" font-style="italic"/>',
)
case(
    "names",
    "et-al-subsequent",
    N % '<name et-al-min="9" et-al-use-first="8" et-al-subsequent-min="2" et-al-subsequent-use-first="1"/>',
    cites=[{"id": "b", "position": 1}],
)
case("names", "initialize-with", N % '<name initialize-with=". "/>')
case(
    "names",
    "initialize false",
    N % '<name initialize="false" initialize-with="."/>',
    [{**BOOK, "author": [{"family": "Starr", "given": "S. Frederick"}]}],
)
case("names", "initialize-with-hyphen false", N % '<name initialize-with="."/>', root='initialize-with-hyphen="false"')
case("names", "name-as-sort-order all, sort-separator", N % '<name name-as-sort-order="all" sort-separator="; "/>')
for v in ("never", "sort-only", "display-and-sort"):
    case(
        "names",
        "demote-non-dropping-particle " + v,
        N % '<name name-as-sort-order="all"/>',
        [{**BOOK, "author": AUTHORS[1:2]}],
        root=f'demote-non-dropping-particle="{v}"',
    )
case("names", "dropping particle", N % "<name/>", [ONE])
case(
    "names",
    "name-part",
    N
    % '<name name-as-sort-order="all"><name-part name="family" text-case="uppercase" font-weight="bold"/><name-part name="given" font-style="italic" prefix="(" suffix=")"/></name>',
)
case("names", "an institution", N % '<name initialize-with="."/>', [INST])
case(
    "names",
    "label behind, plural",
    '<names variable="editor"><name/><label form="short" prefix=" (" suffix=")"/></names>',
    [ED],
)
case("names", "label before", '<names variable="translator"><label form="verb" suffix=" "/><name/></names>', [ED])
case(
    "names",
    "two variables",
    '<names variable="editor translator" delimiter="; "><label prefix=" " form="short"/></names>',
    [ED],
)
case(
    "names",
    "editortranslator",
    '<names variable="editor translator"><name/><label prefix=", "/></names>',
    [{**ED, "translator": ED["editor"]}],
)
case(
    "names",
    "substitute",
    '<names variable="author"><name form="short"/><substitute><names variable="editor"/><text variable="title"/></substitute></names>|<names variable="editor"/>'.replace(
        "|", '<text value=" | "/>'
    ),
    [ED],
)
case(
    "names",
    "substitute by a text",
    '<names variable="author"><substitute><names variable="composer"/><text variable="title"/></substitute></names><text variable="title" prefix=" | "/>',
    [ED],
)
case(
    "names",
    "substitute by the first variable that the item has",
    '<names variable="author"><substitute><text variable="container-title"/><text variable="title"/></substitute></names>',
    [SEASON],
)
case("names", "look of all", N % '<name prefix="&lt;" suffix="&gt;" font-style="italic"/>')
case(
    "names",
    "inherited",
    '<names variable="author"/>',
    root='and="text" initialize-with="." name-as-sort-order="all" sort-separator=", " et-al-min="3" et-al-use-first="2" delimiter-precedes-last="never" delimiter-precedes-et-al="never" name-delimiter=" / " name-form="long" et-al-use-last="false" initialize="true" names-delimiter=", " et-al-subsequent-min="3" et-al-subsequent-use-first="2"',
)
# group, choose
case(
    "group",
    "delimiter, affixes and look",
    '<group delimiter=", " prefix="(" suffix=")" font-weight="bold"><text variable="title"/><text variable="abstract"/><text variable="publisher"/></group>',
)
case(
    "group",
    "silent without its variable",
    '<group><text value="in "/><text variable="container-title"/></group><text variable="title"/>',
)
case(
    "group",
    "a group inside counts as a variable",
    '<group><group><text value="x"/></group><text variable="abstract"/></group>',
)
for name, test in (
    ("type", 'type="report book"'),
    ("variable", 'variable="publisher abstract" match="any"'),
    ("none", 'variable="abstract" match="none"'),
    ("all", 'variable="publisher title" match="all"'),
    ("is-numeric", 'is-numeric="edition"'),
    ("locator", 'locator="page"'),
    ("position", 'position="first"'),
    ("disambiguate", 'disambiguate="true"'),
):
    case(
        "choose",
        name,
        f'<choose><if {test}><text value="yes"/></if><else><text value="no"/></else></choose>',
        cites=[{"id": "b", "locator": "3"}],
    )
case(
    "choose",
    "is-uncertain-date",
    '<choose><if is-uncertain-date="issued"><text value="ca. "/></if></choose><text variable="title"/>',
    [ONE],
)
case(
    "choose",
    "else-if",
    '<choose><if type="report"><text value="a"/></if><else-if type="book"><text value="b"/></else-if><else><text value="c"/></else></choose>',
)
case(
    "choose",
    "position ibid and near-note",
    '<choose><if position="ibid-with-locator"><text value="ibid+"/></if><else-if position="ibid"><text value="ibid"/></else-if><else-if position="near-note"><text value="near"/></else-if><else-if position="subsequent"><text value="later"/></else-if></choose>',
    cites=[{"id": "b", "position": 2}],
    cls="note",
)
# layout, citation
case(
    "citation",
    "layout affixes, delimiter and look",
    '<text variable="title"/>',
    [BOOK, MEMO],
    lay='prefix="(" suffix=")" delimiter="; " font-style="italic"',
)
case(
    "citation",
    "sort",
    '<text variable="title"/>',
    SAME,
    lay='delimiter=", "',
    sort='<sort><key variable="title" sort="descending"/></sort>',
)
case(
    "citation",
    "sort by a macro with et-al of its own",
    '<text variable="title"/>',
    SAME,
    lay='delimiter=", "',
    macros='<macro name="a"><names variable="author"/></macro>',
    sort='<sort><key macro="a" names-min="1" names-use-first="1" names-use-last="false"/><key variable="title"/></sort>',
)
YS = 'disambiguate-add-year-suffix="true"'
case(
    "citation",
    "year suffixes",
    N % '<name form="short"/>' + '<date variable="issued" prefix=" "><date-part name="year"/></date>',
    SAME,
    lay='delimiter="; "',
    cit=YS,
)
case(
    "citation",
    "collapse year",
    N % '<name form="short"/>' + '<date variable="issued" prefix=" "><date-part name="year"/></date>',
    SAME,
    lay='delimiter="; "',
    cit=YS + ' collapse="year"',
)
case(
    "citation",
    "collapse year-suffix",
    N % '<name form="short"/>' + '<date variable="issued" prefix=" "><date-part name="year"/></date>',
    SAME,
    lay='delimiter="; "',
    cit=YS + ' collapse="year-suffix" year-suffix-delimiter=","',
)
case(
    "citation",
    "collapse year-suffix-ranged, after-collapse-delimiter",
    N % '<name form="short"/>' + '<date variable="issued" prefix=" "><date-part name="year"/></date>',
    [*SAME, BOOK],
    lay='delimiter="; "',
    cit=YS + ' collapse="year-suffix-ranged" after-collapse-delimiter=" / "',
)
case(
    "citation",
    "collapse citation-number",
    '<text variable="citation-number"/>',
    SAME,
    lay='delimiter="," prefix="[" suffix="]"',
    cit='collapse="citation-number"',
)
case(
    "citation",
    "cite-group-delimiter",
    N % '<name form="short"/>' + '<date variable="issued" prefix=" "><date-part name="year"/></date>',
    SAME,
    lay='delimiter="; "',
    cit='cite-group-delimiter=" + "',
)
for r in ("all-names", "all-names-with-initials", "primary-name", "primary-name-with-initials", "by-cite"):
    case(
        "citation",
        "givenname-disambiguation-rule " + r,
        N % '<name form="short" initialize-with="."/>',
        [SAME[0], {**SAME[2], "author": [{"family": "Doe", "given": "Karl"}]}],
        lay='delimiter="; "',
        cit=f'disambiguate-add-givenname="true" givenname-disambiguation-rule="{r}"',
    )


def three(second: str) -> list[dict[str, str]]:
    return [{"family": "Toal", "given": "Gerard"}, {"family": second, "given": "A"}, {"family": "Last", "given": "Z"}]


case(
    "citation",
    "disambiguate-add-names",
    N % '<name form="short" et-al-min="2" et-al-use-first="1"/>',
    [{**SAME[0], "author": three("Bakke")}, {**SAME[1], "author": three("Kulyk")}],
    lay='delimiter="; "',
    cit='disambiguate-add-names="true"',
)
case(
    "citation",
    "punctuation-in-quote false",
    '<text variable="title" quotes="true" suffix=","/>',
    locale='<locale><style-options punctuation-in-quote="false"/></locale>',
)
case(
    "citation",
    "prefix and suffix of a cite",
    '<text variable="title"/>',
    cites=[{"id": "b", "prefix": "see ", "suffix": " passim"}],
)
case(
    "citation",
    "terms of the style, by gender",
    '<number variable="edition" form="ordinal"/>',
    locale='<locale><terms><term name="edition" gender="feminine"><single>edición</single><multiple>ediciones</multiple></term><term name="ordinal">.</term><term name="ordinal-02" gender-form="feminine" match="last-digit">ª</term></terms></locale>',
)
# bibliography
B = '<names variable="author"><name name-as-sort-order="first"/></names><text variable="title" prefix=". "/>'
case(
    "bibliography",
    "order",
    '<text variable="title"/>',
    SAME[::-1],
    bib=B,
    bsort='<sort><key variable="author"/><key variable="title"/></sort>',
)
case(
    "bibliography",
    "second-field-align",
    '<text variable="title"/>',
    SAME,
    bib='<text variable="citation-number" suffix="."/><text variable="title" prefix=" "/>',
    bibattr='second-field-align="flush" hanging-indent="true" line-spacing="1" entry-spacing="0"',
)
for r in ("complete-all", "complete-each", "partial-each", "partial-first"):
    case(
        "bibliography",
        "subsequent-author-substitute " + r,
        '<text variable="title"/>',
        SAME,
        bib=B,
        bibattr=f'subsequent-author-substitute="———" subsequent-author-substitute-rule="{r}"',
    )
for d in ("block", "left-margin", "right-inline", "indent"):
    case(
        "bibliography",
        "display " + d,
        '<text variable="title"/>',
        bib=f'<text variable="publisher"/><text variable="title" display="{d}"/>',
    )
case(
    "bibliography",
    "display indent sheds the space at its end",
    '<text variable="title"/>',
    bib='<text variable="publisher"/><group display="indent"><text variable="title" suffix=", "/></group><text variable="edition"/>',
)
case(
    "bibliography",
    "year-suffix placed",
    '<text variable="title"/>',
    SAME,
    bib='<text variable="title"/><text variable="year-suffix" prefix=" "/>',
    cit=YS,
)


def style_of(case: dict[str, Any]) -> str:
    """The style of a case, as XML."""
    get = case.get
    bibliography = f"""<bibliography {get("bibattr", "")}>{get("bsort", "")}<layout suffix=".">{get("bib")}</layout>
    </bibliography>"""
    return f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="{get("cls", "in-text")}" version="1.0" {get("root", "")}>
    <info><id>x</id><title>x</title></info>{get("locale", "")}{get("macros", "")}
    <citation {get("cit", "")}>{get("sort", "")}<layout {get("lay", "")}>{case["layout"]}</layout></citation>
    {bibliography if get("bib") else ""}</style>"""
