"""Locale: terms, ordinals, dates and options of a language, the style's own before those of the locale files.

Source: CSL 1.0.2 specification, "Locale files", "Locale fallback", "Terms", "Ordinal numbers".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ponarscite.csl.element import Element, parse

FALLBACK = "en-US"
_SPACES = re.compile(r"[ \t\r\n]+")
_FORM_FALLBACK = {"verb-short": "verb", "verb": "long", "symbol": "short", "short": "long"}
_ORDINAL = re.compile(r"ordinal(?:-\d\d)?")


@dataclass(frozen=True, slots=True)
class Term:
    """What a term says: for one, for many, and its grammatical gender ("", "masculine", "feminine")."""

    single: str
    multiple: str
    gender: str = ""
    match: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Locale:
    """The terms of a language as a style sees them.

    Args:
        language: an xml:lang code: "en-GB".
        terms: (name, form, gender form) -> Term.
        dates: form -> the date element that localised dates of that form follow.
        options: attributes of ``style-options``, the nearest first.
    """

    language: str
    terms: Mapping[tuple[str, str, str], Term]
    dates: Mapping[str, Element]
    options: Mapping[str, str]

    @property
    def is_english(self) -> bool:
        """Whether title case may be used."""
        return self.language[:2] == "en"

    @property
    def punctuation_in_quote(self) -> bool:
        """Whether a comma or full stop goes before a closing quotation mark."""
        return self.options.get("punctuation-in-quote") == "true"

    def find(self, name: str, form: str = "long", gender: str = "") -> Term | None:
        """A term in that form, or in the form that stands in for it; None when the language has no such term."""
        while True:
            found = self.terms.get((name, form, gender)) or self.terms.get((name, form, ""))
            if found or form == "long":
                return found
            form = _FORM_FALLBACK.get(form, "long")

    def term(self, name: str, form: str = "long", *, plural: bool = False, gender: str = "") -> str:
        """The text of a term, "" when the language has none."""
        found = self.find(name, form, gender)
        if found is None:
            return ""
        return found.multiple if plural else found.single

    def gender(self, name: str) -> str:
        """The grammatical gender of a noun."""
        found = self.find(name)
        return found.gender if found else ""

    def ordinal(self, number: int, gender: str = "") -> str:
        """A number as an ordinal: 2 gives "2nd" in English; what two digits say goes before what one says."""
        for code in (number % 100, number % 10):
            found = self._ordinal(f"ordinal-{code:02}", gender)
            if found and _holds(found.match or ("last-digit" if code < 10 else "last-two-digits"), code, number):
                return f"{number}{found.single}"
        plain = self._ordinal("ordinal", gender)
        return f"{number}{plain.single if plain else ''}"

    def long_ordinal(self, number: int, gender: str = "") -> str:
        """1 to 10 in words, else as `ordinal`."""
        found = self._ordinal(f"long-ordinal-{number:02}", gender) if 1 <= number <= 10 else None
        return found.single if found else self.ordinal(number, gender)

    def _ordinal(self, name: str, gender: str) -> Term | None:
        return self.terms.get((name, "long", gender)) or self.terms.get((name, "long", ""))


def _holds(match: str, code: int, number: int) -> bool:
    """Whether the ordinal term for *code* serves for *number*."""
    return code == {"last-digit": number % 10, "last-two-digits": number % 100}.get(match, number)


def load(wanted: str, own: Iterable[Element] = ()) -> Locale:
    """The locale *wanted* ("" for American English), with the *own* locale elements of a style before it."""
    language = wanted or FALLBACK
    known = _known(language)
    return _merged(language if known else FALLBACK, [_file(known or FALLBACK), *_nearest(own, language)])


def _nearest(own: Iterable[Element], language: str) -> list[Element]:
    """The locale elements of a style that hold for a language, the farthest first."""
    elements = list(own)
    short = language.split("-")[0]
    wishes = dict.fromkeys(("", short, _dialects().get(short, ""), language))
    return [element for wish in wishes for element in elements if element.get("lang") == wish]


@cache
def _known(language: str) -> str:
    """The locale file for a language: its own, that of its primary dialect, "" for none."""
    folder = locales_folder()
    for name in (language, _dialects().get(language.split("-")[0], "")):
        if re.fullmatch(r"[\w-]{2,20}", name) and (folder / f"locales-{name}.xml").is_file():
            return name
    return ""


@cache
def _dialects() -> dict[str, str]:
    return dict(json.loads((locales_folder() / "locales.json").read_text("utf-8"))["primary-dialects"])


@cache
def _file(name: str) -> Element:
    path = locales_folder() / f"locales-{name}.xml"
    return parse(path.read_bytes(), f"the locale {name}")[0]


@cache
def locales_folder() -> Path:
    """Where citeproc-py keeps the locale files; the package itself is not imported."""
    package = find_spec("citeproc")
    places = package.submodule_search_locations if package else None
    return Path(next(iter(places or [""])), "data", "locales")


def _merged(language: str, sources: Iterable[Element]) -> Locale:
    terms: dict[tuple[str, str, str], Term] = {}
    dates: dict[str, Element] = {}
    options: dict[str, str] = {}
    for source in sources:
        _add_terms(terms, source)
        dates.update((date.get("form"), date) for date in source.all("date"))
        for option in source.all("style-options"):
            options.update(option.attributes)
    return Locale(language, terms, dates, options)


def _add_terms(terms: dict[tuple[str, str, str], Term], source: Element) -> None:
    """Put terms over those there are; ordinals come as one set, which replaces the former, or not at all."""
    new = [term for group in source.all("terms") for term in group.all("term")]
    if any(term.get("name") == "ordinal" for term in new):
        for key in [key for key in terms if _ORDINAL.fullmatch(key[0])]:
            del terms[key]
    elif any(name == "ordinal" for name, _, _ in terms):
        new = [term for term in new if not _ORDINAL.fullmatch(term.get("name"))]
    for term in new:
        key = (term.get("name"), term.get("form", "long"), term.get("gender-form"))
        terms[key] = _term(term)


def _term(term: Element) -> Term:
    single, multiple = term.find("single"), term.find("multiple")
    return Term(_said(single or term), _said(multiple or single or term), term.get("gender"), term.get("match"))


def _said(element: Element) -> str:
    """The text of a term: line breaks of the file are spaces."""
    return _SPACES.sub(" ", element.text) if "\n" in element.text else element.text
