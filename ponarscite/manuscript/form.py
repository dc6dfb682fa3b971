"""Form: in which house form memos are typed, and which of them differ from the rest (M017).

Notes, entries of the list and running text each have a form of their own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ponarscite.manuscript.fault import Fault
from ponarscite.manuscript.site import Site
from ponarscite.note.cited_work import CitedWork
from ponarscite.record.name import named
from ponarscite.record.record import Record

_COMMAND = re.compile(r"\\[A-Za-z]+|#[a-z]+")
_QUOTES = "“”\"«»„‘’'`"
_SIGN = re.compile(r"(?P<sign>Nos?\.?|nos?\.?|№|\\?#|N[°º]|Nr\.?)?[\s~]*(?P<number>\d{1,4})")


class Form(NamedTuple):
    """The features that tell one form from another.

    Args:
        names: "inverted" or "in reading order".
        date: "behind the authors" or "at the end".
        title: "in quotation marks" or "without quotation marks".
        sign: before the number: "No.", "no.", "#", or "no sign".
    """

    names: str
    date: str
    title: str
    sign: str


def mixed(works: Iterable[tuple[Site, CitedWork, Record]]) -> Iterator[Fault]:
    """M017: the memos that are typed in another form than most in their setting."""
    by_setting: dict[str, list[tuple[Site, Form]]] = defaultdict(list)
    for site, work, typed in works:
        if (
            len(site.works) == 1
            and typed.identity.kind in ("number", "ambiguous")
            and (form := form_of(site, work, typed))
        ):
            by_setting[site.setting].append((site, form))
    for found in by_setting.values():
        ((usual, _),) = Counter(form for _, form in found).most_common(1)
        for site, form in found:
            if form != usual:
                yield Fault("M017", site, f"typed {_differing(form, usual)}")


def _differing(form: Form, usual: Form) -> str:
    """The difference, in words."""
    words = [
        f"with {name} {mine}, elsewhere {theirs}"
        for name, mine, theirs in zip(("names", "the date", "the title", "the number after"), form, usual, strict=True)
        if mine != theirs
    ]
    return "; ".join(words)


def form_of(site: Site, work: CitedWork, typed: Record) -> Form | None:
    """The form of a typed memo; None where its authors or its title are not in its words."""
    text, title, people = site.text, work.get("title"), named(typed.author)
    at = text.find(title[:12]) if title else -1
    first = re.search(re.escape(people[0].sort), text) if people else None
    number = _number(text, typed.number)
    if at < 0 or first is None or number is None or first.start() > at:
        return None
    is_inverted = not any(map(str.isalpha, _COMMAND.sub("", text[: first.start()])))
    is_early = bool(re.search(r"(?:19|20)\d\d", text[first.end() : at]))
    is_quoted = any(mark in _QUOTES for mark in text[max(at - 2, 0) : at].strip())
    return Form(
        "inverted" if is_inverted else "in reading order",
        "behind the authors" if is_early else "at the end",
        "in quotation marks" if is_quoted else "without quotation marks",
        (number["sign"] or "no sign").lstrip("\\"),
    )


def _number(text: str, number: str) -> re.Match[str] | None:
    return next((match for match in _SIGN.finditer(text) if match["number"].lstrip("0") == number), None)
