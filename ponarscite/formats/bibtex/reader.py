"""The entry of a .bib file, of either dialect and of many tools -> a CSL-JSON item.

Source: the tables of `dialect`; the biblatex manual; what Zotero, Better BibTeX, JabRef and Mendeley write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ponarscite.formats.bibtex.block import Block, parse_blocks
from ponarscite.formats.bibtex.edtf import issued_of, span_of
from ponarscite.formats.bibtex.fields import BIBLATEX, BIBTEX, LANGUAGES, numbered
from ponarscite.formats.bibtex.person import persons_of
from ponarscite.interchange.latex import from_latex
from ponarscite.interchange.reference import Reference
from ponarscite.record.item import NAMES
from ponarscite.record.text import clean, web_address

TYPES = (
    dict.fromkeys(("article", "suppperiodical"), "article-journal")
    | dict.fromkeys(("book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings"), "book")
    | dict.fromkeys(("reference", "mvreference", "manual"), "book")
    | dict.fromkeys(("inbook", "bookinbook", "suppbook", "incollection", "suppcollection"), "chapter")
    | dict.fromkeys(("inproceedings", "conference"), "paper-conference")
    | dict.fromkeys(("online", "electronic", "www", "webpage"), "webpage")
    | dict.fromkeys(("report", "techreport"), "report")
    | dict.fromkeys(("thesis", "phdthesis", "mastersthesis"), "thesis")
    | dict.fromkeys(("movie", "video"), "motion_picture")
    | dict.fromkeys(("artwork", "image"), "graphic")
    | dict.fromkeys(("audio", "podcast"), "broadcast")
    | {"booklet": "pamphlet", "inreference": "entry-encyclopedia", "unpublished": "manuscript", "music": "song"}
    | {"letter": "personal_communication", "jurisdiction": "legal_case", "newspaper": "article-newspaper"}
    | {name: name for name in "dataset legislation patent performance periodical review software standard".split()}
)
"""Entry type -> CSL type; `misc` and what is not known are documents, or web pages when they have an address."""

SUBTYPES = {subtype: csl_type for csl_type, subtype in BIBLATEX.subtypes.items()}

SAME_FIELDS = (
    dict.fromkeys(("conference", "proceedings"), "inproceedings")
    | dict.fromkeys(("inbook", "bookinbook", "suppbook", "suppcollection"), "incollection")
    | dict.fromkeys(("mastersthesis",), "thesis")
    | dict.fromkeys(("collection", "reference", "manual"), "book")
)
"""Entry type -> the type whose fields it has."""

OTHER_FIELDS = {
    "title": "title",
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "journal": "container-title",
    "journaltitle": "container-title",
    "booktitle": "container-title",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "publisher": "publisher",
    "address": "publisher-place",
    "location": "publisher-place",
    "howpublished": "container-title",
    "type": "genre",
    "number": "number",
    "issue": "issue",
    "volume": "volume",
    "series": "collection-title",
    "edition": "edition",
    "chapter": "chapter-number",
    "pages": "page",
    "pagetotal": "number-of-pages",
    "isbn": "ISBN",
    "issn": "ISSN",
    "doi": "DOI",
    "url": "URL",
    "date": "issued",
    "year": "issued",
    "urldate": "accessed",
    "eventdate": "event-date",
    "origdate": "original-date",
    "eventtitle": "event-title",
    "venue": "event-place",
    "shorttitle": "title-short",
    "langid": "language",
    "language": "language",
    "abstract": "abstract",
    "keywords": "keyword",
    "note": "note",
    "annotation": "annote",
    "annote": "annote",
    "pubstate": "status",
    "version": "version",
    "library": "call-number",
}
"""Field -> CSL variable where the type's own table has no such field."""

_TAGS = {name: tag for tag, name in reversed(LANGUAGES.items())} | {
    **dict.fromkeys(("usenglish", "ukenglish"), "en"),
    **dict.fromkeys(("ngerman", "naustrian"), "de"),
    "brazil": "pt-BR",
    "brazilian": "pt-BR",
    "frenchb": "fr",
    "francais": "fr",
    "farsi": "fa",
    "slovenian": "sl",
}
"""Name of a language -> BCP 47 tag."""

_URL = re.compile(r"\\(?:url|href)\s*\{([^{}]*)\}")
_DASHES = re.compile(r"(?<=\d)\s*[-–—]+\s*(?=\d)")
_SPLIT = re.compile(r"\\.|[{},;]", re.DOTALL)
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)", re.IGNORECASE)


