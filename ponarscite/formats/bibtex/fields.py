"""BibTeX and BibLaTeX as data: the CSL variable of each field; reader and writer share these tables.

Source: the biblatex manual and biber's data model (default); the BibTeX standard styles, with the further fields that
reference managers read (`url`, `doi`, `abstract`, `keywords`, ...).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ponarscite.formats.bibtex.composite import ROLES
from ponarscite.formats.bibtex.types import BIBLATEX_TYPES, BIBTEX_TYPES, SAME_FIELDS, SUBTYPES
from ponarscite.record.wording import is_masters

if TYPE_CHECKING:
    from ponarscite.record.record import Record

Fields = Mapping[str, str]
"""Field -> CSL variable, in the order written."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One of the two languages of .bib files.

    Args:
        name: "bibtex" or "biblatex".
        types: CSL type -> entry type, for all CSL types.
        fields: entry type -> its fields.
        subtypes: CSL type -> `entrysubtype`, where the entry type does not tell the CSL type.
    """

    name: str
    types: Mapping[str, str]
    fields: Mapping[str, Fields]
    subtypes: Mapping[str, str]

    def entry_type(self, csl_type: str, *, has_address: bool) -> str:
        """The entry type of a CSL type; `online` becomes `misc` without an address, which biber requires."""
        entry_type = self.types.get(csl_type, "misc")
        return "misc" if entry_type == "online" and not has_address else entry_type

    def entry_type_of(self, record: Record) -> str:
        """The entry type of a record."""
        if self.name == "bibtex" and record.type == "thesis" and is_masters(record.genre):
            return "mastersthesis"
        return self.entry_type(record.type, has_address=bool(record.url or record.doi))

    def carried(self, entry_type: str) -> frozenset[str]:
        """The CSL variables that an entry of this type carries.

        Not carried: the day of a BibTeX date; which particle of a name is the dropping one; whether a name of one part
        is a family name or a literal; a language that LANGUAGES does not have.
        """
        people = ROLES.values() if self.name == "biblatex" else ()
        return frozenset((*self.fields[entry_type].values(), *people))


LANGUAGES = (
    {"en-US": "american", "en-GB": "british", "en": "english", "ru": "russian", "uk": "ukrainian", "be": "belarusian"}
    | {"ka": "georgian", "hy": "armenian", "az": "azerbaijani", "kk": "kazakh", "uz": "uzbek", "tr": "turkish"}
    | {"de": "german", "fr": "french", "es": "spanish", "it": "italian", "pt": "portuguese", "nl": "dutch"}
    | {"pl": "polish", "cs": "czech", "sk": "slovak", "hu": "hungarian", "ro": "romanian", "bg": "bulgarian"}
    | {"sr": "serbian", "hr": "croatian", "sl": "slovene", "mk": "macedonian", "el": "greek", "et": "estonian"}
    | {"lv": "latvian", "lt": "lithuanian", "fi": "finnish", "sv": "swedish", "nb": "norsk", "da": "danish"}
    | {"ar": "arabic", "fa": "persian", "he": "hebrew", "zh": "chinese", "ja": "japanese", "ko": "korean"}
    | {"la": "latin", "ca": "catalan", "eu": "basque", "ga": "irish", "cy": "welsh", "is": "icelandic"}
    | {"vi": "vietnamese", "th": "thai", "hi": "hindi", "sq": "albanian", "mn": "mongolian", "id": "indonesian"}
    | {"ms": "malay", "eo": "esperanto", "af": "afrikaans", "sa": "sanskrit", "no": "norwegian"}
)
"""BCP 47 tag -> name of the language in babel and polyglossia."""

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "article": ("author", "title", "journal", "year"),
    "book": ("author editor", "title", "publisher", "year"),
    "booklet": ("title",),
    "incollection": ("author", "title", "booktitle", "publisher", "year"),
    "inproceedings": ("author", "title", "booktitle", "year"),
    "phdthesis": ("author", "title", "school", "year"),
    "techreport": ("author", "title", "institution", "year"),
    "unpublished": ("author", "title", "note"),
}
"""Entry type -> fields without which BibTeX's styles warn and pybtex fails; of several words, one field is enough.

