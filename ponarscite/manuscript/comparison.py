"""Comparison: a work as a manuscript names it, beside the records that it may be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from ponarscite.note.cited_work import CitedWork
from ponarscite.reconcile.works import draft
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.date import Date
from ponarscite.record.name import Name, has_others, named, parse_name
from ponarscite.record.record import Record
from ponarscite.record.romanization import to_ascii
from ponarscite.record.text import fold
from ponarscite.record.text import letters as plain_letters
from ponarscite.series.identity import Verdict, decide, out_of_order, settle
from ponarscite.series.series import NUMBER_SIGN, Series, is_full_label


def letters(text: str) -> str:
    """The letters and digits of a text, with "and" for "&"."""
    return plain_letters(text.replace("\\&", "&").replace("&", " and "))


ALIKE = 90
"""0 to 100: the least similarity of two titles of one work, by rapidfuzz's ratio of their letters."""

_TELLING = 3
"""Words that a main title must have to identify a work without its subtitle."""

_MOST_NAMES = 50
_ET_AL = re.compile(r"(?:^|\W)(?:et al|and others|и др)\b", re.IGNORECASE)


def record_of(work: CitedWork, text: str, series: tuple[Series, ...]) -> Record:
    """The record that the words of a manuscript give, with the identity that they allow.

    Args:
        text: the citation.
    """
    about = About("subject", "citation")
    found = list(_without_access(_without_year(work, _with_given(work, text), text), text))
    claims = [Claim(variable, text, Rank.OWN, "citation", about) for variable, text in found]
    (record,) = draft(claims, partial(settle, series=series))
    return record


def _with_given(work: CitedWork, text: str) -> Iterator[tuple[str, str]]:
    """The values of a work; "Kowalski, Jan. 2012." gives a person and a year, no month."""
    match = _GIVEN_MONTH.fullmatch(work.get("issued"))
    person = re.search(rf"(?P<family>[^\W\d_][\w’'-]*), {match['name']}\b", text) if match else None
    is_given = person is not None and len(work.authors) == 1 and person["family"] in work.authors[0]
    for variable, value in work.found:
        if is_given and match and person and variable in ("author", "issued"):
            yield variable, person[0] if variable == "author" else match["year"]
        else:
            yield variable, value


def _without_year(work: CitedWork, found: Iterator[tuple[str, str]], text: str) -> Iterator[tuple[str, str]]:
    """The values of a work; "PONARS Eurasia Policy Memo, 2018" gives a year, no number."""
    number = work.get("number")
    is_year = bool(_YEAR.fullmatch(number)) and not re.search(rf"{NUMBER_SIGN}\s*{number}", text, re.IGNORECASE)
    for variable, value in found:
        if variable != "number" or not is_year:
            yield variable, value
    if is_year and not work.get("issued"):
        yield "issued", number


def _without_access(found: Iterable[tuple[str, str]], text: str) -> Iterator[tuple[str, str]]:
    """The values of a work; a date that stands only behind the address is of a visit, and the year before it counts."""
    address = _ADDRESS.search(text)
    for variable, value in found:
        at = text.find(value) if variable == "issued" else -1
        if address and at >= address.end():
            years = set(_WHOLE_YEAR.findall(text[: address.start()]))
            value = years.pop() if len(years) == 1 else ""
        if value:
            yield variable, value


