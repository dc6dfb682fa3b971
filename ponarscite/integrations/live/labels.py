"""Labels: the terms of locators in all languages that a document may use, each with its label in CSL."""

from __future__ import annotations

from functools import cache

from ponarscite.csl.locale import Locale, load
from ponarscite.integrations.works.locator import terms

LANGUAGES = ("en-US", "de-DE", "ru-RU", "fr-FR")
"""Locales whose terms are known in any document, the first first."""

FURTHER = {
    **dict.fromkeys(("с.", "сс."), "page"),
    **dict.fromkeys(("гл.", "глава"), "chapter"),
    **dict.fromkeys(("разд.", "раздел", "abschn.", "abschnitt", "sect."), "section"),
    **dict.fromkeys(("т.", "том", "тт.", "bd.", "band", "bde.", "t.", "tome"), "volume"),
    **dict.fromkeys(("кн.", "книга", "liv."), "book"),
    **dict.fromkeys(("ч.", "часть", "teil", "tl."), "part"),
    **dict.fromkeys(("абз.", "абзац", "п.", "пп.", "abs.", "absatz", "rn.", "rdnr.", "rz.", "al."), "paragraph"),
    **dict.fromkeys(("прим.", "сн.", "anm.", "fn.", "n.", "note"), "note"),
    **dict.fromkeys(("рис.", "abb.", "ill."), "figure"),
    **dict.fromkeys(("табл.", "tab."), "table"),
    **dict.fromkeys(("л.", "лл.", "bl.", "f.", "fo"), "folio"),
    **dict.fromkeys(("стб.", "стлб.", "sp.", "spalte"), "column"),
    **dict.fromkeys(("стк.", "строка", "z.", "zeile"), "line"),
    **dict.fromkeys(("ст.", "art."), "article-locator"),
    **dict.fromkeys(("прил.", "приложение", "anh.", "anhang", "ann."), "appendix"),
    **dict.fromkeys(("вып.", "№", "h.", "heft"), "issue"),
    **dict.fromkeys(("s. v.", "s.v.", "sub verbo", "см. слово"), "sub-verbo"),
}
"""Abbreviation -> label, for what locales have no term for, or another one."""


COMMON = dict.fromkeys(("стр.", "стр"), "page")
"""Abbreviation -> label, where people write another one than the locale: there, "стр." is a line."""


def labels(locale: Locale) -> dict[str, str]:
    """Each term in lower case -> its label; that of the document's locale goes before others."""
    found = terms(locale)
    for language in LANGUAGES:
        for term, label in _of(language).items():
            found.setdefault(term, label)
    return {**FURTHER, **found, **COMMON}


@cache
def _of(language: str) -> dict[str, str]:
    return terms(load(language))
