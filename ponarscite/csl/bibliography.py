"""A bibliography: its entries, how they are laid out, and the whole in a markup.

Source: CSL 1.0.2 specification, "Bibliography-specific Options" ("Whitespace").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ponarscite.csl.element import Element
from ponarscite.csl.formatted import Entry
from ponarscite.csl.markup import MarkupName
from ponarscite.csl.punctuation import Open, Run

_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,4})?", re.ASCII)
_BODY = '<div class="csl-bib-body">\n'
_TWIPS = 120
"""Width of a character in an RTF list, in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class BibliographyLayout:
    """Layout of the entries of a bibliography.

    Args:
        hanging_indent: whether the lines of an entry are indented but the first.
        second_field_align: "flush" puts the first field of an entry at the margin, "margin" into the margin, and aligns
            the rest beside it; "" for neither.
        entry_spacing: space between entries, in lines.
        line_spacing: space between lines, as a multiple of single spacing.
        max_offset: characters of the longest first field; 0 without second-field-align.
    """

    hanging_indent: bool = False
    second_field_align: str = ""
    entry_spacing: float = 1
    line_spacing: float = 1
    max_offset: int = 0

    @classmethod
    def of(cls, element: Element | None, entries: Iterable[Entry] = ()) -> BibliographyLayout:
        """Read the attributes of cs:bibliography, None for none, and measure the entries."""
        if element is None:
            return cls()
        aligned = element.get("second-field-align")
        return cls(
            hanging_indent=element.get("hanging-indent") == "true",
            second_field_align=aligned if aligned in ("flush", "margin") else "",
            entry_spacing=_number(element.get("entry-spacing")),
            line_spacing=_number(element.get("line-spacing")),
            max_offset=max((_offset(entry.text.runs) for entry in entries), default=0),
        )

    def stylesheet(self) -> str:
        """Rules of CSS that give `Bibliography.render("html")` this layout."""
        width = f"{self.max_offset + 1}ch"
        shift = f" margin-left: -{width};" if self.second_field_align == "margin" else ""
        rules = {
            ".csl-bib-body": f"line-height: {1.35 * self.line_spacing:g};",
            ".csl-entry": f"clear: left;{' padding-left: 2em; text-indent: -2em;' if self.hanging_indent else ''}",
            ".csl-entry + .csl-entry": f"margin-top: {self.entry_spacing:g}em;",
            ".csl-entry > div": "text-indent: 0;",
            ".csl-left-margin": f"float: left; width: {width};{shift}",
            ".csl-right-inline": f"margin-left: {'0' if shift else width};",
            ".csl-indent": "margin-left: 2em;",
        }
        return "".join(f"{selector} {{ {rule} }}\n" for selector, rule in rules.items())


class Bibliography(list[Entry]):
    """The entries of a bibliography, in order.

    Attributes:
        layout: how the style lays them out.
        unprinted: ids of the items that print nothing, so that they have no entry.
    """

    def __init__(
        self, entries: Iterable[Entry] = (), element: Element | None = None, unprinted: Sequence[str] = ()
    ) -> None:
        super().__init__(entries)
        self.layout = BibliographyLayout.of(element, self)
        self.unprinted = tuple(unprinted)

    def render(self, markup: MarkupName = "text", *, stylesheet: bool = False) -> str:
        """The whole bibliography in a markup.

        Args:
            markup: "html" wraps each entry in ``<div class="csl-entry">`` and all in ``<div class="csl-bib-body">``;
                "rtf" is a whole document whose paragraphs are laid out; "text" has one line an entry; the others
                separate entries by an empty line.
            stylesheet: whether HTML begins with a ``<style>`` that holds `BibliographyLayout.stylesheet`.
        Raises:
            StyleNotFoundError: no markup has this name.
        """
        texts = [entry.text.render(markup).strip() for entry in self]
        if markup == "html":
            style = f"<style>\n{self.layout.stylesheet()}</style>\n" if stylesheet else ""
            return "".join([style, _BODY, *(f'  <div class="csl-entry">{text}</div>\n' for text in texts), "</div>"])
        if markup == "rtf":
            return self._rtf(texts)
        return ("\n" if markup == "text" else "\n\n").join(texts)

    def _rtf(self, texts: Iterable[str]) -> str:
        """An RTF document whose paragraphs are indented and spaced."""
        layout = self.layout
        indent = (layout.max_offset + 1) * _TWIPS if layout.second_field_align else 720 if layout.hanging_indent else 0
        hung = f"\\li{indent}\\fi-{indent}\\tx{indent} " if indent else " "
        spacing = f"\\sl{round(240 * layout.line_spacing)}\\slmult1\\sa{round(240 * layout.entry_spacing)}"
        paragraphs = "".join(f"\\pard{spacing}{hung}{text}\\par\n" for text in texts)
        return f"{{\\rtf1\\ansi\n{paragraphs}}}"


def _number(text: str) -> float:
    """A number of lines, 1 for anything else, which is the default of citeproc-js."""
    return float(text) if _NUMBER.fullmatch(text) else 1


def _offset(runs: Sequence[Run]) -> int:
    """The number of characters in the left-margin block at the beginning of an entry, 0 without one."""
    if not runs or runs[0] != Open("display", "left-margin"):
        return 0
    depth = length = 0
    for run in runs:
        if isinstance(run, str):
            length += len(run)
        else:
            depth += 1 if isinstance(run, Open) else -1
            if not depth:
                break
    return length
