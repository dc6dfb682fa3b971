"""Periodical: the name of what holds a work, parted from a volume, a publisher or a word that a reading took for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

MEDIUM: Final = re.compile(
    r"\((?:(?P<blog>(?:we)?blog(?: post)?)|(?P<heard>(?:audio )?podcast(?: episode)?|radio broadcast|audio|video))\)",
    re.IGNORECASE,
)
"""Words in parentheses behind a title or a name: what is read on a blog, what is heard or seen."""

_PRINTED = re.compile(
    r"(?:газета|журнал|newspaper|die zeitung|le journal) [«“\"](?P<name>[^«»“”\"]+)[»”\"]?", re.IGNORECASE
)
_ROMAN = re.compile(r"[IVXLC]{2,8}")
_VOLUME_WORD = re.compile(r"(?:т|bd|vol|t|jg)\.?", re.IGNORECASE)
_TWO_NUMBERS = re.compile(r"(?P<volume>\d{1,4}) (?P<issue>\d{1,3})")
_HOUSE = re.compile(
    r"(?P<name>.{3,}), [^,]*\b(?:press|publishers?|publishing|verlag|routledge|palgrave|springer|sage|wiley|"
    r"brill|taylor & francis|elsevier|emerald|blackwell|издательство)\b[^,]*",
    re.IGNORECASE,
)


def named_in(before: str, name: str, behind: str) -> str:
    """The name of a periodical without "газета" and its marks; a capital "In" may be its first word.

    "In" belongs to the name of a blog or a podcast that is called one: "In Moscow’s Shadows (blog)".
    """
    if printed := _PRINTED.fullmatch(name):
        return printed["name"]
    is_medium = MEDIUM.match(behind.lstrip())
    return f"In {name}" if is_medium and before.rstrip().endswith(" In") else name


def parted(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts with volume and issue apart ("Survival LVI", "56 2"), and without the publisher of a journal."""
    found = dict(texts)
    name, volume = found.get("container-title", ""), found.get("volume", "")
    head, _, last = name.rpartition(" ")
    if head and not volume and _ROMAN.fullmatch(last) and {"issue", "page"} & found.keys():
        found |= {"container-title": head.rstrip(","), "volume": last}
    elif head and volume and "issue" not in found and _ROMAN.fullmatch(last) and volume.isdigit():
        found |= {"container-title": head.rstrip(","), "volume": last, "issue": volume}
    elif head and volume and _VOLUME_WORD.fullmatch(last):
        found["container-title"] = head.rstrip(",")
    elif {"volume", "issue"} & found.keys() and (match := _HOUSE.fullmatch(name)):
        found["container-title"] = match["name"]
    if "issue" not in found and (match := _TWO_NUMBERS.fullmatch(volume)):
        found |= match.groupdict()
    return found
