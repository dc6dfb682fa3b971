"""Zotero as data: item types, fields and creator types.

The tables contain what every version since 5 knows; everything else goes into Extra, where Zotero reads it as well.
Source: Zotero's schema.json (item types, their fields and creators, and its own correspondence with CSL).
"""

from __future__ import annotations

from collections.abc import Mapping

ITEM_TYPE = {
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "book": "book",
    "broadcast": "radioBroadcast",
    "chapter": "bookSection",
    "document": "document",
    "entry-dictionary": "dictionaryEntry",
    "entry-encyclopedia": "encyclopediaArticle",
    "graphic": "artwork",
    "interview": "interview",
    "manuscript": "manuscript",
    "map": "map",
    "motion_picture": "film",
    "paper-conference": "conferencePaper",
    "personal_communication": "letter",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "report": "report",
    "software": "computerProgram",
    "song": "audioRecording",
    "speech": "presentation",
    "thesis": "thesis",
    "webpage": "webpage",
}
"""CSL type -> item type, one to one; any other CSL type is a `document` with its type in Extra."""

PODCAST = "podcast"
"""Item type of a broadcast that is a podcast."""

CSL_TYPE = {item_type: csl for csl, item_type in ITEM_TYPE.items()} | {
    PODCAST: "broadcast",
    "tvBroadcast": "broadcast",
    "videoRecording": "motion_picture",
    "email": "personal_communication",
    "preprint": "article",
    "dataset": "dataset",
    "standard": "standard",
    "statute": "legislation",
    "case": "legal_case",
    "patent": "patent",
    "hearing": "hearing",
    "bill": "bill",
}
"""Item type -> CSL type."""

COMMON = {
    "title": "title",
    "abstract": "abstractNote",
    "issued": "date",
    "language": "language",
    "title-short": "shortTitle",
    "URL": "url",
    "accessed": "accessDate",
}
"""CSL variable -> field, of every item type."""

_ARCHIVED = {
    "archive": "archive",
    "archive_location": "archiveLocation",
    "call-number": "callNumber",
    "source": "libraryCatalog",
}
_IMPRINT = {"publisher": "publisher", "publisher-place": "place"}
_PART = {"collection-title": "series", "volume": "volume", "page": "pages", "ISBN": "ISBN", **_IMPRINT, **_ARCHIVED}
_IN_BOOK = _PART | {
    "collection-number": "seriesNumber",
    "number-of-volumes": "numberOfVolumes",
    "edition": "edition",
}
_PERIODICAL = {"container-title": "publicationTitle", "page": "pages", "ISSN": "ISSN", **_ARCHIVED}

