"""What a site wants of programs that read it: robots.txt (RFC 9309), read by protego."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ponarscite.errors import FetchError
from ponarscite.network.address import PORTS, ROBOTS, origin, path_of

if TYPE_CHECKING:
    from protego import Protego

NAME = "ponarscite"
"""What the rules may call us."""

MOST_READ = 512_000  # bytes: RFC 9309, 2.5

Read: TypeAlias = Callable[[str], bytes]
"""Address -> what is there, b"" for nothing. Raises FetchError."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site."""

    rules: Protego

    def check(self, address: str) -> None:
        """Raises FetchError for an address that programs shall not read."""
        if not self.rules.can_fetch(address, NAME):
            raise FetchError(
                f"{address} is closed to programs: the robots.txt of its site says so",
                hint="open it in a browser, save the page and give the file",
                status=403,
            )

    @property
    def pause(self) -> float:
        """Seconds that the site wants between two requests."""
        rate = self.rules.request_rate(NAME)
        between = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(self.rules.crawl_delay(NAME) or 0.0, between)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The addresses of sitemaps that it names."""
        return tuple(self.rules.sitemaps)


def rules_for(address: str, read: Read) -> Rules | None:
    """The rules that hold for an address; None for that of the rules themselves. Raises FetchError."""
    if path_of(address) == ROBOTS:
        return None
    return parse_rules(read(robots_address(address)))


def robots_address(address: str) -> str:
    """Where the rules for an address stand."""
    scheme, host, port = origin(address)
    place = f"[{host}]" if ":" in host else host
    return f"{scheme}://{place}{ROBOTS}" if port == PORTS[scheme] else f"{scheme}://{place}:{port}{ROBOTS}"


def parse_rules(content: bytes) -> Rules:
    """The rules in a robots.txt, whatever it is."""
    from protego import Protego

    return Rules(Protego.parse(content[:MOST_READ].decode("utf-8", "replace")))
