"""Web addresses: which may stand in a record, and which name the same page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

from ponarscite.record.text import clean

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_NO_ADDRESS = re.compile(r"[\s<>\"\\]")
_PLAIN = re.compile(r"https?://(?:www\.)?((?:[a-z0-9-]+\.)*[a-z0-9-]+)((?:/[A-Za-z0-9_.~-]+)*)/?")
"""Addresses of host and path alone, most of all; they need no full parsing."""
_OLD_PATH = re.compile(r"(?:/ru(?=/|$))?(?:/memo(?=/.))?")
_TRACKING = re.compile(r"utm_|fbclid$|gclid$|mc_[ce]id$|share$|replytocom$")

_REPLAYED = re.compile(
    r"https?://(?:web\.archive\.org(?::\d+)?/web/(\d{4,14})|[^/]+/(?:[^/?#]+/){0,3}(\d{14}))"
    r"(?:[a-z]{2,3}_|\*)?/(https?:/{1,2}.+|www\..+)"
)
"""Address of a page in a public web archive: that archive, the time of its capture, the original address."""

_TIME = re.compile(r"([12]\d{3})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_SCHEME = re.compile(r"(https?:)/{1,2}")
MOST_REPLAYS = 3
"""Archives within archives that are looked through."""


def unescape(text: str) -> str:
    """Resolve character references that double escaping has left in a text ("&#8217;")."""
    if "&" not in text:
        return text
    from html import unescape as unescape_reference

    return _ENTITY.sub(lambda match: unescape_reference(match[0]), text)


def link(text: str, address: str = "") -> str:
    """Return an http(s) address that may stand in a record, "" for any other text.

    Refused are credentials, blanks, invisible characters, and the delimiters `<`, `>`, `"` and the backslash.

    Args:
        text: an address as printed, or a relative one.
        address: the address that a relative one is resolved against, "" when unknown.
    """
    if not text or not text.isprintable() or _NO_ADDRESS.search(text):
        return ""
    try:
        whole = text if "://" in text[:8] or not address else urljoin(address, text)
        parts = urlsplit(whole)
        usable = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return ""
    return whole if usable else ""


def canonical(url: str, hosts: Sequence[str] = ()) -> str:
    """Normalise an address for comparison; "" for anything but an http(s) address. Never shown or stored in a record.

    Scheme, "www.", fragment, final slash, tracking parameters and percent-encoding make no difference.

    Args:
        hosts: names of one site; on them the prefixes "/ru" and "/memo" make no difference either.
    """
    if plain := _PLAIN.fullmatch(url):
        host, path, port, query = plain[1], plain[2], "", ""
    else:
        host, path, port, query = _parts(url)
    if host in hosts:
        host, path = hosts[0], _OLD_PATH.sub("", path, count=1)
    return host + port + path.rstrip("/") + query


def _parts(url: str) -> tuple[str, str, str, str]:
    """Return host, path, port and query of an address in comparable form; "" for each missing part."""
    if not (url := link(clean(url))):
        return "", "", "", ""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    return host, unquote(parts.path), port, _query(parts.query) if parts.query else ""


def _query(text: str) -> str:
    query = sorted(pair for pair in parse_qsl(text) if not _TRACKING.match(pair[0]))
    return f"?{urlencode(query)}" if query else ""


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
