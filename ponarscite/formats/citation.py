"""Formatted citations, each markup in its own frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ponarscite.hookspecs import MARKUP_OF, Renderer, RenderOptions, Resources, hookimpl

if TYPE_CHECKING:
    from ponarscite.record.record import Record


@hookimpl
def provide_renderers() -> tuple[Renderer, ...]:
    """The format `citation`."""
    return (
        Renderer(
            name="citation", description="formatted citations in a CSL style", suffixes=tuple(MARKUP_OF), render=render
        ),
    )


def render(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The citations of records, one piece a record, in the markup's own frame; ends with a newline.

    Raises:
        StyleNotFoundError: no such style, engine, markup, form or locale.
        StyleError, RenderError: the style cannot be used, the engine failed.
    """
    listed = list(records)
    from ponarscite.citation.format import format_records

    entries = format_records(listed, options, resources)
    return FRAMES[options.markup].around(entries) if listed else iter(())


@dataclass(frozen=True, slots=True)
class Frame:
    """What a markup puts before, around, between and after entries."""

    head: str = ""
    before: str = ""
    after: str = "\n"
    between: str = ""
    foot: str = ""

    def around(self, entries: Iterable[str]) -> Iterator[str]:
        """One piece an entry; the first brings the head: nothing is written before an entry is there."""
        lead = self.head
        foot = ""
        for entry in entries:
            yield f"{lead}{self.before}{entry}{self.after}"
            lead, foot = self.between, self.foot
        if foot:
            yield foot


_PARAGRAPHS = Frame(between="\n")
"""Markdown and LaTeX would run entries on successive lines together."""

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
