"""Record <-> Zotero item, as the `data` of an item in Zotero's web API.

A variable without a field of the item type goes into Extra, one line each: "Event Place: Washington, DC". Zotero reads
such a line as the CSL variable of that name. Only one thing is lost: which particle of a name is the dropping one.
Source: Zotero web API v3, "Item Type/Field Requests"; Zotero's documentation, "Citing Fields from Extra".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from ponarscite.interchange.others import from_note, with_note
from ponarscite.interchange.zotero_fields import (
    BASE_FIELD,
    CITATION_KEY,
    COMMON,
    CREATORS,
    CSL_TYPE,
    FIELDS,
    ITEM_TYPE,
    NEAREST,
    PODCAST,
    READ_FIELDS,
    STAND_INS,
)
from ponarscite.record.date import Date, known_date
from ponarscite.record.item import (
    DATES,
    NAMES,
    STRINGS,
    TEXT,
    TYPES,
    split_particle,
    stored_date,
    text_of,
    to_item,
    variables,
)
from ponarscite.record.key import citation_key, is_key
from ponarscite.record.name import PARTICLES, SUFFIXES, Name
from ponarscite.record.record import Extra, Record
from ponarscite.record.text import clean, web_address

NOT_WORKS = ("attachment", "note")
"""Item types that describe no work."""

ADMINISTRATIVE = frozenset(
    "itemType creators tags extra id key itemKey itemID version libraryID uri select parentItem collections relations "
    "dateAdded dateModified inPublications deleted synced citekey".split()
)
"""Names in the data of an item that are read otherwise, or that tell nothing of the work."""

KEY_LABEL = "Citation Key"
TYPE_LABEL = "Type"

_APART = " || "
"""Separates family and given name in Extra."""


def to_zotero_item(record: Record) -> dict[str, Any]:
    """The record as the `data` of a Zotero item: {"itemType", "title", "creators", ..., "tags", "extra"}.

    A person is {"creatorType", "firstName", "lastName"}, an institution {"creatorType", "name"}. Texts are clean, an
    address is http(s). The item has only fields of its item type, and of these only `creators` and `tags` may be empty.
    """
    record = with_note(record)
    kind = item_type(record)
    values = _values(record, kind)
    fields, creators = _places(FIELDS, kind, values), _places(CREATORS, kind, values)
    placed = {fields[variable]: text for variable in values if (text := _in_field(variable, values[variable], fields))}
    names = [(creators[variable], values[variable]) for variable in values if variable in creators]
    return {
        "itemType": kind,
        **placed,
        "creators": [to_creator(name, role) for role, people in names for name in people],
        "tags": [{"tag": tag} for tag in dict.fromkeys(map(clean, record.keyword)) if tag],
        "extra": "\n".join(_extra_lines(record, kind, values)),
    }


def item_type(record: Record) -> str:
    """The item type of a record. A broadcast with "podcast" in its genre or container is a podcast."""
    if record.type == "broadcast" and PODCAST in f"{record.genre} {record.container_title}".casefold():
        return PODCAST
    return ITEM_TYPE.get(record.type) or NEAREST.get(record.type, "document")


def _places(table: Mapping[str, Mapping[str, str]], kind: str, values: Mapping[str, Any]) -> Mapping[str, str]:
    """CSL variable -> field, or creator type, for these values of an item."""
    own = table[kind]
    free = {variable: owner for variable, owner in STAND_INS.get(kind, {}).items() if owner not in values}
    return {**own, **{variable: own[owner] for variable, owner in free.items() if owner in own}}


def _values(record: Record, kind: str) -> dict[str, Any]:
    """The CSL variables of an item, without an address that is not http(s), and without the genre "podcast"."""
    values = variables(record)
    if not web_address(record.url):
        values.pop("URL", None)
    if kind == PODCAST and record.genre.casefold() == PODCAST:
        del values["genre"]
    return values


def _in_field(variable: str, value: Any, fields: Mapping[str, str]) -> str:
    """The text for the field of a variable, "" when it has to go into Extra; an incomplete day of access has to."""
    if variable not in fields or (variable == "accessed" and len(value.parts) < 3):
        return ""
    return clean(str(value))


def to_creator(name: Name, role: str) -> dict[str, str]:
    """The creator of a name: particles join the family name ("de Vogel"), a suffix the first name ("Thomas, Jr.")."""
    if name.literal or not name.given:
        return {"creatorType": role, "name": clean(str(name))}
    first = f"{name.given} {name.dropping_particle}".strip()
    return {
        "creatorType": role,
        "firstName": clean(", ".join(filter(None, (first, name.suffix)))),
        "lastName": clean(name.sort),
    }


def _extra_lines(record: Record, kind: str, values: Mapping[str, Any]) -> Iterator[str]:
    """The lines of Extra: "Citation Key: pepm775", a type without an item type, variables without a field, the note."""
    yield f"{KEY_LABEL}: {citation_key(record)}"
    if CSL_TYPE[kind] != record.type and record.type in TYPES:
        yield f"{TYPE_LABEL}: {record.type}"
    fields, creators = _places(FIELDS, kind, values), _places(CREATORS, kind, values)
    for variable, value in values.items():
        if variable in ("note", "keyword") or variable in creators:
            continue
        if not _in_field(variable, value, fields):
            for text in _texts(value):
                yield f"{label(variable)}: {text}"
    if note := clean(record.note):
        yield note


def label(variable: str) -> str:
    """The label of a CSL variable in Extra: "Event Place", "DOI"."""
    return variable if variable.isupper() else variable.replace("-", " ").replace("_", " ").title()


def _texts(value: Extra) -> list[str]:
    """The texts of a value in Extra: one text, or one for each name, "Example || Olena"."""
    if isinstance(value, tuple):
        creators = (to_creator(name, "") for name in value)
        return [one.get("name") or f"{one['lastName']}{_APART}{one['firstName']}" for one in creators]
    return [clean(str(value))]


_VARIABLE_OF = {label(variable).casefold(): variable for variable in {*TEXT, *STRINGS, *NAMES, *DATES, *COMMON}}


def from_zotero_item(data: Mapping[str, Any]) -> Record:
    """The record of the `data` of a Zotero item; reverses `to_zotero_item`. Raises nothing: odd values are left out.

    The citation key comes from its field, or else from Extra; it is "" when neither has one. The podcaster of an
    episode is its host, and its series the collection.
    """
    kind = text_of(data.get("itemType"))
    found, note = _said(data, kind)
    if key := _key(data.get(CITATION_KEY)):
        found.setdefault(KEY_LABEL.casefold(), []).insert(0, key)
    values: dict[str, Any] = {variable: _read(variable, texts) for variable, texts in found.items()}
    values["URL"] = web_address(values["URL"])
    for variable, role in _of_type(CREATORS, kind).items():
        values[variable] = (*_creators(data, role), *(values.get(variable) or ()))
    said = values.pop(TYPE_LABEL.casefold(), "")
    csl_type = said if said in TYPES else CSL_TYPE.get(kind, "document")
    return _record(values | {"type": csl_type, "note": note, "keyword": _tags(data)})


def is_zotero_item(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether a JSON value is an item of Zotero's web API, or its envelope."""
    return isinstance(value, dict) and isinstance(_data_of(value).get("itemType"), str)


