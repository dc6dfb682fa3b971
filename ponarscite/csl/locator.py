"""Locators: the label that a writer put in front of the cited place.

Source: CSL 1.0.2 specification, "Locators"; the abbreviations are those that citeproc-js reads.
"""

from __future__ import annotations

import re

LABELS = {
    "art": "article", "bk": "book", "ch": "chapter", "chap": "chapter", "col": "column", "cl": "column",
    "fig": "figure", "fol": "folio", "n": "note", "no": "issue", "nos": "issue", "l": "line", "ll": "line",
    "op": "opus", "p": "page", "pp": "page", "para": "paragraph", "paras": "paragraph", "pt": "part", "pts": "part",
    "sec": "section", "s.v": "sub-verbo", "sv": "sub-verbo", "v": "verse", "vv": "verse", "vol": "volume",
    "vols": "volume",
}  # fmt: skip
"""Abbreviation before a number, without its period -> locator label."""
_BEGINNING = re.compile(r"([a-z]{1,5}|s\.v)\.?\s+(?=\d)", re.IGNORECASE)


def parse_locator(label: str, locator: str) -> tuple[str, str]:
    """Split a label off a locator: ("", "vol. 3") gives ("volume", "3").

    Args:
        label: as given with the cite; "" or "page" lets an abbreviation in the locator decide.
        locator: as given with the cite.
    Returns:
        Label and locator; the label is "page" if neither names one.
    """
    locator = locator.strip()
    match = _BEGINNING.match(locator) if label in ("", "page") else None
    found = LABELS.get(match[1].lower()) if match else None
    return (found, locator[match.end() :]) if match and found else (label or "page", locator)
