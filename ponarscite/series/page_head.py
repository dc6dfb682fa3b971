"""The head of a publication's page on any site: its kind and number, its authors and its date, as a reader sees them.

A page of a known series has a layout of its own (`series.layout`). Here nothing is known but that a page prints these
around its title, that the names of authors stand in an element called so or are links to their profiles, and the words
for kinds of publications.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from ponarscite.document.lines import FURNITURE, Line, is_paragraph
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.credit import is_kind, is_position, split_credit
from ponarscite.record.date import MONTH_NAMES
from ponarscite.record.name import split_byline
from ponarscite.record.text import fold, letters
from ponarscite.series.card import DAY, is_byline
from ponarscite.series.category import heads_no_work
from ponarscite.series.label import ABOVE, names_institution

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.etree import _Element

    from ponarscite.document.document import Document
    from ponarscite.series.series import Series

ORIGIN = "page head"

BELOW = 16
"""Lines below the title that may belong to its head."""

_REPORTS = frozenset("backgrounder brief briefing dossier memo memorandum note paper primer report study".split())
"""Last words of the kinds of publication that are reports in CSL."""

_ALONE = frozenset("backgrounder brief briefing dossier paper report".split())
"""Those that name a kind without another word."""

_NUMBERED_ONES = _REPORTS | frozenset(
    "aktuell alert analysis bulletin cable commentary comment digest insight monitor outlook perspective studie".split()
)
"""Last words of a label that count if a number follows it."""

_BEFORE = frozenset(
    "analysis background briefing discussion expert fact issue occasional policy position research strategic technical "
    "white working".split()
)
"""Words that may stand before them."""

_NO_LABEL = frozenset(
    "about all annual based book chapter download event figure from full in latest letter like next on our page part "
    "post press previous print read related reply response see share special step table that the this video view "
    "your".split()
)
"""Words with which no label begins that names its house."""

_NUMBERED = re.compile(
    r"(?P<label>[^\d#№:|]{3,60}?)[ ,:|–—-]*(?:\b(?:No|Nr|Number|Issue)\b\.? ?|[#№] ?|(?<= ))"
    r"(?P<number>[A-Z]{0,4}-?\d[\w/.–-]{0,15})",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    rf"(?P<before>[^\d:|]{{0,60}}?)(?:: ?)?(?P<issued>{DAY}|\b(?:{MONTH_NAMES}) [12]\d{{3}})", re.IGNORECASE
)
_DAY = re.compile(DAY, re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SIGN = re.compile(r"\b(?:No|Nr|Number)\b|[#№]", re.IGNORECASE)
_PUBLISHED = frozenset("date first issued of on online originally posted publication published released".split())
_NAMED = re.compile(r"(?:^|[-_ ])(?:authors?|bylines?)(?:[-_ ]|$)", re.IGNORECASE)
_OTHERS = re.compile(r"related|similar|comment|avatar|image|photo|bio\b|meta-nav", re.IGNORECASE)
_PROFILE = re.compile(
    r"/(?:people|persons?|experts?|(?:our|all)-(?:people|experts)|authors?|profiles?|staff|scholars?|fellows?|bios?"
    r"|contributors?|researchers?)/[^/?#]",
    re.IGNORECASE,
)
_HEADS_AUTHORS = re.compile(r"(?:by|authors?|author\(s\)|written by):?", re.IGNORECASE)
_AROUND_NAMES = re.compile(
    r"(?:\b(?:by|and|with|written|authored|authors?)\b|author\(s\)|[,;&:|•·]|\d|\s)*", re.IGNORECASE
)
_WRITTEN = frozenset("analysis article authored by co-authored coauthored commentary essay opinion written".split())
"""Words before names that are those of authors."""

_TOOLS = frozenset(
    "about all archive archives article articles author biography contact download email facebook follow home linkedin "
    "more news page politics posts print profile read related share subscribe this topics twitter view website".split()
)
"""Words of links beside names."""

_GLUED = re.compile(r"\b(?!(?:Mc|Mac|De|Di|Da|Du|Le|La|Van|Von|Fitz|El|Al|Ter|Ten)[A-Z])\w*[a-zа-яё][A-ZА-ЯЁ]")
"""Two words without a blank, as elements side by side give them: "LeeBob"."""

_GATHERING = re.compile(
    r"\b(?:register|registration|rsvp|venue|location|webinar|speakers?|panell?ists?|\d{1,2}(?::\d\d)? ?[ap]\.?m)\b",
    re.IGNORECASE,
)
_LISTS = frozenset("analysis articles briefs commentary news papers policy publications reports research".split())
"""Words of the titles of lists of publications."""

_LONGEST = 300  # characters of a line with authors
_MOST_MARKED = 60  # elements


def head_claims(document: Document, titles: Collection[str], series: tuple[Series, ...] = ()) -> Iterator[Claim]:
    """Make the claims of the lines around the title; none for a page without a heading that is its title.

    Args:
        titles: the titles that the metadata of the page states.
        series: those whose labels only name another work on this page.
    """
    head = head_of(document, titles)
    about = About("subject", "", document.name)
    title = next((line.number for line in head if line.heading), 0)
    lines = tuple(line for line in head if line.number != title and not names_institution(line, series))
    for variable, text, line in (*_kind(lines, title), *_date(lines), *_authors(lines, document.html)):
        yield Claim(variable, text, Rank.OWN, ORIGIN, about, f"line {line.number}")


def head_of(document: Document, titles: Collection[str]) -> tuple[Line, ...]:
    """Return the lines around the title of a page, with the title; they are found once."""
    known = frozenset(map(letters, titles))
    return document.once((around_title, known), lambda: around_title(document.lines, known))


def around_title(lines: Sequence[Line], titles: Collection[str]) -> tuple[Line, ...]:
    """Return the lines of the head with the title, () where no heading begins one of the titles.

    The head ends with the first paragraph, and with the first heading that is not a subtitle or "Authors".
    """
    heads = (n for n, line in enumerate(lines) if line.heading in (1, 2) and _is_title(letters(line.text), titles))
    at = next(heads, None)
    if at is None or heads_no_work(lines[at].text):
        return ()
    below = lines[at + 1 : at + 1 + BELOW]
    end = next((n for n, line in enumerate(below) if _is_over(line, first=n == 0)), len(below))
    above = (line for line in lines[max(at - ABOVE, 0) : at] if not line.heading)
    return (*above, lines[at], *below[:end])


def _is_title(heading: str, titles: Collection[str]) -> bool:
    """Whether a heading is one of the titles, or begins it, and is not that of a list ("Policy Briefs")."""
    is_list = _LISTS.issuperset(heading.split())
    return not is_list and any(title == heading or title.startswith(f"{heading} ") for title in titles)


def _is_over(line: Line, *, first: bool) -> bool:
    if line.heading:
        return not (first or _HEADS_AUTHORS.fullmatch(line.text) or _is_name(line.text))
    return is_paragraph(line.text, shortest=120)


def _kind(lines: Sequence[Line], title: int) -> Iterator[tuple[str, str, Line]]:
    """Yield type, genre and number of the first line that prints a kind of report.

    Items of lists are menus. One word counts only above the title: below, "Report" may be a button.
    """
    for line in lines:
        label, number = ("", "") if line.bullet else kind_of(line.text)
        if label and (" " in line.text or line.number < title):
            yield "type", "report", line
            yield "genre", label, line
            if number:
                yield "number", number, line
            return


def kind_of(text: str) -> tuple[str, str]:
    """Split a line that prints the kind of a report, and perhaps its number.

    "Policy Brief No. 12" -> ("Policy Brief", "12"); "Brief by Ann Lee" -> ("Brief", ""); ("", "") for any other line.
    """
    return _kind_of(text) if len(text) <= 100 else ("", "")


@lru_cache(maxsize=FURNITURE)
def _kind_of(text: str) -> tuple[str, str]:
    credit, names = split_credit(text)
    if credit and is_byline(names) and is_report(kind := re.sub(r" by:?$", "", credit, flags=re.IGNORECASE)):
        return kind, ""
    if is_report(text):
        return text, ""
    match = _NUMBERED.fullmatch(text)
    is_label = match and _is_serial(match["label"]) and (not _YEAR.fullmatch(match["number"]) or _SIGN.search(text))
    return (match["label"], match["number"]) if match and is_label else ("", "")


def is_report(label: str) -> bool:
    """Whether a label names a kind of report: "Policy Brief", "SIPRI Policy Brief", "Research paper", "Brief"."""
    words = label.split()
    last = fold(words[-1]) if words else ""
    if last not in (_REPORTS if len(words) > 1 else _ALONE) or len(words) > 5:
        return False
    before = [word for word in words[:-1] if fold(word) not in _BEFORE]
    return not before or (len(words) > 2 and before == words[:1] and before[0].isupper() and len(before[0]) > 1)


def _is_serial(label: str) -> bool:
    """Whether a label with a number names a series: "Policy Brief", "OSW Commentary", "FIIA Briefing Paper"."""
    words = re.findall(r"[\w’'-]+", label)
    if not 1 < len(words) <= 6 or fold(words[-1]) not in _NUMBERED_ONES or fold(words[0]) in _NO_LABEL:
        return False
    return is_report(label) or all(word[0].isupper() or fold(word) in ("of", "and", "on", "for") for word in words)


def _date(lines: Sequence[Line]) -> Iterator[tuple[str, str, Line]]:
    """Yield the first date of a day, or else of a month, that stands alone or is called that of publication.

    The date of a gathering is none.
    """
    if any(_GATHERING.search(line.text) for line in lines if len(line.text) <= 100):
        return
    found = [(match["issued"], line) for line in lines if (match := _issued(line.text))]
    days = [one for one in found if _DAY.fullmatch(one[0])]
    for text, line in (days or found)[:1]:
        yield "issued", text, line


def _issued(text: str) -> re.Match[str] | None:
    match = _ISSUED.fullmatch(text) if len(text) <= 100 else None
    return match if match and _PUBLISHED.issuperset(fold(match["before"]).split()) else None


def _authors(lines: Sequence[Line], tree: _Element) -> Iterator[tuple[str, str, Line]]:
    """Yield the names in the elements that are called after authors, else those that are links to profiles or
    follow "By"."""
    marked = tuple(_marked(tree)) if lines else ()
    for names in (_in_elements(lines, marked), _credited(lines), _linked(lines)):
        found = dict(names)
        if found:
            yield from (("author", name, line) for name, line in found.items())
            return


def _in_elements(lines: Sequence[Line], marked: Sequence[str]) -> Iterator[tuple[str, Line]]:
    for text in marked:
        line = next((line for line in lines if text in line.text), None)
        if line:
            yield from ((name, line) for name in split_byline(text))


def _marked(tree: _Element) -> Iterator[str]:
    """Yield the lines of names in elements that are marked as authors: `rel="author"`, a class "post-author"."""
    from ponarscite.document.flow import lines_of_html

    done: set[object] = set()
    found = (one for one in tree.iter() if _is_marked(one))
    for element, _ in zip(found, range(_MOST_MARKED), strict=False):
        if not done.isdisjoint(element.iterancestors()):
            continue
        done.add(element)
        for line in lines_of_html(element):
            yield from _names_of(line)


def _is_marked(element: _Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in ("html", "body", "article", "main", "meta", "link"):
        return False
    called = f"{element.get('class') or ''} {element.get('id') or ''}"
    if "author" in (element.get("rel") or "").split() or element.get("itemprop") == "author":
        return True
    return bool(called.strip()) and bool(_NAMED.search(called)) and not _OTHERS.search(called)


def _names_of(line: Line) -> Iterator[str]:
    """Yield the names of a line of an element for authors: its links, or the line as a byline."""
    links = [text for text, _ in line.links if _is_name(text)]
    text = re.sub(r"^author(?:s|\(s\))?:? ", "", line.text, flags=re.IGNORECASE)
    credit, names = split_credit(text)
    if links and _is_only(line.text, links):
        yield from links
    elif not line.links and _is_name(names) and _is_of_authors(credit):
        yield names


def _is_only(text: str, names: Sequence[str]) -> bool:
    """Whether a line holds nothing but names, what parts them, and words such as "By"."""
    for name in names:
        text = text.replace(name, " ", 1)
    return _AROUND_NAMES.fullmatch(text) is not None


def _is_of_authors(credit: str) -> bool:
    """Whether the words before names are those of authors: "Written by", "Policy Brief by", ""."""
    words = re.findall(r"[\w-]+", fold(credit))
    return _WRITTEN.issuperset(words) or is_report(re.sub(r" by:?$", "", credit, flags=re.IGNORECASE))


def _is_name(text: str) -> bool:
    words = fold(text).split()
    is_other = not _TOOLS.isdisjoint(words) or not _ALONE.isdisjoint(words[-1:]) or _GLUED.search(text)
    return is_byline(text) and not (is_other or is_kind(text) or is_position(text) or _kind_of(text)[0])


def _linked(lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    """Yield the links to profiles on the lines that hold nothing else."""
    for line in lines:
        names = [text for text, address in line.links if _PROFILE.search(address) and _is_name(text)]
        if names and len(line.text) <= _LONGEST and _is_only(line.text, names):
            yield from ((name, line) for name in names)


def _credited(lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    for line in lines:
        credit, names = split_credit(line.text) if len(line.text) <= _LONGEST else ("", "")
        if credit and _is_of_authors(credit) and is_byline(names):
            yield from ((name, line) for name in split_byline(names))
            return
