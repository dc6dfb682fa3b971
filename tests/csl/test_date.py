"""cs:date: localised and own formats, ranges, seasons, years before Christ (CSL 1.0.2, "Date")."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.csl import Processor
from tests.csl.small_style import printed, small_style

LONG = '<date variable="issued" form="text"/>'
NUMERIC = '<date variable="issued" form="numeric"/>'
OWN = """<date variable="issued"><date-part name="day" suffix=" " range-delimiter="-"/>
    <date-part name="month" suffix=" "/><date-part name="year" range-delimiter="/"/></date>"""


def of(layout: str, *parts: list[int], locale: str = "en-US", before: str = "", **more: Any) -> str:
    date: dict[str, Any] = {"date-parts": list(parts), **more}
    return printed(layout, {"issued": date}, before=before, root=f'default-locale="{locale}"')


@pytest.mark.parametrize(
    ("layout", "locale", "expected"),
    [
        (LONG, "en-US", "March 5, 2004"),
        (LONG, "en-GB", "5 March 2004"),
        (LONG, "fr-FR", "5 mars 2004"),
        (LONG, "de-DE", "5. März 2004"),
        (NUMERIC, "en-US", "03/05/2004"),
        (NUMERIC, "de-DE", "05.03.2004"),
        ('<date variable="issued" form="text" date-parts="year-month"/>', "en-US", "March 2004"),
        ('<date variable="issued" form="text" date-parts="year"/>', "en-US", "2004"),
        ('<date variable="issued" form="text" date-parts="year-month-day"/>', "en-US", "March 5, 2004"),
        ('<date variable="issued" form="text"><date-part name="month" form="short"/></date>', "en-US", "Mar. 5, 2004"),
        (
            '<date variable="issued" form="text"><date-part name="month" form="short" strip-periods="true"/></date>',
            "en-US",
            "Mar 5, 2004",
        ),
        ('<date variable="issued" form="text"><date-part name="day" prefix="x"/></date>', "en-US", "March 5, 2004"),
        ('<date variable="issued" form="text" prefix="(" suffix=")"/>', "en-US", "(March 5, 2004)"),
        ('<date variable="issued" form="text" text-case="uppercase"/>', "en-US", "MARCH 5, 2004"),
        ('<date variable="issued" form="nothing"/>', "en-US", ""),
        (OWN, "en-US", "5 March 2004"),
        (
            '<date variable="issued" delimiter="."><date-part name="day"/><date-part name="year"/></date>',
            "en",
            "5.2004",
        ),
        ('<date variable="issued"><date-part name="year" form="short"/></date>', "en", "04"),
        ('<date variable="issued"><date-part name="day" form="ordinal"/></date>', "en", "5th"),
        ('<date variable="issued"><date-part name="day" form="numeric-leading-zeros"/></date>', "en", "05"),
        ('<date variable="issued"><date-part name="month" form="numeric"/></date>', "en", "3"),
        ('<date variable="issued"><date-part name="month" form="numeric-leading-zeros"/></date>', "en", "03"),
        ('<date variable="issued"><date-part name="month" form="short"/></date>', "en", "Mar."),
        ('<date variable="issued"><date-part name="hour"/></date>', "en", ""),
        ('<date variable="accessed" form="text"/>', "en", ""),
    ],
)
def test_forms(layout: str, locale: str, expected: str) -> None:
    assert of(layout, [2004, 3, 5], locale=locale) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ([2008, 5, 1], [2008, 5, 4], "1-4 May 2008"),
        ([2008, 5], [2008, 7], "May–July 2008"),
        ([2008, 5], [2009, 6], "May 2008/June 2009"),
        ([2008], [2009], "2008/2009"),
        ([2008, 5, 1], [2009, 6, 2], "1 May 2008/2 June 2009"),
        ([2008, 5, 1], [2008, 5, 1], "1 May 2008"),
    ],
)
def test_the_largest_part_that_differs_gives_the_range_delimiter(
    start: list[int], end: list[int], expected: str
) -> None:
    """CSL 1.0.2, "Date Ranges"; its example."""
    assert of(OWN, start, end) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ([2008, 5, 1], [2008, 5, 4], "May 1–4, 2008"),
        ([2008, 5, 1], [2008, 6, 4], "May 1–June 4, 2008"),
        ([2008, 5, 1], [2009, 5, 1], "May 1, 2008–May 1, 2009"),
        ([2008, 5], [2008, 6], "May–June 2008"),
        ([2008], [0], "2008–"),
        ([2008, 5, 1], [0], "May 1, 2008–"),
    ],
)
def test_shared_parts_of_a_range_appear_once(start: list[int], end: list[int], expected: str) -> None:
    assert of(LONG, start, end) == expected


def test_a_range_that_differs_in_no_printed_part_is_a_single_date() -> None:
    year = '<date variable="issued" form="text" date-parts="year"/>'
    assert of(year, [2008, 5], [2008, 7]) == "2008"
    assert of(year, [2008, 5], [2009, 7]) == "2008–2009"
    assert of('<date variable="issued"><date-part name="month"/></date>', [2008, 5], [2009, 5]) == "May"


@pytest.mark.parametrize(
    ("year", "expected"), [(-2500, "2500 BC"), (-44, "44 BC"), (79, "79 AD"), (999, "999 AD"), (1000, "1000")]
)
def test_years_before_1000_have_an_era(year: int, expected: str) -> None:
    """CSL 1.0.2, "AD and BC"; the locale file puts a no-break space before both."""
    assert of('<date variable="issued"><date-part name="year"/></date>', [year]).replace("\xa0", " ") == expected


def test_a_short_year_before_christ_keeps_its_digits() -> None:
    short = '<date variable="issued"><date-part name="year" form="short"/></date>'
    assert of(short, [-44]).replace("\xa0", " ") == "44 BC"
    assert of(short, [2009]) == "09"


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        (13, "Spring 2009"),
        (14, "Summer 2009"),
        (15, "Autumn 2009"),
        (16, "Winter 2009"),
        (17, "Spring 2009"),
        (21, "Spring 2009"),
        (24, "Winter 2009"),
    ],
)
def test_a_season_takes_the_place_of_the_month(month: int, expected: str) -> None:
    """CSL 1.0.2, "Seasons"."""
    assert of(OWN, [2009, month]) == expected


def test_a_season_with_a_name_of_its_own_is_printed() -> None:
    assert of(OWN, [2009], season="Michaelmas") == "Michaelmas 2009"
    assert of(OWN, [2009], season=2) == "Summer 2009"


def test_words_take_the_look_of_the_whole_date() -> None:
    words = {"issued": {"literal": "in press"}}
    assert printed('<date variable="issued" form="text" prefix="(" suffix=")"/>', words) == "(in press)"
    assert printed('<date variable="issued" text-case="uppercase"/>', words) == "IN PRESS"


DAY = '<date variable="issued"><date-part name="day" form="ordinal"/></date>'
FIRST_ONLY = '<locale><style-options limit-day-ordinals-to-day-1="true"/></locale>'


def test_ordinal_days() -> None:
    """CSL 1.0.2, "Locale Options" (limit-day-ordinals-to-day-1)."""
    assert of(DAY, [2004, 1, 1], locale="fr-FR") == "1ᵉʳ"
    assert of(DAY, [2004, 1, 2], locale="fr-FR") == "2"
    assert of(DAY, [2004, 1, 1], before=FIRST_ONLY) == "1st"
    assert of(DAY, [2004, 1, 2], before=FIRST_ONLY) == "2"
    assert of(DAY, [2004, 1, 2]) == "2nd"


def test_a_day_has_the_gender_of_its_month() -> None:
    """CSL 1.0.2, "Gender-specific Ordinals"."""
    genders = """<locale><terms><term name="month-01" gender="feminine">Jan</term><term name="ordinal">o</term>
        <term name="ordinal" gender-form="feminine">a</term></terms></locale>"""
    assert of(DAY, [2004, 1, 2], before=genders) == "2a"
    assert of(DAY, [2004, 2, 2], before=genders) == "2o"


def test_the_year_suffix_follows_the_first_year() -> None:
    """CSL 1.0.2, "Disambiguation" (disambiguate-add-year-suffix)."""

    def cites(layout: str, *dates: Any) -> list[str]:
        style = small_style(layout, citation='disambiguate-add-year-suffix="true"')
        items = [{"id": n, "type": "book", "issued": date} for n, date in enumerate(dates)]
        processor = Processor(style, items)
        return [processor.preview([{"id": n}]).render() for n in range(len(items))]

    day = {"date-parts": [[2004, 3, 5]]}
    assert cites(LONG, day, day) == ["March 5, 2004a", "March 5, 2004b"]
    ranged = {"date-parts": [[2004, 3], [2005, 4]]}
    assert cites(LONG, ranged, ranged) == ["March 2004–April 2005a", "March 2004–April 2005b"]
    twice = f'<group delimiter="; ">{LONG}{LONG}</group>'
    assert cites(twice, day, day) == ["March 5, 2004a; March 5, 2004", "March 5, 2004b; March 5, 2004"]
    words = {"literal": "in press"}
    assert cites(LONG, words, words) == ["in pressa", "in pressb"]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([[-50], [-44]], "50–44 BC"),
        ([[-50, 3], [-44, 5]], "March 50–May 44 BC"),
        ([[-44, 3, 15], [-44, 3, 17]], "March 15–17, 44 BC"),
        ([[-10], [20]], "10 BC–20 AD"),
        ([[300], [400]], "300–400 AD"),
        ([[800], [1000]], "800 AD–1000"),
    ],
)
def test_a_range_in_one_era_names_it_once(parts: list[list[int]], expected: str) -> None:
    assert printed('<date variable="issued" form="text"/>', {"issued": {"date-parts": parts}}) == expected


def test_a_season_is_not_printed_as_a_number() -> None:
    spring = {"issued": {"date-parts": [[2014, 13]]}}
    assert printed('<date variable="issued" form="numeric"/>', spring) == "2014"
    assert printed('<date variable="issued" form="text"/>', spring) == "Spring 2014"


@pytest.mark.parametrize(
    ("season", "layout", "expected"),
    [
        ("Lent", '<date variable="issued" form="numeric"/>', "Lent/2014"),
        (2, '<date variable="issued" form="numeric"/>', "Summer/2014"),
        ("4", '<date variable="issued" form="numeric"/>', "Winter/2014"),
        (2, '<date variable="issued" form="numeric" date-parts="year"/>', "2014"),
        (
            2,
            '<date variable="issued"><date-part name="month" form="numeric-leading-zeros" suffix="."/>'
            '<date-part name="year"/></date>',
            "Summer.2014",
        ),
    ],
)
def test_a_season_of_its_own_is_printed_among_numbers(season: Any, layout: str, expected: str) -> None:
    assert printed(layout, {"issued": {"date-parts": [[2014]], "season": season}}) == expected


def test_words_stand_for_a_year_only() -> None:
    layout = '<date variable="issued"><date-part name="{}"/></date>'
    assert printed(layout.format("year"), {"issued": {"literal": "ca. 1440"}}) == "ca. 1440"
    assert printed(layout.format("month"), {"issued": {"literal": "ca. 1440"}}) == ""


def test_a_localised_date_has_the_delimiter_of_its_locale_unless_the_style_sets_one() -> None:
    locale = (
        """<locale><date form="text" delimiter="/"><date-part name="day"/><date-part name="year"/></date></locale>"""
    )
    item = {"issued": {"date-parts": [[2004, 5, 6]]}}
    assert printed('<date variable="issued" form="text"/>', item, before=locale) == "6/2004"
    assert printed('<date variable="issued" form="text" delimiter="."/>', item, before=locale) == "6.2004"
