"""How fast we may go: one request at a time a host, a pause between two, and when a failed one may be repeated."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import parsedate_to_datetime
from threading import Lock

TRIES = 4  # of one request
LONGEST_WAIT = 120.0  # seconds: a server that wants us to wait longer is told about instead
LONGEST_RETRY_AFTER = 1e9  # seconds, of what a server asks for
LONGEST_PAUSE = 60.0  # seconds between two requests, whatever robots.txt asks for

FRESH = timedelta(days=1)
"""How long what was read before is used without asking."""

TRANSIENT = frozenset((429, 500, 502, 503, 504))
"""Statuses that may be others when we ask again."""


@dataclass(slots=True)
class _Turn:
    lock: Lock = field(default_factory=Lock)
    last: float = float("-inf")


_TURNS: defaultdict[str, _Turn] = defaultdict(_Turn)
"""Host -> whose turn it is, for the whole process."""


@contextmanager
def turn(host: str, pause: float) -> Iterator[None]:
    """Wait until nobody else speaks to *host*, and *pause* seconds have passed since somebody did.

    A request that needs no pause (robots.txt) makes the next one wait for none.
    """
    mine = _TURNS[host]
    with mine.lock:
        sleep(mine.last + min(pause, LONGEST_PAUSE) - time.monotonic())
        try:
            yield
        finally:
            mine.last = time.monotonic() if pause else mine.last


def sleep(seconds: float) -> None:
    """Wait, if there is anything to wait for."""
    if seconds > 0:
        time.sleep(seconds)


def wait_before(attempt: int, retry_after: str, pause: float) -> float:
    """Seconds to wait before the next attempt.

    Args:
        attempt: how many there have been, from 1.
        retry_after: the header of the last answer, "" for none: seconds, or a date (RFC 9110, 10.2.3).
        pause: seconds between two requests: what waiting grows from, doubled each time, with jitter.
    """
    backoff: float = pause * 2 ** (attempt - 1) * random.uniform(1.0, 1.5)  # noqa: S311 -- no secret
    return max(backoff, seconds_of(retry_after))


def seconds_of(retry_after: str) -> float:
    """What a Retry-After header asks for; 0.0 for none, and for one that says nothing."""
    text = retry_after.strip()
    if text.isascii() and text.isdecimal():
        return min(float(text), LONGEST_RETRY_AFTER)
    try:
        return min(max(parsedate_to_datetime(text).timestamp() - time.time(), 0.0), LONGEST_RETRY_AFTER)
    except (TypeError, ValueError, OverflowError):
        return 0.0
