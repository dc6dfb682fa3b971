"""Question: how a service is asked that answers programs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A request to a service for one work, in place of a page.

    The robots.txt of its host is not asked: it is for programs that find their own way through a site (RFC 9309, 1),
    and here the user names one work.

    Args:
        accept: the media type wanted, for the header Accept; "" for any.
        body: text that is sent with POST; None sends GET.
        pause: seconds between two questions to the service, if that is more than the user's own setting.
    """

    accept: str = ""
    body: str | None = None
    pause: float = 0.0
