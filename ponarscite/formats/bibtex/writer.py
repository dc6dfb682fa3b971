"""Records -> .bib files, of BibTeX or BibLaTeX: one writer for two tables (`ponarscite.formats.bibtex.fields`).

Every value is escaped by the class of its field: text, titles, names, lists, verbatim, macros.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias

from ponarscite.formats.bibtex.composite import ARCHIVES, ROLES
from ponarscite.formats.bibtex.edtf import issued_of, span_of, to_month, to_year
from ponarscite.formats.bibtex.fields import LANGUAGES, REQUIRED, Dialect, Fields, numbered
from ponarscite.formats.bibtex.shape import placed_people
from ponarscite.formats.bibtex.types import BOOKS, PARTS, THESES, csl_type_of
from ponarscite.hookspecs import RenderOptions, Resources
from ponarscite.interchange.latex import blanked, respelt, to_latex, to_verbatim, with_macro
from ponarscite.interchange.rows import changed_parts
from ponarscite.record.capitals import protected_spans
from ponarscite.record.date import Date, understood
from ponarscite.record.item import NAMES, date_of, read_date, variables
from ponarscite.record.key import written_key
from ponarscite.record.name import CAPITAL_PARTICLES, Name, has_others, named
from ponarscite.record.record import Record
from ponarscite.record.richtext import plain
from ponarscite.record.text import clean, web_address
from ponarscite.record.wording import GENRES, SERIES, STATES, key_of

Spell: TypeAlias = Callable[[Any, Record], str]
"""The value of a CSL variable, and its record -> the value of a field, "" for none."""

_EPRINT = frozenset(("eprint", "eprinttype", "eprintclass", "archiveprefix", "primaryclass"))

_SEPARATES_NAMES = re.compile(r"[,;=]|(?:^|\s)and(?:\s|$)|(?:^|\s)(?:et\.?\s+al\.?|u\.\s?a\.|и др\.)$", re.IGNORECASE)
_PARTICLE_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SEPARATES_LIST = re.compile(r"\sand\s", re.IGNORECASE)


def _text(value: str, _: Record) -> str:
    return to_latex(clean(value))


def _title(value: str, record: Record) -> str:
    title = clean(value)
    words = blanked(title)
    return to_latex(title, protected_spans(words, (name.family for name in record.author), record.abstract))


def _list(value: str, _: Record) -> str:
    """A publisher or place, in braces where its " and " would make BibLaTeX read a list of two."""
    text = to_latex(clean(value))
    return f"{{{text}}}" if _SEPARATES_LIST.search(text) else text


def _names(value: Sequence[Name], _: Record) -> str:
    others = ["others"] if has_others(value) else []  # the bare word, which styles print as "et al."
    return " and ".join(filter(None, (*map(to_bib_name, named(value)), *others)))


def _options(value: Sequence[Name], _: Record) -> str:
    """The option that makes biblatex print and sort a non-dropping particle with the family name."""
    return "useprefix=true" if any(name.non_dropping_particle for name in value) else ""


def _keywords(value: Iterable[str], _: Record, between: str = ", ") -> str:
    words = (to_latex(_bare(word)) for word in value)
    return between.join(f"{{{word}}}" if "," in word else word for word in words if word)


def _pages(value: str, _: Record) -> str:
    return re.sub(r"(?<=\d)\s*[-–]\s*(?=\d)", "--", to_latex(clean(value)))


def _verbatim(value: str, _: Record) -> str:
    return to_verbatim(value)


def _url(value: str, _: Record) -> str:
    return to_verbatim(web_address(value.strip()))


def _edtf(value: Date, _: Record) -> str:
    """EDTF, level 1, as biblatex reads it: "2014-05", "2014-21" for a season, "1999~", "2018/..". Words are none."""
    return value.edtf


def _year(value: Date, _: Record) -> str:
    return to_year(value)


def _month(value: Date, _: Record) -> str:
    return to_month(value)


def _archive(value: str, _: Record) -> str:
    return next((kind for kind, (name, _) in ARCHIVES.items() if name == value), to_latex(clean(value)))


def _key_or_words(table: Mapping[str, str], value: str, _: Record) -> str:
    """The key of biblatex for these words, which it prints in the language of the document; other words as text."""
    return key_of(table, value) or to_latex(clean(value))


def _language(value: str, _: Record) -> str:
    return LANGUAGES.get(value) or LANGUAGES.get(value.partition("-")[0], "")


_SPELL: dict[str, Spell] = {
    **dict.fromkeys(("title", "booktitle", "maintitle", "issuetitle", "shorttitle", "eventtitle"), _title),
    **dict.fromkeys(("author", "editor", "translator", "bookauthor"), _names),
    **dict.fromkeys(("institution", "organization", "publisher", "location"), _list),
    **dict.fromkeys(("date", "urldate", "origdate", "eventdate"), _edtf),
    **dict.fromkeys(("langid", "language"), _language),
    "url": _url,
    "doi": _verbatim,
    "eprint": _verbatim,
    "eprinttype": _archive,
    "pubstate": partial(_key_or_words, STATES),
    "keywords": _keywords,
    "pages": _pages,
    "options": _options,
    "year": _year,
    "month": _month,
}
"""Field -> how its value is escaped; any other is escaped by `_text`."""

WORDS_IN = {"biblatex": "status", "bibtex": "note"}
"""Dialect -> CSL variable that the words go to which stand in place of a date ("forthcoming"); a year has none."""

_MACROS = frozenset(("month",))
_VERBATIM = frozenset(("url", "doi", "eprint"))

_Row: TypeAlias = tuple[str, str, str]
"""(variable, field, text) of an entry."""


def to_bib_name(name: Name) -> str:
    """The name as "von Last, Jr, First", in braces where BibTeX would read it differently; "" for no name.

    BibTeX recognises a particle by its lower case, and treats a name of one part like a literal.
    Source: BibTeX's name syntax ("Tame the BeaST", section 11), which biber shares.
    """
    given = _bare(f"{name.given} {name.dropping_particle}")
    particle, family = _bare(name.non_dropping_particle), _bare(name.family)
    if name.literal or not family or not given:
        text = to_latex(_bare(str(name)))
        return f"{{{text}}}" if text else ""
    if not _reads_as_particle(particle):
        particle, family = "", f"{particle} {family}"
    last = f"{particle} {_family(family)}".strip()
    return ", ".join(part for part in (last, _part(_bare(name.suffix)), _part(given)) if part)


def _bare(text: str) -> str:
    """A part of a name, which has no rich text."""
    return clean(plain(text))


def _reads_as_particle(text: str) -> bool:
    return all(word[0].islower() and _PARTICLE_WORD.fullmatch(word) for word in text.split())


def _family(family: str) -> str:
    """The family name, in braces where a word of it looks like a particle or an initial, or is a capitalised particle.

    Readers take "Uno A, Bo C" and "A. Uno, B. Dos" for two names.
    """
    words = family.split()
    is_listed = words[0][1:2] == "." or (len(words) > 1 and len(words[-1]) < 4 and words[-1].isupper())
    plain = all(word[0].isupper() for word in words) and not CAPITAL_PARTICLES.intersection(words[:-1])
    return _part(family) if plain and not is_listed else f"{{{to_latex(family)}}}"


def _part(text: str) -> str:
    latex = to_latex(text)
    return f"{{{latex}}}" if latex != text or _SEPARATES_NAMES.search(text) else latex


def _entry(dialect: Dialect, record: Record, options: RenderOptions) -> str:
    entry_type = dialect.entry_type_of(record)
    rows = [row for row in _rows(dialect, record, options) if row[-1]]
    if stand_in := options.spell("@incomplete", ""):
        entry_type, rows = _completed(entry_type, rows, record, stand_in)
    fields = [
        f"  {spelt} = {_enclosed(key, _respelt(variable, key, text, options))}"
        for variable, key, text in rows
        if text and (spelt := options.spell(variable, key, record.type))
    ]
    lines = ",\n".join(fields) + "\n" * bool(fields)
    return f"@{options.spell('type', entry_type, record.type)}{{{written_key(record, dialect.name)},\n{lines}}}\n"


def _rows(dialect: Dialect, record: Record, options: RenderOptions) -> Iterator[_Row]:
    """The rows of an entry, with the language as BCP 47 has it where the dialect wants that."""
    tag = to_latex(clean(record.language)) if options.spell("@language", "") == "tag" else ""
    if options.spell("non-dropping-particle", "") == "family":
        record = _with_whole_families(record)
    if options.spell("@season", "") == "year":
        record = _without_seasons(record)
    for variable, key, text in _fields(dialect, record, options.spell("@keywords", ", ")):
        yield variable, key, (tag or text) if variable == "language" else text


def _with_whole_families(record: Record) -> Record:
    """The record with each particle inside its family name, which the entry has in braces then."""
    extra = tuple((v, _whole(value) if v in NAMES else value) for v, value in record.extra)
    return replace(record, author=_whole(record.author), extra=extra)


def _without_seasons(record: Record) -> Record:
    """The record with the years alone of dates that are seasons, for programs that read their numbers as months."""
    extra = tuple((v, _bare_date(value) if isinstance(value, Date) else value) for v, value in record.extra)
    return replace(record, issued=_bare_date(record.issued), accessed=_bare_date(record.accessed), extra=extra)


def _bare_date(date: Date) -> Date:
    end = _bare_date(date.end) if date.end else date.end
    return replace(date, season=0, end=end)


def _whole(names: Any) -> tuple[Name, ...]:
    return tuple(replace(one, family=one.sort, non_dropping_particle="") if one.family else one for one in names)


def _enclosed(key: str, text: str) -> str:
    """The value of a field as it is written: in braces, unless it has its own or is a macro."""
    return text if key in _MACROS else f"{{{text}}}"


def _completed(entry_type: str, rows: list[_Row], record: Record, stand_in: str) -> tuple[str, list[_Row]]:
    """The type and rows of an entry that no style finds incomplete.

    Without a name, the title goes into `key`, from which styles make the label. An entry that lacks a required field
    gets the type *stand_in*, and its series and number go into `howpublished`, which styles print for that type.
    """
    keys = {key for _, key, _ in rows}
    if not keys & {"author", "editor"}:
        rows = [*rows, ("", "key", to_latex(clean(record.title)))]
    if all(keys.intersection(some.split()) for some in REQUIRED.get(entry_type, ())):
        return entry_type, rows
    if "howpublished" not in keys:
        rows = [*rows, ("", "howpublished", to_latex(clean(numbered(record.genre, record.number))))]
    return stand_in, rows


def _respelt(variable: str, key: str, text: str, options: RenderOptions) -> str:
    """The text with each character and each macro of rich text as the dialect writes it."""
    for name, sign in options.spelling.items() if key not in _VERBATIM else ():
        scope, _, character = name.rpartition(".")
        if len(character) == 1 and scope in ("", variable):
            text = respelt(text, character, sign)
        elif name[0] == "\\" and name in text:
            text = with_macro(text, name, sign)
    return text


def _understood(value: Any) -> Any:
    return understood(value) if isinstance(value, Date) else value


def _words(record: Record) -> str:
    """The words that stand in place of the date of a record."""
    date = understood(record.issued)
    return "" if date.parts or date.end else date.literal


def _fields(dialect: Dialect, record: Record, between: str = ", ") -> Iterator[_Row]:
    """The rows of an entry in order, those with a blank text included. *between* separates two keywords."""
    values: dict[str, Any] = {name: _understood(value) for name, value in variables(record).items()}
    spells = _SPELL | {"keywords": partial(_keywords, between=between)}
    if words := _words(record):
        variable = WORDS_IN[dialect.name]
        values[variable] = "; ".join(filter(None, (values.get(variable, ""), words)))
    if dialect.name == "bibtex" and record.type == "thesis":
        values.setdefault("genre", "Thesis")  # styles print "PhD thesis" without a type
    if dialect.name == "biblatex":
        spells["series"] = partial(_key_or_words, SERIES)
    if dialect.name == "biblatex" and record.type == "thesis":
        spells["type"] = partial(_key_or_words, GENRES)
    entry_type = dialect.entry_type_of(record)
    placed = _placed(dialect.fields[entry_type], entry_type, values)
    written = set(placed.values())
    for key, variable in placed.items():
        if variable in values and not _is_said(key, entry_type, record):
            yield variable, key, spells.get(key, _text)(values[variable], record)
    if dialect.name == "biblatex":
        yield from _other_people({name: values[name] for name in values if name not in written})
    if csl_type_of(entry_type, genre=record.genre, has_address=bool(web_address(record.url))) != record.type:
        yield "type", "entrysubtype", dialect.subtypes.get(record.type, "")


def _placed(table: Fields, entry_type: str, values: Mapping[str, Any]) -> Fields:
    """The fields of an entry; where a volume has a title of its own, the other title is the main one.

    A place in an archive of paper is no eprint, and goes into fields that are named like its variables.
    """
    if "archive_location" in values and not _is_eprint(values):
        table = {variable if key in _EPRINT else key: variable for key, variable in table.items()}
    own = "title" if entry_type in BOOKS else "booktitle" if entry_type in PARTS else ""
    if not own or "maintitle" not in table:
        return table
    if "volume-title" not in values or table[own] not in values:
        return {key: variable for key, variable in table.items() if key != "maintitle"}
    return {**table, own: "volume-title", "maintitle": table[own]}


def _is_eprint(values: Mapping[str, Any]) -> bool:
    """Whether the place in an archive is an identifier in an archive of texts."""
    name = values.get("archive", "")
    known = any(name == one for one, _ in ARCHIVES.values()) or re.fullmatch(r"[\w.-]*", name)
    return bool(known and re.fullmatch(r"[^\s{}\\%]+", values["archive_location"]))


def _is_said(key: str, entry_type: str, record: Record) -> bool:
    """Whether another field, or the entry type, says the value of a field already."""
    if key == "type" and entry_type in THESES:
        return key_of(GENRES, record.genre) == THESES[entry_type]
    return key == "url" and bool(record.url) and record.url == _eprint_address(record)


def _eprint_address(record: Record) -> str:
    """The address that readers make of an eprint."""
    said = dict(record.extra)
    address = next((address for name, address in ARCHIVES.values() if name == said.get("archive")), "")
    return address.format(said.get("archive_location", "")) if address else ""


def _other_people(values: Mapping[str, Any]) -> Iterator[_Row]:
    """The fields `editora` to `editorc`, each with its type, for people whose role has no field; at most three."""
    found = [(kind, role) for kind, role in ROLES.items() if kind and role in values]
    for letter, (kind, role) in zip("abc", found, strict=False):
        yield role, f"editor{letter}", " and ".join(filter(None, map(to_bib_name, values[role])))
        yield "", f"editor{letter}type", kind


def write(dialect: Dialect, records: Iterable[Record], options: RenderOptions, _: Resources) -> Iterator[str]:
    """The entries, one piece each, with a blank line between two."""
    for number, record in enumerate(records):
        text = _entry(dialect, record, options)
        yield f"\n{text}" if number else text
    if comment := options.spell("@comment", ""):
        yield f"\n@Comment{{{comment}}}\n"


def drops(dialect: Dialect, record: Record) -> Iterator[str]:
    """The CSL variables of a record, and the parts of them, that the dialect cannot carry."""
    rows = list(_fields(dialect, record))
    written = {variable for variable, key, text in rows if text and key != "options"}
    if _words(record) and WORDS_IN[dialect.name] in written:
        written.add("issued")
    entry_type = dialect.entry_type_of(record)
    written |= {variable for key, variable in dialect.fields[entry_type].items() if _is_said(key, entry_type, record)}
    yield from (variable for variable in variables(record) if variable not in written)
    if "contributor" in written and "contributor" not in placed_people({"type": record.type, **variables(record)}):
        yield "contributor (role)"
    for variable, date in variables(record).items():
        if isinstance(date, Date) and variable in written:
            yield from changed_parts(variable, understood(date), _read_back(dialect, variable, understood(date)))


def _read_back(dialect: Dialect, variable: str, date: Date) -> Date:
    """The date as the field that it is written in says it."""
    if dialect.name == "bibtex" and variable == "issued":
        span = issued_of(to_year(date), to_month(date).replace(' # "/" # ', "/").strip("{}"))
    else:
        span = span_of(date.edtf)
    return read_date(span) if isinstance(span, str) else date_of(span)
