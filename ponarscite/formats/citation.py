"""Formatted citations in a CSL style, in any markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ponarscite.hookspecs import MARKUP_OF, Format, RenderOptions, Resources, hookimpl

if TYPE_CHECKING:
    from ponarscite.record.record import Record


def write(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The citations of the records, one piece each, with the head and foot of the markup; the last ends with a newline.

    Raises:
        StyleNotFoundError: there is no such style, engine, markup, form or locale.
        StyleError, RenderError: the style cannot be used, or the engine failed.
    """
    listed = list(records)
    from ponarscite.citation.format import format_records

    entries = format_records(listed, options, resources)
    return FRAMES[options.markup].around(entries) if listed else iter(())


@dataclass(frozen=True, slots=True)
class Frame:
    """The text that a markup needs before, around, between and after entries."""

    head: str = ""
    before: str = ""
    after: str = "\n"
    between: str = ""
    foot: str = ""

    def around(self, entries: Iterable[str]) -> Iterator[str]:
        """One piece an entry. The head comes with the first, so that nothing is written if that one fails."""
        lead = self.head
        foot = ""
        for entry in entries:
            yield f"{lead}{self.before}{entry}{self.after}"
            lead, foot = self.between, self.foot
        if foot:
            yield foot


_PARAGRAPHS = Frame(between="\n")
"""Markdown and LaTeX join successive lines into one paragraph, so a blank line separates two entries."""

FRAMES: dict[str, Frame] = {
    "text": Frame(),
    "markdown": _PARAGRAPHS,
    "latex": _PARAGRAPHS,
    "html": Frame('<div class="csl-bib-body">\n', '  <div class="csl-entry">', "</div>\n", "", "</div>\n"),
    "rtf": Frame(
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}\n\\f0\\fs24\n",
        "\\pard ",
        "\\par\n",
        "",
        "}\n",
    ),
}


@hookimpl
def provide_formats() -> Iterable[Format]:
    """Formatted citations."""
    return (
        Format(
            name="citation",
            description="formatted citations in a CSL style",
            suffixes=tuple(MARKUP_OF),
            write=write,
            texts="rich",
        ),
    )
