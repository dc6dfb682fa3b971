"""cs:group, macros and cs:choose inside of groups (CSL 1.0.2, "Group" and "Delimiter")."""

from __future__ import annotations

import pytest

from tests.csl.small_style import printed

TITLE = '<text variable="title"/>'
NONE = '<text variable="abstract"/>'
IN = '<text value="in"/>'
EMPTY_MACRO = f'<macro name="m">{NONE}</macro>'
TERM_MACRO = '<macro name="m"><text value="m"/></macro>'


def group(*children: str, attributes: str = 'delimiter=" "') -> str:
    return f"<group {attributes}>{''.join(children)}</group>"


def choose(*children: str, test: str = 'type="book"') -> str:
    return f"<choose><if {test}>{''.join(children)}</if></choose>"


LOCATED = 'locator="page"'
"""A test that only the cite decides: the branch is chosen when it is rendered."""


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        (group(IN, TITLE), "in T"),
        (group(IN, NONE), ""),
        (group(IN, NONE, TITLE), "in T"),
        (group(IN), "in"),
        (group(group(IN), NONE), "in"),
        (group(group(IN, NONE), IN), ""),
        (group(group(IN, NONE), TITLE), "T"),
        (group(group(IN, NONE), group(IN, TITLE)), "in T"),
        (group(choose(IN), NONE), ""),
        (group(choose(IN, NONE), IN), ""),
        (group(choose(IN, TITLE), NONE), "in T"),
        (group(choose(IN, TITLE, test=LOCATED), NONE), "in T"),
        (group(choose(IN, NONE, test=LOCATED), IN), ""),
        (group(choose(NONE, test=LOCATED), IN), ""),
        (group(choose(IN, test=LOCATED), IN), "in in"),
        (group(choose(IN, test='type="map"'), IN), "in"),
        (group(choose(IN, TITLE), IN, attributes='delimiter="; "'), "in; T; in"),
        (group(group(IN, TITLE, attributes=""), IN, attributes='delimiter="; "'), "inT; in"),
        (group(IN, TITLE, attributes='prefix="(" suffix=")"'), "(inT)"),
        (group(IN, NONE, attributes='prefix="(" suffix=")"'), ""),
        (group(IN, '<text term="no such term"/>'), "in"),
        (group(IN, '<number variable="volume"/>'), ""),
        (group(IN, '<date variable="issued" form="text"/>'), ""),
        (group(IN, '<names variable="author"/>'), ""),
        (group(IN, '<text variable="locator"/>'), "in 3"),
        (group(IN, '<text variable="year-suffix"/>'), "in"),
        (group('<text term="page"/>', '<label variable="volume"/>', NONE), ""),
        (IN + NONE, "in"),
        (choose(IN, NONE), "in"),
        (choose(NONE), ""),
    ],
)
def test_a_group_without_any_of_its_variables_prints_nothing(layout: str, expected: str) -> None:
    assert printed(layout, {"title": "T"}, cite={"locator": "3"}) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (EMPTY_MACRO, ""),
        (TERM_MACRO, "in m"),
        (f'<macro name="m">{TITLE}</macro>', "in T"),
        ('<macro name="m"/>', "in"),
    ],
)
def test_a_macro_counts_as_a_group(before: str, expected: str) -> None:
    """CSL 1.0.2, "Group": a non-empty macro is treated as a non-empty variable."""
    assert printed(group(IN, '<text macro="m"/>'), {"title": "T"}, before=before) == expected


def test_a_macro_with_a_term_keeps_the_group_around_it() -> None:
    assert printed(group('<text macro="m"/>', NONE), {"title": "T"}, before=TERM_MACRO) == "m"
    assert printed(group(IN, NONE), {"title": "T"}, before=TERM_MACRO) == ""


def test_a_macro_prints_what_stands_beside_its_dates() -> None:
    before = f'<macro name="m">{TITLE}<date variable="issued" prefix=" "><date-part name="year"/></date>{IN}</macro>'
    assert printed('<text macro="m"/>', {"title": "T", "issued": 2004}, before=before) == "T 2004in"


def test_the_delimiter_of_a_group_is_not_applied_inside_a_macro() -> None:
    """CSL 1.0.2, "Macro"."""
    before = f'<macro name="m">{IN}{TITLE}</macro>'
    layout = group('<text macro="m"/>', IN, attributes='delimiter="; "')
    assert printed(layout, {"title": "T"}, before=before) == "inT; in"


def test_strip_periods_of_a_call_applies_to_the_macro() -> None:
    before = '<macro name="m"><text value="a.b" suffix=". "/><text value="c."/></macro>'
    assert printed('<text macro="m" strip-periods="true"/>', before=before) == "ab. c"
    assert printed('<text macro="m"/>', before=before) == "a.b. c."
    assert printed('<text macro="m" strip-periods="true"/>', before='<macro name="m"/>') == ""
    assert printed('<text macro="m" text-case="uppercase"/>', before=before) == "a.b. c."
