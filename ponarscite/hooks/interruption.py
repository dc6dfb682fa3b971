"""Interruption: the user or the system ends the program by a signal.

It is a KeyboardInterrupt of our own, so that one which a plugin raises is not taken for the user's.
"""

from __future__ import annotations

import signal
from typing import Any

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals that end the program; each as Ctrl-C does. Windows has no SIGHUP."""

_OURS: list[int] = []
"""The signals that raise an Interruption in this process."""


class Interruption(KeyboardInterrupt):
    """One of SIGNALS has come.

    Args:
        number: of the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def _raise(number: int, _: Any) -> None:
    """Raise an Interruption. Where the system ends the program, it is not asked again while it tidies up."""
    if number != signal.SIGINT:
        for other in SIGNALS:
            if other != signal.SIGINT:
                signal.signal(other, signal.SIG_IGN)
    raise Interruption(number)


def take_signals() -> None:
    """Let SIGNALS raise an Interruption in this process, but for one that it ignores, as under nohup."""
    _OURS.extend(SIGNALS)
    for number in SIGNALS:
        if signal.getsignal(number) not in (signal.SIG_IGN, None):
            signal.signal(number, _raise)


def is_interruption(error: BaseException) -> bool:
    """Whether an exception comes from a signal. Where signals are not ours, every KeyboardInterrupt may."""
    return isinstance(error, KeyboardInterrupt) and (isinstance(error, Interruption) or not _OURS)
