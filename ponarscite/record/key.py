"""Citation keys: making them, keeping those that a file brings, and writing them for a program.

A key of the user's own may hold any sign. What a program cannot take is replaced in its output alone (`key_target`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from ponarscite.record.key_filters import STOP_WORDS
from ponarscite.record.record import Record
from ponarscite.record.richtext import is_rich, plain
from ponarscite.record.romanization import to_ascii
from ponarscite.record.text import is_harmless, letters

Scheme: TypeAlias = str
"""A name of SCHEMES, or a pattern as `key_pattern` describes it."""

SCHEMES = ("number", "author-year")

LONGEST = 500
"""Characters of a key."""

LONGEST_WORD = 60
"""Letters of a word in a key that is made; longer ones are texts without blanks."""

LONGEST_MADE = 1_000
"""Characters of a key that a pattern makes, as many as a pattern may have."""

NAMED = 3
"""Changed keys that one remark names at most."""

TEX = re.compile(r"[\s,{}()'\"#%~=^\\]")
"""Signs that end or cut a key in biber, BibTeX or their editors, or that TeX acts on."""

REPLACED: Mapping[str, re.Pattern[str]] = {
    "bibtex": TEX,
    "biblatex": TEX,
    "latex": TEX,
    "html": re.compile(r"\s"),
}
"""Target -> signs of a key that become "_" in what is written for it. Other targets take any key.

