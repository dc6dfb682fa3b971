"""Where citeproc-js is not followed, since the specification, or plain sense, asks for something else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.csl.small_style import printed

TITLE = '<text variable="title" text-case="title"/>'
DATE = '<date variable="issued" form="text"/>'
LOCATOR = '<label variable="locator" form="short" suffix=" "/><text variable="locator"/>'


def names(attributes: str = "") -> str:
    return f'<names variable="author"><name {attributes}/></names>'


def people(*given: dict[str, str]) -> dict[str, Any]:
    return {"author": list(given)}


ANDERSON = people({"family": "Anderson", "given": "Benedict R. O'G."})
BANKS = people({"literal": "World Bank"}, {"literal": "IMF"})
OTHERS = people({"family": "A", "given": "B"}, {"literal": "others"})

CASES = [
    # layout, item, what ours prints, what citeproc-js prints, the reason
    (TITLE, {"title": "example.org today"}, "Example.org Today", "Example.Org", "a host name is one word"),
    (TITLE, {"title": "war,peace"}, "War,peace", "War,Peace", "a word begins after a space, hyphen or bracket"),
    (TITLE, {"title": "see https://a.org/b-c"}, "See https://a.org/b-c", "See Https://A.Org/b-c",
     "an address leads nowhere in another case"),
    (TITLE, {"title": "the 'new' war"}, "The “New” War", "The “new” War", "a word in quotation marks is a word"),
    (TITLE, {"title": "R&D <in> b"}, "R&D <In> b", "R&D <in> b", "what is no markup is text"),
    (names('initialize-with=". "'), ANDERSON, "B. R. O’G. Anderson", "B. R. O. Anderson",
     "a letter of the name is lost"),
    (names('form="short"'), people({"given": "Herodotus"}), "Herodotus", "", "the only name is lost"),
    (names('and="text" delimiter-precedes-last="always"'), BANKS, "World Bank, and IMF", "World Bank and IMF",
     "CSL 1.0.2, delimiter-precedes-last: always"),
    (names('and="text"'), OTHERS, "B A et al.", "B A and others", "the mark of an incomplete list, as pandoc has it"),
    ('<text variable="title"/>', {"title": "a \"<b>b</b>\" 'c'"}, "a “b” “c”", "a “b” ‘c’",
     "straight marks inside of no others are the outer ones"),
    ('<text variable="title" quotes="true" suffix=": "/><text value="X"/>', {"title": "a “b”"},
     "“a ‘b’”: X", "“a ‘b’:” X",
     "CSL 1.0.2, punctuation-in-quote: commas and full stops"),
    (DATE, {"issued": {"date-parts": [[800]]}}, "800 AD", "800", "CSL 1.0.2, date: fewer than four digits get AD"),
    (DATE, {"issued": {"date-parts": [[-10], [20]]}}, "10 BC–20 AD", "10–20 BC", "the eras differ"),
    (DATE, {"issued": {"date-parts": [[2014, 0, 0]]}}, "2014", "0 0, 2014", "there is no month 0"),
    (DATE, {"issued": {"raw": "2014/"}}, "2014–", "2014", "EDTF: an open end"),
    ('<date variable="issued"><date-part name="year" prefix="(" suffix=")"/></date>', {"issued": {"literal": "n.d."}},
     "n.d.", "(n.d.)", "words are no year, so they have no affixes of one"),
    ('<label variable="issue" form="short" suffix=" "/><text variable="issue"/>', {"issue": "nos. 2-3"}, "nos. 2–3",
     "no. nos. 2-3", "a label is printed once, in the plural too"),
    ('<text variable="event"/>', {"event-title": "A Workshop"}, "A Workshop", "", "CSL 1.0.2: the new name of event"),
    ('<text variable="DOI" prefix="https://doi.org/"/>', {"DOI": "http://dx.doi.org/10.1/x"}, "https://doi.org/10.1/x",
     "http://dx.doi.org/10.1/x", "one resolver"),
]  # fmt: skip


@pytest.mark.parametrize(("layout", "item", "ours", "theirs", "reason"), CASES, ids=[case[4] for case in CASES])
def test_the_specification_goes_before_citeproc_js(
    layout: str, item: dict[str, Any], ours: str, theirs: str, reason: str
) -> None:
    assert printed(layout, item) == ours != theirs, reason


@pytest.mark.parametrize(
    ("locator", "ours", "theirs", "reason"),
    [
        ("art. 5", "art. 5", "preprint 5", "the locator is article-locator; article is the term of a preprint"),
        ("chap. 3", "chap. 3", "p. chap. 3", "an abbreviation of chapter, too"),
        ("paras. 5-6", "paras. 5–6", "p. paras. 5-6", "a plural, too"),
        ("12-13-14", "pp. 12–13–14", "pp. 12-13–14", "all hyphens alike"),
    ],
)
def test_locators_that_citeproc_js_misreads(locator: str, ours: str, theirs: str, reason: str) -> None:
    assert printed(LOCATOR, cite={"locator": locator, "label": "page"}) == ours != theirs, reason