_OWN_FIELDS: Mapping[str, Mapping[str, str]] = {
    "report": {
        "genre": "reportType",
        "number": "reportNumber",
        "collection-title": "seriesTitle",
        "publisher": "institution",
        "publisher-place": "place",
        "page": "pages",
        **_ARCHIVED,
    },
    "blogPost": {"container-title": "blogTitle", "genre": "websiteType"},
    "webpage": {"container-title": "websiteTitle", "genre": "websiteType"},
    "forumPost": {"container-title": "forumTitle", "genre": "postType"},
    PODCAST: {"container-title": "seriesTitle", "number": "episodeNumber", "dimensions": "runningTime"},
    "radioBroadcast": {
        "container-title": "programTitle",
        "number": "episodeNumber",
        "publisher": "network",
        "publisher-place": "place",
        "medium": "audioRecordingFormat",
        "dimensions": "runningTime",
        **_ARCHIVED,
    },
    "journalArticle": {
        **_PERIODICAL,
        "volume": "volume",
        "issue": "issue",
        "collection-title": "series",
        "container-title-short": "journalAbbreviation",
        "DOI": "DOI",
    },
    "magazineArticle": {**_PERIODICAL, "volume": "volume", "issue": "issue"},
    "newspaperArticle": {**_PERIODICAL, "publisher-place": "place", "edition": "edition", "section": "section"},
    "book": {variable: field for variable, field in _IN_BOOK.items() if variable != "page"}
    | {"number-of-pages": "numPages"},
    "bookSection": _IN_BOOK | {"container-title": "bookTitle"},
    "dictionaryEntry": _IN_BOOK | {"container-title": "dictionaryTitle"},
    "encyclopediaArticle": _IN_BOOK | {"container-title": "encyclopediaTitle"},
    "conferencePaper": _PART | {"container-title": "proceedingsTitle", "event-title": "conferenceName", "DOI": "DOI"},
    "thesis": {
        "genre": "thesisType",
        "publisher": "university",
        "publisher-place": "place",
        "number-of-pages": "numPages",
        **_ARCHIVED,
    },
    "manuscript": {
        "genre": "manuscriptType",
        "publisher-place": "place",
        "number-of-pages": "numPages",
        **_ARCHIVED,
    },
    "document": {"publisher": "publisher", **_ARCHIVED},
    "presentation": {"genre": "presentationType", "publisher-place": "place", "event-title": "meetingName"},
    "interview": {"medium": "interviewMedium", **_ARCHIVED},
    "letter": {"genre": "letterType", **_ARCHIVED},
    "artwork": {"medium": "artworkMedium", "dimensions": "artworkSize", **_ARCHIVED},
    "map": {
        "genre": "mapType",
        "scale": "scale",
        "collection-title": "seriesTitle",
        "edition": "edition",
        "ISBN": "ISBN",
        **_IMPRINT,
        **_ARCHIVED,
    },
    "film": {
        "publisher": "distributor",
        "genre": "genre",
        "medium": "videoRecordingFormat",
        "dimensions": "runningTime",
        **_ARCHIVED,
    },
    "audioRecording": {
        "medium": "audioRecordingFormat",
        "collection-title": "seriesTitle",
        "volume": "volume",
        "number-of-volumes": "numberOfVolumes",
        "publisher-place": "place",
        "publisher": "label",
        "dimensions": "runningTime",
        "ISBN": "ISBN",
        **_ARCHIVED,
    },
    "computerProgram": {
        "collection-title": "seriesTitle",
        "version": "versionNumber",
        "medium": "system",
        "publisher-place": "place",
        "publisher": "company",
        "ISBN": "ISBN",
        **_ARCHIVED,
    },
}

FIELDS: Mapping[str, Mapping[str, str]] = {
    item_type: {
        variable: field
        for variable, field in (COMMON | dict(own)).items()
        if (item_type, variable) != (PODCAST, "issued")  # the one item type without a date, which goes into Extra
    }
    for item_type, own in _OWN_FIELDS.items()
}
"""Item type -> CSL variable -> field."""

_PRIMARY = {
    PODCAST: "podcaster",
    "radioBroadcast": "director",
    "audioRecording": "performer",
    "presentation": "presenter",
    "film": "director",
    "computerProgram": "programmer",
    "artwork": "artist",
    "map": "cartographer",
    "interview": "interviewee",
}
_EDITED = {"editor": "editor", "translator": "translator"}
_IN_SERIES = {"collection-editor": "seriesEditor"}
_REVIEWING = {"translator": "translator", "reviewed-author": "reviewedAuthor"}

_OTHER_CREATORS: Mapping[str, Mapping[str, str]] = {
    "report": {"translator": "translator", **_IN_SERIES},
    "book": _EDITED | _IN_SERIES,
    "bookSection": _EDITED | _IN_SERIES | {"container-author": "bookAuthor"},
    "dictionaryEntry": _EDITED | _IN_SERIES,
    "encyclopediaArticle": _EDITED | _IN_SERIES,
    "conferencePaper": _EDITED | _IN_SERIES,
    "journalArticle": _EDITED | _REVIEWING,
    "magazineArticle": _REVIEWING,
    "newspaperArticle": _REVIEWING,
    "document": _EDITED | _REVIEWING,
    "manuscript": {"translator": "translator"},
    "webpage": {"translator": "translator"},
    "interview": {"interviewer": "interviewer", "translator": "translator"},
    "letter": {"recipient": "recipient"},
    "radioBroadcast": {"guest": "guest"},
    PODCAST: {"guest": "guest"},
}

CREATORS: Mapping[str, Mapping[str, str]] = {
    item_type: {
        "author": _PRIMARY.get(item_type, "author"),
        **_OTHER_CREATORS.get(item_type, {}),
        "contributor": "contributor",
    }
    for item_type in FIELDS
}
"""Item type -> CSL name variable -> creator type; the primary creator comes first."""