def _data_of(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """The data of an item, in an envelope or without one."""
    data = value.get("data")
    return data if isinstance(data, dict) else value


def csl_item_of(value: Mapping[str, Any]) -> dict[str, Any]:
    """A Zotero item, in an envelope or without one, as a CSL-JSON item; {} for an attachment or a note."""
    data = _data_of(value)
    if data.get("itemType") in NOT_WORKS:
        return {}
    record = from_zotero_item(data)
    dates = {v: stored_date(value) for v, value in variables(record).items() if isinstance(value, Date)}
    return from_note(to_item(record) | dates | {"keyword": list(record.keyword)})


def unread_of(value: Mapping[str, Any]) -> tuple[str, ...]:
    """Fields of a Zotero item with a value, and types of its creators, that its CSL item does not hold."""
    data = _data_of(value)
    kind = text_of(data.get("itemType"))
    fields = {*READ_FIELDS.values(), *COMMON.values(), *_of_type(FIELDS, kind).values(), CITATION_KEY}
    read = {*fields, *(BASE_FIELD.get(field, field) for field in fields), *ADMINISTRATIVE}
    roles = set(_of_type(CREATORS, kind).values())
    listed = data.get("creators")
    people = [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    others = {text_of(one.get("creatorType")) for one in people} - roles
    unread = [name for name, text in data.items() if name not in read and text not in ("", None, [], {})]
    return (*(f"{name:.60}" for name in unread), *(f"creators ({role:.60})" for role in sorted(others)))


def _of_type(table: Mapping[str, Mapping[str, str]], kind: str) -> Mapping[str, str]:
    return table.get(kind, table["document"])


def _said(data: Mapping[str, Any], kind: str) -> tuple[dict[str, list[str]], str]:
    """The texts of each variable, that of its field before those in Extra; and the note."""
    fields = READ_FIELDS | COMMON | dict(_of_type(FIELDS, kind))
    found = {variable: [_field_text(data, field)] for variable, field in fields.items()}
    note = []
    for line in str(data.get("extra") or "").splitlines():
        variable, text = _read_extra(line)
        if variable:
            found.setdefault(variable, []).append(text)
        else:
            note.append(text)
    if kind == PODCAST:
        found.setdefault("genre", []).append(PODCAST)
    return found, " ".join(filter(None, note))


def _field_text(data: Mapping[str, Any], field: str) -> str:
    """The text of a field, or else of the field that it specialises ("number" of a "reportNumber")."""
    return text_of(data.get(field)) or text_of(data.get(BASE_FIELD.get(field, "")))


def _read_extra(line: str) -> tuple[str, str]:
    """(variable, text) of a line of Extra; ("", the line) where it has no label."""
    name, colon, text = line.partition(":")
    known = name.strip().casefold()
    if not colon or known not in (KEY_LABEL.casefold(), TYPE_LABEL.casefold(), *_VARIABLE_OF):
        return "", clean(line)
    return _VARIABLE_OF.get(known, known), text.strip() if known == KEY_LABEL.casefold() else clean(text)


def _key(value: object) -> str:
    """A citation key as it is."""
    return value.strip() if isinstance(value, str) else text_of(value)


def _read(variable: str, texts: list[str]) -> Extra:
    """The value of a variable: all names, or else the first text that is not empty."""
    if variable in NAMES:
        return tuple(name for text in texts if (name := _extra_name(text)))
    text = next(filter(None, texts), "")
    return known_date(text) if variable in DATES else text


def _extra_name(text: str) -> Name:
    family, apart, given = text.partition(_APART.strip())
    return from_creator({"lastName": family.strip(), "firstName": given.strip()} if apart else {"name": text})


def _creators(data: Mapping[str, Any], role: str) -> tuple[Name, ...]:
    listed = data.get("creators")
    people = [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    return tuple(name for one in people if one.get("creatorType") == role and (name := from_creator(one)))


def from_creator(creator: Mapping[str, Any]) -> Name:
    """The name of a creator; a creator with a single field is an institution."""
    family, first = text_of(creator.get("lastName")), text_of(creator.get("firstName"))
    if not first:
        return Name(literal=text_of(creator.get("name")) or family)
    given, _, suffix = first.rpartition(", ")
    if not given or suffix.casefold().rstrip(".") not in SUFFIXES:
        given, suffix = first, ""
    words = given.split()
    end = len(words)
    while end > 1 and words[end - 1] in PARTICLES:
        end -= 1
    particle, family = split_particle(family)
    return Name(family, " ".join(words[:end]), particle, " ".join(words[end:]), suffix)


def _tags(data: Mapping[str, Any]) -> tuple[str, ...]:
    listed = data.get("tags")
    tags = listed if isinstance(listed, list) else []
    texts = (text_of(tag.get("tag") if isinstance(tag, Mapping) else tag) for tag in tags)
    return tuple(filter(None, texts))


def _record(values: Mapping[str, Any]) -> Record:
    """The record of CSL variables; variables without an attribute of their own go into its `extra`."""
    key = values.get(KEY_LABEL.casefold(), "")
    own = {*TEXT, "type", "author", "issued", "accessed", "keyword", KEY_LABEL.casefold()}
    attributes: dict[str, Any] = {attribute: values.get(variable) or "" for variable, attribute in TEXT.items()}
    return Record(
        id=key if is_key(key) else "",
        type=values["type"],
        author=values.get("author") or (),
        issued=values.get("issued") or Date(),
        accessed=values.get("accessed") or Date(),
        keyword=values["keyword"],
        extra=tuple(sorted((name, value) for name, value in values.items() if value and name not in own)),
        **attributes,
    )
