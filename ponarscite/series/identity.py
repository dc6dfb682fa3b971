"""Identity of a work: label, number, date and file name -> (series, number) with the reason, or "ambiguous"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from ponarscite.record.claim import FOREIGN, Claim, Rank
from ponarscite.record.date import Date
from ponarscite.record.record import Identity, Record
from ponarscite.record.text import fold, letters
from ponarscite.series.category import series_of_category
from ponarscite.series.elsewhere import host_of, institution_of, is_of
from ponarscite.series.house import with_house
from ponarscite.series.misplaced import with_label
from ponarscite.series.series import Era, Series, file_pattern, label_pattern
from ponarscite.series.url import canonical

if TYPE_CHECKING:
    from ponarscite.reconcile.holdings import Holdings

_PAGE_ORIGINS = frozenset(("page", "list", "feed", "citation tags", "JSON-LD", "Dublin Core", "Open Graph"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of `decide`: one series; several, if the evidence leaves them open; none, if it fits no series.

    Args:
        series: the series that fit.
        reason: the evidence in words, shown by `ponarscite explain`.
    """

    series: tuple[Series, ...]
    reason: str


def settle(record: Record, series: tuple[Series, ...]) -> Record:
    """Give a record its identity and what follows from it: type, genre and imprint of its series.

    A number alone identifies nothing: every number from 1 to 432 belongs to two PONARS memos. Date, number and file
    name decide the series. The printed label only narrows it to a family of series that share the label, because pages
    print old labels on new memos. If several series remain, or none, the record keeps genre and imprint as printed, and
    its identity ("ambiguous") and its doubts give the reason. A record without claims is its own evidence.
    """
    record = with_label(record, series) if series else record
    page = with_house(_with_type(record))
    family = _family(page, series)
    if not family:
        return _unnumbered(page, series)
    record = _normal(record, family)
    if record.number and not _is_serial(record.number):
        return _unnumbered(_with_type(record), series)
    verdict = decide(record, family)
    if len(verdict.series) == 1:
        return _settled(record, verdict)
    genre = _printed_label(record.genre, series) or record.genre
    value = (record.number, *title_key(record)) if record.title or record.author else ()
    return replace(
        record,
        genre=genre,
        identity=Identity("ambiguous", value, verdict.reason, _doi_key(record)),
        doubts=(verdict.reason,),
    )


def _with_type(record: Record) -> Record:
    """Make a page whose type no claim names a `webpage`."""
    is_page = record.url and record.claims and not any(claim.variable == "type" for claim in record.claims)
    return replace(record, type="webpage") if is_page else record


def _normal(record: Record, family: tuple[Series, ...]) -> Record:
    """Bring type, date, number and collection title into the form that the family of series uses."""
    values = {
        "type": _type(record, family[0]),
        "issued": _without_placeholder(record, family),
        "number": _plain_number(record.number or _number_in_label(record, family)),
        "collection_title": "" if _is_name(record.collection_title, family) else record.collection_title,
    }
    changes: dict[str, Any] = {name: value for name, value in values.items() if value != getattr(record, name)}
    return replace(record, **changes) if changes else record


def _unnumbered(record: Record, series: tuple[Series, ...]) -> Record:
    """Settle a work that belongs to no series."""
    return replace(record, identity=_title_identity(record, series))


def _settled(record: Record, verdict: Verdict) -> Record:
    one = verdict.series[0]
    number = int(record.number) if record.number else None
    era = one.era(number, record.issued.year_named)
    if one.of_issues:
        return _article(record, one, era)
    numbered = Identity("number", (one.id, record.number), verdict.reason, _aliases(record))
    return replace(
        record,
        genre=one.label,
        publisher=era.publisher if era else record.publisher,
        publisher_place=era.publisher_place if era else record.publisher_place,
        identity=numbered if number else _title_identity(record, (one,)),
        doubts=tuple(out_of_order(one, number, record.issued)) if number else (),
    )


