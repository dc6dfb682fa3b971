"""Key patterns: the parser of patterns such as "auth.lower + year + shorttitle(1)".

    pattern := chain | chain | ...      the first chain that gives a text
    chain   := part + part + ...        the texts of the parts, joined
    part    := text or function, then .filter, .filter, ...
    text    := 'in quotes' or "in quotes"

Functions and filters take arguments by position or by name: shorttitle(2, m=1).

Source: Better BibTeX for Zotero, "Citation Keys", functions and filters, without those that memos have no use for.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, NoReturn, TypeAlias

from ponarscite.errors import MisuseError
from ponarscite.record.key_filters import FILTERS
from ponarscite.record.key_functions import FUNCTIONS
from ponarscite.record.record import Record

Part: TypeAlias = Callable[[Record], str]

MAX_PATTERN = 1000
"""Characters of a pattern."""

_TOKEN = re.compile(
    r"\s*(?:(?P<name>[A-Za-z]\w*)|(?P<number>\d{1,4}(?!\d))|(?P<text>'[^']*'|\"[^\"]*\")|(?P<sign>[+|.(),=]))"
)
_KIND = {"int": int, "str": str}


@lru_cache(maxsize=64)
def parse_pattern(text: str) -> Part:
    """A function that gives the text of the pattern for a record, "" when the record has none of its values.

    Raises:
        MisuseError: the text is no pattern; the message names the character where it goes wrong.
    """
    return _Parser(text).pattern()


class _Parser:
    """A recursive descent parser. `_kind`, `_value`, `_start` describe the current token; at the end `_kind` is ""."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = 0
        self._start = 0
        self._kind = ""
        self._value = ""
        if len(text) > MAX_PATTERN:
            self._fail(f"longer than {MAX_PATTERN} characters")
        self._next()

    def pattern(self) -> Part:
        """Parse the whole text."""
        chains = [self._chain()]
        while self._takes("|"):
            chains.append(self._chain())
        if self._kind:
            self._fail(f"{self._value!r} was not expected")
        return lambda record: next(filter(None, (chain(record) for chain in chains)), "")

    def _chain(self) -> Part:
        parts = [self._part()]
        while self._takes("+"):
            parts.append(self._part())
        return lambda record: "".join(part(record) for part in parts)

    def _part(self) -> Part:
        part: Part
        if self._kind == "text":
            part = partial(_quoted, text=self._value[1:-1])
            self._next()
        else:
            part = self._call(FUNCTIONS, "function")
        while self._takes("."):
            part = partial(_filtered, part=part, filtering=self._call(FILTERS, "filter"))
        return part

    def _call(self, known: Mapping[str, Callable[..., str]], kind: str) -> Callable[..., str]:
        """Parse the name and the arguments of a function or filter; the callable with its arguments bound.

        Args:
            known: name -> callable whose first parameter is the record or the text.
            kind: "function" or "filter", for messages.
        """
        if self._kind != "name":
            self._fail(f"a {kind} was expected")
        if self._value not in known:
            self._fail(f"no {kind} is called {self._value!r}", hint=f"known: {', '.join(sorted(known))}")
        function, start = known[self._value], self._start
        self._next()
        positional, named = self._arguments() if self._takes("(") else ([], {})
        try:
            bound = inspect.signature(function).bind(None, *positional, **named)
        except TypeError as error:
            self._fail(f"{error} of {kind} {self._text[start:].split('(')[0]!r}", at=start)
        for name, value in list(bound.arguments.items())[1:]:
            wanted = _KIND[function.__annotations__[name]]
            if not isinstance(value, wanted):
                self._fail(f"{name} is a {'number' if wanted is int else 'text in quotes'}", at=start)
        return partial(function, **dict(list(bound.arguments.items())[1:]))

    def _arguments(self) -> tuple[list[Any], dict[str, Any]]:
        positional: list[Any] = []
        named: dict[str, Any] = {}
        while not self._takes(")"):
            name = ""
            if self._kind == "name":
                name = self._value
                self._next()
                self._takes("=") or self._fail("'=' was expected")
            value = self._argument()
            if name:
                named[name] = value
            else:
                positional.append(value)
            if not self._takes(",") and self._value != ")":
                self._fail("',' or ')' was expected")
        return positional, named

    def _argument(self) -> int | str:
        kind, value = self._kind, self._value
        if kind not in ("number", "text"):
            self._fail("a number or a text in quotes was expected")
        self._next()
        return int(value) if kind == "number" else value[1:-1]

    def _takes(self, sign: str) -> bool:
        """Whether the current token is this sign; if so, the next token becomes the current one."""
        if self._kind != "sign" or self._value != sign:
            return False
        self._next()
        return True

    def _next(self) -> None:
        rest = self._text[self._end :]
        if not rest.strip():
            self._kind, self._value, self._start = "", "", len(self._text)
            return
        match = _TOKEN.match(self._text, self._end)
        self._start = self._end + len(rest) - len(rest.lstrip())
        if match is None:
            self._fail(f"{self._text[self._start]!r} was not expected", at=self._start)
        self._kind = match.lastgroup or ""
        self._value = match[self._kind]
        self._end = match.end()

    def _fail(self, problem: str, *, at: int | None = None, hint: str = "") -> NoReturn:
        place = (self._start if at is None else at) + 1
        hint = hint or "a scheme is number, author-year, or a pattern such as: auth.lower + year + shorttitle(1)"
        raise MisuseError(f"key scheme {self._text[:60]!r}, character {place}: {problem}", hint=hint)


def _quoted(record: Record, text: str) -> str:  # noqa: ARG001 -- every part is called with the record
    return text


def _filtered(record: Record, part: Part, filtering: Callable[[str], str]) -> str:
    return filtering(part(record))
