"""Proof: named checks that a reading must pass before anyone relies on it.

Each check looks for one way in which a reading can be wrong. A reading that passes all of them is proven; of any other,
the names of the checks that it fails are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from ponarscite.citestring.connecting import CONNECTING
from ponarscite.citestring.entry import Entry
from ponarscite.citestring.label import OTHER, OTHERS, REMARK
from ponarscite.citestring.periodical import MEDIUM
from ponarscite.citestring.person import is_body, is_doubled, is_person
from ponarscite.citestring.works import MOST_INHERITED, Piece, Work
from ponarscite.record.name import OTHERS as AND_OTHERS

_CAPITAL = re.compile(r"[\W_]*(?:[^\W_a-zа-яёіїєґß-öø-ÿ]|[a-zа-я]{1,3}[A-ZА-Я]|d’|d'|l’|l'|al-|el-|e-|i[A-Z])")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+){0,3}\.[a-z]{2,5}", re.IGNORECASE)
_DANGLING = re.compile(
    r"(?<!\w)(?:with|by|edited|translated|trans\.|ed\. by|par|von|mit|avec|совместно с)\W*$", re.IGNORECASE
)
"""Words behind which a name is missing."""

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[-’'.](?=[^\W\d_]))*")
_VOLUME = re.compile(
    r"(?:\d{1,4}|[IVXLC]{1,8}|[ivxlc]{1,8}|[ІХ]{1,5}|[A-Z])(?:th)?(?:[-–/](?:\d{1,4}|[IVXLCІХ]{1,8}))?[A-Z]?"
    r"(?: \(\d{1,4}\))?"
)
_ISSUE = re.compile(
    r"(?:[A-Z]{1,2}[-.]?)?\d{1,5}(?: ?[-–/,&] ?\d{1,5})?[a-zA-Z]?(?: ?\(\d{1,5}(?:[-–/]\d{1,5})?\))?"
    r"|(?:special|supp(?:lement|l)?\.?|S)(?: issue)? ?\d{0,3}|[IVX]{1,5}",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?:[A-ZА-Я]{1,2}\.?)?e?\d{1,7}(?:\.\d{1,4})?(?:[–-](?:[A-ZА-Я]{1,2}\.?)?e?\d{1,7}(?:\.\d{1,4})?)?(?: ?ff?\.?)?"
    r"(?:, ?\d{1,5}(?:[–-]\d{1,5})?){0,6}"
    r"|[ivxlc]{1,8}[–-][ivxlc]{1,8}|[IVXLC]{1,8}[–-][IVXLC]{1,8}|\d{1,5}\+?"
)
_NUMBER = re.compile(
    r"(?:[^\W\d_]{1,8}[-–./ ]{0,2}){0,3}(?:\(\d{4}\) ?)?\d[\w./–-]{0,15}(?: (?:final|rev|add)\.? ?\d*)?|[IVXLC]{1,6}",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r"\d{1,3}|(?:rev|revised|updated|enlarged|new|second|third|fourth|first|expanded|\w{2,12})\W{0,2}.{0,20}"
)
_RANGE = re.compile(r"(\d+)[–-](\d+)")
_GLUED = re.compile(r"[^\W\d_A-Z](?:(?:No|Vol|Nr|Iss|pp?)\.|(?:No|Vol|Nr)$)|[^\W\d_]{3}\d{4}|\d(?:No|Vol)\.")
_SENTENCES = re.compile(
    r"(?:(?<![^\s(])[^\W\d_A-ZА-Я][^\W\d_]{3,}\.|[^\W\d_]{2}[?!]) "
    r"(?!(?:Сер|Series?|Section|Sect)\b)[^\W\d_a-zа-я][^\W\d_]{2}"
)
"""The end of a sentence inside a name: the word before it has no capital, as abbreviated titles of journals have."""
_MARKS: Final = tuple("“”„«\"‘'")
_END_OF_QUOTE = re.compile("[,.?!]?[”“»\"’']")
_LOST = re.compile(
    r"(?:[^\W\d_a-zа-я]\.[ -]?){1,3}(?:[^\W\d_]{1,4}\.? ){0,2}[^\W\d_a-zа-я][\w’'-]+,? ?(?:and|&|und|et|y|и|та)? ?$"
)
"""A name with initials, and what leads from it to the next."""
_ONE_MORE = re.compile(
    r",? (?:and|&|und|et|y|и|та) [^\W\d_a-zа-яёіїєґ][\w’'-]*\.? (?:[^\W\d_]\. ?){0,2}[^\W\d_a-zа-яёіїєґ]\w"
)
"""The beginning of one more name of two words, and the word that leads to it."""
_INITIALS_BEHIND = re.compile(r"[^\W\d_]{2} (?:[^\W\d_a-zа-я]\.?[ -]?){1,3}$")
_OF_SENTENCE = re.compile(
    r"\b(?:in|of|on|by|since|until|from|after|before|am|vom|im|le|du|en|от|в|с)\s+$", re.IGNORECASE
)
"""Words before the date in a sentence that begins with one: "On the morning of 19 August 1991"."""
_AND_BEFORE = re.compile(r"\b(?:and|&|und|et|и)\s*$")
_CLOSED = re.compile("[,.]?[”»]")
_NEAR = 500
"""Characters around a field that a check looks at."""
_FIRST = 50
"""Pieces of a work among which its first author stands."""
_NAMED: Final = frozenset(("place", "publisher", "container", "author"))
_GERMAN = re.compile(r"[,.] [Ii]n: |, S\. \d|\b(?:Hrsg|Hg|Aufl|Jg|Bd)\.|\bVerlag\b")
_UNDERLINE = re.compile(r"(?<!\w)_|_(?!\w)")
_DOUBLE = re.compile('[“”„‟"]')
_QUOTED = re.compile('[“„«"]([^“”„«»"]{12,300})[”“»"]')
_RESOLVER = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/?|\[(?:[MJDCNRPS]|EB|DB)(?:/OL)?\]")
"""The address before a DOI; and the kind of document, as GB/T 7714 marks it: "[M]", "[J/OL]"."""
_NUMERAL = re.compile(r"\d+")
_COUNT = re.compile(
    r"\d[\d+ –-]*(?:p|pp|pages?|s|seiten|с|стр|стор|сторінок|págs?|vols?|т)\b"
    r"|\[\d{1,4}\]|\d{1,2}[:.]\d\d ?(?:[ap]\.?m)?"
    r"|(?:chapter|chap|ch|part|глава|гл|kapitel|kap|cap|chapitre|appendix)\.? ?\d+",
    re.IGNORECASE,
)
"""Numbers that tell nothing of the record: how many pages a book has, a chapter, a time of day."""

_GOES_ON = re.compile(r"[”’'»\"] ?: | ?: ?$|,? \(?(?:trans|transl|eds?|editors?)\b\.?[,)]")
"""Signs behind a piece that is no whole title: half of one is quoted (“‘We Are at War’: Reflections”), or it is a name
before "eds." or "trans."."""

_MORE = re.compile(
    r"\W{0,3}\((?:with|by|eds?|edited|trans|translated|and|under|par|avec|von|mit|hrsg|при|под|в соавт)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"//|(?<!\w)(?:in|в|у|dans|em|en|w|chapter|глава|from|to)\b|[*_]", re.IGNORECASE)
_KIND = re.compile(
    r"paper|report|memo|brief|note|essay|article|post|commentary|review|thes|diss|manuscript|mimeo|typescript|release|"
    r"statement|blog|podcast|interview|speech|lecture|testimony|presentation|poster|data ?set|database|film|video|map|"
    r"op-ed|editorial|letter|preprint|series|bulletin|study|survey|document|resolution|law|act|дис|доклад|отч|письм|"
    r"статья|авторе|рукопис|препринт|arbeit|mémoire|rapport|tesis|tese|note",
    re.IGNORECASE,
)
"""Words of a label that stands in lower case."""

_NO_LETTER = re.compile(r"[\W_]")
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"))
_RUN_ON = re.compile(r"[^\W\d_]{2}[?!][A-ZА-Я][^\W\d_]|[^\W\d_]{3}[.,][A-ZА-Я][a-zа-я]{2}|[”»][,.]? \w+ [“«]")
"""The name of a periodical, or a sentence, that is glued to the title: "A Revolution?The Guardian"."""

_EDITOR = re.compile(r"\b(?:eds?|edited|edit|éd|hrsg|hg|herausg|dir|coord|org|ред|упоряд|сост|cura|red)", re.IGNORECASE)
_VISITED = re.compile(
    r"access|retriev|view|visit|cited|read|download|consult|check|обращени|доступ|просмотр|перегляд|звернен|abgeruf|abruf|zugriff|"
    r"zugegriff|eingesehen|geprüft|aufgeruf|stand|acess|accès|cit\.",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"https?:|//|(?:^| )(?:С|P|pp|Т|Vol|vol|No)\. ?\d")
IN_BOOKS: Final = ("chapter", "paper-conference", "entry-encyclopedia")
_LONG_TITLE = 60  # words
_LONG_NAME = 16  # words of a container, a publisher or a genre
_FORM_WORDS = frozenset("of the and in on for de der des et und и в с an a to at by with from or".split())
_NO_NAME = re.compile(
    r"^(?:papers?|presented|available|retrieved|accessed|forthcoming|reprinted|published|with|see|chapters?|by)[ .]|"
    r"\b(?:diss\.|dissertation|available at|accessed|retrieved|presented at|quoted in|cited in)|^PhD|\bNos?\.$",
    re.IGNORECASE,
)
"""Words of what stands around the name of a periodical or a publisher, and not in it."""


def _title(entry: Entry) -> bool:
    """There is a title that begins with a capital or a digit, has its marks in pairs, and does not run on."""
    title = entry.texts.get("title", "")
    words = title.split()
    if len(_DOUBLE.findall(title)) % 2 or title.count("*") % 2 or len(_UNDERLINE.findall(title)) % 2:
        return False
    return bool(
        title
        and _CAPITAL.match(title)
        and all(title.count(a) == title.count(b) for a, b in _PAIRS)
        and not any(_RUN_ON.search(piece.text) for piece in entry.work.all("title"))
        and not _INSIDE.search(title)
        and 1 <= len(words) <= _LONG_TITLE
        and title[-1] not in ",;:("
        and (_is_quoted(entry) or (words[-1].casefold() not in _FORM_WORDS and sum(map(str.isalpha, title)) > 2))
    )


def _is_quoted(entry: Entry) -> bool:
    """Whether quotation marks enclose the title, so that its end is sure."""
    work = entry.work
    piece = work.all("title")[0]
    before, behind = work.text[max(piece.start - 1, 0) : piece.start], work.text[piece.end : piece.end + 4]
    return before in _MARKS and bool(_END_OF_QUOTE.match(behind)) and any(map(str.isalpha, piece.text))


def _whole_title(entry: Entry) -> bool:
    """Quotation marks enclose the title or a field, and no title goes on behind its closing mark."""
    work = entry.work
    if any(_GOES_ON.match(work.after(piece)) or _runs_on(entry, piece) for piece in work.all("title")):
        return False
    quoted = [_plain(match[1]) for match in _QUOTED.finditer(work.text[work.start : work.end])]
    if not quoted or "title" not in entry.texts:
        return True
    held = " ".join(_plain(piece.text) for piece in work.fields if piece.label not in ("author", "editor", "org"))
    title = _plain(entry.texts["title"])
    return all(one in held and (one == title or title not in one) for one in quoted)


def _runs_on(entry: Entry, piece: Piece) -> bool:
    """Whether no mark parts a title from the place behind it, or names may be left at its beginning.

    "A Literary Life Basingstoke: Palgrave"; of "Ann Lee and Bo Kim, Rafts,” the mark that opens the title is lost.
    """
    work = entry.work
    behind = work.following(piece)
    is_glued = behind is not None and behind.label in _NAMED and not work.after(piece).strip()
    is_unopened = bool(_CLOSED.match(work.text[piece.end : piece.end + 2])) and not _DOUBLE.search(
        work.text[max(work.start, piece.start - _NEAR) : piece.end]
    )
    is_half = is_unopened and bool(_AND_BEFORE.search(work.before(piece)))
    return (
        is_half
        or (is_glued and piece.text[-1:] not in '?!.…”»"')
        or (is_unopened and ", " in piece.text and _has_author(work))
    )


def _has_author(work: Work) -> bool:
    return any(piece.label == "author" for piece in work.pieces[:_FIRST])


def _plain(text: str) -> str:
    return _NO_LETTER.sub("", text.casefold())


def _one_value(entry: Entry) -> bool:
    """No field has two values that differ."""
    return not entry.repeated


def _persons(entry: Entry) -> bool:
    """Every name has the form of a person's or, where it is labelled so, of an institution's."""
    named = [name for names in entry.names.values() for name in names if name != AND_OTHERS]
    bodies = {piece.text for piece in entry.work.all("org")}
    people = entry.work.all("author", "editor", "translator")
    return (
        all(is_body(name) if name.literal and bodies else is_person(name) for name in named)
        and len(entry.work.inherited) < MOST_INHERITED
        and not any(is_doubled(piece.text) for piece in people)
        and not _is_lost(entry)
        and not any(_goes_on(entry, piece) for piece in people)
        and not any(_in_imprint(entry, piece) for piece in people)
        and not _is_word_alone(entry)
        and not any(_before_colon(entry, piece) for piece in people)
        and _are_called_editors(entry)
    )


def _is_lost(entry: Entry) -> bool:
    """Whether a name stands right before the first author, in no field: it would be lost."""
    first = entry.work.fields[0]
    return first.label == "author" and bool(_LOST.search(entry.work.text[max(first.start - 80, 0) : first.start]))


def _goes_on(entry: Entry, piece: Piece) -> bool:
    """Whether one more name stands right behind a name, in no field: "Ann Lee and Bo Ek argue"."""
    match = _ONE_MORE.match(entry.work.text, piece.end)
    return match is not None and not any(piece.end <= one.start < match.end() for one in entry.work.fields)


def _in_imprint(entry: Entry, piece: Piece) -> bool:
    """Whether a name stands where the publisher should, behind a place and a colon: "(New York: Miller, Orton"."""
    before = entry.work.preceding(piece)
    return before is not None and before.label == "place" and entry.work.before(piece).strip() == ":"


def _is_word_alone(entry: Entry) -> bool:
    """Whether the only author is one word, and nothing else tells where the work appeared: it may be a site."""
    authors = entry.names.get("author", ())
    is_word = len(authors) == 1 and not (authors[0].literal or authors[0].given or " " in authors[0].family)
    return is_word and not entry.texts.keys() & _NUMBERED - {"URL"}


def _are_called_editors(entry: Entry) -> bool:
    """Whether a word tells that those who are labelled as editors of a book are so."""
    editors = entry.work.all("editor")
    if not editors or "container-title" in entry.texts:
        return True
    return bool(_EDITOR.search(entry.work.before(editors[0])) or _EDITOR.search(entry.work.after(editors[-1])))


def _before_colon(entry: Entry, piece: Piece) -> bool:
    """Whether a name in reading order stands before a colon: "Putin: A Life" may be a title as well.

    A family name before initials is none: "Bertelsen M: Die Hanse". German notes have no other order: "Max Meier:
    Moore, in: Osteuropa, S. 3".
    """
    behind = entry.work.text[piece.end : min(piece.end + _NEAR, entry.work.end)]
    if "," in piece.text or not re.match(r" ?:", behind):
        return False
    is_german = " " in piece.text and bool(_GERMAN.search(behind))
    return not is_german and not _INITIALS_BEHIND.search(piece.text)


def _dates(entry: Entry) -> bool:
    """Each date has the form of one, "accessed" stands before the day of a visit, and no sentence has the date."""
    days, first = entry.work.all("accessed"), entry.work.fields[0]
    if first.label == "issued" and _OF_SENTENCE.search(entry.work.text[max(first.start - 20, 0) : first.start]):
        return False
    return all(entry.dates.values()) and all(_VISITED.search(entry.work.before(day)) for day in days)


def _matches(variable: str, pattern: re.Pattern[str]) -> Callable[[Entry], bool]:
    def check(entry: Entry) -> bool:
        text = entry.texts.get(variable, "")
        return not text or bool(pattern.fullmatch(text))

    check.__doc__ = f"The {variable} has the form of one."
    return check


def _volume(entry: Entry) -> bool:
    """The volume is a number, and no year that stands for the date."""
    volume, issued = entry.texts.get("volume", ""), entry.dates.get("issued")
    return not volume or bool(_VOLUME.fullmatch(volume) and (not issued or volume != str(issued.year)))


def _pages(entry: Entry) -> bool:
    """Pages are numbers that do not run back; the last may be abridged."""
    page = entry.texts.get("page", "")
    if not _PAGE.fullmatch(page):
        return not page
    match = _RANGE.fullmatch(page)
    return not (match and len(match[2]) >= len(match[1]) and int(match[2]) < int(match[1]))


def _is_proper(text: str) -> bool:
    """Whether a text may be the name of a periodical, a book or a publisher: a capital, few words, no quote."""
    return bool(
        (_CAPITAL.match(text) or _DOMAIN.fullmatch(text))
        and len(text.split()) <= _LONG_NAME
        and text.count("(") == text.count(")")
        and not re.search(r"[“”„\"\[\]]| // |[:;,]$", text)
        and (_DOMAIN.fullmatch(text) or not _GLUED.search(text))
        and text.split()[-1].casefold() not in _FORM_WORDS
        and sum(map(str.isalnum, text)) > 1
        and not _NO_NAME.search(text)
    )


def _container(entry: Entry) -> bool:
    """The container is one name; that of a chapter may be a title of several sentences."""
    text = entry.texts.get("container-title", "")
    return not text or (
        _is_proper(text) and (entry.type in ("chapter", "paper-conference") or not _SENTENCES.search(text))
    )


def _publisher(entry: Entry) -> bool:
    """The publisher is one name, and stands behind a title."""
    text = entry.texts.get("publisher", "")
    houses, titles = entry.work.all("publisher"), entry.work.all("title")
    if houses and titles and houses[0].start < titles[0].start:
        return False
    is_small = "publisher-place" in entry.texts and len(text.split()) < 3  # "ibidem", "privately printed"
    is_name = _is_proper(text.capitalize() if is_small else text)
    return not text or (is_name and not _SENTENCES.search(text) and not re.search(r"[?!]|\d{4}", text))


def _label(entry: Entry) -> bool:
    """Genre, event and series of books are one name each."""
    texts = [text for name in ("genre", "collection-title") if (text := entry.texts.get(name))]
    event, genre = entry.texts.get("event-title", ""), entry.texts.get("genre", "")
    if genre[:1].islower() and not _KIND.search(genre):
        return False
    is_whole = len(_DOUBLE.findall(event)) % 2 == 0 and len(event.split()) <= _LONG_TITLE
    return is_whole and all(len(text.split()) <= _LONG_NAME and not re.search(r"[“”„\"?!]", text) for text in texts)


def _place(entry: Entry) -> bool:
    """The place is a few words with capitals."""
    text, issued = entry.texts.get("publisher-place", ""), entry.dates.get("issued")
    if text and not entry.texts.keys() & {"publisher", "container-title", "genre"}:
        title = next(iter(entry.work.all("title")), None)
        quoted = title and entry.work.text[max(title.start - 1, 0) : title.start] in tuple("“”„\"‘'")
        if quoted or (issued and issued.day):
            return False  # no book: this is the name of a periodical
    if text.casefold() in CONNECTING:
        return False
    return not text or bool(_CAPITAL.match(text) and len(text.split()) <= 7 and not re.search(r"[“”\"?!:\d]", text))


def _address(entry: Entry) -> bool:
    """Address and DOI are whole."""
    url, doi = entry.texts.get("URL", ""), entry.texts.get("DOI", "")
    return bool(not url or re.fullmatch(r"(?:https?|ftp)://[^\s.]+\.\S+", url)) and bool(
        not doi or doi.startswith("10.")
    )


def _words(entry: Entry) -> bool:
    """Every word outside the fields is one that only connects them."""
    end = entry.work.pieces[-1].text.partition("(")[0]
    return not any(unknown_words(entry)) and not _DANGLING.search(end)


def unknown_words(entry: Entry) -> Iterator[str]:
    """The words of a work that belong to no field and are not known to connect fields."""
    addresses = [piece.text for piece in entry.work.all("URL")]
    for piece in entry.work.pieces:
        if piece.label == OTHER:
            text = MEDIUM.sub("", _RESOLVER.sub("", piece.text))
            for address in addresses:  # of a link of Markdown, both text and target
                text = text.replace(address, "")
            words = _WORD.findall(text)
            yield from (word for word in words if word.casefold().strip(".") not in CONNECTING)
            if piece.start > entry.work.fields[0].start:  # before it, a number is that of the entry
                yield from _NUMERAL.findall(_COUNT.sub("", text))


def _remark(entry: Entry) -> bool:
    """No remark stands between two fields, or in a bracket that a field opens."""
    pieces = entry.work.pieces
    places = [n for n, piece in enumerate(pieces) if piece.label not in OTHERS]
    inside = pieces[places[0] : places[-1]] if places else pieces
    return bool(places) and not any(_says_something(piece) for piece in inside) and not _is_cut(entry)


def _is_cut(entry: Entry) -> bool:
    """Whether words are left in a bracket that a field opens, or that leads to names: "(with Ann Lee, and whom else".

    Any other bracket behind the last field is a remark of its own: "(a new edition of the first)".
    """
    work = entry.work
    last = work.fields[-1].end
    text = work.text[work.start : last]
    if text.count("(") > text.count(")"):
        rest, closes, _ = work.text[last:].partition(")")
        return bool(closes) and any(word.casefold() not in CONNECTING for word in _WORD.findall(rest))
    return bool(_MORE.match(work.text[last : last + 20]))


def _says_something(piece: Piece) -> bool:
    """Whether a piece is a remark of words that do not only connect."""
    return piece.label == REMARK and any(word.casefold() not in CONNECTING for word in _WORD.findall(piece.text))


def _whole(entry: Entry) -> bool:
    """The whole is there for a part, and told from it: a chapter has its book, an article its journal."""
    is_part = entry.type in ("chapter", "article-journal") or bool(entry.texts.keys() & {"volume", "issue"})
    if entry.type == "chapter" and not _is_within(entry):
        return False
    is_volume = entry.type == "book" and "issue" not in entry.texts
    return not is_part or "container-title" in entry.texts or is_volume


def _is_within(entry: Entry) -> bool:
    """Whether a sign tells a chapter from its book, which stands behind it: "in", "//", editors, quotation marks."""
    work = entry.work
    title, book = (next(iter(work.all(label)), None) for label in ("title", "container"))
    if title is None or book is None or book.start < title.start:
        return False
    is_quoted = work.text[max(title.start - 1, 0) : title.start] in tuple("“”„«»\"‘'")
    return is_quoted or "editor" in entry.names or bool(_WITHIN.search(work.text[title.end : book.start]))


def _imprint(entry: Entry) -> bool:
    """Something tells where the work appeared: a container, a publisher, a label, an address, a cited page.

    A number alone does not: in "Lee and Ek (2014, 203)" it is a page.
    """
    if entry.type == "report" and "number" in entry.texts and not entry.texts.keys() & _NUMBERED:
        return False
    return entry.type != "document" or bool(entry.texts.keys() & {"DOI", "ISBN", "status", "URL"})


def _identified(entry: Entry) -> bool:
    """More than names and title is known, or it would be a short form: a date, an address, a numbered label."""
    texts = entry.texts
    return bool(
        entry.dates.get("issued")
        or texts.keys() & {"URL", "DOI", "ISBN", "status"}
        or {"genre", "number"} <= texts.keys()
        or {"container-title", "page"} <= texts.keys()
        or ({"archive"} <= texts.keys() and entry.names)
    )


_NUMBERED: Final = frozenset(
    ("genre", "publisher", "publisher-place", "collection-title", "container-title", "DOI", "URL")
)
"""Variables of which one says whose number the number of a report is."""

CHECKS: Final[Mapping[str, Callable[[Entry], bool]]] = {
    "title": _title,
    "whole title": _whole_title,
    "one value": _one_value,
    "names": _persons,
    "dates": _dates,
    "volume": _volume,
    "issue": _matches("issue", _ISSUE),
    "pages": _pages,
    "number": _matches("number", _NUMBER),
    "edition": _matches("edition", _EDITION),
    "container": _container,
    "publisher": _publisher,
    "label": _label,
    "place": _place,
    "address": _address,
    "words": _words,
    "remark": _remark,
    "whole": _whole,
    "imprint": _imprint,
    "identified": _identified,
}
"""Name of a check -> test that is true for a reading that passes it."""


def failed(entry: Entry) -> tuple[str, ...]:
    """The names of the checks that a reading fails, in the order of CHECKS; () for one that is proven."""
    return tuple(name for name, passes in CHECKS.items() if not passes(entry))