def _article(record: Record, one: Series, era: Era | None) -> Record:
    """Make a member of a series of issues an article: the label is its container, the number its issue."""
    extra = dict(record.extra)
    if record.number:
        extra |= {"issue": record.number}
        if extra.get("volume") == record.number:  # "Example Digest 293": readers take such a number for a volume
            del extra["volume"]
    article = replace(
        record,
        type=one.item_type,
        genre="",
        number="",
        container_title=one.label,
        publisher=era.publisher if era else record.publisher,
        publisher_place=era.publisher_place if era else record.publisher_place,
        extra=tuple(sorted(extra.items())),
    )
    return replace(article, identity=_title_identity(article, (one,)))


def _type(record: Record, one: Series) -> str:
    """Return the type of a work of a series. That of a page's SEO plug-in ("NewsArticle") is no statement about it."""
    if record.type in ("document", "article", "webpage", "post-weblog") or _is_made_by_software(record):
        return one.item_type
    return record.type


def _is_made_by_software(record: Record) -> bool:
    """Whether only metadata that a content system writes into every page calls the work a newspaper article."""
    said = {claim.origin for claim in record.claims if claim.variable == "type" and claim.text == record.type}
    return record.type == "article-newspaper" and bool(said) and said <= {"JSON-LD", "microdata"}


def _family(record: Record, series: tuple[Series, ...]) -> tuple[Series, ...]:
    """Return the series that match the printed label, else the section of the site, else the code of the PDF."""
    known = _labels(series)
    for text in _printed_labels(record):
        found = known.get(_label(text, series))
        if found and not _is_foreign(record, text, found):
            return found
    if journals := tuple(one for one in series if one.of_issues):
        names = (claim.text for claim in record.claims if claim.variable == "container-title")
        if found := next(filter(None, (_labels(journals).get(fold(text)) for text in names)), ()):
            return found
    for claim in record.claims:
        found = series_of_category(claim.text, series) if claim.variable == "series" else ()
        if found and not _is_elsewhere(record, found):
            return found
    codes, numberings = _codes(record.claims, series), _numberings(record.claims, series)
    return tuple(one for one in series if codes & set(one.file_codes) or one.numbering in numberings)


def _printed_labels(record: Record) -> Iterator[str]:
    """Yield the claimed genres and collection titles, then those that the record has."""
    yield from (claim.text for claim in record.claims if claim.variable in ("genre", "collection-title"))
    yield from filter(None, (record.genre, record.collection_title))


@lru_cache(maxsize=1024)
def _label(text: str, series: tuple[Series, ...]) -> str:
    """Fold a label without number and plural: "PONARS Eurasia Policy Memos", "Policy Memo No. 590" -> "policy memo"."""
    match = label_pattern(series).fullmatch(text)
    folded = fold(match["label"] if match else text)
    return folded if folded in _labels(series) else folded.removesuffix("s")


def _number_in_label(record: Record, family: tuple[Series, ...]) -> str:
    """Return the number that a genre or a collection title ends in ("Policy Memo No. 590"), "" for none."""
    matches = map(label_pattern(family).fullmatch, (record.genre, record.collection_title))
    return next((match["number"] for match in matches if match), "")


def _is_name(text: str, family: tuple[Series, ...]) -> bool:
    """Whether a collection title only repeats the label: styles would print the words twice."""
    names = (name for one in family for name in (*one.names, *one.site_names))
    return bool(text) and _label(text, family) in map(fold, names)


def _is_foreign(record: Record, label: str, family: tuple[Series, ...]) -> bool:
    """Whether a label that many institutions use ("Policy Memo") is another institution's: the record names its
    publisher, or the page of the work is on another site.
    """
    if any(institution_of(one) in fold(label).split() for one in family):
        return False
    if publisher := fold(record.publisher):
        return not any(name in publisher for name in _publishers(family))
    return _is_elsewhere(record, family)


def _is_elsewhere(record: Record, family: tuple[Series, ...]) -> bool:
    """Whether only documents of other sites tell of a work."""
    if not any(claim.variable == FOREIGN for claim in record.claims):
        return False
    hosts = {host_of(claim.text) for claim in record.claims if claim.variable == "URL" and claim.rank == Rank.OWN}
    return not any(is_of(host, one.hosts) for host in hosts for one in family)


