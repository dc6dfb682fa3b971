"""Mask: blanks in place of what is no prose (code, comments, addresses), so that every offset stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

_WORDS = re.compile(r"[^\n]")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Rule:
    """One construct that is masked, or passed over.

    Args:
        opener: pattern of its beginning, without groups that have names.
        closer: match of the opener -> pattern of the end; None where the opener matches the whole.
        unclosed: what an opener without an end is: "text", or a construct that ends with the document ("all").
        crosses: whether it goes over blank lines.
        is_kept: whether it stays unmasked, as what can hold no other construct.
    """

    opener: str
    closer: Callable[[str], str] | None = None
    unclosed: Literal["text", "all"] = "text"
    crosses: bool = True
    is_kept: bool = False


class Mask:
    """The rules of one language, compiled.

    Args:
        rules: the first that matches at a place is taken.
    """

    def __init__(self, rules: Sequence[Rule], flags: int = re.MULTILINE) -> None:
        self._rules = tuple(rules)
        self._opener = re.compile("|".join(f"(?P<r{n}>{rule.opener})" for n, rule in enumerate(rules)), flags)

    def __call__(self, text: str) -> str:
        """The text with blanks, of the same length and lines. In linear time: an end that is missing is sought once."""
        pieces: list[str] = []
        dead: set[tuple[str, int]] = set()
        at = done = blank = 0
        while match := self._opener.search(text, at):
            rule = self._rules[int(match.lastgroup[1:])] if match.lastgroup else self._rules[0]
            if not rule.crosses and blank < match.end():
                found = _BLANK_LINE.search(text, match.end())
                blank = found.start() if found else len(text)
            end = _end(text, match, rule, dead, len(text) if rule.crosses else blank)
            if end is not None and not rule.is_kept:
                pieces += (text[done : match.start()], blanked(text[match.start() : end]))
                done = end
            at = max(end or match.end(), match.start() + 1)
        return "".join((*pieces, text[done:]))


def blanked(text: str) -> str:
    """Blanks of the same length, with the line ends."""
    return _WORDS.sub(" ", text)


def _end(text: str, opener: re.Match[str], rule: Rule, dead: set[tuple[str, int]], limit: int) -> int | None:
    """The end of a construct, None where it is mere text."""
    if rule.closer is None:
        return opener.end()
    closer = rule.closer(opener[0])
    if (closer, limit) not in dead and (match := _compiled(closer).search(text, opener.end(), limit)):
        return match.end()
    dead.add((closer, limit))
    return len(text) if rule.unclosed == "all" else None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)
