"""BibTeX and BibLaTeX as data: which entry type a CSL type is, and which field carries which CSL variable there.

Both directions read these tables. Source: the biblatex manual and biber's data model (default); the BibTeX
standard styles, with the further fields that reference managers read (`url`, `doi`, `abstract`, `keywords`, ...).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ponarscite.record.date import SEASONS

Fields = Mapping[str, str]
"""Field -> CSL variable, in the order written."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One of the two languages of .bib files.

    Args:
        name: "bibtex" or "biblatex".
        types: CSL type -> entry type; every CSL type is there.
        fields: entry type -> its fields.
        subtypes: CSL type -> `entrysubtype`, where the entry type alone does not tell.
    """

    name: str
    types: Mapping[str, str]
    fields: Mapping[str, Fields]
    subtypes: Mapping[str, str]

    def entry_type(self, csl_type: str, *, has_address: bool) -> str:
        """The entry type; what is online without an address to be found at is `misc` (biber asks for one)."""
        entry_type = self.types.get(csl_type, "misc")
        return "misc" if entry_type == "online" and not has_address else entry_type

    def carried(self, entry_type: str) -> frozenset[str]:
        """The CSL variables that an entry of this type carries.

        Not carried: the day of a BibTeX date; which particle is the dropping one; whether a name of one part is a
        family name or a literal; a language without a name in LANGUAGES.
        """
        return frozenset(self.fields[entry_type].values())


LANGUAGES = (
    {"en-US": "american", "en-GB": "british", "en": "english", "ru": "russian", "uk": "ukrainian", "be": "belarusian"}
    | {"ka": "georgian", "hy": "armenian", "az": "azerbaijani", "kk": "kazakh", "uz": "uzbek", "tr": "turkish"}
    | {"de": "german", "fr": "french", "es": "spanish", "it": "italian", "pt": "portuguese", "nl": "dutch"}
    | {"pl": "polish", "cs": "czech", "sk": "slovak", "hu": "hungarian", "ro": "romanian", "bg": "bulgarian"}
    | {"sr": "serbian", "hr": "croatian", "sl": "slovene", "mk": "macedonian", "el": "greek", "et": "estonian"}
    | {"lv": "latvian", "lt": "lithuanian", "fi": "finnish", "sv": "swedish", "nb": "norsk", "da": "danish"}
    | {"ar": "arabic", "fa": "persian", "he": "hebrew", "zh": "chinese", "ja": "japanese", "ko": "korean"}
)
"""BCP 47 tag -> the name that babel and polyglossia know the language by."""

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
"""Entry type -> the fields without which BibTeX's styles warn and pybtex gives up; of several words one is enough.

Source: "BibTeXing" (btxdoc), section 3.1.
"""


def numbered(genre: str, number: str) -> str:
    """What is printed of a series where no field is: "PONARS Policy Memo No. 427"."""
    return f"{genre} No. {number}".strip() if number else genre


EDTF_SEASONS = {name: str(number) for number, name in enumerate(SEASONS, 21)}
"""A season -> its number in ISO 8601-2 (EDTF): "Spring 2014" is "2014-21"."""

_HEAD = {"author": "author", "title": "title"}
_TAIL = {
    "date": "issued",
    "year": "issued",
    "origtitle": "original-title",
    "origdate": "original-date",
    "shorttitle": "title-short",
    "shortjournal": "container-title-short",
    "pubstate": "status",
    "doi": "DOI",
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
    "editor": "editor",
    "volume": "volume",
    "series": "collection-title",
    "number": "collection-number",
    "publisher": "publisher",
    "location": "publisher-place",
    "isbn": "ISBN",
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
    "type": "genre",
    "howpublished": "container-title",
    "organization": "publisher",
    "location": "publisher-place",
    "version": "version",
}

_BIBLATEX_FIELDS = {
    "article": {
        "journaltitle": "container-title",
        "editor": "editor",
        "translator": "translator",
        "volume": "volume",
        "number": "issue",
        "pages": "page",
        "issn": "ISSN",
        "version": "version",
    },
    "book": _EDITION | {"pagetotal": "number-of-pages"},
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
    "online": {"editor": "editor", "organization": "container-title", "version": "version"},
    "patent": {"type": "genre", "number": "number", "location": "publisher-place", "version": "version"},
    "report": {"type": "genre", "number": "number"} | _THESIS | {"version": "version"},
    "software": _MISC,
    "thesis": _THESIS,
    "unpublished": {"type": "genre", "howpublished": "container-title"} | _EVENT | {"location": "publisher-place"},
}

_TYPES = dict.fromkeys(
    "bill broadcast collection document event figure graphic hearing interview legal_case legislation map "
    "motion_picture musical_score performance periodical personal_communication regulation song standard "
    "treaty".split(),
    "misc",
)
"""With no fuller entry type in biber's data model, whose `audio`, `legislation`, ... allow no author or title."""

_ARTICLES = dict.fromkeys("article-journal article-magazine article-newspaper review review-book".split(), "article")
_BOOKS = {"book": "book", "classic": "book", "chapter": "incollection", "paper-conference": "inproceedings"}
_ENTRIES = ("entry", "entry-dictionary", "entry-encyclopedia")

BIBLATEX = Dialect(
    "biblatex",
    _TYPES
    | _ARTICLES
    | _BOOKS
    | dict.fromkeys(_ENTRIES, "inreference")
    | dict.fromkeys(("webpage", "post", "post-weblog", "article"), "online")
    | {"dataset": "dataset", "patent": "patent", "report": "report", "software": "software", "thesis": "thesis"}
    | {"manuscript": "unpublished", "speech": "unpublished", "pamphlet": "booklet"},
    {entry_type: _HEAD | fields | _TAIL for entry_type, fields in _BIBLATEX_FIELDS.items()},
    {"article-magazine": "magazine", "article-newspaper": "newspaper"},
)

_PLAIN_TAIL = {
    "year": "issued",
    "month": "issued",
    "doi": "DOI",
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
        "pages": "page",
        "issn": "ISSN",
    },
    "book": _PLAIN_EDITION,
    "booklet": {"howpublished": "container-title", "address": "publisher-place"},
    "incollection": {"booktitle": "container-title"} | _PLAIN_EDITION,
    "inproceedings": {"booktitle": "container-title"} | _PLAIN_VOLUME,
    "misc": {
        "type": "genre",
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
    _TYPES
    | _ARTICLES
    | _BOOKS
    | dict.fromkeys(_ENTRIES, "incollection")
    | dict.fromkeys(("webpage", "post", "post-weblog", "article", "dataset", "patent", "software", "speech"), "misc")
    | {"report": "techreport", "thesis": "phdthesis", "manuscript": "unpublished", "pamphlet": "booklet"},
    {entry_type: _HEAD | fields | _PLAIN_TAIL for entry_type, fields in _BIBTEX_FIELDS.items()},
    {},
)
