"""Kinds of theses, reports and patents, and states of publication: biblatex's keys, English words, other languages.

A record keeps the English words; .bib files have the keys, which biblatex prints in the language of the document.
Source: the biblatex manual, "Localization Keys" (types, publication state) and its localization modules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ponarscite.record.language import tag_of

PHD = "PhD thesis"
MASTERS = "Master's thesis"

GENRES: Mapping[str, str] = {
    "phdthesis": PHD,
    "mathesis": MASTERS,
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
    "software": "Computer software",
    "datacd": "CD-ROM",
    "audiocd": "Audio CD",
    "patent": "Patent",
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "U.S. patent",
    "patreq": "Patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "U.S. patent request",
}
"""Key of biblatex's field `type` -> English words."""

STATES: Mapping[str, str] = {
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
    "inpress": "in press",
    "prepublished": "pre-published",
}
"""Key of biblatex's field `pubstate` -> English words."""

COUNTRIES: Mapping[str, str] = {
    "countryde": "Germany",
    "countryep": "European Union",
    "countryeu": "European Union",
    "countryfr": "France",
    "countryuk": "United Kingdom",
    "countryus": "United States of America",
}
"""Key of a country in biblatex's field `location` of a patent -> its English name."""

SERIES: Mapping[str, str] = {"newseries": "New series", "oldseries": "Old series"}
"""Key of biblatex's field `series` -> English words."""

_UNMISTAKABLE = {key: words for key, words in GENRES.items() if key not in ("software", "patent")}
"""Keys that are no words of English, so that a genre in any format can be read as one."""
_WORDS: Mapping[str, Mapping[str, str]] = {
    "genre": _UNMISTAKABLE | {"mastersthesis": MASTERS},
    "collection-title": SERIES,
    "publisher-place": COUNTRIES,
    "status": STATES,
}
_APOSTROPHE = str.maketrans("’", "'")


def in_words(variable: str, text: str) -> str:
    """The English words of a key of biblatex for a genre, a status, a series or a place; the tag of a language.

    Other texts are returned unchanged.
    """
    if variable == "language":
        return tag_of(text)
    if variable not in _WORDS:
        return text
    parts = text.casefold().split(" and ") if variable == "publisher-place" else [text.casefold()]
    words = [_WORDS[variable].get(part.strip(), "") for part in parts]
    return ", ".join(words) if all(words) else text


_MASTERS = re.compile(
    r"\bmaster|magist(?:er|r)|\bm\.? ?(?:a|sc|phil|s|eng|ed)\.?(?= |$)|maestr|mestrado|ma[iî]trise|магист|магіст",
    re.IGNORECASE,
)


def is_masters(genre: str) -> bool:
    """Whether the kind of a thesis is a master's: "Master's thesis", "M.A. thesis", "Magisterarbeit"."""
    return bool(_MASTERS.search(genre))


def key_of(table: Mapping[str, str], words: str) -> str:
    """The key of these English words in GENRES or STATES; "" for other words."""
    folded = words.translate(_APOSTROPHE).casefold()
    return next((key for key, known in table.items() if known.casefold() == folded), "")


_TRANSLATED: Mapping[str, Mapping[str, str]] = {
    "de": {
        "phdthesis": "Dissertation",
        "mathesis": "Masterarbeit",
        "bathesis": "Bachelorarbeit",
        "techreport": "Technischer Bericht",
        "resreport": "Forschungsbericht",
        "patent": "Patent",
        "patentde": "deutsches Patent",
        "patenteu": "europäisches Patent",
        "patentus": "US-Patent",
        "inpreparation": "in Vorbereitung",
        "submitted": "eingereicht",
        "forthcoming": "im Erscheinen",
        "inpress": "im Druck",
    },
    "es": {
        "phdthesis": "Tesis doctoral",
        "mathesis": "Tesis de maestría",
        "bathesis": "Tesis de licenciatura",
        "techreport": "Informe técnico",
        "resreport": "Informe de investigación",
        "patent": "Patente",
        "inpreparation": "en preparación",
        "submitted": "enviado",
        "forthcoming": "próximamente",
        "inpress": "en prensa",
    },
    "fr": {
        "phdthesis": "Thèse de doctorat",
        "mathesis": "Mémoire de master",
        "bathesis": "Mémoire de bachelor",
        "techreport": "Rapport technique",
        "resreport": "Rapport scientifique",
        "patent": "Brevet",
        "inpreparation": "en préparation",
        "submitted": "soumis",
        "forthcoming": "à paraître",
        "inpress": "sous presse",
    },
    "it": {
        "phdthesis": "Tesi di dottorato",
        "mathesis": "Tesi di laurea magistrale",
        "techreport": "Rapporto tecnico",
        "resreport": "Rapporto di ricerca",
        "patent": "Brevetto",
        "inpress": "in stampa",
    },
    "nl": {
        "phdthesis": "Proefschrift",
        "mathesis": "Masterscriptie",
        "techreport": "Technisch rapport",
        "resreport": "Onderzoeksrapport",
        "inpreparation": "in voorbereiding",
        "submitted": "ingediend",
        "inpress": "in druk",
    },
    "pl": {
        "phdthesis": "Praca doktorska",
        "mathesis": "Praca magisterska",
        "techreport": "Sprawozdanie techniczne",
        "resreport": "Sprawozdanie naukowe",
        "inpreparation": "w przygotowaniu",
        "inpress": "w druku",
    },
    "pt": {
        "phdthesis": "Tese de doutoramento",
        "mathesis": "Dissertação de mestrado",
        "techreport": "Relatório técnico",
        "resreport": "Relatório de pesquisa",
        "patent": "Patente",
        "inpreparation": "em preparação",
        "submitted": "submetido",
        "forthcoming": "no prelo",
        "inpress": "no prelo",
    },
    "ru": {
        "phdthesis": "Докторская диссертация",
        "mathesis": "Магистерская диссертация",
        "candthesis": "Кандидатская диссертация",
        "techreport": "Технический отчёт",
        "resreport": "Научный отчёт",
        "patent": "Патент",
        "inpreparation": "в подготовке",
        "submitted": "представлено",
        "forthcoming": "готовится к печати",
        "inpress": "в печати",
    },
    "uk": {
        "phdthesis": "Докторська дисертація",
        "mathesis": "Магістерська дисертація",
        "techreport": "Технічний звіт",
        "resreport": "Науковий звіт",
        "patent": "Патент",
        "inpreparation": "в підготовці",
        "inpress": "у друці",
    },
}
"""Language -> key -> words."""


def translated(variable: str, words: str, language: str) -> str:
    """The English words of a genre or a status in a language (BCP 47); unchanged where no translation is known."""
    known = _TRANSLATED.get(language.partition("-")[0].casefold())
    if not known or variable not in ("genre", "status"):
        return words
    return known.get(key_of(GENRES if variable == "genre" else STATES, words), words)
