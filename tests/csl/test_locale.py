"""Locales: fallback between dialects and forms, terms of a style, ordinals (CSL 1.0.2, "Terms", "Locale Fallback")."""

from __future__ import annotations

import pytest

from ponarscite.csl.element import parse
from ponarscite.csl.locale import Locale, load

CSL = 'xmlns="http://purl.org/net/xbiblio/csl"'


def locale(wanted: str, *own: str) -> Locale:
    """A locale with elements of a style before it: "xml:lang|children"."""
    elements = []
    for text in own:
        lang, _, children = text.partition("|")
        attribute = f'xml:lang="{lang}"' if lang else ""
        elements.append(parse(f"<locale {CSL} {attribute}>{children}</locale>", "x")[0])
    return load(wanted, elements)


def term(text: str, attributes: str = 'name="and"') -> str:
    return f"<terms><term {attributes}>{text}</term></terms>"


@pytest.mark.parametrize(
    ("wanted", "language", "expected"),
    [
        ("", "en-US", "and"),
        ("en-US", "en-US", "and"),
        ("en-GB", "en-GB", "and"),
        ("de-AT", "de-AT", "und"),
        ("de", "de", "und"),
        ("fr-BE", "fr-BE", "et"),
        ("xx-XX", "en-US", "and"),
        ("../../en", "en-US", "and"),
        ("x", "en-US", "and"),
    ],
)
def test_a_language_without_a_file_falls_back(wanted: str, language: str, expected: str) -> None:
    found = locale(wanted)
    assert (found.language, found.term("and")) == (language, expected)


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (("|" + term("any"),), "any"),
        (("de|" + term("language"), "|" + term("any")), "language"),
        (("de-DE|" + term("primary"), "de|" + term("language")), "primary"),
        (("de-AT|" + term("dialect"), "de-DE|" + term("primary")), "dialect"),
        (("|" + term("any"), "de-AT|" + term("dialect"), "de|" + term("language")), "dialect"),
        (("de-CH|" + term("other"), "fr|" + term("other")), "und"),
        (("|" + term(""),), ""),
        (("|" + term("one") + term("two"),), "two"),
    ],
)
def test_terms_of_the_style_go_before_the_file(own: tuple[str, ...], expected: str) -> None:
    """CSL 1.0.2, "Locale Fallback": dialect, language, then elements without xml:lang; empty terms count."""
    assert locale("de-AT", *own).term("and") == expected


def test_dates_and_options_fall_back_as_terms_do() -> None:
    date = '<date form="text"><date-part name="year"/></date>'
    found = locale("en-US", f'|{date}<style-options punctuation-in-quote="false"/>')
    assert [part.get("name") for part in found.dates["text"].all("date-part")] == ["year"]
    assert len(list(found.dates["numeric"].all("date-part"))) == 3
    assert not found.punctuation_in_quote
    assert locale("en-US").punctuation_in_quote
    assert not locale("de-DE").punctuation_in_quote


FORMS = """|<terms><term name="x">long</term><term name="x" form="short">short</term>
    <term name="x" form="verb">verb</term><term name="z" form="short">z</term>
    <term name="y"><single>one</single><multiple>many</multiple></term></terms>"""


@pytest.mark.parametrize(
    ("name", "form", "plural", "expected"),
    [
        ("x", "long", False, "long"),
        ("x", "short", False, "short"),
        ("x", "symbol", False, "short"),
        ("x", "verb-short", False, "verb"),
        ("x", "unknown", False, "long"),
        ("y", "symbol", False, "one"),
        ("y", "verb-short", True, "many"),
        ("y", "long", True, "many"),
        ("x", "long", True, "long"),
        ("z", "long", False, ""),
        ("none", "short", False, ""),
    ],
)
def test_forms_fall_back(name: str, form: str, plural: bool, expected: str) -> None:
    """CSL 1.0.2, "Terms": verb-short to verb, symbol to short, verb and short to long."""
    assert locale("en-US", FORMS).term(name, form, plural=plural) == expected


def test_a_line_break_in_a_term_is_a_space() -> None:
    assert locale("en-US", "|" + term("one\n    two")).term("and") == "one two"
    assert locale("en-US", "|" + term(" one  two")).term("and") == " one  two"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (111, "111th"),
        (101, "101st"),
        (0, "0th"),
    ],
)
def test_ordinals_in_english(number: int, expected: str) -> None:
    assert locale("en-US").ordinal(number) == expected


ORDINALS = """|<terms><term name="ordinal">.</term>
    <term name="ordinal-01">a</term><term name="ordinal-02" match="last-two-digits">b</term>
    <term name="ordinal-03" match="whole-number">c</term><term name="ordinal-12">d</term>
    <term name="ordinal-13" match="whole-number">e</term>
    <term name="ordinal-04" gender-form="feminine">f</term></terms>"""


@pytest.mark.parametrize(
    ("number", "gender", "expected"),
    [
        (1, "", "1a"),
        (11, "", "11a"),
        (2, "", "2b"),
        (22, "", "22."),
        (102, "", "102b"),
        (3, "", "3c"),
        (103, "", "103."),
        (12, "", "12d"),
        (112, "", "112d"),
        (13, "", "13e"),
        (113, "", "113."),
        (4, "", "4."),
        (4, "feminine", "4f"),
        (1, "feminine", "1a"),
    ],
)
def test_ordinals_match_digits_or_the_whole_number(number: int, gender: str, expected: str) -> None:
    """CSL 1.0.2, "Ordinal Suffixes" and "Gender-specific Ordinals"."""
    assert locale("en-US", ORDINALS).ordinal(number, gender) == expected


def test_ordinals_of_a_style_replace_those_of_the_file() -> None:
    """CSL 1.0.2, "Ordinal Suffixes": all of them, if the style defines the term "ordinal"."""
    assert locale("en-US", '|<terms><term name="ordinal">.</term></terms>').ordinal(2) == "2."
    assert locale("en-US", '|<terms><term name="ordinal-02">x</term></terms>').ordinal(2) == "2nd"


@pytest.mark.parametrize(("number", "expected"), [(1, "first"), (10, "tenth"), (11, "11th"), (0, "0th")])
def test_long_ordinals(number: int, expected: str) -> None:
    assert locale("en-US").long_ordinal(number) == expected


def test_genders() -> None:
    own = '|<terms><term name="edition" gender="feminine">e</term><term name="edition" form="short">s</term></terms>'
    assert locale("en-US", own).gender("edition") == "feminine"
    assert locale("en-US", own).gender("nothing") == ""
    assert locale("en-GB").is_english
    assert not locale("de-DE").is_english
