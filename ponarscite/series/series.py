"""Series and Era: labels, numbers, years, imprint and file-name codes, as data."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from ponarscite.record.date import Date

_NUMBER = itemgetter(0)
"""Of a milestone."""


@dataclass(frozen=True, slots=True)
class Era:
    """A stretch of a series with one imprint.

    Args:
        first: its first number.
        since: its first year.
        publisher: the institution of its official citation, "" for none.
        publisher_place: where that is, "" for none.
    """

    first: int
    since: int
    publisher: str = ""
    publisher_place: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One numbered series of publications.

    Args:
        id: the site's code for it, also the start of its citation keys: "pepm".
        label: its full name in citations: "PONARS Eurasia Policy Memo".
        labels: other names that pages print for it, the short ones too; compared without case.
        categories: what a site calls the section of its members: "Policy Memos".
        item_type: the CSL type of its members.
        first_year, last_year: of publication; None for a series that goes on.
        last_number: the highest number there is; None for a series that goes on.
        file_codes: what the names of its PDFs start with, before the number: ("pepm",).
        eras: in order; the imprint of each stretch.
        milestones: (number, date) pairs seen, in order: within a series numbers never run backwards against dates.
        hosts: the sites that publish it, without "www.": their addresses name the same pages.
        site_names: what those sites call themselves, in page titles and as the author of what nobody signed.
        accounts: logins of those sites that they print where an author should stand.
        placeholder_until: the last year in which a listing's day 01 stood for an unknown day; 0 for never.
        numbering: what the site's own pages call it in their field "Series", "" for nothing.
        import_dates: days on which old pages were moved in bulk: no date of publication.
    """

    id: str
    label: str
    labels: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    item_type: str = "report"
    first_year: int = 0
    last_year: int | None = None
    last_number: int | None = None
    file_codes: tuple[str, ...] = ()
    eras: tuple[Era, ...] = ()
    milestones: tuple[tuple[int, Date], ...] = ()
    hosts: tuple[str, ...] = ()
    site_names: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    placeholder_until: int = 0
    numbering: str = ""
    import_dates: tuple[Date, ...] = ()

    def __hash__(self) -> int:
        return hash(self.id)  # a key of caches: hashing every milestone again would cost more than they save

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that pages print for it, its full name first."""
        return (self.label, *self.labels)

    def era(self, number: int | None, year: int | None) -> Era | None:
        """The era of a number, or of a year when the number is unknown; None when neither tells."""
        known = [e for e in self.eras if (e.first <= number if number else year is not None and e.since <= year)]
        return known[-1] if known else None

    def has_year(self, year: int) -> bool:
        """Whether the series was published in that year."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def has_number(self, number: int) -> bool:
        """Whether there can be such a number."""
        return number > 0 and (self.last_number is None or number <= self.last_number)

    def bounds(self, number: int) -> tuple[Date, Date]:
        """The dates between which a number must have appeared; Date() where nothing bounds it."""
        seen = self.milestones
        before, after = bisect_right(seen, number, key=_NUMBER), bisect_left(seen, number, key=_NUMBER)
        return (seen[before - 1][1] if before else Date(), seen[after][1] if after < len(seen) else Date())


@lru_cache(maxsize=64)
def label_pattern(series: tuple[Series, ...]) -> re.Pattern[str]:
    """Matches a printed label with its number, and gives the groups "label" and "number".

    "PONARS Eurasia Policy Memo No. 775", "Policy Memo # 615", "PONARS Eurasia Policy Memo 513".
    """
    labels = {label for one in series for label in one.names}
    words = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in sorted(labels, key=len, reverse=True))
    return re.compile(
        rf"\b(?P<label>{words})(?:s(?=,? No))?\)?\s*[,:–—-]?\s*(?:No\.?|Nr\.?|№|#|Number)?\s*(?P<number>\d{{1,4}})\b",
        re.IGNORECASE,
    )


@lru_cache(maxsize=64)
def file_pattern(series: tuple[Series, ...]) -> re.Pattern[str] | None:
    """Matches the name of a series' PDF, and gives the groups "code", "number" and "rest"; None without any codes."""
    codes = sorted({code for one in series for code in one.file_codes}, key=len, reverse=True)
    if not codes:
        return None
    words = "|".join(map(re.escape, codes))
    return re.compile(rf"(?:.*/)?(?P<code>{words})[ _-]*0*(?P<number>\d{{1,4}})(?!\d)(?P<rest>[^/]*)", re.IGNORECASE)