Source: biber 2.18 (a file is lost at a parenthesis, a key is cut at an apostrophe), TeX ("^^" in a key), HTML ("The id
attribute").
"""

FOLDED = frozenset(("bibtex",))
"""Targets that take two keys for one that differ in the case of ASCII letters only."""


def make_key(record: Record, scheme: Scheme = "number") -> str:
    """The citation key of a record: ASCII, stable, never empty.

    Args:
        scheme: "number" gives "pepm775" for a numbered memo, else the same as "author-year": "junisbai2022limits". A
            pattern is "auth.lower + year"; where it gives an empty key, "number" is used.
    Raises:
        MisuseError: the scheme is neither a name of SCHEMES nor a pattern.
    """
    if is_rich(record.title) or is_rich(record.container_title):
        record = replace(record, title=plain(record.title), container_title=plain(record.container_title))
    if scheme not in SCHEMES:
        from ponarscite.record.key_pattern import parse_pattern

        made = re.sub(r"[^A-Za-z0-9_:.-]+", "", to_ascii(parse_pattern(scheme)(record)))
        return made[:LONGEST_MADE] or make_key(record)
    if scheme == "number" and record.identity.kind == "number":
        return "".join(record.identity.value)
    author = ascii_word(record.author[0].sort) if record.author else significant_word(record.container_title)
    word = significant_word(record.title)
    return f"{author[:LONGEST_WORD]}{record.issued.year or ''}{word[:LONGEST_WORD]}" or "untitled"


def check_scheme(scheme: Scheme) -> None:
    """Raise MisuseError when a scheme is neither a name of SCHEMES nor a pattern."""
    make_key(Record(), scheme)


def significant_word(title: str) -> str:
    """The first word of a title that is no stop word, as `ascii_word` writes it; "" when there is none."""
    words = (ascii_word(word) for word in title.split() if letters(word) not in STOP_WORDS)
    return next(filter(None, words), "")


def ascii_word(text: str) -> str:
    """The text as one lower-case ASCII word: "Şener Aktürk" -> "senerakturk", "Жунисбай" -> "zhunisbay"."""
    return re.sub(r"[^a-z0-9]+", "", to_ascii(text).lower())


def is_key(text: str) -> bool:
    """Whether a text can be a key as it is: not blank, without control and bidi characters, at most LONGEST long."""
    return 0 < len(text) <= LONGEST and is_harmless(text) and text.strip() == text


def citation_key(record: Record) -> str:
    """The record's own key, or one made from its values where it has none that can be kept; never empty."""
    return record.id if is_key(record.id) else make_key(record)


def key_target(key: str, target: str) -> str:
    """The key as it is written for a target of REPLACED, one of the formats or markups; a second time changes nothing.

    Two keys may become equal; `written_keys` keeps those of one output distinct.
    """
    signs = REPLACED.get(target)
    return signs.sub("_", key) if signs else key


def written_key(record: Record, target: str) -> str:
    """The record's citation key as it is written for a target."""
    return key_target(citation_key(record), target)


@dataclass(slots=True)
class KeyChanges:
    """Collects the keys that change on their way into one output.

    Attributes:
        changed: (old, new) of the first `NAMED`.
        count: number of all of them.
    """

    changed: list[tuple[str, str]] = field(default_factory=list)
    count: int = 0

    def note(self, old: str, new: str) -> None:
        """Note one change; a key that stays is none."""
        if old != new:
            self.count += 1
            if len(self.changed) < NAMED:
                self.changed.append((old, new))

    def __str__(self) -> str:
        """ "a b → a_b, c d → c_d and 5 more"; "" for no change."""
        more = f" and {self.count - len(self.changed)} more" if self.count > len(self.changed) else ""
        return ", ".join(f"{old} → {new}" for old, new in self.changed) + more


def with_keys(
    records: Iterable[Record], scheme: Scheme | None = None, changes: KeyChanges | None = None
) -> Iterator[Record]:
    """Give each record a key that no earlier record has: of equal keys the first is kept, the next get a, b, ...

    A key that a record brings stays, unless an earlier record has exactly this key. Made keys differ in more than case
    from all earlier ones.

    Args:
        scheme: makes a new key for every record; None keeps the keys that the records have.
        changes: notes which of the keys that records bring had to change.
    """
    taken = _Taken()
    for record in records:
        is_own = not scheme and is_key(record.id)
        bare = record.id if is_own else make_key(record, scheme or "number")
        key = taken.free(bare, is_own=is_own)
        if changes and is_own:
            changes.note(bare, key)
        yield record if record.id == key else replace(record, id=key)


@dataclass(slots=True)
class _Taken:
    """The keys that earlier records have.

    Attributes:
        keys: key -> number of the letter that its next holder tries.
        folded: the keys in lower case.
    """

    keys: dict[str, int] = field(default_factory=dict)
    folded: set[str] = field(default_factory=set)

    def free(self, bare: str, *, is_own: bool) -> str:
        """The bare key, or the bare key with the first letter behind it that makes it new; it is then taken.

        Args:
            is_own: whether the record brings the key, so that the case of its letters makes it distinct.
        """
        key, n = bare, self.keys.get(bare, 0)
        while key in self.keys or (not is_own and key.lower() in self.folded):
            key, n = f"{bare}{suffix(n)}", n + 1
        self.keys[bare] = n
        self.keys.setdefault(key, 0)
        folded = key.lower()
        self.folded.add(key if folded == key else folded)  # one object for both takes less room
        return key


def written_keys(records: Iterable[Record], target: str, changes: KeyChanges | None = None) -> Iterator[Record]:
    """Records with distinct keys -> the same records with the keys that are written for a target, distinct too.

    Where two agree, the later ones get -2, -3, ...

    Args:
        changes: notes which keys are written differently.
    """
    if target not in REPLACED:
        yield from records
        return
    writer = KeyWriter(target)
    for record in records:
        key = writer.write(citation_key(record))
        if changes:
            changes.note(record.id, key)
        yield record if record.id == key else replace(record, id=key)


class KeyWriter:
    """Writes distinct keys for one output; where two agree, the later ones get -2, -3, ...

    Args:
        target: a format or markup of REPLACED, or any other.
        taken: keys that are in the output already.
    """

    def __init__(self, target: str, taken: Iterable[str] = ()) -> None:
        self._target = target
        self._fold = str.lower if target in FOLDED else str
        self._taken = {self._fold(key): 1 for key in taken}

    def write(self, key: str) -> str:
        """The key as it is written; another one the next time, since keys are distinct."""
        bare = key = key_target(key, self._target)
        n = self._taken.get(self._fold(bare), 1)
        while self._fold(key) in self._taken:
            n += 1
            key = f"{bare}-{n}"
        self._taken[self._fold(bare)] = n
        self._taken.setdefault(self._fold(key), 1)
        return key


def suffix(n: int) -> str:
    """0 -> "a", 25 -> "z", 26 -> "aa"."""
    letters = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(97 + rest) + letters
    return letters
