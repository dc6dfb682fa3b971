"""cs:text, cs:number and cs:label: short forms, verbatim variables, numbers, terms, plurals, locators."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.csl.locator import parse_locator
from tests.csl.small_style import printed

FULL: dict[str, Any] = {
    "title": "A Long Title",
    "title-short": "Short",
    "container-title": "Whole",
    "journalAbbreviation": "Wh.",
    "URL": "https://www.example.org/a/b?c",
    "DOI": "10.1000/<i>x</i>",
    "volume": "3",
    "page": "101-108, 110",
    "number-of-pages": "311",
    "number-of-volumes": "1",
    "edition": "2",
    "issue": "5-6",
}


def text(variable: str, attributes: str = "") -> str:
    return f'<text variable="{variable}" {attributes}/>'


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        (text("title"), "A Long Title"),
        (text("title", 'form="short"'), "Short"),
        (text("title-short"), "Short"),
        (text("container-title", 'form="short"'), "Wh."),
        (text("publisher", 'form="short"'), ""),
        (text("volume", 'form="short"'), "3"),
        (text("URL"), "https://www.example.org/a/b?c"),
        (text("URL", 'form="short"'), "www.example.org"),
        (text("DOI"), "10.1000/<i>x</i>"),
        (text("page"), "101–108, 110"),
        (text("page-first"), "101"),
        (text("issue"), "5–6"),
        (text("volume", 'text-case="uppercase" strip-periods="true"'), "3"),
        (text("title", 'strip-periods="true" suffix="."'), "A Long Title."),
        ('<text value="Ph.D." strip-periods="true" prefix="."/>', ".PhD"),
        ('<text value="a" text-case="uppercase"/>', "A"),
        ('<text value=""/>', ""),
        ("<text/>", ""),
        ('<text term="page"/>', "page"),
        ('<text term="page" plural="true"/>', "pages"),
        ('<text term="page" plural="false"/>', "page"),
        ('<text term="page" form="short" plural="true"/>', "pp."),
        ('<text term="page" text-case="capitalize-first"/>', "Page"),
        ('<number variable="edition" form="ordinal"/>', "2nd"),
        ('<number variable="edition" form="long-ordinal"/>', "second"),
        ('<number variable="edition" form="roman"/>', "ii"),
        ('<number variable="edition"/>', "2"),
        ('<number variable="locator" form="roman"/>', ""),
        ('<number variable="title"/>', "A Long Title"),
        ('<unknown variable="title"/>', ""),
    ],
)
def test_text_and_number(layout: str, expected: str) -> None:
    assert printed(layout, FULL) == expected


def test_a_host_without_www_keeps_its_scheme() -> None:
    layout = text("URL", 'form="short"')
    assert printed(layout, {"URL": "https://example.org/a"}) == "https://example.org"
    assert printed(layout, {"URL": "http://www.example.org"}) == "www.example.org"
    assert printed(layout, {"URL": "no address"}) == ""


def test_the_long_form_stands_in_for_the_short_one() -> None:
    """CSL 1.0.2, "Text"."""
    assert printed(text("title", 'form="short"'), {"title": "T"}) == "T"
    assert printed(text("container-title", 'form="short"'), {"container-title": "W"}) == "W"


@pytest.mark.parametrize(
    ("page", "form", "expected"),
    [
        ("321-328", "minimal", "321–8"),
        ("321-8", "expanded", "321–328"),
        ("321-328", "", "321–328"),
        ("1, 2", "", "1, 2"),
    ],
)
def test_page_range_format_of_a_style(page: str, form: str, expected: str) -> None:
    root = f'page-range-format="{form}"' if form else ""
    assert printed(text("page"), {"page": page}, root=root) == expected
    assert printed(text("locator"), cite={"locator": page}, root=root) == expected
    assert printed(text("volume"), {"volume": "321-328"}, root=root) == "321–328"


def test_page_ranges_take_the_delimiter_of_the_locale() -> None:
    """CSL 1.0.2, "Page Ranges": the term page-range-delimiter, an en dash by default; as in Zotero, for all numbers."""
    before = '<locale><terms><term name="page-range-delimiter">~</term></terms></locale>'
    assert printed(text("page"), {"page": "1-2"}, before=before) == "1~2"
    assert printed(text("volume"), {"volume": "1-2"}, before=before) == "1~2"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ('variable="page"', "pages"),
        ('variable="page" form="short"', "pp."),
        ('variable="page" plural="never"', "page"),
        ('variable="volume"', "volume"),
        ('variable="volume" plural="always"', "volumes"),
        ('variable="number-of-pages"', "pages"),
        ('variable="number-of-volumes"', "volume"),
        ('variable="issue"', "issues"),
        ('variable="edition" text-case="uppercase"', "EDITION"),
        ('variable="edition" form="short" strip-periods="true"', "ed"),
        ('variable="edition" prefix="(" suffix=")"', "(edition)"),
        ('variable="genre"', ""),
    ],
)
def test_labels(label: str, expected: str) -> None:
    """CSL 1.0.2, "Label" (plural): several numbers, or for counts a number above 1."""
    assert printed(f"<label {label}/>", FULL) == expected


LABEL = '<group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group>'


@pytest.mark.parametrize(
    ("cite", "expected"),
    [
        ({"locator": "3"}, "p. 3"),
        ({"locator": "3-5"}, "pp. 3–5"),
        ({"locator": "3", "label": "chapter"}, "chap. 3"),
        ({"locator": "vol. 3"}, "vol. 3"),
        ({"locator": "sv 3"}, "s.v. 3"),
        ({"locator": "a", "label": "sub-verbo"}, "s.v. a"),
        ({"locator": "a", "label": "sub verbo"}, "s.v. a"),
        ({}, ""),
    ],
)
def test_locators_with_their_labels(cite: dict[str, str], expected: str) -> None:
    assert printed(LABEL, cite=cite) == expected


def test_a_cite_prints_its_locator_once() -> None:
    assert printed('<text variable="locator"/><text variable="locator" prefix="|"/>', cite={"locator": "3"}) == "3"


@pytest.mark.parametrize(
    ("label", "locator", "expected"),
    [
        ("", "3", ("page", "3")),
        ("page", "3", ("page", "3")),
        ("chapter", "3", ("chapter", "3")),
        ("", "vol. 3", ("volume", "3")),
        ("page", "vol. 3", ("volume", "3")),
        ("chapter", "vol. 3", ("volume", "3")),
        ("chapter", "vol 3", ("chapter", "vol 3")),
        ("section", "Sec. 3", ("section", "Sec. 3")),
        ("section", "fol. 2r", ("folio", "2r")),
        ("", "fig. A", ("figure", "A")),
        ("", " pp 3-5 ", ("page", "3-5")),
        ("", "P. 3", ("page", "3")),
        ("", "s.v. 3", ("sub-verbo", "3")),
        ("", "vol. x", ("volume", "x")),
        ("", "xyz 3", ("page", "xyz 3")),
        ("", "vol.3", ("volume", "3")),
        ("", "vol.", ("page", "vol.")),
        ("", "", ("page", "")),
    ],
)
def test_parse_locator(label: str, locator: str, expected: tuple[str, str]) -> None:
    assert parse_locator(label, locator) == expected


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("issue", "no. 2-3", "nos. 2–3"),
        ("issue", "nos. 2-3", "nos. 2–3"),
        ("issue", "no. five", "no. no. five"),
        ("issue", "vol. 3", "no. vol. 3"),
        ("volume", "vol. 3", "vol. 3"),
        ("volume", "vol. iv, pt. 2", "vol. iv, pt. 2"),
        ("page", "pp. xi-xii", "pp. xi–xii"),
        ("page", "p.3", "p. 3"),
        ("page", "p. A3-A5, n. 2", "pp. A3–A5, n. 2"),
        ("number", "no. 5", "no. 5"),
        ("number", "No. 673", "no. No. 673"),
        ("edition", "no. 4", "ed. no. 4"),
        ("chapter-number", "ch. 4", "chap. ch. 4"),
    ],
)
def test_a_variable_drops_a_label_of_its_own(variable: str, value: str, expected: str) -> None:
    label = f'<label variable="{variable}" form="short" suffix=" "/>'
    assert printed(label + text(variable), {variable: value}) == expected


@pytest.mark.parametrize(
    ("label", "locator", "expected"),
    [
        ("page", "ch. 3, p. 4", "chap. 3, p. 4"),
        ("chapter", "ch. 5", "chap. 5"),
        ("section", "pp. 7-9", "pp. 7–9"),
        ("page", "p. 3, p. 4", "pp. 3, 4"),
        ("chapter", "chap. 3, paras. 4-5", "chap. 3, paras. 4–5"),
        ("page", "12, n. 3-4", "p. 12, nn. 3–4"),
        ("page", "art. 5", "art. 5"),
    ],
)
def test_labels_typed_into_a_locator(label: str, locator: str, expected: str) -> None:
    layout = '<label variable="locator" form="short" suffix=" "/><text variable="locator"/>'
    shown = f'<choose><if is-numeric="locator">{layout}</if></choose>'
    assert printed(shown, cite={"locator": locator, "label": label}) == expected
