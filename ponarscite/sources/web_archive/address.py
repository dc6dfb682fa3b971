"""Addresses and days of captures, also of captures of another archive's pages."""

from __future__ import annotations

import re
from urllib.parse import quote

from ponarscite.network.address import without_credentials
from ponarscite.series.url import link

_REPLAYED = re.compile(
    r"https?://(?:web\.archive\.org(?::\d+)?/web/(\d{4,14})|[^/]+/(?:[^/?#]+/){0,3}(\d{14}))"
    r"(?:[a-z]{2,3}_|\*)?/(https?:/{1,2}.+|www\..+)"
)
"""Address of a page in a public web archive: that archive, the time of its capture, the original address."""

_DAY = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?=T|$)")
_TIME = re.compile(r"([12]\d{3})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_SCHEME = re.compile(r"(https?:)/{1,2}")
_KEPT = "%/:=&?~#+!$,;'@()*[]"
MOST_REPLAYS = 3
"""Archives within archives that are looked through."""


def original(address: str) -> tuple[str, str]:
    """The address of the page itself, and the day on which another archive captured it; "" for none.

    "https://web.archive.org/web/20150301120000/http://a.example/x" -> ("http://a.example/x", "2015-03-01").
    """
    day = ""
    for _ in range(MOST_REPLAYS):
        if not (found := _REPLAYED.fullmatch(address)):
            break
        day = "-".join(time.groups()) if (time := _TIME.match(found[1] or found[2])) else day
        address = _SCHEME.sub(r"\1//", found[3], count=1) if found[3].startswith("http") else f"http://{found[3]}"
    return address, day


def readable(address: str) -> str:
    """An address that may stand in a record, with its odd characters escaped; "" for other than http(s)."""
    if not address.lower().startswith(("http://", "https://")):
        return ""
    whole = without_credentials(address).partition("#")[0]
    return link(whole) or link(quote(whole, safe=_KEPT))


def day_of(date: str) -> str:
    """The day of a WARC-Date ("2015-03-01T12:00:00Z"), as written; "" for none."""
    found = _DAY.match(date)
    return found[0] if found else ""