Source: "BibTeXing" (btxdoc), section 3.1.
"""


def numbered(genre: str, number: str) -> str:
    """The text of a series and number, for an entry type without fields for them: "PONARS Policy Memo No. 427"."""
    return f"{genre} No. {number}".strip() if number else genre


_HEAD = {"author": "author", "title": "title"}
_TAIL = {
    "date": "issued",
    "origtitle": "original-title",
    "origdate": "original-date",
    "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place",
    "shorttitle": "title-short",
    "shortjournal": "container-title-short",
    "shorthand": "citation-label",
    "pubstate": "status",
    "doi": "DOI",
    "eprint": "archive_location",
    "eprinttype": "archive",
    "eprintclass": "archive_collection",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "url": "URL",
    "urldate": "accessed",
    "langid": "language",
    "options": "author",
    "library": "call-number",
    "abstract": "abstract",
    "keywords": "keyword",
    "note": "note",
    "annotation": "annote",
}
_VOLUME = {
    "maintitle": "volume-title",
    "bookauthor": "container-author",
    "editor": "editor",
    "part": "part",
    "volume": "volume",
    "series": "collection-title",
    "number": "collection-number",
    "publisher": "publisher",
    "location": "publisher-place",
    "isbn": "ISBN",
    "eid": "number",
    "pages": "page",
}
_EDITION = _VOLUME | {
    "translator": "translator",
    "edition": "edition",
    "volumes": "number-of-volumes",
    "chapter": "chapter-number",
}
_EVENT = {"eventtitle": "event-title", "eventdate": "event-date", "venue": "event-place"}
_THESIS = {
    "type": "genre",
    "institution": "publisher",
    "location": "publisher-place",
    "chapter": "chapter-number",
    "pages": "page",
    "pagetotal": "number-of-pages",
}
_MISC = {
    "editor": "editor",
    "translator": "translator",
    "type": "genre",
    "number": "number",
    "series": "collection-title",
    "volume": "volume",
    "edition": "edition",
    "pages": "page",
    "isbn": "ISBN",
    "issn": "ISSN",
    "howpublished": "container-title",
    "organization": "publisher",
    "location": "publisher-place",
    "version": "version",
} | _EVENT

_BIBLATEX_FIELDS = {
    "article": {
        "journaltitle": "container-title",
        "issuetitle": "volume-title",
        "editor": "editor",
        "translator": "translator",
        "series": "collection-title",
        "volume": "volume",
        "number": "issue",
        "eid": "number",
        "pages": "page",
        "issn": "ISSN",
        "version": "version",
    },
    "book": _EDITION | {"pagetotal": "number-of-pages", "version": "version"} | _EVENT,
    "booklet": {"editor": "editor", "type": "genre", "howpublished": "container-title", "location": "publisher-place"},
    "dataset": {
        "editor": "editor",
        "type": "genre",
        "number": "number",
        "version": "version",
        "series": "collection-title",
    }
    | {"publisher": "publisher", "location": "publisher-place"},
    "incollection": {"booktitle": "container-title"} | _EDITION,
    "inproceedings": {"booktitle": "container-title"} | _EVENT | _VOLUME,
    "inreference": {"booktitle": "container-title"} | _EDITION,
    "misc": _MISC,
    "online": {
        "editor": "editor",
        "translator": "translator",
        "type": "genre",
        "number": "number",
        "organization": "container-title",
        "version": "version",
    }
    | _EVENT,
    "patent": {"type": "genre", "number": "number", "location": "publisher-place", "version": "version"},
    "report": {"editor": "editor", "translator": "translator", "type": "genre", "number": "number"}
    | _THESIS
    | {"isbn": "ISBN", "version": "version"},
    "software": _MISC,
    "thesis": _THESIS,
    "unpublished": {"type": "genre", "howpublished": "container-title"} | _EVENT | {"location": "publisher-place"},
}

_NOTICE = "howpublished"
"""The field of types without a container for a notice of publication; in the others it is the medium."""

BIBLATEX = Dialect(
    "biblatex",
    BIBLATEX_TYPES,
    {
        entry_type: _HEAD | fields | ({} if _NOTICE in fields else {_NOTICE: "medium"}) | _TAIL
        for entry_type, fields in _BIBLATEX_FIELDS.items()
    },
    SUBTYPES,
)

_PLAIN_TAIL = {
    "year": "issued",
    "month": "issued",
    "doi": "DOI",
    "eprint": "archive_location",
    "archiveprefix": "archive",
    "primaryclass": "archive_collection",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "url": "URL",
    "urldate": "accessed",
    "language": "language",
    "abstract": "abstract",
    "keywords": "keyword",
    "note": "note",
}
_PLAIN_VOLUME = {
    "editor": "editor",
    "publisher": "publisher",
    "address": "publisher-place",
    "volume": "volume",
    "series": "collection-title",
    "number": "collection-number",
    "pages": "page",
    "isbn": "ISBN",
}
_PLAIN_EDITION = _PLAIN_VOLUME | {"edition": "edition", "chapter": "chapter-number"}
_BIBTEX_FIELDS = {
    "article": {
        "journal": "container-title",
        "volume": "volume",
        "number": "issue",
        "eid": "number",
        "pages": "page",
        "issn": "ISSN",
    },
    "book": _PLAIN_EDITION,
    "booklet": {"howpublished": "container-title", "address": "publisher-place"},
    "incollection": {"booktitle": "container-title"} | _PLAIN_EDITION,
    "inproceedings": {"booktitle": "container-title"} | _PLAIN_VOLUME,
    "mastersthesis": {"type": "genre", "school": "publisher", "address": "publisher-place"},
    "misc": {
        "type": "genre",
        "number": "number",
        "howpublished": "container-title",
        "organization": "publisher",
        "address": "publisher-place",
    },
    "phdthesis": {"type": "genre", "school": "publisher", "address": "publisher-place"},
    "techreport": {
        "type": "genre",
        "number": "number",
        "institution": "publisher",
        "address": "publisher-place",
    },
    "unpublished": {"howpublished": "container-title", "address": "publisher-place"},
}

BIBTEX = Dialect(
    "bibtex",
    BIBTEX_TYPES,
    {entry_type: _HEAD | fields | _PLAIN_TAIL for entry_type, fields in _BIBTEX_FIELDS.items()},
    {},
)

_NAMED_LIKE_THEM = (
    "archive archive_collection archive_location collection-editor compiler composer contributor curator director "
    "dimensions "
    "executive-producer guest host illustrator interviewer medium narrator organizer original-author performer "
    "producer recipient reviewed-author scale script-writer section series-creator source volume-title"
).split()
"""Fields with the names of CSL variables: those that `composite` makes, and what other tools write."""

OTHER_FIELDS = {
    "title": "title",
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
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
    "eid": "number",
    "articleno": "number",
    "issue": "issue",
    "volume": "volume",
    "volumes": "number-of-volumes",
    "part": "part",
    "series": "collection-title",
    "edition": "edition",
    "chapter": "chapter-number",
    "pages": "page",
    "pagetotal": "number-of-pages",
    "numpages": "number-of-pages",
    "isbn": "ISBN",
    "issn": "ISSN",
    "doi": "DOI",
    "pmid": "PMID",
    "pubmedid": "PMID",
    "pmcid": "PMCID",
    "pmc": "PMCID",
    "url": "URL",
    "ee": "URL",
    "link": "URL",
    "date": "issued",
    "year": "issued",
    "month": "issued",
    "urldate": "accessed",
    "lastchecked": "accessed",
    "lastaccessed": "accessed",
    "lastvisited": "accessed",
    "accessed": "accessed",
    "eventdate": "event-date",
    "origdate": "original-date",
    "origyear": "original-date",
    "eventtitle": "event-title",
    "event": "event-title",
    "conference": "event-title",
    "venue": "event-place",
    "origtitle": "original-title",
    "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place",
    "shorttitle": "title-short",
    "shortjournal": "container-title-short",
    "langid": "language",
    "language": "language",
    "abstract": "abstract",
    "keywords": "keyword",
    "keyword": "keyword",
    "tags": "keyword",
    "note": "note",
    "annotation": "annote",
    "annote": "annote",
    "comment": "annote",
    "pubstate": "status",
    "status": "status",
    "version": "version",
    "library": "call-number",
    "lccn": "call-number",
    "shorthand": "citation-label",
    "label": "citation-label",
} | {name: name for name in _NAMED_LIKE_THEM}
"""Field -> CSL variable, for reading a field that the entry type does not have in the tables of the dialects."""


@lru_cache(maxsize=128)
def variables_of(entry_type: str) -> Fields:
    """Field -> CSL variable, for reading an entry of this type; the fields of the dialects come first."""
    name = SAME_FIELDS.get(entry_type, entry_type)
    own = {**BIBLATEX.fields.get(name, {}), **BIBTEX.fields.get(name, {})}
    return own | {field: variable for field, variable in OTHER_FIELDS.items() if field not in own}