_ADDRESS = re.compile(r"https?://[^\s<>{}]+")
_WHOLE_YEAR = re.compile(r"(?<![\d/–-])(?:19|20)\d\d(?![\d/–-])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_GIVEN_MONTH = re.compile(r"(?P<name>Jan|May|April|June|August)\.? (?P<year>\d{4})")


def family(record: Record, work: CitedWork, series: tuple[Series, ...]) -> tuple[Series, ...]:
    """The series that a typed number may belong to, by its label; () for a work of no series."""
    if record.identity.kind not in ("number", "ambiguous") or not record.number.isdecimal():
        return ()
    label = fold(work.get("genre"))
    return tuple(one for one in series if label in map(fold, one.names) or record.identity.value[:1] == (one.id,))


def verdict(record: Record, series: tuple[Series, ...]) -> Verdict:
    """The series that fit the typed number and date."""
    return decide(record, series)


_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OTHER = re.compile(r"[^\W\d_A-Za-z\u00c0-\u024f]")


def is_comparable(typed: str, told: str) -> bool:
    """Whether two texts share a script; a title in Cyrillic says nothing against its translation."""
    return any(script.search(typed) and script.search(told) for script in (_LATIN, _OTHER))


def is_alike(typed: str, title: str) -> bool:
    """Whether two titles are of one work: equal, alike by 90 %, or the main title of the other."""
    from rapidfuzz.fuzz import ratio

    mine, theirs = letters(typed), letters(title)
    if not mine or not theirs:
        return False
    return is_main(typed, title, _TELLING) or ratio(mine, theirs) >= ALIKE


def is_main(typed: str, title: str, telling: int = 1) -> bool:
    """Whether two titles are equal, or one is the other without its subtitle and has this many words at least."""
    mine, theirs = letters(typed), letters(title)
    shorter, longer = sorted((typed, title), key=len)
    main = letters(re.split(r"[:?!—]", longer, maxsplit=1)[0])
    return mine == theirs or (letters(shorter) == main and len(main.split()) >= telling)


def shares_author(typed: Record, record: Record) -> bool:
    """Whether both may be by one author: they share one, or one of them names none."""
    mine, theirs = named(typed.author)[:_MOST_NAMES], named(record.author)[:_MOST_NAMES]
    return not mine or not theirs or any(_may_be(one, other) for one in mine for other in theirs)


def _may_be(typed: Name, told: Name) -> bool:
    """Whether both may be one person; of names in two scripts, the romanised family name is compared loosely."""
    from rapidfuzz.fuzz import ratio

    if is_comparable(typed.sort, told.sort):
        return _is_same(typed, told)
    return ratio(fold(to_ascii(typed.sort)), fold(to_ascii(told.sort))) >= _ROMANISED


_ROMANISED = 50
"""0 to 100: the least similarity of "Ezhemplova" and "Jezemplowa"."""


def _is_same(typed: Name, told: Name) -> bool:
    """Whether both may be one person, also where letters such as ł lost their stroke, or only the family is named."""
    if typed.is_same(told) or fold(str(typed)) == fold(told.sort):
        return True
    plain = [parse_name(to_ascii(str(name))) for name in (typed, told)]
    return is_comparable(str(typed), str(told)) and plain[0].is_same(plain[1])


def is_namesake(typed: Record, record: Record) -> bool:
    """Whether works of one year and one whole title have a first author of one family name, or of a misspelt one."""
    mine, theirs = named(typed.author)[:1], named(record.author)[:1]
    is_same_work = bool(typed.issued.year) and typed.issued.year == record.issued.year
    if not (mine and theirs and is_same_work and letters(typed.title) == letters(record.title)):
        return False
    return is_comparable(mine[0].sort, theirs[0].sort) and is_misspelt(mine[0].sort, theirs[0].sort)


def is_misspelt(typed: str, right: str) -> bool:
    """Whether two names are equal, or differ by two letters of four or more."""
    from rapidfuzz.distance import OSA

    is_long = min(len(typed), len(right)) >= _LEAST_LETTERS
    most = _MOST_WRONG if is_long else 0
    return OSA.distance(fold(typed), fold(right), score_cutoff=most) <= most


_MOST_WRONG = 2
_LEAST_LETTERS = 4


def stands_before(record: Record, label: str, text: str) -> bool:
    """Whether a text names the first author, the title and then at once the label: "Lee, Old Roads, PONARS Memo".

    A main title without its subtitle needs three words.
    """
    words, people = letters(text.replace("_", " ")), named(record.author)
    mark = f" {letters(label)}"
    for title in (letters(record.title), _main_letters(record.title)):
        at = words.find(title) if title else -1
        behind = _BETWEEN.sub("", words[at + len(title) :])
        if at >= 0 and behind.startswith(mark):
            return bool(people) and f" {letters(people[0].sort)} " in f" {words[:at]} "
    return False


_BETWEEN = re.compile(r"\A(?: (?:in|en|dans|в|у|w|emph|textit))+(?= )")
"""Words and commands between a title and the series."""


def _main_letters(title: str) -> str:
    main = letters(re.split(r"[:?!—]", title, maxsplit=1)[0])
    return main if len(main.split()) >= _TELLING else ""


def wrong_authors(typed: Record, record: Record, text: str) -> str:
    """The difference of the authors, in words; "" if nothing does. "et al." stands for those who are not named."""
    mine, theirs = named(typed.author)[:_MOST_NAMES], named(record.author)[:_MOST_NAMES]
    mine = tuple(name for name in mine if is_comparable(str(name), _listed(theirs)))
    if not mine or not theirs:
        return ""
    is_short = has_others(typed.author) or has_others(record.author) or bool(_ET_AL.search(text))
    if is_short and len(mine) != len(theirs):
        count = min(len(mine), len(theirs))
        mine, theirs = mine[:count], theirs[:count]
    if len(mine) == len(theirs) and all(map(_is_same, mine, theirs)):
        return ""
    if _is_misread(mine, theirs, record.title, text):
        return ""
    return f"by {_listed(record.author)}, not {_listed(typed.author)}"


def _is_misread(typed: Sequence[Name], told: Sequence[Name], title: str, text: str) -> bool:
    """Whether all authors stand in a citation, and only its title or the place of a name was read amiss."""
    words = set(letters(text).split())
    if not all(words.issuperset(letters(name.sort).split()) for name in told):
        return False
    more = set(letters(" ".join(map(str, typed))).split()) - set(letters(" ".join(map(str, told))).split())
    more = {word for word in more if len(word) > 1}
    return more <= set(letters(title).split()) and (bool(more) or len(typed) < len(told))


def _listed(names: Sequence[Name]) -> str:
    return "; ".join(map(str, names[:10]))


def is_other_publication(typed: Record, record: Record) -> bool:
    """Whether a typed work with the title of a record appeared elsewhere: a thesis of the name, a later edition, an
    article that became a book. Works of one year are taken for one.
    """
    if not typed.issued.year or typed.issued.year == record.issued.year:
        return False
    return _is_later_edition(typed, record) or not _is_of_kind(typed, record) or not _is_at_home(typed, record)


def is_of_series(record: Record) -> bool:
    """Whether a record may be a memo: a report, or of no telling type."""
    return _KINDS.get(record.type) is None


def _is_later_edition(typed: Record, record: Record) -> bool:
    edition = str(dict(typed.extra).get("edition", ""))
    return edition not in ("", "1", str(dict(record.extra).get("edition", "")))


def _is_of_kind(typed: Record, record: Record) -> bool:
    """Whether both are of a kind; what is typed without a place of publication may be of any."""
    kind, place = _KINDS.get(typed.type), typed.genre or typed.publisher or typed.container_title
    return kind == _KINDS.get(record.type) or not (kind or place)


def _is_at_home(typed: Record, record: Record) -> bool:
    """Whether the journals, or else the publishers, are alike, as far as both name one; a memo's series is its own."""
    from rapidfuzz.fuzz import partial_ratio

    for mine, theirs in (
        (typed.container_title, record.container_title),
        (typed.publisher, "" if typed.container_title else f"{record.publisher} {record.genre}".strip()),
    ):
        if mine and theirs:
            initials = "".join(word[0] for word in letters(theirs).split())
            return letters(mine) == initials or partial_ratio(letters(mine), letters(theirs)) >= _AT_HOME
    return True


_AT_HOME = 70
"""0 to 100: the least similarity of "Oxford UP" and "Oxford University Press"."""

_KINDS: Mapping[str, str] = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "part",
    "paper-conference": "part",
    "speech": "part",
    "thesis": "thesis",
    "manuscript": "thesis",
}
"""CSL type -> what a citation shows of it; reports, pages and documents look alike and have none."""


