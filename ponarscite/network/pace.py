"""Pace: one request at a time a host, a pause between two, and retries of failed ones."""

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

TRIES = 4  # attempts for one request
LONGEST_WAIT = 120.0  # seconds; a server that demands more ends the attempts
LONGEST_RETRY_AFTER = 1e9  # seconds to which a Retry-After header is cut
LONGEST_PAUSE = 60.0  # seconds between two requests, even if robots.txt demands more

FRESH = timedelta(days=1)
"""Time for which a cached response is used without revalidation."""

TRANSIENT = frozenset((429, 500, 502, 503, 504))
"""Statuses that another attempt may change."""


@dataclass(slots=True)
class _Turn:
    lock: Lock = field(default_factory=Lock)
    last: float = float("-inf")


_TURNS: defaultdict[str, _Turn] = defaultdict(_Turn)
"""Host -> the lock that serialises its requests, for the whole process."""


@contextmanager
def turn(host: str, pause: float) -> Iterator[None]:
    """Wait until no other thread talks to *host* and *pause* seconds have passed since its last request.

    A request without pause (robots.txt) does not delay the next one.
    """
    mine = _TURNS[host]
    with mine.lock:
        sleep(mine.last + min(pause, LONGEST_PAUSE) - time.monotonic())
        try:
            yield
        finally:
            mine.last = time.monotonic() if pause else mine.last


def sleep(seconds: float) -> None:
    """Sleep if *seconds* is positive."""
    if seconds > 0:
        time.sleep(seconds)


def wait_before(attempt: int, retry_after: str, pause: float) -> float:
    """Return the seconds to wait before the next attempt.

    Args:
        attempt: number of attempts so far, from 1.
        retry_after: Retry-After header of the last response, "" for none: seconds or a date (RFC 9110, 10.2.3).
        pause: seconds between two requests; doubled with each attempt, with jitter.
    """
    backoff: float = pause * 2 ** (attempt - 1) * random.uniform(1.0, 1.5)  # noqa: S311 -- not used for secrets
    return max(backoff, seconds_of(retry_after))


def seconds_of(retry_after: str) -> float:
    """Return the seconds that a Retry-After header demands; 0.0 for "" and for a malformed value."""
    text = retry_after.strip()
    if text.isascii() and text.isdecimal():
        return min(float(text), LONGEST_RETRY_AFTER)
    try:
        return min(max(parsedate_to_datetime(text).timestamp() - time.time(), 0.0), LONGEST_RETRY_AFTER)
    except (TypeError, ValueError, OverflowError):
        return 0.0
