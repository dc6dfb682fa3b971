"""Entry: the fields of a work as CSL variables with values: texts, names and dates.

Source: CSL 1.0.2, appendix IV, "Variables".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ponarscite.citestring.kind import type_of
from ponarscite.citestring.moment import moment
from ponarscite.citestring.periodical import named_in, parted
from ponarscite.citestring.person import institution, person
from ponarscite.citestring.works import Piece, Work
from ponarscite.record.date import Date
from ponarscite.record.item import to_json_date, to_json_name
from ponarscite.record.name import OTHERS, Name
from ponarscite.record.quoted import trim, unnest
from ponarscite.record.text import bare_doi, clean, fold

VARIABLE: Final = {
    "title": "title",
    "container": "container-title",
    "collection": "collection-title",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "publisher": "publisher",
    "place": "publisher-place",
    "edition": "edition",
    "genre": "genre",
    "number": "number",
    "event": "event-title",
    "URL": "URL",
    "DOI": "DOI",
    "ISBN": "ISBN",
    "status": "status",
    "archive": "archive",
}
"""Label of a text -> CSL variable. A title in another language (`original`) has no variable in CSL."""

DATES: Final = ("issued", "accessed")
_NAMES: Final = {"author": "author", "org": "author", "editor": "editor", "translator": "translator"}
_COUNTED: Final = frozenset(("volume", "issue", "page", "number", "edition", "ISBN"))

_OF_PARTS: Final = frozenset(("volume", "issue", "page", "collection-title", "event-title"))
_SERIES = re.compile(
    r"\b(?:series|library|studies|reihe|schriften|beiträge|collection|bibliothèque|papers|monographs)\b|сери|библиотек",
    re.IGNORECASE,
)
"""Words in the name of a series of books."""

_NUMBERED_DATE = re.compile(r"(?P<issue>\d{1,3}),? (?P<date>[^\W\d_]{3,}\.?(?:[/–-][^\W\d_]{3,}\.?)?,? \d{4})")
_COUNTS = re.compile(r"(?:№|#|\bno|\bnr|\bissue|\biss)\.?\s*$", re.IGNORECASE)

_MOST_ALIKE = 50
"""Names of one family with which another is compared."""

_EDGE = " ,;:*_"
_QUOTES = {"“": "”", "”": "”", "„": "“", "«": "»", '"': '"', "‘": "’", "'": "'", "‟": "”"}
_DOUBLE = re.compile('[“”„«»"‟]')
_ASKED = re.compile(r"[?!]+(?![\w/])")
_INNER = re.compile(r"[,.]?’")
_EMPHASIS = re.compile(r"[^*_]{0,60}(?<!\w)[*_]([^*_]{2,80})")
"""A name in italics at the end, whose last mark is gone: "Atlantic Council's _New Atlanticist"."""
_REPEATED = re.compile(r"(.{3,80}), \1")
_NOWHERE = re.compile(r"\[?(?:s\. ?l|s\. ?n|n\. ?p|б\. ?м|o\. ?O)\.?\]?", re.IGNORECASE)
"""Signs that no place or publisher is known."""
_COUNTING = re.compile(r"[,.:]? (?:no|nos|nr|vol|number)\.?$| ?[#№]$", re.IGNORECASE)
_IN = re.compile(r"(?:^|\W)(?:in|в кн|у кн|dans)\W*$", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th|-?е|-?ое|\.?[ªºa°]|\.|e|ème|er|re)?", re.IGNORECASE)
_SERIAL = re.compile(r" (?:commentary|podcast|(?:we)?blog)$", re.IGNORECASE)
"""The end of the name of a serial without numbers, which looks like a label: "PONARS Eurasia Commentary"."""
_RESOLVER = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/(?=10\.)", re.IGNORECASE)
_EDITORS = re.compile(r"\W{0,3}(?:eds?|editors?|hrsg|hg|\(?под ред|ред|dir|coord)\b", re.IGNORECASE)
_TRANSLATED = re.compile(r"\b(?:trans|transl|translated|trad|traduit|übers|übersetzt|пер|перевод)\b", re.IGNORECASE)
_EDITED = re.compile(r"\b(?:eds?|edited|éd|hrsg|hg|ред)\b", re.IGNORECASE)
_EDITED_BY = re.compile(
    r"(?:\b(?:éd|ed|eds|edited by|établi par|hrsg|hg|herausgegeben|ред)\b\.?)(?: (?:by|par|von))?\s*$", re.I
)
"""Words right before a name that edits."""
_ET_AL = re.compile(
    r"\W{0,3}(?:and |with |&\s?)?(?:et\.? al|others|colleagues|и др(?:угие)?|та ін|u\. ?a|i in)\b", re.IGNORECASE
)
_DASHES = re.compile(r"--+|[‐‑‒―−]|(?<=[\dxvi]) ?— ?(?=[\dxvi])")
_PAGES = re.compile(r"^(?:pp?|pages?|s|с|стр)\b\.? ?", re.IGNORECASE)
_SPACED = re.compile(r" ?[–-] | (?:to|bis|à) ?(?=\d)| [–-](?=\d)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A work with values for its CSL variables.

    Args:
        work: its pieces.
        type: an item type of CSL, "document" where the fields do not tell it.
        texts: CSL variable -> text, none of them empty.
        names: CSL variable -> names, in order.
        dates: CSL variable -> date; None for words that make no date.
        repeated: labels of which the work has several values that differ.
    """

    work: Work
    type: str
    texts: Mapping[str, str]
    names: Mapping[str, tuple[Name, ...]]
    dates: Mapping[str, Date | None]
    repeated: tuple[str, ...] = ()

    @property
    def item(self) -> dict[str, Any]:
        """The work as a CSL-JSON item, without what is no value."""
        names = {variable: [to_json_name(name) for name in names] for variable, names in self.names.items()}
        dates = {variable: to_json_date(date) for variable, date in self.dates.items() if date}
        return {"type": self.type, **self.texts, **names, **dates}


