"""Labels typed into a number: "vol. 3" as a volume, "ch. 3, p. 4" as a locator.

Source: CSL 1.0.2 specification, "Locators"; where a label may stand follows citeproc-js.
"""

from __future__ import annotations

import re

LABELS = {
    "annot": "annotation", "app": "appendix", "art": "article-locator", "bk": "book", "ch": "chapter",
    "chap": "chapter", "col": "column", "fig": "figure", "fol": "folio", "n": "note", "nn": "note", "no": "issue",
    "nos": "issue", "l": "line", "ll": "line", "op": "opus", "p": "page", "pp": "page", "para": "paragraph",
    "paras": "paragraph", "pt": "part", "pts": "part", "r": "rule", "sec": "section", "supp": "supplement",
    "s.v": "sub-verbo", "sv": "sub-verbo", "tbl": "table", "v": "verse", "vv": "verse", "vrs": "verse",
    "vol": "volume", "vols": "volume",
}  # fmt: skip
"""Abbreviation before a number, without its period -> locator label."""
_BARE = re.compile(r"([a-z]{1,5}|s\.v)\.?\s+(?=\d)", re.IGNORECASE)
_FRONT = re.compile(r"([a-z]{1,5}|s\.v)\.\s*(?=\S)")
"""A label at the beginning of a number; only one with a period and small letters is sure to be one."""
_NUMBER = re.compile(r"\d|[ivxlc]+\b|[A-Za-z]{1,4}\d")
"""The beginning of a number: digits, a roman numeral, letters before digits."""
LABELLED = {"issue": "issue", "number": "issue", "page": "page", "volume": "volume"}
"""Number variable -> the label that it drops where it is typed into its value."""


def parse_locator(label: str, locator: str) -> tuple[str, str]:
    """Split a label off a locator: ("", "vol. 3") gives ("volume", "3").

    Args:
        label: as given with the cite; a label in the locator goes before it.
        locator: as given with the cite.
    Returns:
        Label and locator; the label is "page" if neither names one.
    """
    locator = locator.strip()
    match = _BARE.match(locator) if label in ("", "page") else None
    found = LABELS.get(match[1].lower()) if match else None
    if match and found:
        return found, locator[match.end() :]
    front, rest = front_label(locator)
    return front or label or "page", rest


def front_label(text: str) -> tuple[str, str]:
    """The label at the beginning of a number, "" for none, and the rest of the text."""
    match = _FRONT.match(text)
    found = LABELS.get(match[1]) if match else None
    return (found, text[match.end() :]) if match and found else ("", text)


def without_own_label(variable: str, text: str) -> str:
    """The value of a variable of `LABELLED` without a label of its own: "no. 5" as an issue is "5"."""
    label, rest = front_label(text)
    return rest if label and label == LABELLED[variable] and _NUMBER.match(rest) else text
