"""Variables of a memo that a citation style does not print, found by formatting a sample memo."""

from __future__ import annotations

from collections.abc import Callable

from ponarscite.citation.format import format_records
from ponarscite.citation.style import parse_style
from ponarscite.hookspecs import RenderOptions, Resources
from ponarscite.record.date import Date
from ponarscite.record.name import Name
from ponarscite.record.record import Record

SAMPLE = Record(
    id="sample",
    type="report",
    title="A Trial",
    author=(Name("Doe", "Jo"),),
    issued=Date(2022, 5, 20),
    genre="Unheard Series Memo",
    number="90210",
    publisher="Unheard Press",
)
_WORDS = {"number": "90210", "genre": "unheard series"}
"""Variable -> text looked for in the output, in lower case since styles may change the case."""


def printed(options: RenderOptions, resources: Resources) -> frozenset[str]:
    """Which of "number" and "genre" (the series) a style prints of a memo.

    Raises:
        StyleNotFoundError, StyleError, RenderError: as `citation.format.format_records`.
    """
    (text,) = format_records([SAMPLE], options, resources)
    return frozenset(variable for variable, words in _WORDS.items() if words in text.casefold())


def dropping(options: RenderOptions, resources: Resources) -> Callable[[Record], tuple[str, ...]]:
    """A function that gives the variables of a record that the style drops: the number of a report, or nothing.

    The short form and a citation in the text leave variables out on purpose, so nothing counts as dropped.

    Raises:
        StyleNotFoundError, StyleError, RenderError: as `printed`, at once.
    """
    drops = () if _is_short(options, resources) or "number" in printed(options, resources) else ("number",)
    return lambda record: drops if record.type == "report" and record.number else ()


def _is_short(options: RenderOptions, resources: Resources) -> bool:
    """Whether the options ask for a short form, or for a citation in the text, which leaves out most of a record."""
    if options.form == "short":
        return True
    is_cited = options.form == "note" or bool(options.locator and not options.form)
    return is_cited and not parse_style(resources.find_style(options.style)[0]).in_notes
