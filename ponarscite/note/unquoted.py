"""Unquoted titles: names, date and title in front of the label of a memo, without quotation marks around the title."""

from __future__ import annotations

import re

from ponarscite.note.byline import read_authors, read_date, split_unquoted
from ponarscite.note.quotation import Quotations, find_quotations
from ponarscite.record.quoted import trim

_DATED = re.compile(r"(?P<names>.{3,300}?(?:\([^()]{4,30}\)|[.,] [12]\d{3}[a-z]?))[.,]? (?P<title>\S.*)")
_STOP = re.compile(r"(?<=[^\W\d_]{2})\. (?=\S)")
_ABBREVIATED = re.compile(r"\b(?:st|ste|jr|sr|dr|prof)$", re.IGNORECASE)


def read_entry(head: str) -> tuple[tuple[str, ...], str, str] | None:
    """Parse a bibliography entry up to the label of the memo.

    "Lee, A., & Kim, B. (2022, May). Title (", "Lee, Ann, and Bo Kim. 2022. Title. ", "Lee, Ann. Title. "

    Returns:
        (names, title, date), names and date as printed, "" for no date; None for words of any other form.
    """
    title = head.rstrip()
    if not title.endswith((".", "?", "!", "(", "[")):
        return None
    if (match := _DATED.match(title)) and (issued := read_date(match["names"])):
        authors, title = read_authors(match["names"]), match["title"]
    else:
        at = end_of_names(title)
        authors, title, issued = read_authors(title[:at]) if at else None, title[at + 1 :].lstrip(), ""
    if not authors or not title or title[0].islower() or _is_quotation(title):
        return None
    return authors, trim(title.rstrip(" ([")), issued


def end_of_names(text: str) -> int:
    """Return the index of the full stop that ends inverted names ("Family, Given."), 0 if the text begins with none."""
    for match in _STOP.finditer(text[:300]):
        names = text[: match.start()]
        if not _ABBREVIATED.search(names):
            authors = read_authors(names) if "," in names and len(names) < 200 else None
            return match.start() if authors and ", " in authors[0] else 0
    return 0


def _is_quotation(title: str) -> bool:
    """Whether quotation marks enclose the whole title."""
    start, end = next(iter(find_quotations(title).pairs), (1, 0))
    return start == 0 and not any(character.isalnum() for character in title[end:])


def read_unmarked(head: str, quotations: Quotations) -> tuple[tuple[str, ...], str]:
    """Split names from a title that lost one or both quotation marks; ((), "") if there is no title."""
    opener = next((at for at in quotations.openers if at < len(head)), -1)
    if opener >= 0:
        return read_authors(head[:opener]) or (), trim(head[opener + 1 :])
    closer = next((at for at in quotations.closers if at < len(head)), -1)
    if closer >= 0:
        authors, title = split_unquoted(head[:closer])
        return (authors, trim(title)) if title else ((), trim(head[:closer]))  # what ends in a mark is no name
    if not head.rstrip().endswith((",", "?", "!")):
        return (), ""
    authors, title = split_unquoted(head)
    return (authors, trim(title)) if authors and title[:1].isupper() else ((), "")
