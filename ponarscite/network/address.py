"""Addresses: which may be opened, and how they are shown."""

from __future__ import annotations

import re
from base64 import b64encode
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import unquote, urlsplit, urlunsplit

from ponarscite.errors import FetchError

PORTS = {"http": 80, "https": 443}
NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


def checked(url: str, said: str = "") -> str:
    """*url*, when it is a complete http(s) address. Raises FetchError, which begins with *said*."""
    try:
        scheme, host, _ = origin(url)
    except ValueError:
        scheme, host = "http", ""
    if scheme not in PORTS:
        raise FetchError(
            f"{said}{without_credentials(url)!r}: only http and https addresses are opened",
            hint="open it in a browser, save the page and give the file",
        )
    if not host:
        raise FetchError(
            f"{said}{without_credentials(url)!r}: not a complete address",
            hint="an address looks like https://ponarseurasia.org/memo",
        )
    return url


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port of *url*. Raises ValueError."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)


def authorization(url: str) -> str:
    """The Authorization header for the user and password written in *url*, "" without; RFC 7617 in UTF-8."""
    parts = urlsplit(url)
    if parts.username is None:
        return ""
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return f"Basic {b64encode(pair.encode('utf-8', 'replace')).decode()}"


def without_credentials(url: str) -> str:
    """*url* as it may be shown and stored. Raises nothing: of what cannot be parsed too much is cut."""
    try:
        origin(url)
        parts = urlsplit(url)
    except ValueError:
        return re.sub(r"(?<=//).*@", "", url, flags=re.DOTALL)
    if "@" not in parts.netloc:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open Internet: global, and neither multicast nor reserved.

    An IPv6 address that stands for an IPv4 address (mapped, NAT64, 6to4) is judged as that one.
    """
    ip = _unwrapped(ip_address(address))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or getattr(ip, "is_site_local", False))


def _unwrapped(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(ip, IPv4Address):
        return ip
    if ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip
