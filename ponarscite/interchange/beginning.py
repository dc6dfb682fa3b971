"""The beginning of a text: XML, JSON, or neither; the first thing that the sign of a format looks at.

Patterns are compiled on first use: most documents are web pages, which need none of them.
"""

from __future__ import annotations

import re

_JSON = r"\[\s*[\[{\]]|\{\s*[\"}]"
"""JSON that can hold items; "[1]" is the mark of a note in a text."""


def is_xml(text: str) -> bool:
    """Whether a text without leading blanks is XML or HTML."""
    return text.startswith("<")


def is_json(text: str) -> bool:
    """Whether a text without leading blanks is JSON that can hold items."""
    return text.startswith(("[", "{")) and bool(re.match(_JSON, text))


def is_plain(text: str) -> bool:
    """Whether a text without leading blanks is neither XML nor JSON."""
    return not is_xml(text) and not is_json(text)
