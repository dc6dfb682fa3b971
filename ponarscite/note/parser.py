"""A footnote -> the memos that it cites. Pure; a source that is not understood gives nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from ponarscite.note.byline import after_signal, read_authors, read_date
from ponarscite.note.cited_work import CitedWork, cited_work
from ponarscite.note.imprint import find_date, read_imprint
from ponarscite.note.numbers import find_mentions, is_of_own_series
from ponarscite.note.outlet import is_proper_name
from ponarscite.note.quotation import Quotations, find_quotations, title_of
from ponarscite.note.segment import split_sources
from ponarscite.note.unquoted import read_entry, read_unmarked
from ponarscite.record.institution import is_institution
from ponarscite.record.text import clean
from ponarscite.series.series import Series, is_full_label, label_pattern

LONGEST = 20_000
"""Characters of a note that are parsed; a longer text is no note."""

_NOTHING = re.compile(r"(?!)(?P<label>)(?P<number>)")
_BACK = re.compile(r"(?:(?:see|cf\.) )?(?:ibid|op\. ?cit|loc\. ?cit|idem|там же|указ\. ?соч)\b", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"[.”\"?!)] ?\(?((?:19|20)\d\d)\)?[.,]? ?$")
_MOST_QUOTATIONS = 12
_LOOSE = re.compile(r"[ ,.:;()—–-]{0,4}")


def parse_note(text: str, series: tuple[Series, ...], *, is_memo: bool = False) -> tuple[CitedWork, ...]:
    """Parse the memos that a note cites, in order, each once. Other works are read by `citestring` alone.

    Args:
        text: a note without its marker, or a line of a bibliography in notes style.
        series: the series whose labels are recognised. `series.identity` decides later which one a memo belongs to.
        is_memo: whether it is a note of a memo of these series, where "memo No. 660" is one of them.
    Returns:
        The memos; () for "Ibid.", interviews, remarks, and pointers ("here") whose links are lost.
    Raises:
        Nothing.
    """
    label = label_pattern(series) if series else _NOTHING
    sources = split_sources(clean(text[:LONGEST]), label)
    return tuple(dict.fromkeys(work for source in sources for work in _works(source, label, series, is_memo=is_memo)))


def _works(source: str, label: re.Pattern[str], series: tuple[Series, ...], *, is_memo: bool) -> tuple[CitedWork, ...]:
    if _BACK.match(source):
        return ()
    quotations = find_quotations(source)
    work = _entry(source, label, series) or _quoted(source, quotations, label, series)
    if work := work or _unquoted(source, quotations, label, series):
        return (work,)
    return tuple(_bare(source, series, is_memo=is_memo))


def _entry(source: str, label: re.Pattern[str], series: tuple[Series, ...]) -> CitedWork | None:
    """Parse a memo in a bibliography entry whose title has no quotation marks, since the style prints it in italics."""
    match = label.search(source[:600])
    found = read_entry(source[: match.start()]) if match else None
    return _report(*found, match, series) if match and found else None


def _quoted(
    source: str, quotations: Quotations, label: re.Pattern[str], series: tuple[Series, ...]
) -> CitedWork | None:
    """Parse the first quotation that is a title, with the names before and the imprint behind it."""
    ends, pairs = 0, quotations.pairs[:_MOST_QUOTATIONS]
    following = (*(start for start, _ in quotations.pairs[1 : len(pairs) + 1]), len(source))
    for (start, end), next_start in zip(pairs, following, strict=False):
        head, tail = source[ends:start], source[end:next_start]
        if _is_within_title(head, source[end : end + 1]):
            return None
        before, title, behind = _label_behind(head, source[start:end], _with_whole_label(tail, label, series), label)
        if work := _memo(before, title, behind, label, series):
            return work
        ends = end
    return None


def _is_within_title(head: str, following: str) -> bool:
    """Whether a quotation only ends a longer question: "Ann Lee, Who Said “It Is Over”?"."""
    return following in ("?", "!") and after_signal(head)[-1:] not in ("", ",", ".", ":", "(")


def _label_behind(head: str, quoted: str, tail: str, label: re.Pattern[str]) -> tuple[str, str, str]:
    """Move a label in front of the quotation, or at either end of the title, behind it: (head, title, tail)."""
    title = title_of(quoted)
    if label.search(tail[:300]):
        return head, title, tail
    if match := label.search(title):
        before, after = title[: match.start()].strip(" ,.:;(—–-"), title[match.end() :].strip(" ,.:;)—–-")
        if not (before and after):
            return head, before or after, f", {match[0]}{tail}"
    recent = head[-200:]
    front = next((m for m in label.finditer(recent) if _LOOSE.fullmatch(recent, m.end())), None)
    is_part_of_sentence = quoted[-2:-1] not in ",.?!" and tail.strip()[:1] not in ",.;("
    if front is None or is_part_of_sentence:
        return head, title, tail
    return head.removesuffix(recent[front.start() :]), title, f", {front[0]}{tail}"


def _memo(head: str, title: str, tail: str, label: re.Pattern[str], series: tuple[Series, ...]) -> CitedWork | None:
    match = label.search(tail[:300])
    if not match or not _is_ours(tail[: match.start()], match["label"], series):
        return None
    issued = read_imprint(tail[: match.start()]).issued or read_date(head)
    return _report(read_authors(head) or (), title, issued, match, series)


def _report(
    authors: tuple[str, ...], title: str, issued: str, match: re.Match[str], series: tuple[Series, ...]
) -> CitedWork:
    """Make the memo that a label names.

    Args:
        issued: the date in front of the label; it counts if none follows the label.
        match: the label, found in the whole source.
    """
    behind = read_imprint(match.string[match.end() :])
    return cited_work(
        authors,
        type="report",
        title=title,
        genre=match["label"],
        number=match["number"],
        publisher=_publisher(behind.chunks, series),
        issued=behind.issued or issued,
        URL=behind.url,
        DOI=behind.doi,
        accessed=behind.accessed,
    )


def _is_ours(before: str, label: str, series: tuple[Series, ...]) -> bool:
    """Whether a label belongs to a series. The end of its name may be anyone's ("Brookings Policy Memo").

    Args:
        before: the text between title and label.
    """
    return is_full_label(label, series) or not read_imprint(before).chunks


def _with_whole_label(tail: str, label: re.Pattern[str], series: tuple[Series, ...]) -> str:
    """Rejoin a label that a comma splits in the text behind a title: "PONARS Eurasia, Policy Memo No. 660"."""
    match = label.search(tail[:300])
    if not match or is_full_label(match["label"], series):
        return tail
    before = read_imprint(tail[: match.start()])
    whole = f"{''.join(before.chunks)} {match['label']}"
    known = {name.casefold() for one in series for name in one.names}
    return f", {before.issued}, {whole}{tail[match.end('label') :]}" if whole.casefold() in known else tail


def _publisher(chunks: tuple[str, ...], series: tuple[Series, ...]) -> str:
    """Return the institution among the words of an imprint; a publisher of a series is spelled as the series has it."""
    known = {era.publisher.casefold(): era.publisher for one in series for era in one.eras if era.publisher}
    for chunk in (chunk.rpartition(": ")[2] for chunk in chunks[:3]):
        if publisher := known.get(chunk.casefold().removeprefix("the ")):
            return publisher
        if is_institution(chunk) and is_proper_name(chunk, 12):
            return chunk
    return ""


def _unquoted(
    source: str, quotations: Quotations, label: re.Pattern[str], series: tuple[Series, ...]
) -> CitedWork | None:
    """Parse a memo whose title lost one or both quotation marks."""
    match = label.search(source)
    if match is None or match.start() > 600 or any(start < match.start() for start, _ in quotations.pairs):
        return None
    authors, title = read_unmarked(source[: match.start()], quotations)
    year = _YEAR_BEFORE.search(source, max(0, match.start() - 12), match.start())
    return _report(authors, title, year[1] if year else "", match, series) if title else None


def _bare(source: str, series: tuple[Series, ...], *, is_memo: bool) -> Iterator[CitedWork]:
    """Make the memos that are named by label and number alone ("See PONARS Eurasia Policy Memo 513.")."""
    found = [one for one in find_mentions(source, series) if is_full_label(one.label, series) or is_memo]
    mentions = [one for one in found if is_full_label(one.label, series) or is_of_own_series(one, source)]
    for mention, following in zip_longest(mentions, mentions[1:]):
        end = min(mention.end + 150, following.start if following else len(source))
        behind = source[mention.end : end]
        date = find_date(behind)
        before = behind[: date.start()].strip(" ,(") if date else ""
        publisher = _publisher((before,), series)
        issued = date[0] if date and (publisher or not before) else ""
        for number in mention.numbers:
            yield cited_work(type="report", genre=mention.label, number=number, publisher=publisher, issued=issued)
