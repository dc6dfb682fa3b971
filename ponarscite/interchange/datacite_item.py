"""A work as DataCite's REST API describes it -> a CSL-JSON item.

Source: DataCite REST API guide, "Retrieving a single DOI" (support.datacite.org/docs/api-get-doi); DataCite metadata
schema 4.6, appendix 1 (controlled lists).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeGuard

from ponarscite.record.item import is_text
from ponarscite.record.text import bare_doi, clean

GENERAL_TYPES: Mapping[str, str] = {
    "Audiovisual": "motion_picture",
    "Award": "document",
    "Book": "book",
    "BookChapter": "chapter",
    "Collection": "collection",
    "ComputationalNotebook": "software",
    "ConferencePaper": "paper-conference",
    "ConferenceProceeding": "book",
    "DataPaper": "article-journal",
    "Dataset": "dataset",
    "Dissertation": "thesis",
    "Event": "event",
    "Image": "graphic",
    "Instrument": "document",
    "InteractiveResource": "webpage",
    "Journal": "periodical",
    "JournalArticle": "article-journal",
    "Model": "software",
    "OutputManagementPlan": "report",
    "PeerReview": "review",
    "PhysicalObject": "document",
    "Preprint": "article",
    "Project": "document",
    "Report": "report",
    "Service": "software",
    "Software": "software",
    "Sound": "song",
    "Standard": "standard",
    "StudyRegistration": "document",
    "Workflow": "software",
}
"""`resourceTypeGeneral` -> CSL type, but for "Text", which may be anything."""

ROLES: Mapping[str, str] = {"Editor": "editor", "Producer": "producer", "ProjectLeader": "contributor"}
"""`contributorType` -> CSL variable; others are told."""

ADMINISTRATIVE = frozenset(
    "prefix suffix identifiers alternateIdentifiers contentUrl metadataVersion schemaVersion source isActive state "
    "reason viewCount viewsOverTime downloadCount downloadsOverTime referenceCount citationCount citationsOverTime "
    "partCount partOfCount versionCount versionOfCount created registered published updated xml clientId providerId "
    "id schemaLocation agency formats sizes".split()
)
"""Members that tell nothing of the work: its registration, its use, the size of its files."""

_READ = frozenset(
    "doi titles creators contributors publisher publicationYear dates types container language version url "
    "descriptions subjects".split()
)
_YEAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_TAG = re.compile(r"<[^<>]{1,200}>")


def works_of(value: object) -> Iterator[Mapping[str, Any]]:
    """The works in an answer of the API, or in a value that is a work itself; nothing for other values."""
    if not isinstance(value, dict):
        return
    data = value.get("data", value)
    for one in data if isinstance(data, list) else [data]:
        work = one.get("attributes", one) if isinstance(one, dict) else None
        if is_work(work):
            yield work


def is_work(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether a value is a work of DataCite: a list of titles, and creators or a year."""
    if not isinstance(value, dict) or "itemType" in value or not _listed(value.get("titles")):
        return False
    return isinstance(value.get("creators"), list) or "publicationYear" in value