def entry_of(work: Work) -> Entry:
    """Give the fields of a work the values of CSL. Total: what is no value is left out, and `proof` names it."""
    texts, repeated = _texts(work)
    texts = _with_subtitle(work, parted(texts))
    issue = _issue_in_date(work)
    if issue and "issue" not in texts:
        texts["issue"] = issue
    names = _names(work)
    dates = {label: moment([_date(work, piece) for piece in found]) for label in DATES if (found := work.all(label))}
    _assign(texts)
    kind = type_of(work, texts, names, dates)
    if kind == "book" and "container-title" not in texts:
        texts.pop("page", None)  # the place cited within it
    return Entry(work, kind, texts, names, dates, repeated)


def _numbered(work: Work, piece: Piece) -> re.Match[str] | None:
    """The date of a work with the number of its issue, taken for a day: "№ [[issued|4 October/December 2018]]"."""
    match = _NUMBERED_DATE.fullmatch(piece.text) if piece.label == "issued" else None
    return match if match and _COUNTS.search(work.before(piece)) else None


def _issue_in_date(work: Work) -> str:
    dated = work.all("issued")
    match = _numbered(work, dated[0]) if len(dated) == 1 else None
    return match["issue"] if match else ""


def _date(work: Work, piece: Piece) -> str:
    match = _numbered(work, piece)
    return match["date"] if match else piece.text


def _with_subtitle(work: Work, texts: dict[str, str]) -> dict[str, str]:
    """The texts with what looks like a container as the second half of the title of a book.

    "Le champ aveugle. Essais sur le cinéma, Paris, Gallimard": a full stop alone parts them, and an imprint follows.
    """
    title, book = work.all("title"), work.all("container")
    is_book = {"publisher", "publisher-place"} <= texts.keys() and texts.keys().isdisjoint(_OF_PARTS)
    if not (is_book and len(title) == len(book) == 1) or work.all("editor") or _SERIES.search(book[0].text):
        return texts
    if work.text[title[0].end : book[0].start] != ". " or work.text[title[0].start - 1 : title[0].start] in tuple(
        '“«"'
    ):
        return texts
    whole = f"{texts['title']}. {texts['container-title']}"
    return {name: text for name, text in texts.items() if name != "container-title"} | {"title": whole}


