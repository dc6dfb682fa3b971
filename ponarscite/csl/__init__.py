"""The Citation Style Language: CSL-JSON items and a style in, formatted citations and bibliography entries out.

The package is pure and imports nothing of ponarscite but `ponarscite.errors`.

    style = Style.load("apa")
    processor = Processor(style, items)
    processor.cite([{"id": "x", "locator": "3"}]).render("html")
    [entry.text.render("text") for entry in processor.bibliography()]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ponarscite.csl.bibliography import Bibliography, BibliographyLayout
    from ponarscite.csl.formatted import CitationText, Entry, Formatted, Piece
    from ponarscite.csl.locale import LocaleFile
    from ponarscite.csl.processor import Processor
    from ponarscite.csl.remarks import Remark
    from ponarscite.csl.style import Style
    from ponarscite.csl.tree import Source

__all__ = [
    "Bibliography",
    "BibliographyLayout",
    "CitationText",
    "Entry",
    "Formatted",
    "LocaleFile",
    "Piece",
    "Processor",
    "Remark",
    "Source",
    "Style",
]

_PLACES = {
    "Bibliography": "bibliography",
    "BibliographyLayout": "bibliography",
    "CitationText": "formatted",
    "Entry": "formatted",
    "LocaleFile": "locale",
    "Remark": "remarks",
    "Formatted": "formatted",
    "Piece": "formatted",
    "Processor": "processor",
    "Source": "tree",
    "Style": "style",
}
"""Public name -> the module that defines it, imported on first use: reading a style does not load the processor."""


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
