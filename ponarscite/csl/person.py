"""A name of CSL-JSON with its particles and suffix split off.

Source: CSL-JSON schema 1.0.2, "name-variable"; CSL 1.0.2 specification, "Name Particles". As in citeproc-js, a family
name in double quotation marks is not split.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_SMALL = r"[^\W\d_A-ZÀ-ÖØ-ÞА-ЯЁ\u02b0-\u02ff]"
_WORD = rf"['’‘`]?{_SMALL}[\w.]*[’'`\-‐]?\s+"
_ELIDED = r"[a-zà-öø-ÿа-яё]{1,5}[’'‘`\-‐](?=\w)"
_PARTICLES = re.compile(rf"((?:{_WORD}|{_ELIDED})+)(\S.*)")
_TRAILING = re.compile(r"(.*?\S)\s+((?:[a-zà-öø-ÿ][\w’'`.]*\s*)+)")
_SPACES = re.compile(r"[ \t\r\n]+")
_SUFFIX = re.compile(r"(.*?),(!?)\s*(.+)")


@dataclass(frozen=True, slots=True)
class Person:
    """The name of a person or an institution.

    Args:
        family, given: names of a person.
        dropping: particle that is left out when only the family name is shown: "van" of "Ludwig van Beethoven".
        non_dropping: particle that is shown with the family name alone, too: "de" of "de Koning".
        suffix: "Jr.", "III".
        comma_suffix: whether a comma stands before the suffix in display order.
        literal: the name of an institution, or a name without a family name; all other parts are then "".
        static: whether the family name always comes first (static-ordering).
    """

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""
    static: bool = False

    def __hash__(self) -> int:
        return hash((self.family, self.given, self.literal))

    @property
    def is_romanesque(self) -> bool:
        """Whether the family name has a letter of a script that parts names by spaces: Latin, Greek, Cyrillic..."""
        text = self.family
        return text.isascii() or max(text) < "\u1100" or not all(map(is_east_asian, filter(str.isalnum, text)))

    @property
    def is_mixed(self) -> bool:
        """Whether an East Asian family name has a given name of another script, which a space sets apart."""
        return not self.is_romanesque and self.given[:1].isalnum() and not is_east_asian(self.given[0])


_EAST_ASIAN = (
    ("\u1100", "\u11ff"), ("\u2e80", "\u9fff"), ("\uac00", "\ud7ff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"),
    ("\U00020000", "\U0002ffff"),
)  # fmt: skip
"""First and last characters of the blocks; a regular expression of them would take 4 ms to compile at each start."""


def is_east_asian(char: str) -> bool:
    """Whether a character is Chinese, Japanese or Korean."""
    return any(first <= char <= last for first, last in _EAST_ASIAN)


OTHERS = "others"
"""The literal of the mark behind a list of names that is not complete, as pandoc has it."""


_ET_AL = frozenset(("et al.", "et al", "and others"))
"""Texts that other programs write in place of the mark of others."""


def has_others(persons: Sequence[Person]) -> bool:
    """Whether a list of names ends in the mark of others, so that it always ends in "et al."."""
    return len(persons) > 1 and persons[-1].literal == OTHERS


def parse_persons(value: Any) -> tuple[Person, ...]:
    """Read a name variable of CSL-JSON.

    Args:
        value: a list of names, one name, or a string, which is taken as the name of an institution.
    Returns:
        One Person a name; () if there is none.
    Raises:
        Nothing: anything else is left out.
    """
    if isinstance(value, str):
        value = [{"literal": value}]
    elif isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list | tuple):
        return ()
    persons = tuple(filter(None, map(_person, value)))
    if len(persons) > 1 and persons[-1].literal in _ET_AL:
        return (*persons[:-1], Person(literal=OTHERS))
    return persons


def _person(value: Any) -> Person | None:
    if isinstance(value, str):
        value = {"literal": value}
    if not isinstance(value, Mapping):
        return None
    words = tuple(_string(value, key) for key in _KEYS)
    return _parse(
        words,
        *(_flag(value.get(key)) for key in ("comma-suffix", "static-ordering")),
        value.get("parse-names") not in (False, 0, "false"),
    )


_PLAIN = (str, int, float)
_KEYS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")


def _string(value: Mapping[str, Any], key: str) -> str:
    found = value.get(key)
    return _tidy(str(found)) if isinstance(found, _PLAIN) else ""


@lru_cache(maxsize=50_000)
def _tidy(text: str) -> str:
    from ponarscite.csl.tidy import clean

    return _SPACES.sub(" ", clean(text)).strip()


def _flag(value: Any) -> bool:
    return value not in (None, False, 0, "", "0", "false")


@lru_cache(maxsize=50_000)
def _parse(words: tuple[str, ...], comma_suffix: bool, static: bool, look_inside: bool) -> Person | None:
    family, given, dropping, non_dropping, suffix, literal = words
    if literal and not family:
        return Person(literal=literal)
    if not family:
        return Person(literal=given) if given else None
    if len(family) > 2 and family[0] == family[-1] == '"':
        family, look_inside = family[1:-1], False
    if look_inside and not suffix and (match := _SUFFIX.fullmatch(given)):
        given, comma_suffix, suffix = match[1], comma_suffix or match[2] == "!", match[3]
    if look_inside and not non_dropping and (match := _PARTICLES.fullmatch(family)):
        non_dropping, family = _particle(match[1]), match[2]
    if look_inside and not dropping and (match := _TRAILING.fullmatch(given)):
        given, dropping = match[1], match[2].strip()
    dropping, non_dropping, suffix = (part.replace("'", "’") for part in (dropping, non_dropping, suffix))
    return Person(family, given, dropping, non_dropping, suffix, comma_suffix, "", static)


def _particle(text: str) -> str:
    """A particle without white space around it, but "de’ " keeps its space: "de’ Medici" against "d’Ormesson"."""
    bare = text.strip()
    return f"{bare} " if bare.endswith(("'", "’")) and text.endswith(" ") else bare