def _assign(texts: dict[str, str]) -> None:
    """Give a number to what it counts: volumes of a series of books, issues of a periodical; an event its place."""
    if "event-title" in texts and "publisher" not in texts and "publisher-place" in texts:
        texts["event-place"] = texts.pop("publisher-place")
    if _SERIAL.search(texts.get("genre", "")) and not texts.keys() & {"number", "container-title", "publisher"}:
        texts["container-title"] = texts.pop("genre")
    if "number" not in texts or "genre" in texts:
        return
    if "collection-title" in texts:
        texts["collection-number"] = texts.pop("number")
    elif "container-title" in texts and "issue" not in texts:
        texts["issue"] = texts.pop("number")


def _texts(work: Work) -> tuple[dict[str, str], tuple[str, ...]]:
    """The texts of a work by variable, and the labels that have several different ones; of these the first counts."""
    texts: dict[str, str] = {}
    repeated: list[str] = []
    before = ""
    for piece in work.fields:
        variable = VARIABLE.get(piece.label, "")
        value = _value(work, piece) if variable else ""
        if variable == "title" and before == "volume":
            variable = "volume-title"
        elif variable == "title" and "title" in texts and _is_whole(work, piece, before):
            variable = "container-title"
        before = piece.label
        if not value:
            continue
        if variable == "URL" and _RESOLVER.match(value):
            variable, value = "DOI", bare_doi(value)
        if texts.setdefault(variable, value).casefold() != value.casefold():
            repeated.append(piece.label)
    return texts, tuple(dict.fromkeys(repeated))


def _is_whole(work: Work, piece: Piece, before: str) -> bool:
    """Whether a second title is the book that holds the first: "in" or its editors stand before it."""
    has_book = any(one.label == "container" for one in work.fields)
    return not has_book and (before == "editor" or bool(_IN.search(work.before(piece))))


def _value(work: Work, piece: Piece) -> str:
    text = clean(piece.text)
    if piece.label == "title":
        return _title(work, piece)
    if piece.label == "DOI":
        return bare_doi(text).rstrip(".,;") if "10." in text else ""
    if piece.label == "URL":
        return _address(text.strip("<>").rstrip(".,;"))
    if piece.label == "edition":
        match = _ORDINAL.fullmatch(text.strip(_EDGE))
        return match[1] if match else text.strip(_EDGE)
    if piece.label == "page":
        return _SPACED.sub("–", _PAGES.sub("", _DASHES.sub("–", text.strip(f"{_EDGE}.()[]"))))
    if piece.label in _COUNTED:
        counted = _DASHES.sub("–", text.strip(f"{_EDGE}.#№()[]"))
        return f"{counted})" if counted.count("(") > counted.count(")") else counted
    if piece.label == "container":
        return named_in(work.before(piece), _bare(text), work.after(piece))
    return _bare(text)


def _address(text: str) -> str:
    """An address with its scheme, "" for what is none, as "doi:" before a DOI."""
    if "://" in text or "." not in text:
        return text if "://" in text else ""
    return bare_doi(text) if text.startswith("10.") else f"http://{text}"


def _bare(text: str) -> str:
    """A text without the marks, the quotation marks and the emphasis around it, and without "No." at its end."""
    text = _COUNTING.sub("", text.strip(_EDGE)).strip(_EDGE)
    if len(text) > 2 and _QUOTES.get(text[0], "") == text[-1] and not _DOUBLE.search(text[1:-1]):
        text = text[1:-1].strip(_EDGE)
    if emphasis := _EMPHASIS.fullmatch(text):
        text = emphasis[1]
    if repeated := _REPEATED.fullmatch(text):
        text = repeated[1]
    if _NOWHERE.fullmatch(text):
        return ""
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip(_EDGE)
    return text


