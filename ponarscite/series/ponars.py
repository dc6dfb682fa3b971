"""PONARS and PONARS Eurasia, as data.

Source: the publisher's "Permissions & Citation Guidelines", and dates printed on the site.
"""

from __future__ import annotations

from collections.abc import Iterable

from ponarscite.hookspecs import hookimpl
from ponarscite.record.date import Date
from ponarscite.series.series import Era, Series

_LABELS = (
    "PONARS Eurasia Policy Memo",
    "PONARS Policy Memo",
    "PONARS Eurasia Memo",
    "PONARS Memo",
    "Policy Memo",
    "Memo",
)
_CATEGORIES = ("Policy Memos", "Policy Memo", "Аналитика", "Аналитические записки")
_HOSTS = ("ponarseurasia.org", "ponarseurasia.com")
_SITE_NAMES = ("PONARS Eurasia",)
_ACCOUNTS = ("adminponars", "ponars")
_IMPORTED = (Date(2012, 7, 23),)

PONARS = Series(
    id="pm",
    label="PONARS Policy Memo",
    labels=_LABELS,
    categories=_CATEGORIES,
    first_year=1997,
    last_year=2007,
    last_number=432,
    file_codes=("pm",),
    eras=(Era(first=1, since=1997),),
    milestones=(
        (29, Date(1998, 8)),
        (31, Date(1998, 8)),
        (60, Date(1999, 4)),
        (84, Date(1999, 10)),
        (283, Date(2002, 10)),
        (405, Date(2006, 4)),
        (420, Date(2006, 12)),
        (427, Date(2006, 12)),
    ),
    hosts=_HOSTS,
    site_names=_SITE_NAMES,
    accounts=_ACCOUNTS,
    placeholder_until=2010,
    numbering="1",
    import_dates=_IMPORTED,
)

PONARS_EURASIA = Series(
    id="pepm",
    label="PONARS Eurasia Policy Memo",
    labels=_LABELS,
    categories=_CATEGORIES,
    first_year=2008,
    file_codes=("pepm",),
    eras=(
        Era(first=1, since=2008),
        Era(first=89, since=2010, publisher="George Washington University", publisher_place="Washington, DC"),
    ),
    milestones=(
        (54, Date(2008, 12)),
        (65, Date(2009, 9)),
        (131, Date(2010, 10)),
        (213, Date(2012, 9)),
        (303, Date(2013, 10)),
        (336, Date(2014, 8)),
        (389, Date(2015, 9)),
        (419, Date(2016, 2)),
        (450, Date(2016, 11)),
        (497, Date(2017, 12)),
        (548, Date(2018, 11)),
        (590, Date(2019, 4)),
        (624, Date(2019, 11)),
        (660, Date(2020, 7)),
        (775, Date(2022, 5)),
        (781, Date(2022, 6)),
    ),
    hosts=_HOSTS,
    site_names=_SITE_NAMES,
    accounts=_ACCOUNTS,
    placeholder_until=2010,
    import_dates=_IMPORTED,
)


@hookimpl
def provide_series() -> Iterable[Series]:
    """Provide the two series of one site: every number from 1 to 432 exists in both."""
    return (PONARS, PONARS_EURASIA)