@lru_cache(maxsize=16)
def _publishers(family: tuple[Series, ...]) -> frozenset[str]:
    """Return the folded names of the sites and publishers of a family."""
    names = (name for one in family for name in (*one.site_names, *(era.publisher for era in one.eras)))
    return frozenset(fold(name) for name in names if name)


@lru_cache(maxsize=16)
def _labels(series: tuple[Series, ...]) -> dict[str, tuple[Series, ...]]:
    labels = {fold(label) for one in series for label in one.names}
    return {label: tuple(one for one in series if label in {fold(name) for name in one.names}) for label in labels}


def _printed_label(genre: str, series: tuple[Series, ...]) -> str:
    """Return a label in its usual capitals; pages print it in lower case too."""
    labels = (label for one in series for label in one.names)
    return next((label for label in labels if fold(label) == fold(genre)), "")


def _codes(claims: Sequence[Claim], series: tuple[Series, ...], origin: str = "") -> set[str]:
    """Return the series codes ("pepm", "pm") in the names of PDFs.

    Args:
        origin: "source name" for the name of the document itself, weak evidence that `decide` uses last; "" for all
            others.
    """
    pattern = file_pattern(series)
    files = (claim for claim in claims if claim.variable == "file-name")
    names = (claim.text for claim in files if (claim.origin == "source name") == (origin == "source name"))
    return {match["code"].casefold() for name in names if pattern and (match := pattern.match(name))}


def _numberings(claims: Sequence[Claim], family: tuple[Series, ...]) -> set[str]:
    """Return the values of the site's field "Series" that a series of the family knows as its `numbering`."""
    printed = {claim.text for claim in claims if claim.variable == "numbering"}
    return printed & {one.numbering for one in family if one.numbering}


def _listed_years(claims: Sequence[Claim]) -> range:
    """Return the years of the rows beside an undated row of a list ("2009-2010"); an empty range for no list."""
    first, _, last = next((claim.text for claim in claims if claim.variable == "listed-years"), "").partition("-")
    return range(int(first), int(last or first) + 1) if first else range(0)


def _plain_number(number: str) -> str:
    """Strip "No." and leading zeros, which file names have: "No. 0094" -> "94"."""
    if not number.isdecimal():
        number = re.sub(r"^(?:No\.?|Nr\.?|№|#|Number)\s*(?=\d)", "", number, flags=re.IGNORECASE)
    return str(int(number)) if number.isdecimal() and len(number) < 100 else number


def _is_serial(number: str) -> bool:
    """Whether a number is a plain integer of at most nine digits, enough for any series."""
    return number.isascii() and number.isdecimal() and len(number) < 10


def decide(record: Record, family: tuple[Series, ...]) -> Verdict:
    """Decide which series of a family fits the year, the number and the file names of a record.

    Each piece of evidence rules out series; the name of the source, and then the years of a list, count only if several
    are left.
    """
    left, reasons = family, []
    for fits, reason in _evidence(record, family):
        narrowed = tuple(one for one in left if fits(one))
        if len(narrowed) < len(left) or len(family) == 1:
            reasons.append(reason)
        left = narrowed
    if len(left) > 1 and (sources := _codes(record.claims, family, "source name")):
        left = tuple(one for one in left if sources & set(one.file_codes)) or left
        reasons.append("the name of the source")
    if len(left) > 1 and (years := _listed_years(record.claims)) and record.issued.year_named is None:
        left = tuple(one for one in left if any(map(one.has_year, years))) or left
        reasons.append(f"beside memos of {years[0]}{f' to {years[-1]}' * (len(years) > 1)}")
    if len(left) == 1:
        return Verdict(left, f"{left[0].label}: {', '.join(reasons) or 'the only series of this name'}")
    if left:
        names = " and ".join(one.label for one in left)
        number = f"No. {record.number}" if record.number else "it"
        return Verdict(left, f"{number} could be of {names}: no date and no file name decides")
    return Verdict((), f"no series fits all of: {', '.join(reasons)}")


