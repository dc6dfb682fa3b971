"""The errors of the package.

    PonarsciteError
    ├── MisuseError            exit 2: the call itself is wrong
    │   ├── FormatError        no such format
    │   ├── StyleNotFoundError no such style, engine, markup or locale
    │   └── QueryError         a query that cannot be parsed
    ├── SourceError            exit 1: a source could not be read
    │   └── FetchError         ... over the network
    ├── StyleError             exit 1: a style that is not valid CSL
    ├── RenderError            exit 1: a format or an engine failed
    ├── OutputError            exit 1: the text could not be written
    ├── LibraryError           exit 1: the library could not be opened, read or changed
    │   └── UnknownKeyError    no record has this key
    ├── PushError              exit 1: another program or service did not accept the records
    └── PluginError            exit 1: an outside plugin failed (a warning, unless its command was run)

Each error has a message and, when there is one, a hint for the next step. Only `ponarscite.cli` prints them. Any other
exception is a bug of ours and keeps its traceback.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class PonarsciteError(Exception):
    """An error that the user can act on.

    Args:
        message: what went wrong.
        hint: the next step, "" if there is none to suggest.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class MisuseError(PonarsciteError):
    """The call itself is wrong: an option, a name, or a combination of options."""

    exit_code = 2


class FormatError(MisuseError):
    """No format has this name."""


class StyleNotFoundError(MisuseError):
    """No repository has this style, no plugin has this engine, or no engine has this markup or locale."""


class QueryError(MisuseError):
    """A query of the library cannot be parsed; the message points at the place."""


class SourceError(PonarsciteError):
    """A source could not be read, or nothing to cite was found in it."""


class FetchError(SourceError):
    """A source could not be fetched over the network.

    Args:
        status: HTTP status of the response, 0 if there was none.
    """

    def __init__(self, message: str, *, hint: str = "", status: int = 0) -> None:
        super().__init__(message, hint=hint)
        self.status = status


class StyleError(PonarsciteError):
    """A style was found, but it is not valid CSL."""


class RenderError(PonarsciteError):
    """A format or a citation engine failed."""


class OutputError(PonarsciteError):
    """A text could not be written to its target."""


class LibraryError(PonarsciteError):
    """The library could not be opened, read or changed. Its content is as before."""


class UnknownKeyError(LibraryError):
    """No record of the library has this key or number."""


class PushError(PonarsciteError):
    """A program or a service does not answer, or did not accept the records pushed to it."""


class PluginError(PonarsciteError):
    """An outside plugin failed. The program goes on without its results."""


def did_you_mean(wanted: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint for a name that is not known: the names that resemble it, else *otherwise*, else all the known ones."""
    names = tuple(known)
    if close := close_names(wanted.casefold(), names):
        return f"did you mean {' or '.join(close)}?"
    return otherwise or f"known: {', '.join(names)}"


def close_names(wanted: str, known: Iterable[str]) -> list[str]:
    """Up to three of the *known* names that are most similar to *wanted*, the most similar first."""
    from difflib import get_close_matches  # only errors need it

    near = [name for name in known if abs(len(name) - len(wanted)) <= max(3, len(wanted) // 2)]
    return get_close_matches(wanted[:80], near, n=3, cutoff=0.6)
