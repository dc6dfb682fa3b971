"""Kind: the CSL item type of a work, told from the fields that it has: a table of rules, the most telling first.

Source: CSL 1.0.2, appendix III, "Types".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ponarscite.citestring.label import FIELDS, LOCATOR, OTHER
from ponarscite.citestring.periodical import MEDIUM
from ponarscite.citestring.works import Work
from ponarscite.record.date import Date
from ponarscite.record.institution import is_institution
from ponarscite.record.name import Name

GENRES: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"\b(?:diss|thes[ie]s|thèse|mémoire|habil|tesis|tese|doktorarb)|дисс|автореф|\bдис\.|\bph\.?d\b", "thesis"),
        (r"manuscript|mimeo|typescript|рукопись", "manuscript"),
        (r"\bpodcast|подкаст|\baudio", "broadcast"),
        (r"\b(?:we)?blog\b|блог", "post-weblog"),
        (r"\bvideo|\bfilm\b|documentary", "motion_picture"),
        (r"\bdata ?set|\bdatabase", "dataset"),
        (r"\bpress release|пресс-релиз", "report"),
        (r"\bnewspaper|газета", "article-newspaper"),
        (r"\breview of\b|book review", "review-book"),
        (r"\bspeech|\blecture|\btestimony|\bkeynote|\btalk\b|доклад|выступление", "speech"),
        (r"\bposter|conference paper|\bpresentation", "paper-conference"),
    )
)
"""Words of a genre -> type."""

_JOURNAL = re.compile(
    r"\b(?:journal|review|quarterly|studies|affairs|annals|politics|survey|bulletin|zeitschrift|revue|cahiers|annales|"
    r"osteuropa|analytical digest|demokratizatsiya)\b|вестник|журнал|вопросы|исследовани|записки",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:times|post(?!-)|news|herald|tribune|gazette|guardian|telegraph|newspaper|daily|weekly|today|observer|pravda)\b"
    r"|\.(?:com|org|net|ru|info|uk|de|ua)$|газета|новости|правда",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"\b(?:press|publish\w*|books|verlag|routledge|palgrave|springer|sage|wiley|brill|norton|penguin|macmillan|polity|"
    r"éditions|editions)\b|изд",
    re.IGNORECASE,
)
_IN = re.compile(r"(?:^|\W)(?:in|в кн|у кн|dans|em|w)\b", re.IGNORECASE)
_CHAPTER = re.compile(r"\b(?:chapter|chap|kapitel|глава|chapitre)\b", re.IGNORECASE)
_ENCYCLOPEDIA = re.compile(r"encyclop|enzyklop|wikipedia|britannica|энциклопед|википед|енциклопед", re.IGNORECASE)
_HEARD = re.compile(r"\bpodcast\b|подкаст", re.IGNORECASE)
_BLOG = re.compile(r"\b(?:we)?blog\b|\bcommentary$|блог", re.IGNORECASE)
_PROCEEDINGS = re.compile(
    r"\b(?:proceedings|conference|symposium|workshop|congress|konferenz|tagungsband|actes)\b"
    r"|конференци|материалы|сборник докл",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fields:
    """The facts about a work by which its type is told.

    Args:
        known: the CSL variables that it has.
        precision: how exact the date is: 0 for none, 1 to 3 for year, month, day.
        is_within: whether "in" stands between title and container.
        is_chapter: whether it is called one.
        is_quoted: whether the title is in quotation marks.
        is_located: whether a place within the work is cited.
        medium: the type that a word in parentheses tells, as "(blog)"; "" for none.
        by_body: whether its author is an institution.
    """

    texts: Mapping[str, str]
    known: frozenset[str]
    precision: int
    is_within: bool
    is_chapter: bool
    is_quoted: bool
    is_located: bool
    by_body: bool
    medium: str = ""

    def has(self, *variables: str) -> bool:
        """Whether the work has one of these variables."""
        return not self.known.isdisjoint(variables)

    def text(self, variable: str) -> str:
        """The text of a variable, "" for none."""
        return self.texts.get(variable, "")


def _of_genre(fields: Fields) -> str:
    genre = fields.text("genre")
    return next((kind for pattern, kind in GENRES if pattern.search(genre)), "") if genre else ""


def _in_book(fields: Fields) -> bool:
    if not fields.has("container-title") or fields.has("issue"):
        return False
    by_others = fields.has("editor") and (fields.has("author") or fields.is_within)
    paged = fields.has("page", "publisher", "editor") and not fields.has("volume") and fields.precision < 2
    is_named = fields.has("publisher-place", "edition") or fields.is_chapter
    return by_others or is_named or (fields.is_within and paged)


def _in(pattern: re.Pattern[str]) -> Callable[[Fields], bool]:
    return lambda fields: bool(pattern.search(fields.text("container-title")))


def _in_journal(fields: Fields) -> bool:
    if not fields.has("container-title"):
        return False
    name = fields.text("container-title")
    numbered = fields.has("volume", "issue", "DOI", "status") or (fields.has("page") and fields.precision < 3)
    return bool(numbered or (_JOURNAL.search(name) and fields.precision < 3))


def _in_paper(fields: Fields) -> bool:
    is_news = bool(_NEWS.search(fields.text("container-title")))
    return fields.has("container-title") and (fields.precision > 1 or is_news)


def _in_year(fields: Fields) -> bool:
    return fields.has("container-title") and fields.precision == 1 and not fields.has("URL")


def _is_report(fields: Fields) -> bool:
    publisher = fields.text("publisher")
    is_house = is_institution(publisher) and not _PRESS.search(publisher)
    return bool(publisher) and not fields.has("edition", "editor") and is_house and not fields.has("publisher-place")


def _on_site(fields: Fields) -> bool:
    """Whether a house has put a text on its site: with a day, or visited on one, and without label or place."""
    if fields.has("publisher-place", "genre", "number", "page", "edition", "ISBN"):
        return False
    is_dated = fields.precision == 3 and fields.is_quoted and fields.has("publisher")
    is_visited = fields.has("accessed") and fields.has("URL") and (fields.by_body or fields.has("publisher"))
    return is_dated or is_visited


RULES: Final[tuple[tuple[str, Callable[[Fields], bool]], ...]] = (
    ("paper-conference", lambda fields: fields.has("event-title")),
    ("entry-encyclopedia", _in(_ENCYCLOPEDIA)),
    ("broadcast", lambda fields: fields.medium == "broadcast"),
    ("post-weblog", lambda fields: fields.medium == "post-weblog"),
    ("broadcast", lambda fields: _in(_HEARD)(fields) and not fields.has("volume", "issue", "page")),
    ("post-weblog", lambda fields: _in(_BLOG)(fields) and not fields.has("volume", "issue", "page")),
    ("paper-conference", lambda fields: _in(_PROCEEDINGS)(fields) and not fields.has("issue")),
    ("chapter", _in_book),
    ("report", lambda fields: fields.has("genre", "number") and not fields.has("volume", "issue")),
    ("article-journal", _in_journal),
    ("article-newspaper", _in_paper),
    ("article-journal", _in_year),
    ("webpage", lambda fields: fields.has("container-title")),
    ("webpage", _on_site),
    ("report", _is_report),
    ("report", lambda fields: fields.by_body and fields.has("publisher") and not fields.has("edition", "ISBN")),
    ("book", lambda fields: fields.has("publisher", "edition") and not fields.is_quoted),
    ("report", lambda fields: fields.has("publisher")),
    ("manuscript", lambda fields: fields.has("archive")),
    ("book", lambda fields: fields.has("publisher-place", "ISBN", "collection-title")),
    ("book", lambda fields: fields.is_located and not fields.is_quoted and fields.has("issued", "volume")),
    ("report", lambda fields: fields.by_body and fields.has("issued", "URL")),
    ("webpage", lambda fields: fields.has("URL")),
)
"""(type, test), tried in this order."""


def type_of(
    work: Work, texts: Mapping[str, str], names: Mapping[str, tuple[Name, ...]], dates: Mapping[str, Date | None]
) -> str:
    """The item type of a work; "document" where its fields do not tell it.

    Args:
        texts, names, dates: by CSL variable.
    """
    issued, between = dates.get("issued"), _before_container(work)
    fields = Fields(
        texts,
        frozenset((*texts, *names, *dates)),
        len(issued.parts) if issued else 0,
        bool(_IN.search(between)),
        bool(_CHAPTER.search(between)),
        _is_quoted(work),
        any(piece.label == LOCATOR for piece in work.pieces),
        any(name.literal for name in names.get("author", ())),
        _medium(work),
    )
    return _of_genre(fields) or next((kind for kind, holds in RULES if holds(fields)), "document")


def _medium(work: Work) -> str:
    """The type that a word in parentheses outside of the fields tells, "" for none."""
    found = (MEDIUM.search(piece.text) for piece in work.pieces if piece.label == OTHER)
    match = next(filter(None, found), None)
    return ("post-weblog" if match["blog"] else "broadcast") if match else ""


def _before_container(work: Work) -> str:
    """The words that belong to no field between title and container."""
    words: list[str] = []
    for piece in work.pieces:
        if piece.label == "container" or (piece.label == "title" and _IN.search(" ".join(words))):
            return " ".join(words)
        if piece.label == "title":
            words.clear()
        elif piece.label not in FIELDS:
            words.append(piece.text)
    return ""


def _is_quoted(work: Work) -> bool:
    title = next((piece for piece in work.fields if piece.label == "title"), None)
    return bool(title and work.text[max(title.start - 1, 0) : title.start] in tuple("“”„«\"‘'"))
