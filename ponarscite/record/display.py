"""Display: records as notebooks show them: authors, year, title and key, and nothing of their claims (pure).

Source: IPython's manual, "Rich display": `_repr_mimebundle_` gives media type -> text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from ponarscite.record.date import Date
from ponarscite.record.name import Name
from ponarscite.record.richtext import plain

MOST_SHOWN = 20
"""Records of a list that are shown."""

MOST_NAMED = 3
"""Authors that are named."""

LONGEST = 300
"""Characters of a title that are shown."""

_JOINERS = "\u200c\u200d"
"""Marks within words of Persian and of scripts of India, which are kept."""

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#$&~^|@!()+\-.:]")
_MATHEMATICS = re.compile(r"[$\\]")
"""Beginnings of mathematics in a notebook, also in HTML."""


class Shown(NamedTuple):
    """The display of a record.

    Args:
        authors: "Lee, Doe et al.", "" for none.
        year: "2020", "n.d." where it is not known.
        title: without marks, cut where it is long.
    """

    authors: str
    year: str
    title: str
    key: str

    @classmethod
    def of(cls, makers: Sequence[Name], issued: Date, title: str, key: str) -> Shown:
        """The display of a record."""
        names = [_family(name) or name.given for name in makers]
        named = ", ".join(names[:MOST_NAMED]) + (" et al." if len(names) > MOST_NAMED else "")
        year = str(issued.year) if issued.year is not None else issued.literal or "n.d."
        return cls(*(_clean(text) for text in (named, year, plain(title) or "untitled", key)))

    @property
    def bundle(self) -> dict[str, str]:
        """Media type -> text."""
        return {"text/plain": self.text, "text/markdown": self.markdown, "text/html": self.html}

    @property
    def text(self) -> str:
        """In one line of text."""
        return f"{self._begin(self.authors)}({self.year}): {self.title} [{self.key}]"

    @property
    def markdown(self) -> str:
        """In Markdown, in which no character of the record is markup."""
        authors, year, title, key = (_SPECIAL.sub(r"\\\g<0>", text) for text in self)
        return f"{self._begin(authors)}({year}): *{title}* \\[{key}\\]"

    @property
    def html(self) -> str:
        """In HTML, in which no character of the record is markup or mathematics."""
        authors, year, title, key = map(_inert, self)
        return f"{self._begin(authors)}({year}): <cite>{title}</cite> <code>{key}</code>"

    @staticmethod
    def _begin(authors: str) -> str:
        return f"{authors} " if authors else ""


def _family(name: Name) -> str:
    """The family name with its particles, or the literal."""
    parts = (name.dropping_particle, name.non_dropping_particle, name.family)
    return name.literal or " ".join(filter(None, parts))


def _clean(text: str) -> str:
    """Text in one line, without control and bidi characters."""
    kept = " ".join(text.split())
    if not kept.isprintable():
        kept = "".join(one for one in kept if one.isprintable() or one in _JOINERS)
    return kept if len(kept) <= LONGEST else f"{kept[:LONGEST]}…"


def _inert(text: str) -> str:
    return _MATHEMATICS.sub(lambda match: f"<span>{match[0]}</span>", escape(text))


def list_bundle(first: Sequence[Shown], count: int, problems: Iterable[str] = ()) -> dict[str, str]:
    """Media type -> text of a list of records.

    Args:
        first: those that are shown.
        count: of all.
        problems: what is told below them.
    """
    shown = first[:MOST_SHOWN]
    more = count - len(shown)
    rest = [*([f"and {more} more"] if more else []), *map(_clean, problems)] if count else ["no records", *problems]
    escaped = [_SPECIAL.sub(r"\\\g<0>", text) for text in rest]
    lines = "".join(f"<li>{one.html}</li>" for one in shown)
    return {
        "text/plain": "\n".join([*(one.text for one in shown), *rest]),
        "text/markdown": "\n".join([*(f"1. {one.markdown}" for one in shown), *(f"\n{text}" for text in escaped)]),
        "text/html": (f"<ol>{lines}</ol>" if shown else "") + "".join(f"<p>{_inert(text)}</p>" for text in rest),
    }
