"""Numbering of a periodical behind its name: volume, issue and pages, in the ways that styles and people print them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ponarscite.record.date import MONTH_NAMES, SEASON_NAMES

_YEAR = r"(?:1[6-9]|20)\d\d"
_PERIOD = rf"(?:(?:{MONTH_NAMES}|{SEASON_NAMES})\.?(?:[ /–-]{{1,3}}(?:{MONTH_NAMES}|{SEASON_NAMES})\.?)?,? )?{_YEAR}"
_DATED = rf"\((?:[^()]{{0,30}}\b)?{_YEAR}\)"
_VOLUME_WORD = r"(?:vol(?:ume|s)?\b\.? ?|tome? |т(?:ом)?\b\.? ?|t\. ?|bd\.? |band |jg\.? |jahrgang )"
_ISSUE_WORD = r"(?:n(?:os?|rs?|[°º])?\b\.?|n[°º]|№|#|iss(?:ue|ues)?\b\.?|numbers?\b|h\.|heft\b|вып\.|cah(?:ier)?\b\.?)"
_NUMBER = r"\d{1,4}(?:[–/-]\d{1,4})?"
_ROMAN = r"(?-i:[IVXLC]{1,8})\b"
_PAGE_WORD = r"(?:pp?\.? ?|pages? |с\. ?|стр\. ?|(?-i:S)\. ?)"
_NUMBERING = re.compile(
    rf"(?:[,.]? ?{_DATED},?)?[,.]?(?:(?<=[\s,.)])|\s)"
    rf"(?:{_VOLUME_WORD})?(?P<volume>\d{{1,4}}|{_ROMAN})(?:"
    rf"[,.]? ?{_ISSUE_WORD} ?(?P<issue>{_NUMBER})"
    r"|[:/.](?P<second>\d{1,3}(?:[–/-]\d{1,3})?)(?=[,. (:]|$)(?!\.\d)"
    r"| ?\((?P<third>\d{1,3}(?:[–/-]\d{1,3})?)\)"
    rf"|, (?P<fourth>\d{{1,3}}(?:[–/-]\d{{1,2}})?)(?= ?{_DATED}|, {_PERIOD}\b|: ?\d)"
    rf"| (?P<fifth>\d{{1,2}})(?= ?{_DATED})"
    rf"|(?= {_DATED})|(?=: ?e?\d{{1,5}}[–-]\d)|(?=,? {_PAGE_WORD}\d)|(?=, {_YEAR}, {_PAGE_WORD}?\d{{1,5}}[–-]\d))"
    rf"|[,.]? (?:{_DATED},? )?{_ISSUE_WORD} ?(?P<only>\d{{1,4}}(?:[–/-]\d{{1,4}})?)\b",
    re.IGNORECASE,
)
_PAGES = re.compile(
    rf"(?:[:,;)] ?|\b{_PAGE_WORD})(?:{_PAGE_WORD})?(?P<page>e?\d{{1,5}}[–-]e?\d{{1,5}}|e\d{{1,9}})(?![\d–-])",
    re.IGNORECASE,
)
_MONTH_AT_END = re.compile(rf"(?:^|[\s,])(?:{MONTH_NAMES})\.?,?$", re.IGNORECASE)
_YEAR_AT_END = re.compile(rf"[,.]? \(?{_YEAR}\)?,?$")

_WIDEST_ISSUE = 3
"""Largest difference between the numbers of an issue of several numbers."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """What stands behind the name of a periodical.

    Args:
        name: what stands before it, without a year at its end.
        volume, issue, page: as printed, "" for none.
    """

    name: str
    volume: str = ""
    issue: str = ""
    page: str = ""


def read_numbering(text: str) -> Numbering | None:
    """Parse "Foreign Affairs 86, no. 2 (March/April 2007): 2–16"; None where no number follows a name."""
    for match in _NUMBERING.finditer(text):
        before = text[: match.start()].rstrip(" ,./(")
        if _MONTH_AT_END.search(before):  # "May 12, 2004": the day of a date
            continue
        issue = next(
            (match[name] for name in ("issue", "second", "third", "fourth", "fifth", "only") if match[name]), ""
        )
        page = _PAGES.search(text, match.end())
        if not page and match["second"] and _are_pages(issue):
            return Numbering(_YEAR_AT_END.sub("", before), match["volume"], "", issue)
        return Numbering(_YEAR_AT_END.sub("", before), match["volume"] or "", issue, page["page"] if page else "")
    return None


def _are_pages(text: str) -> bool:
    """Whether numbers behind a colon or slash are pages ("56:187–212"), not a double issue ("56:2–3")."""
    first, _, last = re.sub("[–/]", "-", text).partition("-")
    return bool(last) and int(last) - int(first) > _WIDEST_ISSUE
