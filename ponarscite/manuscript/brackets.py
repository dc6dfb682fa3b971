"""Brackets: which closing bracket belongs to which opening one, found in one pass."""

from __future__ import annotations

import re

_ESCAPED_OR_BRACKET = re.compile(r"\\.|[{}\[\]()]", re.DOTALL)
_CLOSED_BY = {"}": "{", "]": "[", ")": "("}
_ORDER = {"{": 2, "[": 1, "(": 0}
"""A closing bracket drops unclosed openers of a lower order: "{ [ }" is a pair of braces."""


def pairs(text: str, kinds: str = "{}[]") -> dict[int, int]:
    """Index of each opening bracket that is closed -> index of its closing one. What a backslash escapes is text."""
    found: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    for match in _ESCAPED_OR_BRACKET.finditer(text):
        mark = match[0]
        if mark in _ORDER and mark in kinds:
            stack.append((mark, match.start()))
        elif mark in _CLOSED_BY and mark in kinds:
            wanted = _CLOSED_BY[mark]
            while stack and _ORDER[stack[-1][0]] < _ORDER[wanted]:
                stack.pop()
            if stack and stack[-1][0] == wanted:
                found[stack.pop()[1]] = match.start()
    return found
