"""What the tests of this room share: the series, documents made of text, and claims in short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ponarscite.document.document import Document
from ponarscite.document.lines import Line, lines_of_text
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.series.claims import ClaimMaker
from ponarscite.series.ponars import PONARS, PONARS_EURASIA
from ponarscite.series.series import Series

SERIES: tuple[Series, ...] = (PONARS, PONARS_EURASIA)
MEMO = About("subject", "", "memo")
MAKER = ClaimMaker(MEMO, Rank.OWN, "page", "https://www.ponarseurasia.org/memo/a/")


def document(text: str, url: str = "", media_type: str = "") -> Document:
    return Document("memo", lambda: text.encode("utf-8", "replace"), url=url, media_type=media_type)


def line(text: str, *links: tuple[str, str], number: int = 1) -> Line:
    """A line as a page has it, with (text, address) of its links."""
    return Line(number, text, links=links)


def lines(*texts: str) -> tuple[Line, ...]:
    return lines_of_text("\n".join(texts))


def claimed(claims: Iterable[Claim]) -> dict[str, list[str]]:
    """Variable -> texts, in order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for claim in claims:
        found[claim.variable].append(claim.text)
    return dict(found)


def signed(claims: Iterable[Claim]) -> list[tuple[str, str, Rank, str, str]]:
    """(variable, text, rank, origin, where) of each claim."""
    return [(one.variable, one.text, one.rank, one.origin, one.where) for one in claims]
