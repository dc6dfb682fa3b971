"""Terms, ordinals, date formats and options of a language, from the style itself and from the locale files.

Source: CSL 1.0.2 specification, "Locale Fallback", "Terms", "Ordinal Suffixes", "Localized Date Formats".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ponarscite.csl.element import HINT, Element, parse
from ponarscite.errors import StyleError, StyleNotFoundError

FALLBACK = "en-US"
"""The locale of languages that have no locale file."""
_SPACES = re.compile(r"[ \t\r\n]+")
_FORM_FALLBACK = {"verb-short": "verb", "verb": "long", "symbol": "short", "short": "long"}
"""Form of a term -> form that replaces it if the term lacks it (CSL 1.0.2, "Terms")."""
_ORDINAL = re.compile(r"ordinal(?:-\d\d)?")


@dataclass(frozen=True, slots=True)
class Term:
    """A term.

    Args:
        single, multiple: text for one and for several.
        gender: grammatical gender: "", "masculine" or "feminine".
        match: attribute `match` of an ordinal term: "last-digit", "last-two-digits", "whole-number" or "".
    """

    single: str
    multiple: str
    gender: str = ""
    match: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Locale:
    """The terms, dates and options of a language, as changed by a style.

    Args:
        language: an xml:lang code: "en-GB".
        terms: (name, form, gender-form) -> term.
        dates: form ("text", "numeric") -> cs:date element with that localized format.
        options: attributes of cs:style-options.
    """

    language: str
    terms: Mapping[tuple[str, str, str], Term]
    dates: Mapping[str, Element]
    options: Mapping[str, str]

    @property
    def is_english(self) -> bool:
        """Whether the language is English, so that title case applies."""
        return self.language[:2] == "en"

    @property
    def punctuation_in_quote(self) -> bool:
        """Whether a comma or full stop goes inside a closing quotation mark."""
        return self.options.get("punctuation-in-quote") == "true"

    def find(self, name: str, form: str = "long", gender: str = "") -> Term | None:
        """A term in a form, or in the form that replaces it; None if the locale has no such term."""
        while True:
            found = self.terms.get((name, form, gender)) or self.terms.get((name, form, ""))
            if found or form == "long":
                return found
            form = _FORM_FALLBACK.get(form, "long")

    def term(self, name: str, form: str = "long", *, plural: bool = False, gender: str = "") -> str:
        """The text of a term, "" if the locale has no such term."""
        found = self.find(name, form, gender)
        if found is None:
            return ""
        return found.multiple if plural else found.single

    @property
    def ampersand(self) -> str:
        """The sign between two numbers: the term "and" in the form "symbol", "&" if that is no sign but the word."""
        symbol = self.term("and", "symbol")
        return symbol if symbol and symbol != self.term("and") else "&"

    def gender(self, name: str) -> str:
        """The grammatical gender of a term."""
        found = self.find(name)
        return found.gender if found else ""

    def ordinal(self, number: int, gender: str = "") -> str:
        """A number as an ordinal: 2 gives "2nd" in English.

        A term for the last two digits precedes one for the last digit.
        """
        for code in (number % 100, number % 10):
            found = self._ordinal(f"ordinal-{code:02}", gender)
            if found and _holds(found.match or ("last-digit" if code < 10 else "last-two-digits"), code, number):
                return f"{number}{found.single}"
        plain = self._ordinal("ordinal", gender)
        return f"{number}{plain.single if plain else ''}"

    def long_ordinal(self, number: int, gender: str = "") -> str:
        """The numbers 1 to 10 in words, all others as `ordinal`."""
        found = self._ordinal(f"long-ordinal-{number:02}", gender) if 1 <= number <= 10 else None
        return found.single if found else self.ordinal(number, gender)

    def _ordinal(self, name: str, gender: str) -> Term | None:
        return self.terms.get((name, "long", gender)) or self.terms.get((name, "long", ""))


def _holds(match: str, code: int, number: int) -> bool:
    """Whether the ordinal term for *code* matches *number*."""
    return code == {"last-digit": number % 10, "last-two-digits": number % 100}.get(match, number)


@dataclass(frozen=True, slots=True, eq=False)
class LocaleFile:
    """A locale file of the caller: it overrides the official one of its language, or stands in for a missing one.

    Args:
        language: an xml:lang code.
        root: its cs:locale.
    """

    language: str
    root: Element

    @staticmethod
    def parse(xml: str | bytes, name: str = "the locale") -> LocaleFile:
        """Read a locale from its XML.

        Args:
            xml: the content of the file.
            name: what to call it in an error.
        Raises:
            StyleError: not well-formed XML, or its root is not a cs:locale with xml:lang.
        """
        root, _ = parse(xml, name)
        if root.name != "locale" or not root.get("lang"):
            raise StyleError(f"{name} is not a locale of CSL: its root is not <locale> with xml:lang", hint=HINT)
        return LocaleFile(root.get("lang"), root)

    @staticmethod
    def read(path: str | Path) -> LocaleFile:
        """Read a locale from a file.

        Raises:
            StyleNotFoundError: the file cannot be read.
            StyleError: as `parse`.
        """
        try:
            xml = Path(path).read_bytes()
        except (OSError, ValueError, TypeError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise StyleNotFoundError(f"the locale {str(path)!r} cannot be read: {reason}") from error
        return LocaleFile.parse(xml, f"the locale {str(path)!r}")


def load(wanted: str | LocaleFile, own: Iterable[Element] = ()) -> Locale:
    """The locale of a language.

    Args:
        wanted: an xml:lang code, or a locale file; "" for American English.
        own: the cs:locale elements of a style, which override the locale file.
    """
    if isinstance(wanted, LocaleFile):
        base = _file(known_locale(wanted.language) or FALLBACK)
        return _merged(wanted.language, [base, wanted.root, *_nearest(own, wanted.language)])
    language = wanted or FALLBACK
    known = known_locale(language)
    return _merged(language if known else FALLBACK, [_file(known or FALLBACK), *_nearest(own, language)])


def _nearest(own: Iterable[Element], language: str) -> list[Element]:
    """The cs:locale elements of a style that apply to a language, least specific first."""
    elements = list(own)
    short = language.split("-")[0]
    wishes = dict.fromkeys(("", short, _dialects().get(short, ""), language))
    return [element for wish in wishes for element in elements if element.get("lang") == wish]


@cache
def known_locale(language: str) -> str:
    """The code of the locale file for a language: its own, or that of its primary dialect; "" for none."""
    folder = locales_folder()
    for name in (language, _dialects().get(language.split("-")[0], "")):
        if re.fullmatch(r"[\w-]{2,20}", name) and (folder / f"locales-{name}.xml").is_file():
            return name
    return ""


@cache
def _dialects() -> dict[str, str]:
    """Language -> its primary dialect: "de" -> "de-DE"."""
    return dict(json.loads((locales_folder() / "locales.json").read_text("utf-8"))["primary-dialects"])


@cache
def _file(name: str) -> Element:
    """The root element of a locale file, parsed once."""
    path = locales_folder() / f"locales-{name}.xml"
    return parse(path.read_bytes(), f"the locale {name}")[0]


@cache
def locales_folder() -> Path:
    """The folder of the locale files in the package citeproc-py, found without importing it."""
    package = find_spec("citeproc")
    places = package.submodule_search_locations if package else None
    return Path(next(iter(places or [""])), "data", "locales")


def _merged(language: str, sources: Iterable[Element]) -> Locale:
    """The locale of some cs:locale elements, each of which overrides those before it."""
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
    """Add the terms of a cs:locale; ordinals replace all earlier ones (CSL 1.0.2, "Ordinal Suffixes")."""
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
    return Term(_text(single or term), _text(multiple or single or term), term.get("gender"), term.get("match"))


def _text(element: Element) -> str:
    """The text of a term; a line break in the file is a space."""
    return _SPACES.sub(" ", element.text) if "\n" in element.text else element.text
