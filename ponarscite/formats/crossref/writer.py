"""Records -> a deposit with Crossref, for reports and working papers that are to have a DOI.

Source: Crossref's metadata deposit schema 5.3.0 (crossref5.3.0.xsd: `report-paper`), its order of elements and its
limits of length. A record of another type, or without a title, a year or a DOI, cannot be deposited, and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from ponarscite.errors import MisuseError
from ponarscite.interchange.others import unmarked, without_mark
from ponarscite.interchange.rows import dropped
from ponarscite.interchange.xml import add, document, nest_marks, qualified, root, xml_text
from ponarscite.record.item import variables
from ponarscite.record.key import citation_key
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from ponarscite.record.text import web_address

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ponarscite.hookspecs import Deposit, RenderOptions, Resources

VERSION = "5.3.0"
SPACE = f"http://www.crossref.org/schema/{VERSION}"
JATS = "http://www.ncbi.nlm.nih.gov/JATS1"
SPACES: Mapping[str | None, str] = {None: SPACE, "xsi": "http://www.w3.org/2001/XMLSchema-instance", "jats": JATS}

FACES = {
    "title": {"i": "i", "b": "b", "sup": "sup", "sub": "sub", "sc": "scp"},
    "p": {"i": "jats:italic", "b": "jats:bold", "sup": "jats:sup", "sub": "jats:sub", "sc": "jats:sc"},
}
"""Element -> its face markup: mark of rich text -> tag."""

NOBODY = ("unknown", "unknown@example.org")
"""Name and address of an unknown depositor."""

_MADE = re.compile(r"10\.[0-9]{4,9}/[A-Za-z0-9._;()/-]{1,200}")
"""A new DOI, of the characters that Crossref has allowed since 2008."""

_DEPOSITOR = re.compile(r"\s*(?P<name>[^<>]*?)\s*<(?P<address>[^<>@\s]+@[^<>@\s]+)>\s*")
_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_NO_PERSON = re.compile(r"[\d?]")
"""Characters that the schema forbids in the names of persons; a name with one is written as that of an organization."""

YEARS = range(1400, 2201)
"""The years that the schema allows."""


def doi_of(record: Record, pattern: str) -> str:
    """The DOI of a record, or one made by the pattern; "" when a value that the pattern names is unknown.

    Raises:
        MisuseError: the pattern has an unknown placeholder, or makes no DOI.
    """
    if record.doi or not pattern:
        return record.doi
    series = record.identity.value[0] if record.identity.kind == "number" else ""
    year = f"{record.issued.year}" if record.issued.year else ""
    known = {"series": series, "number": record.number, "key": citation_key(record), "year": year}
    named = _PLACEHOLDER.findall(pattern)
    if unknown := set(named) - set(known):
        told = ", ".join(f"{{{name}}}" for name in known)
        raise MisuseError(f"--doi-pattern names {{{min(unknown)}}}, which is not known", hint=f"known: {told}")
    if not all(known[name] for name in named):
        return ""
    made = _PLACEHOLDER.sub(lambda match: re.sub(r"[^A-Za-z0-9._;()/-]+", "-", known[match[1]]), pattern)
    if not _MADE.fullmatch(made):
        raise MisuseError(f"--doi-pattern gives {made!r}, which is no DOI", hint="a DOI looks like 10.5555/pepm.775")
    return made


def _depositor(deposit: Deposit) -> tuple[str, str]:
    if not deposit.depositor:
        return NOBODY
    if not (match := _DEPOSITOR.fullmatch(deposit.depositor)):
        raise MisuseError(f"--depositor {deposit.depositor!r} has no address", hint='as "Name <address@example.org>"')
    return match["name"] or match["address"], match["address"]


def _head(top: _Element, deposit: Deposit, publisher: str) -> None:
    name, address = _depositor(deposit)
    head = add(top, "head")
    moment = deposit.moment or "1"
    add(head, "doi_batch_id", f"ponarscite-{moment}")
    add(head, "timestamp", moment)
    depositor = add(head, "depositor")
    add(depositor, "depositor_name", name[:130])
    add(depositor, "email_address", address[:200])
    add(head, "registrant", (publisher or name)[:255])


def _contributors(made: _Element, names: tuple[Name, ...]) -> None:
    if not names:
        return
    parent = add(made, "contributors")
    for number, name in enumerate(names):
        sequence = "additional" if number else "first"
        whole = str(name) if name.literal or _NO_PERSON.search(str(name)) else ""
        kind = "organization" if whole else "person_name"
        node = add(parent, kind, whole[:511], sequence=sequence, contributor_role="author")
        if not whole:
            given = xml_text(f"{name.given} {name.dropping_particle}")[:60]
            for tag, text in (("given_name", given), ("surname", name.sort[:60]), ("suffix", name.suffix[:10])):
                if text:
                    add(node, tag, text)


def _date(made: _Element, record: Record) -> None:
    node = add(made, "publication_date", media_type="online")
    date = record.issued
    for tag, part, width in (("month", date.month, 2), ("day", date.day, 2), ("year", date.year, 4)):
        if part:
            add(node, tag, f"{part:0{width}}")


def _publisher(made: _Element, record: Record) -> None:
    if not record.publisher:
        return
    publisher = add(made, "publisher")
    add(publisher, "publisher_name", record.publisher[:255])
    if len(record.publisher_place) > 1:
        add(publisher, "publisher_place", record.publisher_place[:255])
    add(add(made, "institution"), "institution_name", record.publisher[:1024])


def _number(made: _Element, record: Record) -> None:
    """The number twice: alone, where Zotero reads it, and with the label of its series, which makes it unique."""
    if record.number:
        label = f"{record.genre} No. {record.number}" if record.genre else record.number
        item = add(made, "publisher_item")
        add(item, "item_number", record.number[:32], item_number_type="report-number")
        add(item, "identifier", label[:255], id_type="report-number")


def _language(record: Record) -> dict[str, str]:
    code = record.language.partition("-")[0]
    return {"language": code} if re.fullmatch("[a-z]{2}", code) else {}


def _element(body: _Element, record: Record, doi: str) -> _Element:
    """The `report-paper` of a record, with its parts in the order of the schema."""
    made = add(body, "report-paper")
    data = add(made, "report-paper_metadata", **_language(record))
    _contributors(data, record.author)
    add(add(data, "titles"), "title", record.title)
    if record.abstract:
        add(add(data, "jats:abstract"), "jats:p", record.abstract)
    _date(data, record)
    _publisher(data, record)
    _number(data, record)
    doi_data = add(data, "doi_data")
    add(doi_data, "doi", doi)
    add(doi_data, "resource", web_address(record.url) or f"https://doi.org/{doi}")
    return made


def is_depositable(record: Record) -> bool:
    """Whether the schema has a place for the record, apart from its DOI."""
    return bool(record.type == "report" and xml_text(record.title) and record.issued.year in YEARS)


def write(records: Iterable[Record], options: RenderOptions, _: Resources) -> Iterator[str]:
    """One deposit of all records that can be deposited.

    Raises:
        MisuseError: no record can be deposited, or the pattern or the depositor is not valid.
    """
    pattern = options.deposit.doi_pattern
    found = ((record, doi_of(record, pattern)) for record in map(without_mark, records) if is_depositable(record))
    known = ((record, doi) for record, doi in found if doi)
    if not (first := next(known, None)):
        hint = "give --doi-pattern, such as 10.5555/{series}.{number}"
        raise MisuseError("no report has a title, a year and a DOI: there is nothing to deposit", hint=hint)
    top = root("doi_batch", SPACES, version=VERSION)
    top.set(qualified("xsi:schemaLocation", SPACES), f"{SPACE} https://www.crossref.org/schemas/crossref{VERSION}.xsd")
    _head(top, options.deposit, first[0].publisher)
    body = add(top, "body")
    yield from document(top, (_element(body, record, doi) for record, doi in chain([first], known)), body, _mark_up)


def _mark_up(node: _Element) -> None:
    """Turn rich text into face markup where the schema has it; elsewhere, leave the tags out."""
    name = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
    nest_marks(node, FACES.get(name, {}))


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that a deposit cannot carry: all of them where it cannot be deposited."""
    if not is_depositable(record):
        yield from variables(record)
        return
    kept = {"author", "title", "issued", "publisher", "number", "genre", "abstract", "language", "DOI", "URL"}
    if record.publisher:
        kept.add("publisher-place")
    if not record.number:
        kept.discard("genre")
    yield from dropped(record, kept)
    yield from unmarked(record)
