"""Bibliographies: substitutes for names of the entry before, and fields in a margin."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.csl import Processor
from tests.csl.small_style import small_style

BYLINES = (
    "Doe", "Doe", "Doe, Johnson, Williams", "Doe, Smith", "Doe, Stevens, Miller", "Doe, Stevens, Miller",
    "Doe, Williams, Xu, Yi", "Doe, Williams, Xu, Yi",
)  # fmt: skip
NAMES = """<names variable="author"><name form="short" and="symbol" delimiter=", " delimiter-precedes-last="never"
    delimiter-precedes-et-al="never" et-al-min="4" et-al-use-first="2"/></names>"""
YEAR = '<date variable="issued" prefix=". "><date-part name="year"/></date>'


def people(byline: str) -> list[dict[str, str]]:
    return [{"family": family, "given": "A"} for family in byline.split(", ") if family]


def entries(
    layout: str, items: list[dict[str, Any]], options: str = "", markup: Any = "text", more: str = ""
) -> list[str]:
    bibliography = f"<bibliography {options}><layout {more}>{layout}</layout></bibliography>"
    items = [{"type": "book", "id": number, **item} for number, item in enumerate(items)]
    processor = Processor(small_style('<text value="x"/>', bibliography=bibliography), items)
    return [entry.text.render(markup) for entry in processor.bibliography()]


def substituted(rule: str, text: str = "---") -> list[str]:
    items = [{"author": people(byline), "issued": 1999 + n} for n, byline in enumerate(BYLINES)]
    return entries(
        NAMES + YEAR,
        items,
        f'subsequent-author-substitute="{text}" subsequent-author-substitute-rule="{rule}"',
        more='suffix="."',
    )


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            "complete-all",
            [
                "Doe",
                "---",
                "Doe, Johnson & Williams",
                "Doe & Smith",
                "Doe, Stevens & Miller",
                "---",
                "Doe, Williams et al.",
                "---",
            ],
        ),
        (
            "complete-each",
            [
                "Doe",
                "---",
                "Doe, Johnson & Williams",
                "Doe & Smith",
                "Doe, Stevens & Miller",
                "---, --- & ---",
                "Doe, Williams et al.",
                "---, --- et al.",
            ],
        ),
        (
            "partial-each",
            [
                "Doe",
                "---",
                "---, Johnson & Williams",
                "--- & Smith",
                "---, Stevens & Miller",
                "---, --- & ---",
                "---, Williams et al.",
                "---, --- et al.",
            ],
        ),
        (
            "partial-first",
            [
                "Doe",
                "---",
                "---, Johnson & Williams",
                "--- & Smith",
                "---, Stevens & Miller",
                "---, Stevens & Miller",
                "---, Williams et al.",
                "---, Williams et al.",
            ],
        ),
    ],
)
def test_the_example_of_the_specification(rule: str, expected: list[str]) -> None:
    """CSL 1.0.2, "Reference Grouping"; "partial" rules replace the first names that match, whatever follows."""
    ends = (f". {1999 + n}." for n in range(len(expected)))
    assert substituted(rule) == [(names + end).replace("..", ".") for names, end in zip(expected, ends, strict=True)]


def test_an_unknown_rule_is_complete_all() -> None:
    assert substituted("unknown") == substituted("complete-all")


def test_an_empty_substitute_leaves_out_the_names() -> None:
    assert substituted("complete-all", "")[:2] == ["Doe. 1999.", ". 2000."]


DASH = 'subsequent-author-substitute="—"'


def test_labels_stay() -> None:
    editors = '<names variable="editor"><name form="short"/><label prefix=", " form="short"/></names>'
    items = [{"editor": people("Lee, Orr"), "title": "A"}, {"editor": people("Lee, Orr"), "title": "B"}]
    assert entries(editors, items, DASH) == ["Lee, Orr, eds.", "—, eds."]


SUBSTITUTED = """<names variable="author"><name/><substitute><names variable="editor"/>
    <text variable="title" font-style="italic"/><text term="anonymous"/></substitute></names>
    <text variable="publisher" prefix=". "/>"""


def test_what_stands_in_for_names_is_substituted_too() -> None:
    items = [{"title": "A", "publisher": "P"}, {"title": "A", "publisher": "Q"}, {"title": "B", "publisher": "Q"}]
    assert entries(SUBSTITUTED, items, DASH, "html") == ["<i>A</i>. P", "<i>—</i>. Q", "<i>B</i>. Q"]
    each = f'{DASH} subsequent-author-substitute-rule="complete-each"'
    assert entries(SUBSTITUTED, items, each, "html") == ["<i>A</i>. P", "—. Q", "<i>B</i>. Q"]


def test_a_term_is_no_name() -> None:
    items = [{"publisher": "P"}, {"publisher": "Q"}]
    assert entries(SUBSTITUTED, items, DASH) == ["Anonymous. P", "Anonymous. Q"]


def test_authors_and_editors_of_one_name_are_the_same() -> None:
    items = [{"author": people("Lee"), "publisher": "P"}, {"editor": people("Lee"), "publisher": "Q"}]
    assert entries(SUBSTITUTED, items, DASH) == ["A Lee. P", "—. Q"]


def test_names_that_are_written_alike_need_not_be_the_same() -> None:
    """Given names count, though the style prints none."""
    items = [
        {"author": [{"family": "Lee", "given": "Ann"}], "issued": 2000},
        {"author": [{"family": "Lee", "given": "Bo"}], "issued": 2001},
        {"author": [{"family": "Lee", "given": "Bo"}], "issued": 2002},
    ]
    assert entries(NAMES + YEAR, items, DASH) == ["Lee. 2000", "Lee. 2001", "—. 2002"]
    assert entries(NAMES + YEAR, [{"issued": 2000}, {"issued": 2001}], DASH) == [". 2000", ". 2001"]


NUMBERED = '<text variable="citation-number" suffix=". "/><text variable="title"/>'


@pytest.mark.parametrize(
    ("layout", "options", "more", "expected"),
    [
        (
            NUMBERED,
            'second-field-align="flush"',
            'suffix="."',
            '\n    <div class="csl-left-margin">1. </div><div class="csl-right-inline">T.</div>\n  ',
        ),
        (
            NUMBERED,
            'second-field-align="margin"',
            'prefix="[" suffix="]"',
            '\n    <div class="csl-left-margin">[1. </div><div class="csl-right-inline">T]</div>\n  ',
        ),
        (NUMBERED, "", 'suffix="."', "1. T."),
        (
            '<text variable="citation-number"/>',
            'second-field-align="flush"',
            'prefix="[" suffix="]"',
            '\n    <div class="csl-left-margin">[1</div>',
        ),
        ('<text variable="abstract"/><text variable="title"/>', 'second-field-align="flush"', "", "T"),
        (
            '<text variable="title" display="block"/><text variable="publisher" display="indent"/>',
            "",
            'suffix=". "',
            '\n\n    <div class="csl-block">T</div>\n<div class="csl-indent">P.</div>\n   ',
        ),
        (
            '<text variable="title" display="block"/><text variable="publisher"/>',
            "",
            'suffix="."',
            '\n\n    <div class="csl-block">T</div>\nP.',
        ),
        ('<text term="editor"/>', "", "", "Editor"),
        ('<text variable="citation-number" suffix=". "/><text term="editor"/>', "", "", "1. Editor"),
        ('<text variable="title"/><text term="editor"/>', "", "", "Teditor"),
        ('<group><text term="editor"/></group>', "", "", "Editor"),
        ('<text term="editor" text-case="lowercase"/>', "", "", "editor"),
    ],
)
def test_layout_of_an_entry(layout: str, options: str, more: str, expected: str) -> None:
    """CSL 1.0.2, "Whitespace" (second-field-align) and "Display"; an entry begins with a capital."""
    assert entries(layout, [{"title": "T", "publisher": "P"}], options, "html", more) == [expected]


def test_an_item_that_prints_nothing_has_no_entry() -> None:
    assert entries('<text variable="title"/>', [{"title": "T"}, {}], more='prefix="(" suffix=")"') == ["(T)"]


def test_an_item_without_names_ends_a_row_of_names() -> None:
    items: list[dict[str, Any]] = [{"author": people("Lee"), "issued": 2000 + n} for n in range(3)]
    del items[1]["author"]
    assert entries(NAMES + YEAR, items, DASH) == ["Lee. 2000", ". 2001", "Lee. 2002"]