def references_of(text: str) -> Iterator[Reference]:
    """The entries of a .bib file, in order, and what could not be read as one. Raises nothing."""
    for number, block in enumerate(parse_blocks(text), 1):
        yield Reference(
            place=f"entry {number}",
            item=item_of(block) if block.type else {},
            where=f"line {block.line}",
            faults=block.faults,
        )


def item_of(block: Block) -> dict[str, Any]:
    """One entry as a CSL-JSON item. Raises nothing: a field without a CSL variable is left out."""
    fields = _prepared(block.fields)
    item: dict[str, Any] = {"id": block.key, "type": _type(block, fields)}
    for name, variable in _fields_of(block.type).items():
        if name in fields and name != "month" and variable not in item and (value := _value(name, variable, fields)):
            item[variable] = value
    return item


def _prepared(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields, subtitles behind their titles, and an address that stands in `howpublished` as one."""
    prepared = dict(fields)
    for name in ("title", "booktitle", "journaltitle"):
        if (title := fields.get(name)) and (subtitle := fields.get(name.replace("title", "subtitle"))):
            prepared[name] = f"{title}{' ' if title[-1] in '?!:' else ': '}{subtitle}"
    published = _address(fields.get("howpublished", ""))
    if published:
        prepared.setdefault("url", published)
    if published or _is_numbered(fields):
        del prepared["howpublished"]
    prepared.pop("options", "")
    return prepared


def _is_numbered(fields: Mapping[str, str]) -> bool:
    """Whether `howpublished` says again, to be printed, what `type` and `number` say."""
    parts = (_plain(fields.get(name, "")) for name in ("howpublished", "type", "number"))
    published, genre, number = parts
    return bool(published) and published == numbered(genre, number)


def _type(block: Block, fields: Mapping[str, str]) -> str:
    """One of a series is a report, also where it had to stand as something else."""
    if block.type == "misc" and _is_numbered(block.fields):
        return "report"
    plain = "webpage" if fields.get("url") else "document"
    return SUBTYPES.get(fields.get("entrysubtype", ""), "") or TYPES.get(block.type, plain)


def _fields_of(entry_type: str) -> dict[str, str]:
    """Field -> CSL variable for an entry of this type, the dialects' own fields first."""
    name = SAME_FIELDS.get(entry_type, entry_type)
    own = {**BIBLATEX.fields.get(name, {}), **BIBTEX.fields.get(name, {})}
    return own | {field: variable for field, variable in OTHER_FIELDS.items() if field not in own}


def _value(name: str, variable: str, fields: Mapping[str, str]) -> Any:
    text = fields[name]
    if variable in NAMES:
        return persons_of(text)
    if name == "year":
        return issued_of(text, fields.get("month", ""), fields.get("day", ""))
    read = _READ.get(variable, _plain)
    return read(text)


def _plain(text: str) -> str:
    return clean(from_latex(text))


def _address(text: str) -> str:
    """An address, escaped or not, or in `\\url{...}`; "" for other texts."""
    found = _URL.search(text)
    address = found[1] if found else text.strip()
    return web_address(re.sub(r"\\([&%$#_{}~^])|\{\\([&%$#_])\}", r"\1\2", address))


def _doi(text: str) -> str:
    return _DOI.sub("", text.strip() if "\\" not in text else _plain(text), count=1)


def _keywords(text: str) -> list[str]:
    """What stands between commas, or between semicolons where there are no commas, outside of braces."""
    sign = "," if _is_parted(text, ",") else ";"
    return [word for word in map(_plain, _parts(text, sign)) if word]


def _is_parted(text: str, sign: str) -> bool:
    return len(_parts(text, sign)) > 1


def _parts(text: str, sign: str) -> list[str]:
    parts, start, depth = [], 0, 0
    for match in _SPLIT.finditer(text):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if match[0] == sign and depth <= 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _pages(text: str) -> str:
    return _DASHES.sub("-", _plain(text))


def _language(text: str) -> str:
    plain = _plain(text)
    return _TAGS.get(plain.lower(), plain)


_READ: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(("issued", "accessed", "event-date", "original-date"), span_of),
    "URL": _address,
    "DOI": _doi,
    "keyword": _keywords,
    "page": _pages,
    "language": _language,
}
"""CSL variable -> how the LaTeX of its field is read; `_plain` for the others."""
