"""The Citation Style Language: CSL-JSON items and a style -> formatted citations and bibliographies.

Pure, and without knowledge of memos; it imports nothing of ponarscite but its errors.

    style = Style.load("apa")
    processor = Processor(style, items)
    processor.cite([{"id": "x", "locator": "3"}]).render("html")
    [entry.text.render("text") for entry in processor.bibliography()]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ponarscite.csl.formatted import Entry, Formatted
    from ponarscite.csl.processor import Processor
    from ponarscite.csl.style import Style

__all__ = ["Entry", "Formatted", "Processor", "Style"]

_PLACES = {"Entry": "formatted", "Formatted": "formatted", "Processor": "processor", "Style": "style"}
"""Each is loaded when it is asked for: a style alone can be looked at without the processor."""


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
