"""Segments: the parts of a note, one source or remark each."""

from __future__ import annotations

import re

from ponarscite.note.byline import read_authors
from ponarscite.note.outlet import is_proper_name
from ponarscite.note.quotation import find_quotations, skeleton
from ponarscite.note.unquoted import end_of_names
from ponarscite.record.date import MONTH_NAMES
from ponarscite.record.institution import is_institution

_BREAK = re.compile(
    r"(?P<stop>[.!?][)\]]?) (?=\S)"
    r"|;(?: |$)"
    r"|[,;]? (?=(?:and )?see also\b|and see\b|and cf\.|см\. также)"
    r"|(?<=[\d)])(?P<join>,? (?:and|as well as|и) )(?=\S)",
    re.IGNORECASE,
)
_SIGNAL = re.compile(r"(?:see|cf\.|compare|for [^.;]{0,60}see|on [^.;]{0,60}see|ibid|см\.|ср\.)(?!\w)", re.IGNORECASE)
_GOES_ON = re.compile(
    rf"(?:{MONTH_NAMES})\b|[12]\d{{3}}\b|\d|https?:|(?:no|vol|pp?|ed|eds|accessed)\b|№", re.IGNORECASE
)
_DATED = re.compile(r"(?:\(|[.,] )[12]\d{3}[a-z]?(?:, [^()]{3,20})?\)?$")
_IMPRINT = re.compile(
    r"(?:[^\W\d_][\w .]{1,40}(?:, [A-Z][A-Za-z.]{1,4})?: )?(?P<publisher>[^\W\d_][^,.;:()“”„\"«»‘]{2,60})"
    r"(?=[,.](?! ?[“„\"«‘])|$)"
)
_ABBREVIATIONS = frozenset(
    "no nos nr vol vols p pp ed eds trans dr prof mr mrs ms st ste jr sr vs al cf e.g i.e u.s u.k d.c ph.d univ inc "
    "ltd co op cit loc gen col sen rep gov amb jan feb mar apr jun jul aug sep sept oct nov dec "
    "см ср т с стр г др ред им".split()
)


_LONGEST_BYLINE = 1_500  # characters


def split_sources(text: str, label: re.Pattern[str]) -> tuple[str, ...]:
    """Split a clean note at semicolons, sentence ends and "and", outside quotations and parentheses.

    Args:
        label: matches a printed label with its number. A label always continues the source before it.
    """
    bones = skeleton(text, find_quotations(text).pairs)
    parts, at = [], 0
    for match in _BREAK.finditer(bones):
        if _divides(text, at, match, label):
            parts.append(text[at : match.end("stop") if match["stop"] else match.start()])
            at = match.end()
    parts.append(text[at:])
    return tuple(part for part in map(str.strip, parts) if part)


def _divides(text: str, start: int, match: re.Match[str], label: re.Pattern[str]) -> bool:
    after = text[match.end() : match.end() + 100]
    if match["stop"]:
        return bool(_SIGNAL.match(after)) or _ends_sentence(text, start, match, after, label)
    if match["join"]:
        return (after[:1].isupper() or after[:1] in '“„"«‘') and not _GOES_ON.match(after)
    return True


def _ends_sentence(text: str, start: int, match: re.Match[str], after: str, label: re.Pattern[str]) -> bool:
    if not (after[0].isupper() or after[0] in '“„"«‘([') or _GOES_ON.match(after) or label.match(after.lstrip("([")):
        return False
    if match["stop"] == "." and _is_abbreviated(text[max(0, match.start() - 16) : match.start()]):
        return False
    before = text[max(start, match.start() - _LONGEST_BYLINE) : match.start()]
    if _is_imprint(after) and any(len(before) - one.end() < 3 for one in label.finditer(before)):
        return False
    is_of_entry = bool(_DATED.search(before)) or end_of_names(text[start : match.end() + 1]) == match.start() - start
    return not ((is_of_entry or after[0] in '“„"«‘') and read_authors(before))


def _is_imprint(after: str) -> bool:
    """Whether a text begins with place and publisher: "Washington, DC: George Washington University, 2022."."""
    match = _IMPRINT.match(after)
    return match is not None and is_institution(match["publisher"]) and is_proper_name(match["publisher"])


def _is_abbreviated(before: str) -> bool:
    word = re.split(r"[\s(,\[]", before)[-1]
    return word.casefold() in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()) or word[-2:-1] == "."
