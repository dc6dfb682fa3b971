"""The Citation Style Language: CSL-JSON items and a style -> formatted citations and bibliographies.

Pure, and without knowledge of memos; it imports nothing of ponarscite but its errors.

    style = Style.load("apa")
    processor = Processor(style, items)
    processor.cite([{"id": "x", "locator": "3"}]).render("html")
    [entry.text.render("text") for entry in processor.bibliography()]
"""

from ponarscite.csl.formatted import Entry, Formatted
from ponarscite.csl.processor import Processor
from ponarscite.csl.style import Style

__all__ = ["Entry", "Formatted", "Processor", "Style"]
