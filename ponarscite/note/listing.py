"""Listing: the lines of a list of works, a CV, a syllabus, a reference list -> the works that each line names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ponarscite.document.lines import Line, is_paragraph
from ponarscite.note.cascade import Understood, doubtful_work, read_works
from ponarscite.record.claim import FAULT, REMARK, About, Claim, Rank
from ponarscite.record.text import fold, letters
from ponarscite.series.url import link

if TYPE_CHECKING:
    from ponarscite.note.cited_work import CitedWork
    from ponarscite.series.series import Series

HEADINGS: Final = frozenset(
    "references|reference list|list of references|bibliography|selected bibliography|works cited|literature|literatur|"
    "literaturverzeichnis|sources|further reading|additional readings|bibliographie|références|литература|"
    "список литературы|список использованной литературы|источники|библиография|использованная литература|"
    "список літератури|література|джерела".split("|")
)
"""Folded headings of lists of references."""

_MARK = re.compile(
    r"^[>#'\s-]*(?:(?!\(?(?:1[5-9]|20)\d\d[.)])\(?\d{1,4}[.)]\s+|\[\d{1,4}\]\s*|\d{1,3}\s+(?=[^\W\d_])|\[\^[\w:.-]{1,60}\]:\s*"
    r"|\[@?[\w:.-]{1,60}\]:\s+|\*\*[^*\n]{1,40}(?::\*\*|\*\*:)\s*|@[\w:-]{1,60}\s+)?"
)
"""The number of an entry, which is no year, or its key: "1.", "(1)", "[1]", "[^lee2012]:", "**Cite:**"."""

_SAME = re.compile(
    r"(?:(?:[—–―]{2,8}|-{3,8}|_{3,16})(?![^\W_]|[-—–―])|[—–―](?=[.,])"
    r"|(?:idem|eadem|тот же|он же|она же|они же)\b)"
    r"(?P<edited>[\s,.(]{0,3}(?:eds?|hrsg|ред)\b)?"
    r"(?P<joined>[.,:;]|\s+(?:&|(?:and|with|und|et|и|та)\b))?",
    re.IGNORECASE,
)
"""A sign at the head of an entry that stands for the authors of the entry above.

Source: Chicago Manual of Style, 14.67.
"""

_MOST_INHERITED = 100
"""Names that a sign stands for at most, so that a list of signs takes linear room."""

_YEAR = re.compile(r"(?<![\w/-])(?:1[5-9]|20)\d\d(?!\d)|forthcoming|in press|в печати|https?://|\b10\.\d{4,9}/", re.I)
_BY = re.compile(r"(?i:by|with|par|von) (?=[^\W\d_a-zа-я])")
_QUOTES = tuple('“"«„‘')
_HEADING_END = re.compile(r"[:&]$|^[^.]{1,60}$")
_LONGEST = 1_500
_LONG_LINE = 60
_SHORTEST = 35  # characters of a line that may be an entry of a web page
_MOST_JOINED = 600
_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list.

    Args:
        line: where it begins.
        text: without its number; of an entry of two lines both.
        understood: what it names.
    """

    line: Line
    text: str
    understood: Understood

    @property
    def is_like_work(self) -> bool:
        """Whether the text looks like an entry: the model sees a work in it, or it has a year or an address."""
        return bool(self.understood.works or self.understood.doubtful) or bool(_YEAR.search(self.text))


def read_list(lines: Sequence[Line], series: tuple[Series, ...]) -> tuple[Entry, ...]:
    """Read each line for itself, headings and blank ones apart; a line "By A, Outlet" goes with its title above."""
    entries: list[Entry] = []
    above: Line | None = None
    for line in lines:
        entry = _of_two(above, line, series) if above else None
        if entry and above and entries and entries[-1].line is above:
            entries.pop()
        above = line
        text = _MARK.sub("", line.text, count=1)
        if entry is None and not is_heading(line) and any(map(str.isalpha, text)):
            entry = Entry(line, text, _read(text, series))
        if entry:
            entries.append(entry)
    return tuple(_with_authors_above(entries))