def wrong_date(typed: Record, record: Record) -> str:
    """The difference of the dates, in words; "" if nothing does or one is unknown. A coarser date is no fault."""
    if not typed.issued.parts or not record.issued.parts or typed.issued.agrees(record.issued):
        return ""
    return f"issued {record.issued}, not {typed.issued}"


def wrong_title(typed: str, title: str, text: str = "") -> str:
    """The difference of the titles, in words; "" if nothing does, or if the text has the whole title."""
    is_silent = not typed or not title or not is_comparable(typed, title) or letters(title) in letters(text)
    return "" if is_silent or is_main(typed, title) else f"“{title}”, not “{typed}”"


def is_words(typed: Record, record: Record, text: str) -> bool:
    """Whether a title is no title, but words of the sentence, or the names and the year of the citation.

    In running text, a title without authors stands in quotation marks or italics.

    Args:
        text: running text; "" elsewhere.
    """
    title = typed.title
    names = " ".join(name.sort for name in named(record.author))
    is_names = set(letters(title).split()) <= {*letters(names).split(), "and", "et", "und", str(record.issued.year)}
    before = text[max(text.find(title[:12]) - 1, 0)] if text and title else ""
    return is_names or bool(text and not typed.author and before not in _MARKS)


_MARKS = "“\"«„‘'*_/{`["


def wrong_label(work: CitedWork, one: Series, series: tuple[Series, ...]) -> str:
    """The label of another era than that of the series, in words; "" for the right one, and for a short one."""
    printed = work.get("genre")
    if not printed or not is_full_label(printed, series):
        return ""
    mine, theirs = _institution(printed, series), _institution(one.label, series)
    return f"a {one.label}, not a {printed}" if mine != theirs else ""


