"""Series and Era: labels, numbers, years, imprint and file-name codes of a numbered series, as data."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from ponarscite.record.date import Date

NUMBER_SIGN = r"(?:№\s?№|(?:No|Nr)s?\.?|N[°º]\.?|№|#|Numbers?)"
"""What stands before a number, or before several: "No.", "Nos.", "n°", "№", "#". Compile it with re.IGNORECASE."""

_NUMBER = itemgetter(0)
"""The number of a milestone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Era:
    """A stretch of a series with one imprint.

    Args:
        first: its first number.
        since: its first year.
        publisher: the institution that the official citation names, "" for none.
        publisher_place: the place of that institution, "" for none.
    """

    first: int
    since: int
    publisher: str = ""
    publisher_place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One numbered series of publications.

    Args:
        id: short code of the series, the start of its citation keys: "pepm" gives "pepm775".
        label: full name in citations: "PONARS Eurasia Policy Memo".
        labels: other names that pages print, short ones included; compared without case.
        categories: names of the site's sections that hold its members: "Policy Memos".
        item_type: CSL type of its members.
        first_year: year of its first publication.
        last_year: year of its last publication; None if the series goes on.
        last_number: its highest number; None if the series goes on.
        file_codes: what the names of its PDFs start with, before the number: ("pepm",).
        eras: its imprints, in order.
        milestones: known (number, date) pairs, in order; they bound the dates of other numbers, since within a series
            numbers never run backwards against dates.
        hosts: hosts of the sites that publish it, without "www."; their addresses name the same pages.
        site_names: names of those sites, as page titles and unsigned texts print them.
        accounts: logins of those sites that they print in place of an author.
        placeholder_until: last year in which day 01 on the site means "day unknown"; 0 for never.
        numbering: value of the field "Series" on migrated pages of the site, "" for none.
        import_dates: days on which old pages were moved in bulk; never dates of publication.
        of_issues: whether a number is that of an issue with several articles. The label is then their container, the
            number their issue, and they are told apart by title and authors, as those of any journal.
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
    of_issues: bool = False

    def __hash__(self) -> int:
        return hash(self.id)  # the key of many caches: hashing all milestones would cost more than the caches save

    @property
    def names(self) -> tuple[str, ...]:
        """All names that pages print for the series, the full name first."""
        return (self.label, *self.labels)

    def era(self, number: int | None, year: int | None) -> Era | None:
        """Return the era of a number, or of a year if the number is unknown; None if neither is known or fits."""
        known = [e for e in self.eras if (e.first <= number if number else year is not None and e.since <= year)]
        return known[-1] if known else None

    def has_year(self, year: int) -> bool:
        """Whether the series appeared in that year."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def has_number(self, number: int) -> bool:
        """Whether the series can have that number."""
        return number > 0 and (self.last_number is None or number <= self.last_number)

    def bounds(self, number: int) -> tuple[Date, Date]:
        """Return the earliest and the latest date of a number, from the milestones; Date() for an open end."""
        seen = self.milestones
        before, after = bisect_right(seen, number, key=_NUMBER), bisect_left(seen, number, key=_NUMBER)
        return (seen[before - 1][1] if before else Date(), seen[after][1] if after < len(seen) else Date())


@lru_cache(maxsize=64)
def label_pattern(series: tuple[Series, ...]) -> re.Pattern[str]:
    """Match a printed label with its number; the groups are "label" and "number".

    "PONARS Eurasia Policy Memo No. 775", "Policy Memo # 615", "PONARS Eurasia Policy Memo 513", "PONARS Memo. 733.".
    """
    labels = {label for one in series for label in one.names}
    words = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in sorted(labels, key=len, reverse=True))
    return re.compile(
        rf"\b(?P<label>{words})(?:s(?=,?\s*{NUMBER_SIGN}))?\)?"
        rf"(?:\s*[,:–—-]?\s*{NUMBER_SIGN}?\s*|\. (?!(?:19|20)\d\d\b)(?=\d{{1,4}}(?:[.,;)]|$)))(?P<number>\d{{1,4}})\b",
        re.IGNORECASE,
    )


def is_full_label(label: str, series: tuple[Series, ...]) -> bool:
    """Whether a label names its institution, so that it is more than the end of a series' name ("Policy Memo")."""
    plain = " ".join(label.casefold().split())
    return not any(one.label.casefold().endswith(f" {plain}") for one in series)


@lru_cache(maxsize=64)
def file_pattern(series: tuple[Series, ...]) -> re.Pattern[str] | None:
    """Match the file name of a series' PDF; the groups are "code", "number" and "rest". None if no series has codes."""
    codes = sorted({code for one in series for code in one.file_codes}, key=len, reverse=True)
    if not codes:
        return None
    words = "|".join(map(re.escape, codes))
    return re.compile(rf"(?:.*/)?(?P<code>{words})[ _-]*0*(?P<number>\d{{1,4}})(?!\d)(?P<rest>[^/]*)", re.IGNORECASE)