def _with_authors_above(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, with the authors of the entry above in place of a sign for them."""
    above: tuple[str, ...] = ()
    for entry in entries:
        named = _named(entry, above)
        yield named
        above = _names_of(named)


def _named(entry: Entry, above: Sequence[str]) -> Entry:
    """An entry with the names of the entry above in place of a sign for them.

    Where they are not known, an entry with a sign is not understood: without its authors it would be another work.
    """
    head = _SAME.match(entry.line.text) or _SAME.match(entry.text)
    if head is None or not entry.understood.found or _is_bullet(head, entry):
        return entry
    if not above:
        return replace(entry, understood=Understood())
    first, *others = entry.understood.found
    cited = _by(first.cited, above, "editor" if head["edited"] else "author")
    return replace(entry, understood=replace(entry.understood, found=(replace(first, cited=cited), *others)))


def _is_bullet(head: re.Match[str], entry: Entry) -> bool:
    """Whether dashes stand before an entry that names its authors."""
    return not head["edited"] and not head["joined"] and bool(entry.understood.works[0].authors)


def _by(work: CitedWork, names: Sequence[str], variable: str) -> CitedWork:
    """The work with names before its own."""
    return replace(work, found=(*work.found[:1], *((variable, name) for name in names), *work.found[1:]))


def _names_of(entry: Entry) -> tuple[str, ...]:
    """The names at the head of an entry: its authors, else its editors; none where that is not sure."""
    if len(entry.understood.works) != 1:
        return ()
    (work,) = entry.understood.works
    names = work.authors or tuple(text for variable, text in work if variable == "editor")
    return names if len(names) <= _MOST_INHERITED else ()


def _of_two(above: Line, line: Line, series: tuple[Series, ...]) -> Entry | None:
    """The entry of a title and the line below it with its author; None for two lines that are no such entry."""
    title = _MARK.sub("", above.text, count=1)
    is_short = len(title) + len(line.text) < _MOST_JOINED
    if not is_short or not _BY.match(line.text) or _YEAR.search(title) or not _YEAR.search(line.text):
        return None
    quoted = title if title[:1] in _QUOTES else f"“{title},”"
    text = f"{quoted} {line.text[:1].lower()}{line.text[1:]}"
    understood = _read(text, series)
    return Entry(above, text, understood) if len(understood.works) == 1 else None


def _read(text: str, series: tuple[Series, ...]) -> Understood:
    return read_works(text, series) if len(text) <= _LONGEST else Understood()


def is_heading(line: Line) -> bool:
    """Whether a line is a heading above entries: marked as one, known, or a few words without a date or an address."""
    text = line.text.strip(" *_#")
    if line.heading or fold(text).rstrip(":") in HEADINGS:
        return True
    is_short = len(text) <= _LONG_LINE and bool(_HEADING_END.search(text)) and not text.endswith((",", ";"))
    return is_short and not _YEAR.search(text) and not any(map(str.isdigit, text))


def is_list(entries: Sequence[Entry], lines: Sequence[Line]) -> bool:
    """Whether a document is a list: half of its entries at least are understood; or look like works, and one is.

    A label of a memo without a title is a sign of a memo, which prints its own; such labels make a list only if there
    is nothing else.
    """
    titled = sum(any(work.get("title") for work in entry.understood.works) for entry in entries)
    labels = sum(bool(entry.understood.works) for entry in entries) - titled
    if labels:
        return 2 * titled >= len(entries) or (labels + titled == len(lines))
    return titled > 0 and 2 * sum(entry.is_like_work for entry in entries) >= len(entries)


def may_be_list(lines: Sequence[Line]) -> bool:
    """Whether a web page may be a list, told without the model: half of its longer lines have a year or an address."""
    longer = [line for line in lines if len(line.text) >= _SHORTEST]
    dated = [line for line in longer if len(line.text) <= _LONGEST and _YEAR.search(line.text)]
    return len(dated) > 1 and 2 * len(dated) >= len(longer)


def list_claims(
    entries: Sequence[Entry], document: str, base: str = "", *, doubtful: bool = False, whole: bool = True
) -> Iterator[Claim]:
    """Claim every work of a list as a subject of its own, and name each entry that was not understood.

    Args:
        document: its name.
        base: its address; relative links are resolved against it.
        doubtful: whether to claim what is sure of an entry that is not proven.
        whole: whether the document is nothing but a list, so that each line is an entry; a web page has others.
    """
    count = 0
    for entry in entries:
        for work, rank in _works(entry, doubtful=doubtful):
            count += 1
            about = About("subject", f"citation {count}", document)
            yield from work_claims(work, "citation", about, entry.line, base, rank)
        is_entry = whole or entry.understood.is_open or (entry.line.bullet and entry.is_like_work)
        if is_entry and (message := _fault(entry, doubtful=doubtful)):
            yield Claim(
                FAULT, message, Rank.OWN, "citation", About("subject", "", document), f"line {entry.line.number}"
            )


def _works(entry: Entry, *, doubtful: bool) -> Iterator[tuple[CitedWork, Rank]]:
    """The works of an entry; with *doubtful* also what is sure of the others, as guesses."""
    for work in entry.understood.works:
        yield work, Rank.OWN
    if doubtful:
        for work in partial_works(entry.understood):
            yield work, Rank.GUESSED


def partial_works(understood: Understood) -> Iterator[CitedWork]:
    """What is sure of each doubtful work."""
    from ponarscite.citestring.reading import sure_part

    for reading in understood.doubtful:
        if sure := sure_part(reading):
            yield doubtful_work(reading, sure)


def _fault(entry: Entry, *, doubtful: bool) -> str:
    """The message about an entry that gave nothing, "" for any other."""
    understood = entry.understood
    if understood.works or (doubtful and any(partial_works(understood))):
        return ""
    return f"not understood: {shortened(entry.text)}"


def shortened(text: str) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…"


def work_claims(
    work: CitedWork, origin: str, about: About, line: Line, base: str, rank: Rank = Rank.CITED
) -> Iterator[Claim]:
    """Claim what a line says of a work; the link on its title is its address, if it names no other."""
    found = work.found
    if not work.get("URL") and (address := address_of(line, work.get("title"), base)):
        found = (*found, ("URL", address))
    for variable, text in found:
        yield Claim(variable, text, rank, origin, about, f"line {line.number}")


def address_of(line: Line, title: str, base: str) -> str:
    """Return the target of the link on a title; "" if there is none, or if it is neither http nor https."""
    wanted = letters(title)
    for words, href in line.links:
        link_words = letters(words)
        if wanted and link_words and (wanted in link_words or (link_words in wanted and " " in link_words)):
            return link(href.strip(), base)
    return ""


def references_below(body: Sequence[Line]) -> tuple[Line, ...]:
    """The lines below the heading of a memo's own list of references, up to the next heading.

    A paragraph stands above the heading: a text without any is itself a list.
    """
    text = next((n for n, line in enumerate(body) if is_paragraph(line.text) and not line.bullet), len(body))
    below = range(text, len(body))
    start = next((n + 1 for n in below if fold(body[n].text).rstrip(":") in HEADINGS), len(body))
    end = next((n for n in range(start, len(body)) if body[n].heading), len(body))
    return tuple(body[start:end])


def reference_remarks(entries: Sequence[Entry], about: About) -> Iterator[Claim]:
    """Name the entries of a memo's list of references that were not understood."""
    missed = [entry for entry in entries if entry.is_like_work and not entry.understood.works]
    if missed:
        numbers = ", ".join(str(entry.line.number) for entry in missed)
        count = sum(entry.is_like_work for entry in entries)
        text = f"{len(missed)} of {count} references are not understood: lines {numbers}"
        yield Claim(REMARK, text, Rank.OWN, "references", about)
