"""The names of a .bib field -> CSL names.

Source: BibTeX's name syntax ("Tame the BeaST", section 11), with particles as biber finds them; biblatex's extended
name format (manual, section 3.4).
"""

from __future__ import annotations

import re
from functools import lru_cache

from ponarscite.interchange.latex import plain_of
from ponarscite.record.institution import is_organization
from ponarscite.record.name import SUFFIXES
from ponarscite.record.text import clean

Person = dict[str, str]

_EXTENDED = re.compile(r"\s*(?:family|given|prefix|suffix|useprefix)(?:-i)?\s*=")
_ACCENT = re.compile(r"(?<!\\)\\(?:~\s*|[uvHcdkrbt]\s+)(?:[^\W\d_]|\\[ij](?![A-Za-z])|\{[^{}]{0,20}\})")
_SIGN = re.compile(r"\\.|[{},;&]", re.DOTALL)
_FIELD = re.compile(r"(family|given|prefix|suffix|useprefix)\s*=\s*(\{[^{}]*\}|\"[^\"]*\"|[^,]*)")


def bound(text: str) -> str:
    r"""The names with braces around each accent that has a blank or a tie in it: `\~{n}`, `\c c`, which part words."""
    return _ACCENT.sub(r"{\g<0>}", text) if "\\" in text else text


@lru_cache(maxsize=4096)  # a bibliography names the same people again and again
def person_of(text: str) -> Person:
    """Read "von Last, Jr, First", "First von Last", "{An Institution}", "family=Last, given=First"; {} for none.

    The same object is returned again for the same text: copy it before you change it.
    """
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    if is_extended(text):
        return _extended(text)
    whole, is_inverted = clean(plain_of(text)), len(split_outside(text, ",")) > 1
    if is_organization(whole) and not is_inverted:
        return {"literal": whole}
    parts = parse_single_name_into_parts(text, strict=False)
    von, last = parts.von, parts.last
    if is_inverted:
        von, last = _particle(von + last)
    family, given, particle, suffix = (_plain(words) for words in (last, parts.first, von, parts.jr))
    if not given or not family:
        return {"literal": whole} if whole else {}
    return {"family": family, "given": given, "non-dropping-particle": particle, "suffix": suffix}


def is_extended(text: str) -> bool:
    """Whether a name is in biblatex's extended format: "family=Last, given=First"."""
    return _EXTENDED.match(text) is not None


def split_outside(text: str, sign: str) -> list[str]:
    """The texts between two signs outside of braces, without blank ones."""
    parts, start, depth = [], 0, 0
    for match in _SIGN.finditer(text):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if match[0].lstrip("\\") == sign and depth <= 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [part.strip() for part in (*parts, text[start:]) if part.strip()]


def is_suffix(text: str) -> bool:
    """Whether a part of a name is a suffix: "Jr.", "{III}"."""
    return _plain([text]).casefold().rstrip(".") in SUFFIXES


def _particle(words: list[str]) -> tuple[list[str], list[str]]:
    """Split the words before the comma: those in lower case at the beginning are the particle, as biber has it."""
    start = 0
    while start < len(words) - 1 and _is_small(words[start]):
        start += 1
    return words[:start], words[start:]


def _is_small(word: str) -> bool:
    """Whether a word begins in lower case; one in braces has no case, but an accented letter has: "{\\'e}"."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    return next((char for char in _plain([word]) if char.isalpha()), "").islower()


def _extended(text: str) -> Person:
    found = {name: _plain([value.strip().strip('"')]) for name, value in _FIELD.findall(text)}
    if not found.get("family"):
        return {}
    kind = "dropping" if found.get("useprefix", "true") == "false" else "non-dropping"
    person = {"non-dropping-particle": "", f"{kind}-particle": found.get("prefix", "")}
    return person | {part: found[part] for part in ("family", "given", "suffix") if found.get(part)}


def _plain(words: list[str]) -> str:
    return clean(plain_of(" ".join(words)))
