"""Every element and attribute of CSL, each in a small style of its own: what it prints is in tests/golden/csl."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ponarscite.csl import Processor, Style
from tests.conftest import Golden
from tests.csl.golden_cases import CASES, style_of

ATTRIBUTES = {
    "style": "initialize-with-hyphen page-range-format demote-non-dropping-particle and et-al-min et-al-use-first "
    "et-al-use-last et-al-subsequent-min et-al-subsequent-use-first initialize initialize-with name-as-sort-order "
    "sort-separator name-form name-delimiter names-delimiter delimiter-precedes-et-al delimiter-precedes-last",
    "citation": "disambiguate-add-givenname disambiguate-add-names disambiguate-add-year-suffix collapse "
    "givenname-disambiguation-rule cite-group-delimiter after-collapse-delimiter year-suffix-delimiter",
    "bibliography": "hanging-indent line-spacing entry-spacing second-field-align subsequent-author-substitute "
    "subsequent-author-substitute-rule",
    "layout": "prefix suffix delimiter font-style",
    "key": "variable macro sort names-min names-use-first names-use-last",
    "text": "variable macro term value form plural quotes strip-periods text-case prefix suffix display font-style "
    "font-variant font-weight text-decoration vertical-align",
    "number": "variable form prefix suffix font-weight text-case",
    "label": "variable form plural text-case strip-periods prefix suffix",
    "date": "variable form date-parts delimiter prefix suffix font-style",
    "date-part": "name form range-delimiter strip-periods text-case prefix suffix font-weight",
    "names": "variable delimiter",
    "name": "and delimiter delimiter-precedes-et-al delimiter-precedes-last et-al-min et-al-use-first et-al-use-last "
    "et-al-subsequent-min et-al-subsequent-use-first form initialize initialize-with name-as-sort-order sort-separator "
    "prefix suffix font-style",
    "name-part": "name text-case font-weight font-style prefix suffix",
    "et-al": "term font-style",
    "group": "delimiter prefix suffix font-weight",
    "if": "type variable is-numeric is-uncertain-date locator position disambiguate match",
    "term": "name gender gender-form match",
    "style-options": "punctuation-in-quote limit-day-ordinals-to-day-1",
}
"""Element -> its attributes, by the schema of CSL 1.0.2; formatting attributes are tried on cs:text."""


def printed(case: dict[str, Any]) -> str:
    processor = Processor(Style.parse(style_of(case)), case["items"], case.get("lang"))
    if case.get("bib"):
        return "\n".join(entry.text.render("html") for entry in processor.bibliography())
    cites = case.get("cites") or [{"id": item["id"]} for item in case["items"]]
    return processor.preview(cites, note=1).render("html")


@pytest.mark.parametrize("group", CASES)
def test_what_each_element_prints(group: str, golden: Golden) -> None:
    lines = (f"{case['name']}\n    {printed(case)}\n" for case in CASES[group])
    golden("".join(lines), f"csl/{group}.txt")


@pytest.mark.parametrize("element", ATTRIBUTES)
def test_each_attribute_has_a_case(element: str) -> None:
    styles = "\n".join(style_of(case) for cases in CASES.values() for case in cases)
    tags = " ".join(re.findall(rf"<{element}\b[^>]*", styles))
    assert [name for name in ATTRIBUTES[element].split() if f" {name}=" not in tags] == []