def item_of(work: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A work as a CSL-JSON item, and the names of the members that the item does not hold. Raises nothing."""
    item: dict[str, Any] = {"type": _type(work.get("types")), "title": _title(work.get("titles"))}
    item |= _people(work) | _container(work.get("container")) | _genre(work.get("types"))
    item |= {variable: read(work.get(name)) for name, (variable, read) in _MEMBERS.items()}
    item["issued"] = _issued(work)
    return {variable: value for variable, value in item.items() if value}, tuple(_unread(work))


def _unread(work: Mapping[str, Any]) -> Iterator[str]:
    for name, value in work.items():
        if name not in _READ and name not in ADMINISTRATIVE and value not in (None, "", [], {}, 0):
            yield f"{name:.60}"
    for role in dict.fromkeys(str(one.get("contributorType")) for one in _listed(work.get("contributors"))):
        if role not in ROLES:
            yield f"contributors ({role:.60})"
    for kind in dict.fromkeys(str(one.get("titleType")) for one in _listed(work.get("titles")) if _is_other(one)):
        yield f"titles ({kind:.60})"


def _listed(value: object) -> list[Mapping[str, Any]]:
    """The objects of a list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _plain(value: object) -> str:
    return clean(str(value)) if is_text(value) else ""


def _named(value: object) -> str:
    """A publisher, as text or with its name."""
    return _plain(value.get("name")) if isinstance(value, dict) else _plain(value)


def _type(value: object) -> str:
    """The CSL type. DataCite calls every text an article, so that the words of the publisher decide there."""
    if not isinstance(value, dict):
        return "document"
    general, words = _plain(value.get("resourceTypeGeneral")), _plain(value.get("resourceType"))
    return GENERAL_TYPES.get(general) or _KINDS.get(_joined(words), "document")


def _joined(words: str) -> str:
    return words.casefold().replace(" ", "")


_KINDS = {name.casefold(): kind for name, kind in GENERAL_TYPES.items()} | {
    "article": "article-journal",
    "workingpaper": "report",
    "technicalreport": "report",
    "policybrief": "report",
    "thesis": "thesis",
    "phdthesis": "thesis",
}
"""`resourceType`, the words of the publisher -> CSL type."""


def _genre(value: object) -> dict[str, str]:
    """The kind of a work in the words of its publisher, where they say more than its type."""
    words = _plain(value.get("resourceType")) if isinstance(value, dict) else ""
    return {} if not words or _joined(words) in _KINDS else {"genre": words}


def _is_other(title: Mapping[str, Any]) -> bool:
    return title.get("titleType") not in (None, "", "Subtitle")


def _title(value: object) -> str:
    titles = _listed(value)
    main = next((_plain(one.get("title")) for one in titles if not one.get("titleType")), "")
    title = main or next((_plain(one.get("title")) for one in titles), "")
    second = next((_plain(one.get("title")) for one in titles if one.get("titleType") == "Subtitle"), "")
    if not second or second.casefold() in title.casefold():
        return title
    return f"{title}{' ' if title[-1:] in '?!:' else ': '}{second}"


def _people(work: Mapping[str, Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {"author": [_person(one) for one in _listed(work.get("creators"))]}
    for one in _listed(work.get("contributors")):
        if variable := ROLES.get(str(one.get("contributorType")), ""):
            found.setdefault(variable, []).append(_person(one))
    return {variable: [one for one in people if one] for variable, people in found.items()}


def _person(value: Mapping[str, Any]) -> dict[str, str] | str:
    """A name in parts, an institution, or "Family, Given" as text."""
    family, given, name = (_plain(value.get(part)) for part in ("familyName", "givenName", "name"))
    if family and value.get("nameType") != "Organizational":
        return {"family": family, "given": given} if given else {"family": family}
    return name if value.get("nameType") == "Personal" or ", " in name else {"literal": name} if name else ""


def _container(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    kind, title = _plain(value.get("type")), _plain(value.get("title"))
    item = {"collection-title" if kind == "Series" else "container-title": title}
    pages = [page for end in ("firstPage", "lastPage") if (page := _plain(value.get(end)))]
    if kind == "Series":
        item["collection-number"] = _plain(value.get("volume"))
    else:
        item |= {"volume": _plain(value.get("volume")), "issue": _plain(value.get("issue"))}
    if _plain(value.get("identifierType")) in ("ISSN", "ISBN"):
        item[_plain(value.get("identifierType"))] = _plain(value.get("identifier"))
    return item | {"page": "-".join(dict.fromkeys(pages))}


def _issued(work: Mapping[str, Any]) -> dict[str, Any] | str:
    """The date on which it was issued, where its year is the year of publication; else that year."""
    year = _plain(work.get("publicationYear"))
    dates = (_plain(one.get("date")) for one in _listed(work.get("dates")) if one.get("dateType") == "Issued")
    found = next((date for date in dates if not year or date.startswith(year)), "") or year
    if not _YEAR.fullmatch(found):
        return found
    return {"date-parts": [[int(part) for part in found.split("-")]]}


def _abstract(value: object) -> str:
    texts = (_plain(one.get("description")) for one in _listed(value) if one.get("descriptionType") == "Abstract")
    return _TAG.sub("", next(texts, ""))


def _subjects(value: object) -> list[str]:
    return list(dict.fromkeys(text for one in _listed(value) if (text := _plain(one.get("subject")))))


_MEMBERS: Mapping[str, tuple[str, Callable[[object], Any]]] = {
    "doi": ("DOI", lambda value: bare_doi(_plain(value))),
    "url": ("URL", _plain),
    "publisher": ("publisher", _named),
    "language": ("language", _plain),
    "version": ("version", _plain),
    "descriptions": ("abstract", _abstract),
    "subjects": ("keyword", _subjects),
}
"""Member of a work -> CSL variable, and how it is read."""