def _title(work: Work, piece: Piece) -> str:
    """A title without the marks around it; within double quotation marks, its single ones become double."""
    text = clean(f"{piece.text}{_end_of_title(work, piece)}").strip(_EDGE)
    outer = work.text[max(piece.start - 1, 0) : piece.start]
    if len(text) > 2 and _DOUBLE.match(text[0]) and not _DOUBLE.search(text[1:-1]):
        outer, text = text[0], text[1:]
    if _DOUBLE.match(text[-1:]) and len(_DOUBLE.findall(text)) == 1:
        text = text[:-1]
    text = trim(text.strip(_EDGE))
    if outer == "«":
        return text.replace("„", "«").replace("“", "»")
    return unnest(text, ('"', '"') if outer == '"' else ("“", "”")) if _DOUBLE.match(outer) else text


def _end_of_title(work: Work, piece: Piece) -> str:
    """The marks behind a title that belong to it: "!" and "?", and the mark that ends a quotation inside."""
    behind = work.text[piece.end : piece.end + 4]
    if asked := _ASKED.match(behind):
        return asked[0]
    inner = _INNER.match(behind)
    is_open = piece.text.rfind("‘") > piece.text.rfind("’")
    return "’" if inner and is_open else ""


def _names(work: Work) -> dict[str, tuple[Name, ...]]:
    """The names by variable. Authors before "eds." are editors; "et al." is the mark of others."""
    added: dict[str, _Names] = {}
    last: dict[str, Piece] = {}
    for piece in work.fields:
        if variable := _NAMES.get(piece.label):
            name = institution(piece.text) if piece.label == "org" else person(piece.text)
            if variable == "editor" and _is_translator(work, piece):
                variable = "translator"
            elif variable == "author" and piece.label == "author" and _EDITED_BY.search(work.before(piece)):
                variable = "editor"
            added.setdefault(variable, _Names()).add(name)
            last[variable] = piece
    found = {variable: names.listed for variable, names in added.items()}
    for variable, piece in last.items():
        if _ET_AL.match(work.after(piece)):
            found[variable].append(OTHERS)
    if "author" in found and _are_editors(work, last):
        found["editor"] = [*found.pop("author"), *found.get("editor", ())]
    return {variable: tuple(names) for variable, names in found.items() if names}


@dataclass(slots=True)
class _Names:
    """Names in order, each once; GOST repeats names behind "/", where they may be longer."""

    listed: list[Name] = field(default_factory=list)
    _keys: set[tuple[str, str]] = field(default_factory=set)
    _alike: dict[str, list[int]] = field(default_factory=dict)  # family name, or whole name, folded -> places

    def add(self, name: Name) -> None:
        """Add a name that is not there yet."""
        key = (name.sort.casefold(), "".join(filter(str.isalpha, name.given)).casefold())
        if not name or key in self._keys:
            return
        self._keys.add(key)
        signs = {f"family {fold(name.sort)}", fold(str(name))}
        known = sorted({place for sign in signs for place in self._alike.get(sign, ())[:_MOST_ALIKE]})
        same = next((place for place in known if _is_repeated(self.listed[place], name)), None)
        if same is not None:
            self.listed[same] = max(self.listed[same], name, key=lambda one: len(one.given))
            return
        for sign in signs:
            self._alike.setdefault(sign, []).append(len(self.listed))
        self.listed.append(name)


def _is_repeated(known: Name, name: Name) -> bool:
    """Whether one of two names abbreviates the other."""
    return bool(known.given and name.given and "." in known.given + name.given) and known.is_same(name)


def _is_translator(work: Work, piece: Piece) -> bool:
    """Whether only a word for translating stands before one who is labelled as an editor: "trans. Ann Lee"."""
    before = work.before(piece)
    return bool(_TRANSLATED.search(before)) and not _EDITED.search(before)


def _are_editors(work: Work, last: Mapping[str, Piece]) -> bool:
    """Whether "eds." behind the authors makes all of them editors, also where only the last of them is labelled so."""
    author, editor = last["author"], last.get("editor")
    first = next((piece for piece in work.fields if piece.label == "editor"), None)
    if editor is None or first is None:
        return bool(_EDITORS.match(work.after(author)))
    return work.text[author.end : first.start].strip(" ,;&") in ("", "and", "und", "et", "и") and bool(
        _EDITORS.match(work.after(editor))
    )