def right_label(work: CitedWork, one: Series, series: tuple[Series, ...]) -> str:
    """The label of a series that is as long as the printed one: "PONARS Memo" for "PONARS Eurasia Memo"."""
    short = _words_of_short(series)
    kind = [word for word in _words(work.get("genre")) if word in short]
    wanted = _institution(one.label, series)
    found = (name for name in one.names if _institution(name, series) == wanted)
    return next((name for name in found if [word for word in _words(name) if word in short] == kind), one.label)


def _institution(label: str, series: tuple[Series, ...]) -> frozenset[str]:
    """The words of a label that no short label has: "ponars", "eurasia"."""
    return frozenset(_words(label)) - _words_of_short(series)


def _words_of_short(series: tuple[Series, ...]) -> frozenset[str]:
    """The words of the labels that name no institution: "policy", "memo"."""
    names = (name for one in series for name in one.names if not is_full_label(name, series))
    return frozenset(word for name in names for word in _words(name))


def _words(label: str) -> Iterator[str]:
    yield from (word.removesuffix("s") if word.endswith("memos") else word for word in fold(label).split())


def beyond(locator: str, told: Mapping[str, object]) -> str:
    """Say that a cited page lies beyond the pages of a work; "" if it does not, or nobody knows.

    Args:
        told: CSL variables of the work.
    """
    match = _PAGE.fullmatch(locator.strip())
    last = max(_last_page(str(told.get("page", ""))), _last_page(str(told.get("number-of-pages", ""))))
    cited = _last_page(match["pages"]) if match and last else 0
    return f"its last page is {last}, and page {cited} is cited" if cited > last else ""


def beyond_extent(page: str, told: Mapping[str, object]) -> str:
    """Say that a page behind an article lies beyond its last one; "" if only its first page is known."""
    extent = str(told.get("page", ""))
    return beyond(page, {"page": extent}) if len(_DIGITS.findall(extent)) > 1 else ""


def is_extent(page: str, extent: str) -> bool:
    """Whether cited pages are those of the whole work: "210-35" of "210-235"."""
    mine, theirs = _DIGITS.findall(page), _DIGITS.findall(extent)
    if not mine or not theirs:
        return letters(page) == letters(extent)
    return mine[0] == theirs[0] and _last_page(page) == _last_page(extent)


def _last_page(text: str) -> int:
    """The highest number of a range, "120-35" being 120 to 135; 0 for none."""
    found = _DIGITS.findall(text)
    if len(found) == 2 and len(found[1]) < len(found[0]):
        found[1] = found[0][: len(found[0]) - len(found[1])] + found[1]
    return max(map(int, found), default=0)


_PAGE = re.compile(
    r"(?:(?:pp?|pages?|S|с|стр)\b\.?[\s~]*)?(?P<pages>\d{1,5}(?:[\s]?[–—,-]+[\s]?\d{1,5}){0,9})(?: ?ff?\.?)?"
)
_DIGITS = re.compile(r"\d{1,6}")


def impossible(record: Record, decided: Verdict, possible: tuple[Series, ...]) -> str:
    """Why the series cannot have had this number at this date, in words; "" if it can."""
    issued = f" in {record.issued}" if record.issued.parts else ""
    if not decided.series:
        return f"no series had a No. {record.number}{issued}: {'; '.join(map(_extent, possible))}"
    doubts = [out_of_order(one, int(record.number), record.issued) for one in decided.series]
    if all(doubts):
        return doubts[0][0]
    if all(too_high := [_too_high(one, int(record.number), record.issued) for one in decided.series]):
        return too_high[0]
    years = record.issued.year_named
    eras = [(one, one.era(int(record.number), None), one.era(None, years)) for one in decided.series]
    if years and all(mine and theirs and mine != theirs for _, mine, theirs in eras):
        return f"No. {record.number} of {eras[0][0].label} is not of {years}"
    return ""


def _too_high(one: Series, number: int, issued: Date) -> str:
    """Say that a number runs ahead of its series; "" if it does not. Only years and months are compared."""
    if one.last_number or not one.milestones or not issued.year:
        return ""
    last, told = one.milestones[-1]
    months = 12 * (issued.year - (told.year or 0)) + (issued.month or 12) - (told.month or 12)
    most = last + _MOST_AHEAD + max(months, 0) * _MOST_A_YEAR // 12
    known = f"{one.label}: No. {last} in {told}"
    return f"no series had a No. {number} in {issued}: {known}" if number > most else ""


_MOST_A_YEAR = 150
"""More numbers of a series than appeared in any year."""
_MOST_AHEAD = 30
"""Numbers that may appear out of order."""


def _extent(one: Series) -> str:
    years = f"{one.first_year}–{one.last_year}" if one.last_year else f"since {one.first_year}"
    return f"{one.label}: {years}{f', up to No. {one.last_number}' if one.last_number else ''}"