def _evidence(record: Record, family: tuple[Series, ...]) -> Iterator[tuple[Callable[[Series], bool], str]]:
    """Yield each piece of evidence: a test that a series must pass, and its description."""
    if (year := record.issued.year_named) is not None:
        yield lambda one: one.has_year(year), f"issued in {year}"
    if number := record.number:
        yield lambda one: one.has_number(int(number)), f"number {number}"
    if numberings := _numberings(record.claims, family):
        yield lambda one: one.numbering in numberings, f"the site's series {', '.join(sorted(numberings))}"
    if codes := _codes(record.claims, family):
        yield lambda one: bool(codes & set(one.file_codes)), f"file name {', '.join(sorted(codes))}"


def out_of_order(one: Series, number: int | None, issued: Date) -> list[str]:
    """Return a doubt when the date contradicts the dates of neighbouring numbers, [] otherwise.

    Within a series, numbers never run backwards against dates, so the known dates of other numbers bound this one.
    """
    if not number or not issued.parts:
        return []
    earliest, latest = one.bounds(number)
    known = issued.parts[:2]
    if earliest and known < earliest.parts[: len(known)]:
        return [f"No. {number} of {one.label} appeared after {earliest}, but its date is {issued}"]
    if latest and known > latest.parts[: len(known)]:
        return [f"No. {number} of {one.label} appeared before {latest}, but its date is {issued}"]
    return []


def _without_placeholder(record: Record, family: tuple[Series, ...]) -> Date:
    """Return the date without placeholders.

    The site lists old memos under day 01 when the day is unknown, so only month and year remain; a day of bulk import
    is no date of publication and is dropped. Dates from elsewhere than the site's pages stay as they are.
    """
    issued = record.issued
    if not any(c.variable == "issued" and c.origin in _PAGE_ORIGINS for c in record.claims):
        return issued
    if issued in family[0].import_dates:
        return Date()
    if issued.day == 1 and issued.year and issued.year <= family[0].placeholder_until:
        return Date(issued.year, issued.month)
    return issued


def _title_identity(record: Record, series: tuple[Series, ...]) -> Identity:
    if address := page_address(record.url, series):
        return Identity("url", (address, _plain(record.title)), "its address", _aliases(record))
    key = title_key(record) if record.title else ()
    if len(key) == 2:  # many works share a title; without authors and a place, the date must be equal, too
        key = (*key, "", str(record.issued)) if letters(record.title) else ()
    return Identity("title", key, "its kind, title and authors", _aliases(record))


def _aliases(record: Record) -> tuple[tuple[str, ...], ...]:
    """Return other keys under which sources with less data also find the work: cards lack the number, notes the
    address. A DOI counts only with the title, since chapters often carry the DOI of their book.
    """
    known = record.title and (record.makers or record.container_title)
    return (("title", *title_key(record)), *_doi_key(record)) if known else _doi_key(record)


def _doi_key(record: Record) -> tuple[tuple[str, ...], ...]:
    """Return the key of a DOI with a title, () without both."""
    if not (record.doi and record.title):
        return ()
    from ponarscite.reconcile.evidence import doi_name  # few works have a DOI

    return (("doi", doi_name(record.doi), _plain(record.title)),)


def title_key(record: Record) -> tuple[str, ...]:
    """Return type, folded title, and the authors' folded family names in order; without authors, the container."""
    makers = sorted(fold(name.sort) for name in record.makers) or [fold(record.container_title)]
    return (record.type, _plain(record.title), *filter(None, makers))


def _plain(title: str) -> str:
    """Return the letters and digits of a title; of one that has none ("?!"), its signs."""
    return letters(title) or fold(title)


def page_address(url: str, series: tuple[Series, ...]) -> str:
    """Return the normalised address of a page, "" for an address that names no single page (the root of a site)."""
    hosts = next((one.hosts for one in series if any(host in url for host in one.hosts)), ())
    address = canonical(url, hosts)
    return address if "/" in address or "?" in address else ""


def empty_holdings(series: Sequence[Series]) -> Holdings:
    """Make empty holdings that identify works of these series by series and number."""
    from ponarscite.reconcile.holdings import Holdings  # it is needed for pushing alone

    known = tuple(series)
    return Holdings(partial(settle, series=known), partial(page_address, series=known))
