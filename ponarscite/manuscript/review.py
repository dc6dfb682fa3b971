"""Review: the sites of a manuscript beside the records that it may cite -> what is wrong (M001 to M017)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ponarscite.library.names import Ambiguous, Found, Known, Name, Unknown
from ponarscite.manuscript import comparison, correction
from ponarscite.manuscript.fault import Fault
from ponarscite.manuscript.form import mixed
from ponarscite.manuscript.holdings import Holdings
from ponarscite.manuscript.listing import Listing
from ponarscite.manuscript.quotation import Quotations, WorkText
from ponarscite.manuscript.reading import OURS, Manuscript
from ponarscite.manuscript.site import Site
from ponarscite.note.cited_work import CitedWork
from ponarscite.record.name import named
from ponarscite.record.record import Record
from ponarscite.series.identity import Verdict
from ponarscite.series.series import Series


def review(
    manuscript: Manuscript,
    holdings: Holdings,
    series: tuple[Series, ...] = OURS,
    texts: Mapping[str, WorkText] | None = None,
) -> list[Fault]:
    """Find the faults in the citations of a manuscript, in the order of its sites.

    Args:
        texts: key -> the text of its work, for what is quoted.
    Returns:
        Faults (M001 to M017), each with its site.

    Nothing is said of keys where neither a bibliography nor a library is known, or one that is named was not read.
    """
    found = [*_of_keys(manuscript, holdings), *_of_words(manuscript, holdings, series)]
    if texts:
        found += Quotations(manuscript, texts).faults(_cited(manuscript, holdings, found))
    place = {(part, block): number for number, (part, block, _) in enumerate(manuscript.blocks)}
    return sorted(found, key=lambda one: (place[one.site.part, one.site.block], one.site.start, one.code))


def _cited(manuscript: Manuscript, holdings: Holdings, faults: Iterable[Fault]) -> Iterator[tuple[Site, Record]]:
    """Each site with the record of the work that it cites."""
    for whole in manuscript.sites:
        for site, name in _by_name(whole):
            if record := holdings.record(name):
                yield site, record
    typed = {(id(one.site), one.key): one.site for one in faults if one.site.kind == "typed" and one.key}
    for (_, key), site in typed.items():
        if site.setting != "list" and (record := holdings.record(key)):
            yield site, record


def _by_name(site: Site) -> Iterator[tuple[Site, str]]:
    """Each name of a keyed site, with the site, or of several names with the place of this one; the last one has the
    locator.
    """
    for name, (start, end) in zip(site.names, site.places, strict=True):
        locator = site.locator if name is site.names[-1] else ""
        one = replace(site, start=start, end=end, text=name, names=(name,), places=((start, end),), locator=locator)
        yield (one if len(site.names) > 1 else site), name


def _of_keys(manuscript: Manuscript, holdings: Holdings) -> Iterator[Fault]:
    """M001, M002, M012, M014 and M016: the names of keyed sites."""
    keyed = [(site, name) for whole in manuscript.sites for site, name in _by_name(whole)]
    told = holdings.look_up(name for _, name in keyed)
    first: dict[tuple[str, ...], str] = {}
    seen: set[str] = set()
    for site, name in keyed:
        known = told[name]
        if isinstance(known, Unknown):
            if holdings.is_complete and not holdings.is_empty:
                yield _unknown(site, name, known, holdings)
        elif isinstance(known, Ambiguous):
            yield _ambiguous(site, name, known)
        elif isinstance(known, Known) and _is_superseded(name, known):
            message = f"{name} is a former key of {known.key}"
            yield Fault("M016", site, message, known.key, fix=_with_key(site, known.key))
        elif name not in seen and (other := _twin(name, known, first)):
            yield Fault("M012", site, f"{name} is the same work as {other}", name, (other,))
        seen.add(name)
        if site.locator and isinstance(known, Known):
            yield from _beyond(site, known.key, known.item)
        elif site.locator and isinstance(known, Record):
            yield from _beyond(site, known.id, dict(known.extra))


def _beyond(site: Site, key: str, told: Mapping[str, object]) -> Iterator[Fault]:
    if message := comparison.beyond(site.locator, told):
        yield Fault("M014", site, f"{key}: {message}", key)


def _unknown(site: Site, name: str, known: Unknown, holdings: Holdings) -> Fault:
    nearest = holdings.nearest(name, known)
    hint = f"; nearest: {', '.join(nearest)}" if nearest else ""
    meant = [key for key in nearest if correction.is_slip(name, key)]
    fix = _with_key(site, meant[0]) if len(meant) == 1 else ""
    return Fault("M001", site, f"{name}: {known.problem}{hint}", "", nearest, fix)


def _ambiguous(site: Site, name: str, known: Ambiguous) -> Fault:
    return Fault("M002", site, f"{name}: {known}", "", tuple(one.key for one in known.candidates))


def _is_superseded(name: str, known: Known) -> bool:
    """Whether a key leads to a record that has another now; a number, an address and a DOI name any record."""
    parsed = Name.parse(name)
    is_key = parsed is not None and parsed.as_numbered.scheme == "key" and parsed.value == name
    return is_key and name.casefold() != known.key.casefold()


def _twin(name: str, known: Record | Found | None, first: dict[tuple[str, ...], str]) -> str:
    """The first key under which the same work of the own bibliography was cited, "" if this is the first."""
    if not isinstance(known, Record) or known.identity.kind not in ("number", "doi"):
        return ""
    other = first.setdefault((known.identity.kind, *known.identity.value), name)
    return other if other != name else ""


def _with_key(site: Site, key: str) -> str:
    """The text of a site of one name with another key."""
    ((start, end),) = site.places
    return f"{site.text[: start - site.start]}{key}{site.text[end - site.start :]}"


def _of_words(manuscript: Manuscript, holdings: Holdings, series: tuple[Series, ...]) -> Iterator[Fault]:
    """M002 to M014 and M017: typed sites."""
    listed: dict[tuple[str, ...], list[Site]] = defaultdict(list)
    works = [
        (site, work, comparison.record_of(work, site.text, series)) for site in manuscript.sites for work in site.works
    ]
    settled = _settled(typed for _, _, typed in works)
    for site, work, typed in works:
        yield from _typed(site, work, typed, holdings, series, settled)
        if site.setting == "list" and typed.identity.kind in ("number", "doi"):
            listed[(typed.identity.kind, *typed.identity.value)].append(site)
    yield from Listing(manuscript, [(site, typed) for site, _, typed in works], holdings).faults()
    yield from mixed(works)
    for sites in listed.values():
        for again in sites[1:]:
            yield Fault("M012", again, f"the list has this work twice: “{sites[0].text[:60]}”")


def _typed(
    site: Site,
    work: CitedWork,
    typed: Record,
    holdings: Holdings,
    series: tuple[Series, ...],
    settled: Mapping[str, set[str]],
) -> Iterator[Fault]:
    possible = comparison.family(typed, work, series)
    if not possible:
        yield from _titled(site, typed, holdings)
        return
    typed = _with_title_before(site, work, typed, holdings)
    decided = comparison.verdict(typed, possible)
    numbered = [one for each in possible if (one := holdings.numbered(each.id, typed.number))]
    same = [one for one in numbered if _is_same_title(typed.title, one.title)]
    if same:
        yield from _beside(site, typed, same[0], tuple(_era(site, work, same[0], series)))
        return
    if titled := tuple(filter(comparison.is_of_series, holdings.titled(typed))):
        with_number = [one for one in titled if one.number in (typed.number, "")]
        yield from _beside(site, typed, with_number[0]) if with_number else (_wrong_number(site, typed, titled),)
        return
    problem = comparison.impossible(typed, decided, possible) or _out_of_order(typed, decided, holdings)
    if problem:
        yield Fault("M009", site, problem)
    elif len(decided.series) > 1 and (meant := _meant(typed, numbered, settled)):
        yield from _beside(site, typed, meant)
    elif len(decided.series) > 1 and settled.get(typed.number):
        return
    elif len(decided.series) > 1:
        names = " or ".join(one.label for one in decided.series)
        yield Fault(
            "M002", site, f"No. {typed.number} may be of {names}: no date decides", "", tuple(r.id for r in numbered)
        )
    else:
        yield from _by_number(
            site, typed, holdings.numbered(decided.series[0].id, typed.number), decided.series[0], holdings
        )
        if message := comparison.wrong_label(work, decided.series[0], series):
            fix = _with_label(site, work, decided.series[0], series)
            yield Fault("M007", site, f"No. {typed.number} is {message}", fix=fix)


def _titled(site: Site, typed: Record, holdings: Holdings) -> Iterator[Fault]:
    """A typed work without a number, beside the one record of its title."""
    titled = [one for one in holdings.titled(typed) if not comparison.is_other_publication(typed, one)]
    if len(titled) == 1:
        yield from _beside(site, typed, titled[0])


def _with_title_before(site: Site, work: CitedWork, typed: Record, holdings: Holdings) -> Record:
    """The typed work, with the title that stands before its label where the citation was not understood."""
    before = holdings.titled_before(work.get("genre"), site.text) if not typed.title else ()
    return replace(typed, title=before[0].title) if before else typed


def _out_of_order(typed: Record, decided: Verdict, holdings: Holdings) -> str:
    """Say that the dates of the nearest numbers in the library rule out a date; "" if they do not.

    Within a series, numbers never run backwards against dates. Only years and months are compared.
    """
    date = typed.issued.parts[:2]
    if len(decided.series) != 1 or not date:
        return ""
    lower, higher = holdings.neighbours(decided.series[0].id, typed.number)
    for other, is_lower in ((lower, True), (higher, False)):
        told = other.issued.parts[: len(date)] if other else ()
        mine = date[: len(told)]
        if other and told and (told > mine if is_lower else told < mine):
            return f"No. {typed.number} is dated {typed.issued}, but No. {other.number} {other.issued}"
    return ""


def _is_same_title(typed: str, title: str) -> bool:
    return bool(typed) and (comparison.is_main(typed, title) or comparison.is_alike(typed, title))


def _meant(typed: Record, numbered: list[Record], settled: Mapping[str, set[str]]) -> Record | None:
    """The one record that a number without a date means: by its authors, or by the rest of the manuscript."""
    series = settled.get(typed.number, set())
    found = [one for one in numbered if one.identity.value[0] in series] if len(series) == 1 else []
    if not found and typed.author:
        found = [one for one in numbered if one.author and comparison.shares_author(typed, one)]
    return found[0] if len(found) == 1 else None


def _settled(works: Iterable[Record]) -> dict[str, set[str]]:
    """Number -> the series to which the manuscript, where it gives a date, says that it belongs."""
    found: dict[str, set[str]] = defaultdict(set)
    for typed in works:
        if typed.identity.kind == "number":
            found[typed.number].add(typed.identity.value[0])
    return found


def _by_number(site: Site, typed: Record, record: Record | None, one: Series, holdings: Holdings) -> Iterator[Fault]:
    """A typed work whose number and date are possible, beside the record of this number."""
    if record is None and holdings.is_empty:
        return
    if record is None:
        yield Fault(
            "M008", site, f"No. {typed.number} of {one.label} is not in the library: compare it with the series"
        )
    elif not typed.title or comparison.is_words(typed, record, site.text * (site.setting == "text")):
        yield from _beside(site, replace(typed, title=""), record)
    elif comparison.is_comparable(typed.title, record.title) and not comparison.wrong_title(
        typed.title, record.title, site.text
    ):
        yield from _beside(site, typed, record)
    elif typed.author and record.author and not comparison.shares_author(typed, record):
        told = f"No. {typed.number} of {one.label} is “{record.title}” ({record.issued})"
        yield Fault("M009", site, f"{told}, and no record has the title “{typed.title}”", record.id)
    elif not comparison.is_comparable(typed.title, record.title):
        yield from _beside(site, typed, record)
    else:
        yield Fault(
            "M006", site, f"{record.id}: {comparison.wrong_title(typed.title, record.title, site.text)}", record.id
        )
        yield from _details(site, typed, record)


def _wrong_number(site: Site, typed: Record, titled: tuple[Record, ...]) -> Fault:
    record = titled[0]
    number = f"No. {record.number}" if record.number else "without a number"
    message = f"“{record.title}” is {record.id}, {number}, not No. {typed.number}"
    is_sure = len(titled) == 1 and comparison.is_alike(typed.title, record.title)
    fix = correction.with_number(site.text, typed.number, record.number) if is_sure else ""
    return Fault("M003", site, message, record.id, tuple(one.id for one in titled[1:]), fix)


def _beside(site: Site, typed: Record, record: Record, others: tuple[Fault, ...] = ()) -> Iterator[Fault]:
    """A typed work beside the one record that it is: what differs, or that it could be a key."""
    found = [*_details(site, typed, record), *others]
    if message := comparison.wrong_title(typed.title, record.title, site.text):
        found.append(Fault("M006", site, f"{record.id}: {message}", record.id))
    yield from found
    told = dict(record.extra)
    yield from _beyond(site, record.id, told)
    page = "" if site.locator else str(dict(typed.extra).get("page", ""))
    if message := comparison.beyond_extent(page, told):
        yield Fault("M014", site, f"{record.id}: {message}", record.id)
    if not found:
        yield Fault("M013", site, f"{record.id}: a citation by key would stay right", record.id)


def _details(site: Site, typed: Record, record: Record) -> Iterator[Fault]:
    if message := comparison.wrong_date(typed, record):
        fix = correction.with_date(site.text, typed.title, typed.issued, record.issued)
        yield Fault("M004", site, f"{record.id}: {message}{_said(record, 'issued')}", record.id, fix=fix)
    if message := comparison.wrong_authors(typed, record, site.text):
        fix = correction.with_authors(site.text, named(typed.author), named(record.author))
        yield Fault("M005", site, f"{record.id}: {message}{_said(record, 'author')}", record.id, fix=fix)


def _said(record: Record, variable: str) -> str:
    """Who says so: " (byline)"."""
    claims = [claim for claim in record.claims if claim.variable == variable]
    return f" ({max(claims, key=lambda claim: claim.rank).origin})" if claims else ""


def _era(site: Site, work: CitedWork, record: Record, series: tuple[Series, ...]) -> Iterator[Fault]:
    one = next((each for each in series if record.identity.value[:1] == (each.id,)), None)
    if one and (message := comparison.wrong_label(work, one, series)):
        yield Fault("M007", site, f"{record.id}: {message}", record.id, fix=_with_label(site, work, one, series))


def _with_label(site: Site, work: CitedWork, one: Series, series: tuple[Series, ...]) -> str:
    return correction.with_label(site.text, work.get("genre"), comparison.right_label(work, one, series))
