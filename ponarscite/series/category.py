"""Sections of a site: the category line above a title ("Policy Memos | Аналитика") -> CSL type and series."""

from __future__ import annotations

import re
from functools import lru_cache

from ponarscite.document.lines import FURNITURE
from ponarscite.record.text import fold
from ponarscite.series.series import Series

KINDS = {
    "post-weblog": (
        "recommended",
        "рекомендуем",
        "commentary",
        "commentaries",
        "комментарии",
        "комментарий",
        "blog",
        "news",
        "новости",
        "point & counterpoint",
        "in the news",
    ),
    "broadcast": ("podcast", "podcasts", "подкаст", "подкасты", "ponars eurasia podcast"),
    "event": ("event", "events", "past events", "мероприятия", "события", "online academy"),
    "report": ("working paper", "working papers", "рабочие материалы"),
}
"""CSL type -> folded names of the sections that hold it. Each series adds its own `categories` and its label."""

_ARCHIVE = re.compile(r"^(?:category|author|archives?): | archives?$", re.IGNORECASE)

WORKING_PAPER = "PONARS Eurasia Working Paper"


@lru_cache(maxsize=64)
def _table(series: tuple[Series, ...]) -> dict[str, str]:
    known = {fold(name): kind for kind, names in KINDS.items() for name in names}
    return known | {fold(name): one.item_type for one in series for name in (*one.categories, one.label)}


@lru_cache(maxsize=64)
def _several(series: tuple[Series, ...]) -> re.Pattern[str]:
    """Match several section names in a row: the categories of a post, or a breadcrumb trail."""
    names = "|".join(re.escape(name) for name in sorted(_table(series), key=len, reverse=True))
    parting = r"[\s,·•/\"›>]+"  # `fold` turns "»" into a straight quotation mark
    return re.compile(rf"(?:(?:home|главная){parting}|posted in )?(?P<first>{names})(?:{parting}(?:{names}))*")


def without_archive(text: str) -> str:
    """Cut off what themes print around a section or a person: "Category: Policy Memos", "Ann Lee Archives"."""
    return _ARCHIVE.sub("", text)


def heads_no_work(text: str) -> bool:
    """Whether a heading is that of a page about no work, whatever is printed below it.

    "Search Results for: rivers" | "Tag: Ukraine" | "Page not found" | "We value your privacy" | "Log in".
    """
    return len(text) <= 200 and _NO_WORK.fullmatch(fold(text)) is not None


_NO_WORK = re.compile(
    r"(?:tag|category|archives?): .+|search results?\b.*|you searched for\b.+"
    r"|\d+ (?:search )?results?(?: found| for\b.*)?"
    r"|(?:error )?404(?: error)?[!.:]?|.*\b(?:page|file|404)\b.{0,12} (?:not found|(?:can ?not|can['’]t) be found"
    r"|(?:does not|doesn['’]t|no longer) exists?)[!.]?|(?:sorry, )?nothing (?:was )?found[!.]?"
    r"|we (?:value|respect|care about) your privacy\.?|before you continue\b.*|this (?:web)?site uses cookies\.?"
    r"|(?:privacy|cookie) (?:consent|notice|policy|preferences|settings)|just a moment\W*|access denied|redirecting\W*"
    r"|log ?in|sign in|we['’]ll be back soon[!.]?|(?:under )?(?:maintenance|construction)[!.]?"
    r"|страница не на[йи]дена[!.]?|результаты поиска\b.*|вы искали\b.+|метка: .+"
)


def type_of_category(text: str, series: tuple[Series, ...]) -> str:
    """Return the CSL type of publications under a category line ("Policy Memos | Аналитика"), "" for any other line."""
    return _type_of(text, series) if len(text) <= 80 else ""


@lru_cache(maxsize=FURNITURE)
def _type_of(text: str, series: tuple[Series, ...]) -> str:
    table, parts = _table(series), _parts(text)
    known = next((table[part] for part in parts if part in table), "")
    if known or len(parts) > 1:
        return known
    match = _several(series).fullmatch(parts[0])
    return table[match["first"]] if match else ""


def is_working_paper(category: str) -> bool:
    """Whether a category is the one of working papers."""
    return not set(KINDS["report"]).isdisjoint(_parts(category))


def series_of_category(text: str, series: tuple[Series, ...]) -> tuple[Series, ...]:
    """Return the series whose members a category holds, () when it holds none."""
    folded = " | ".join(_parts(text))
    return tuple(one for one in series if any(_within(fold(name), folded) for name in (*one.categories, one.label)))


def _within(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _parts(text: str) -> list[str]:
    return [fold(part) for part in text.split("|")]
