"""Locators: what follows a key -> the cited place and the words behind it."""

from __future__ import annotations

import re

_TERM = (
    r"(?:pp?|pgs?|pages?|chaps?|chapters?|chs?|secs?|sections?|paras?|paragraphs?|parts?|pt|vols?|volumes?|books?|bk|"
    r"fols?|folios?|figs?|figures?|lines?|ll?|nn?|notes?|nos?|issues?|opus|op|verses?|vv?|sub verbo|s\.v|arts?|"
    r"articles?|tables?|tab|appendix|app|slides?|cols?|columns?|с|стр|гл|т|разд|S|Seiten?|Kap|Abs|Bd|§§?|¶¶?)"
)
_NUMBER = r"(?:\d{1,9}[a-z]?|[ivxlcdmIVXLCDM]{1,12})(?!\w)"
_NUMBERS = rf"{_NUMBER}(?: ?(?:--?-?|[–—,&]|and|und|и) ?{_NUMBER}){{0,20}}(?: ?ff?\b\.?)?"
_LOCATOR = re.compile(rf"{_TERM}\.?[\s~]{{0,3}}(?:{_NUMBERS}|[\w.]{{0,10}}\d[\w.]{{0,10}}(?<!\.))|(?=\d){_NUMBERS}")
_BRACED = re.compile(r"\{([^{}]{0,200})\}")
LONGEST = 2_000
"""Characters of the words around a citation."""


def split_locator(text: str) -> tuple[str, str]:
    """Split what follows a key into locator and suffix, each without the commas between them.

    "p. 3, and passim" gives ("p. 3", "and passim"); "{p. 3} here" is pandoc's explicit form.
    """
    rest = text[:LONGEST].strip().lstrip(",").strip()
    if match := _BRACED.match(rest):
        return match[1].strip(), rest[match.end() :].lstrip(",").strip()
    if match := _LOCATOR.match(rest):
        return match[0], rest[match.end() :].lstrip(",").strip()
    return "", rest
