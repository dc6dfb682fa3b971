"""robots.txt (RFC 9309), parsed by protego."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ponarscite.errors import FetchError
from ponarscite.network.address import PORTS, ROBOTS, origin, path_of

if TYPE_CHECKING:
    from protego import Protego

NAME = "ponarscite"
"""Our product token in robots.txt."""

MOST_READ = 512_000  # bytes: RFC 9309, 2.5

Read: TypeAlias = Callable[[str], bytes]
"""Address -> body, b"" if there is none. Raises FetchError."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The robots.txt of one site."""

    rules: Protego

    def check(self, address: str) -> None:
        """Raise FetchError for an address that the rules forbid."""
        if not self.rules.can_fetch(address, NAME):
            raise FetchError(
                f"{address} is closed to programs by the robots.txt of its site",
                hint="open it in a browser, save the page and give the file",
                status=403,
            )

    @property
    def pause(self) -> float:
        """Seconds that the site demands between two requests."""
        rate = self.rules.request_rate(NAME)
        between = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(self.rules.crawl_delay(NAME) or 0.0, between)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Addresses of the sitemaps that the file names."""
        return tuple(self.rules.sitemaps)


def rules_for(address: str, read: Read) -> Rules | None:
    """Return the rules for an address, None for the robots.txt itself. Raises FetchError."""
    if path_of(address) == ROBOTS:
        return None
    return parse_rules(read(robots_address(address)))


def robots_address(address: str) -> str:
    """Return the address of the robots.txt that governs an address."""
    scheme, host, port = origin(address)
    place = f"[{host}]" if ":" in host else host
    return f"{scheme}://{place}{ROBOTS}" if port == PORTS[scheme] else f"{scheme}://{place}:{port}{ROBOTS}"


def parse_rules(content: bytes) -> Rules:
    """Parse a robots.txt; any bytes will do."""
    from protego import Protego

    return Rules(Protego.parse(content[:MOST_READ].decode("utf-8", "replace")))
