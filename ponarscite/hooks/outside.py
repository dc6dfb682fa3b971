"""Runs the code of outside plugins, so that one that fails, prints, exits or hangs neither ends the program nor goes
unnamed.

Nothing in Python can hold a plugin that changes our own modules, or that starts threads or processes that never end.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any

from ponarscite.errors import PonarsciteError
from ponarscite.hooks.interruption import is_interruption

if TYPE_CHECKING:
    from threading import Thread

PATIENCE = 30.0
"""Seconds after which a hook that still runs is named."""

STREAMS = ("stdout", "stderr", "__stdout__", "__stderr__")

Tell = Callable[[str, str], object]
"""Prints a warning and its hint on standard error."""


class FatalError(Exception):
    """A plugin raised what would end the program, such as SystemExit; the message has its name."""


def words_of(error: BaseException) -> str:
    """The type and the message of an exception; its message may be code of the plugin, and fail."""
    if isinstance(error, FatalError):
        return str(error)
    name = type.__dict__["__name__"].__get__(type(error))
    try:
        return f"{name}: {error}"
    except BaseException as other:
        if is_interruption(other):
            raise
        return f"{name} (its message cannot be shown)"


class _Aside:
    """Stands in for a standard stream: it writes to standard error, and cannot be closed."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.is_closed = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: Any) -> int:
        """Write a text; one that standard error does not take is lost."""
        with suppress(OSError, ValueError, AttributeError):
            self._stream.write(text)
        return len(text)

    def close(self) -> None:
        self.is_closed = True


class _CommandLine:
    """What only a process of ours may change: descriptors and the alarm signal.

    Args:
        tell: prints a warning; None in a program that imports the package.
    """

    tell: Tell | None = None
    kept: tuple[int, int] | None = None

    def begin(self, tell: Tell) -> None:
        """This process is the command line: take over the alarm signal. Windows has none."""
        import signal

        self.tell = tell
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, lambda *_: _tell_of_slow())

    def redirect(self) -> None:
        """Let descriptor 1 lead to standard error, for programs that a plugin starts."""
        if self.tell is None:
            return
        with suppress(OSError):
            if self.kept is None:
                self.kept = os.dup(1), os.dup(2)
            os.dup2(self.kept[1], 1)

    def restore(self) -> None:
        """Undo `redirect`, also where a plugin has closed a descriptor."""
        if self.kept is not None:
            for saved, number in zip(self.kept, (1, 2), strict=True):
                os.dup2(saved, number)

    def alarm(self, seconds: float) -> None:
        """Let the alarm come after some seconds; 0 for no more."""
        if self.tell is not None:
            import signal

            if hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_REAL, seconds)


COMMAND_LINE = _CommandLine()
_RUNNING: list[tuple[str, str]] = []
"""(plugin, hook) of the calls that run now, the innermost last."""

_THREADS: dict[Thread, str] = {}
"""The threads that plugins have started, each with the name of its plugin. They may run on when a hook has ended."""


def _threads() -> set[Thread]:
    import threading  # without outside plugins, most commands do not need it

    return set(threading.enumerate())


def waiting_threads(seconds: float) -> Iterator[tuple[str, Thread]]:
    """(plugin, thread) of each thread that does not let the program end, and has not ended after some seconds."""
    for thread, name in _THREADS.items():
        if not thread.daemon:
            thread.join(seconds)
            if thread.is_alive():
                yield name, thread


def _tell_of_slow() -> None:
    if _RUNNING and COMMAND_LINE.tell:
        name, where = _RUNNING[-1]
        with suppress(RuntimeError):  # the signal came while standard error was being written
            hint = "Ctrl-C ends it; PONARSCITE_DISABLE_PLUGINS=1 runs without outside plugins"
            COMMAND_LINE.tell(f"plugin {name!r} has been in {where} for {PATIENCE:.0f} seconds", hint)


class Outside:
    """A `with` block that runs code of the plugin *name*; *where* names the hook.

    What it prints goes to standard error, and it cannot close a standard stream. A hook that takes more than PATIENCE
    seconds is named while it runs (on the command line).

    Args:
        timed: False for functions that call back for our own work, such as reading the records that they render.
    Raises:
        FatalError: in place of whatever is no Exception, but for an interruption by the user.
        OSError: a standard stream was closed.
    """

    def __init__(self, name: str, where: str, *, timed: bool = True) -> None:
        self._call = name, where
        self._timed = timed

    def __enter__(self) -> None:
        self._streams = [getattr(sys, one) for one in STREAMS]
        self._asides = [_Aside(sys.stderr) for _ in STREAMS]
        for name, aside in zip(STREAMS, self._asides, strict=True):
            setattr(sys, name, aside)
        COMMAND_LINE.redirect()
        self._threads = _threads()
        if self._timed:
            _RUNNING.append(self._call)
            COMMAND_LINE.alarm(PATIENCE)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timed:
            _RUNNING.pop()
            COMMAND_LINE.alarm(PATIENCE if _RUNNING else 0)
        _THREADS.update(dict.fromkeys(_threads() - self._threads, self._call[0]))
        COMMAND_LINE.restore()
        for name, stream in zip(STREAMS, self._streams, strict=True):
            setattr(sys, name, stream)
        if error is None:
            if any(aside.is_closed for aside in self._asides):
                raise OSError("it closed a standard stream")
        elif not isinstance(error, Exception) and not is_interruption(error):
            raise FatalError(words_of(error)) from None


def normal(error: PonarsciteError, *kinds: type[PonarsciteError]) -> PonarsciteError | None:
    """An error of ours that a plugin raised, as its base class makes it; None unless it is one of the *kinds*.

    The first kind that fits is taken. A class of the plugin's own may lack what the command line prints.
    """
    kind = next((one for one in kinds if issubclass(type(error), one)), None)
    if kind is None:
        return None
    own = vars(error)  # not by getattr, which may be code of the plugin
    message, hint = own.get("message"), own.get("hint")
    return kind(message if type(message) is str else words_of(error), hint=hint if type(hint) is str else "")
