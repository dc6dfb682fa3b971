""".bib files, of either dialect and of many tools -> references.

Source: the biblatex manual; what Zotero, Better BibTeX, JabRef and Mendeley write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ponarscite.formats.bibtex.block import MACRO, parse_blocks
from ponarscite.formats.bibtex.composite import ARCHIVES, composed
from ponarscite.formats.bibtex.edtf import issued_of, span_of
from ponarscite.formats.bibtex.entry import Block
from ponarscite.formats.bibtex.fields import LANGUAGES, numbered, variables_of
from ponarscite.formats.bibtex.name_list import names_of, persons_of
from ponarscite.formats.bibtex.shape import placed_people, reshaped, type_by_shape
from ponarscite.formats.bibtex.types import READ_SUBTYPES, THESES, csl_type_of
from ponarscite.interchange.latex import from_latex, plain_of, unknown_macros
from ponarscite.interchange.reference import Reference
from ponarscite.record.item import NAMES
from ponarscite.record.text import bare_doi, clean, web_address
from ponarscite.record.wording import GENRES

_TAGS = {name: tag for tag, name in LANGUAGES.items()} | {
    **dict.fromkeys(("usenglish", "ukenglish"), "en"),
    **dict.fromkeys(("ngerman", "naustrian"), "de"),
    "brazil": "pt-BR",
    "brazilian": "pt-BR",
    "frenchb": "fr",
    "francais": "fr",
    "farsi": "fa",
    "pinyin": "zh",
    "slovenian": "sl",
}
"""Name of a language -> BCP 47 tag."""

SERVING = frozenset(("crossref", "day", "month", "xdata"))
"""Fields that are read together with others."""

OWN_OPTIONS = ("useprefix=true", "useprefix")
"""Values of `options` that say only how particles are sorted, which names say themselves."""

RICH = frozenset(
    (
        "abstract annote archive archive-place authority collection-title container-title container-title-short "
        "event-place event-title genre jurisdiction medium note original-publisher original-publisher-place "
        "original-title part-title publisher publisher-place references reviewed-title section source status title "
        "title-short volume-title"
    ).split()
)
"""CSL variables that keep the rich text of their fields; it is taken out of any other."""

_URL = re.compile(r"\\(?:url|href)\s*\{((?:[^{}]|\{[^{}]*(?:\{\})?\})*)\}")
_SIGNS = {"textasciitilde": "~", "sim": "~", "textunderscore": "_", "textasciicircum": "^"}
_ESCAPE = re.compile(
    r"(?P<brace>\{)?(?P<dollar>\$)?\\(?:(?P<sign>[&%$#_{}~^])|(?P<name>textasciitilde|sim|textunderscore|textasciicircum)"
    r"(?![A-Za-z]))(?(sign)|[ \t]*)(?:\{\})?(?(dollar)\$)(?(brace)\})"
)
"""An escape in an address as LaTeX or a reference manager has it: `\\_`, `{\\_}`, `{\\~{}}`, `$\\sim$`."""

_DASHES = re.compile(r"(?<=\d)\s*[-–—]+\s*(?=\d)")
_SPLIT = re.compile(r"\\.|[{},;]", re.DOTALL)


def references_of(text: str) -> Iterator[Reference]:
    """The entries of a .bib file, in order. Raises nothing: a place that cannot be read as an entry is a fault."""
    number = 0
    for number, block in enumerate(parse_blocks(text), 1):
        item, unread = entry_of(block) if block.type else ({}, ())
        yield Reference(
            place=f"entry {number}",
            item=item,
            where=f"line {block.line}",
            faults=block.faults,
            unread=unread,
            remarks=(*block.remarks, *_remarks(block), *_unknown(block, item)),
        )
    if not number and (macros := len(MACRO.findall(text))):
        yield Reference(place="", remarks=(f"it defines {macros} macro{'s' * (macros > 1)}, and has no entries",))


def _unknown(block: Block, item: Mapping[str, Any]) -> Iterator[str]:
    """The macros of LaTeX that nobody knows, each once."""
    texts = [value for value in item.values() if isinstance(value, str) and "\\" in value]
    found = (name for text in texts for name in unknown_macros(" ".join(block.fields.values()), text))
    yield from (f"{name} is unknown, and kept as it is" for name in dict.fromkeys(found))


def item_of(block: Block) -> dict[str, Any]:
    """One entry as a CSL-JSON item. Raises nothing: a field without a CSL variable is left out."""
    return entry_of(block)[0]


def entry_of(block: Block) -> tuple[dict[str, Any], tuple[str, ...]]:
    """One entry as a CSL-JSON item, and the names of the fields that the item does not hold. Raises nothing."""
    fields, unread = _prepared(block)
    item: dict[str, Any] = {"id": block.key, "type": _type(block, fields)}
    table = variables_of(block.type)
    unread += [name for name in fields if name not in table and name not in SERVING]
    for name, variable in table.items():
        if name not in fields or name == "month":
            continue
        if not (value := _value(name, variable, fields)):
            unread += [name] * bool(_plain(fields[name]))
        elif item.setdefault(variable, value) != value and not _find_place(item, name, variable, value):
            unread.append(name)
    if "issued" not in item and "month" in fields:
        unread.append("month")
    if block.type in THESES:
        item.setdefault("genre", GENRES[THESES[block.type]])
    return placed_people(item), tuple(unread)


def _find_place(item: dict[str, Any], name: str, variable: str, value: Any) -> bool:
    """Whether a second value of a variable is kept: a notice of publication as `medium`, a year within the date.

    ACM's `location` beside `address` is where the conference was.
    """
    if name == "address" and item["type"] == "paper-conference" and "event-place" not in item:
        item |= {"event-place": item[variable], variable: value}
        return True
    if name == "howpublished" and "medium" not in item:
        item["medium"] = value
        return True
    return variable == "issued" and _first_year(value) == _first_year(item[variable]) != 0


def _first_year(date: Any) -> int:
    parts = date.get("date-parts") if isinstance(date, dict) else None
    return parts[0][0] if parts and parts[0] else 0


def _remarks(block: Block) -> Iterator[str]:
    """Remarks about names: a list without "and" may have been meant otherwise."""
    for name, variable in variables_of(block.type).items():
        if variable in NAMES and (text := block.fields.get(name, "")):
            yield from (f"{name}: {doubt}" for doubt in names_of(text).doubts)


def _prepared(block: Block) -> tuple[dict[str, str], list[str]]:
    """The fields with those that belong together as one, and the names of what is lost of them."""
    fields, lost = composed(block.type, reshaped(block.type, block.fields))
    published = _address(fields.get("howpublished", ""))
    if published and fields.setdefault("url", published) != published:
        lost.append("howpublished")
    if published or _is_numbered(fields):
        del fields["howpublished"]
    if fields.get("entrysubtype", "").casefold() in READ_SUBTYPES:
        del fields["entrysubtype"]
    if fields.pop("options", "") not in ("", *OWN_OPTIONS):
        lost.append("options")
    return fields, lost


def _is_numbered(fields: Mapping[str, str]) -> bool:
    """Whether `howpublished` repeats `type` and `number`, for styles that print no other field."""
    parts = (_plain(fields.get(name, "")) for name in ("howpublished", "type", "number"))
    published, genre, number = parts
    return bool(published) and published == numbered(genre, number)


def _type(block: Block, fields: Mapping[str, str]) -> str:
    """The CSL type. An entry with a number in a series is a report, also where it had to be written as another type."""
    if block.type == "misc" and _is_numbered(block.fields):
        return "report"
    subtype = READ_SUBTYPES.get(block.fields.get("entrysubtype", "").casefold())
    if subtype or (block.type == "misc" and fields.get("archive") == ARCHIVES["arxiv"][0]):
        return subtype or "article"
    genre = _plain(fields.get("type", ""))
    if shaped := type_by_shape(block.type, block.fields, genre):
        return shaped
    has_address = bool(block.fields.get("url") or _address(block.fields.get("howpublished", "")))
    return csl_type_of(block.type, genre=genre, has_address=has_address)


def _value(name: str, variable: str, fields: Mapping[str, str]) -> Any:
    text = fields[name]
    if variable in NAMES:
        return persons_of(text)
    if name == "year":
        return issued_of(text, fields.get("month", ""), fields.get("day", ""))
    read = _READ.get(variable, _rich if variable in RICH else _plain)
    return read(text)


def _rich(text: str) -> str:
    return clean(from_latex(text))


def _plain(text: str) -> str:
    return clean(plain_of(text))


def _address(text: str) -> str:
    """An address, escaped or not, or in `\\url{...}`; "" for other texts."""
    found = _URL.search(text)
    address = found[1] if found else text.strip()
    return web_address(_ESCAPE.sub(_unescaped, address))


def _unescaped(match: re.Match[str]) -> str:
    sign, name = match["sign"], match["name"]
    return sign or _SIGNS[name]


def _doi(text: str) -> str:
    return bare_doi(text if "\\" not in text else _plain(text))


def _keywords(text: str) -> list[str]:
    """The keywords between commas, or between semicolons where there are no commas, outside of braces."""
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
    return _TAGS.get(plain.lower().removeprefix("lang"), plain)


_READ: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(("issued", "accessed", "event-date", "original-date"), span_of),
    "URL": _address,
    "DOI": _doi,
    "keyword": _keywords,
    "page": _pages,
    "language": _language,
}
"""CSL variable -> how the LaTeX of its field is read; any other is read by `_plain`."""
