"""The names of a .bib field -> CSL names.

Source: BibTeX's name syntax ("Tame the BeaST", section 11); biblatex's extended name format (manual, section 3.4).
"""

from __future__ import annotations

import re

from ponarscite.interchange.latex import from_latex
from ponarscite.record.name import is_institution, split_given
from ponarscite.record.text import clean

Person = dict[str, str]

_EXTENDED = re.compile(r"\s*(?:family|given|prefix|suffix|useprefix)(?:-i)?\s*=")
_FIELD = re.compile(r"(family|given|prefix|suffix|useprefix)\s*=\s*(\{[^{}]*\}|\"[^\"]*\"|[^,]*)")


def persons_of(text: str) -> list[Person]:
    """The names of a field, in order; "others" is read as a name, as pandoc reads it. Raises nothing."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    names = (name for name in split_multiple_persons_names(text) if name != "and")
    return [person for name in names if (person := person_of(name))]


def person_of(text: str) -> Person:
    """One name: "von Last, Jr, First", "First von Last", "{An Institution}" or "family=Last, given=First"."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    if _EXTENDED.match(text):
        return _extended(text)
    whole = clean(from_latex(text))
    if "," not in text and is_institution(whole):
        return {"literal": whole}
    parts = parse_single_name_into_parts(text, strict=False)
    family, given, particle, suffix = (_plain(words) for words in (parts.last, parts.first, parts.von, parts.jr))
    if not given or not family:
        return {"literal": whole} if whole else {}
    if not particle:
        given, particle = split_given(given)
    return {"family": family, "given": given, "non-dropping-particle": particle, "suffix": suffix}


def _extended(text: str) -> Person:
    found = {name: _plain([value.strip().strip('"')]) for name, value in _FIELD.findall(text)}
    if not found.get("family"):
        return {}
    kind = "dropping" if found.get("useprefix", "true") == "false" else "non-dropping"
    person = {"non-dropping-particle": "", f"{kind}-particle": found.get("prefix", "")}
    return person | {part: found[part] for part in ("family", "given", "suffix") if found.get(part)}


def _plain(words: list[str]) -> str:
    return clean(from_latex(" ".join(words)))
