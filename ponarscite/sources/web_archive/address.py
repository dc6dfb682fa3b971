"""Addresses and days of captures."""

from __future__ import annotations

import re
from urllib.parse import quote

from ponarscite.network.address import without_credentials
from ponarscite.series.url import link

_DAY = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?=T|$)")
_KEPT = "%/:=&?~#+!$,;'@()*[]"


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
