"""Zotero as data: item types, fields and creator types.

The tables contain what every version since 5 knows, and the item types `preprint`, `dataset` and `standard`, which came
with versions 6 and 7; everything else goes into Extra, where Zotero reads it as well.
Source: Zotero's schema.json (item types, their fields and creators, and its own correspondence with CSL).
"""

from __future__ import annotations

from collections.abc import Mapping

ITEM_TYPE = {
    "article": "preprint",
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "bill": "bill",
    "book": "book",
    "broadcast": "radioBroadcast",
    "chapter": "bookSection",
    "dataset": "dataset",
    "document": "document",
    "entry-dictionary": "dictionaryEntry",
    "entry-encyclopedia": "encyclopediaArticle",
    "graphic": "artwork",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case",
    "legislation": "statute",
    "manuscript": "manuscript",
    "map": "map",
    "motion_picture": "film",
    "paper-conference": "conferencePaper",
    "patent": "patent",
    "personal_communication": "letter",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "report": "report",
    "software": "computerProgram",
    "song": "audioRecording",
    "speech": "presentation",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "webpage",
}
"""CSL type -> item type, one to one."""

NEAREST = {
    "classic": "book",
    "figure": "artwork",
    "regulation": "statute",
    "review": "journalArticle",
    "review-book": "journalArticle",
    "treaty": "statute",
}
"""CSL type without an item type -> the item type with its fields; any other is a `document`. Extra has its type."""

PODCAST = "podcast"
"""Item type of a broadcast that is a podcast."""

CSL_TYPE = {item_type: csl for csl, item_type in ITEM_TYPE.items()} | {
    PODCAST: "broadcast",
    "tvBroadcast": "broadcast",
    "videoRecording": "motion_picture",
    "email": "personal_communication",
    "instantMessage": "personal_communication",
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

READ_FIELDS = {"original-date": "originalDate"}
"""CSL variable -> field that only newer versions of Zotero have, in every item type; it is read, never written."""

CITATION_KEY = "citationKey"
"""Field of the citation key since Zotero 8; before, it is a line of Extra."""

BASE_FIELD = {
    **dict.fromkeys(("caseName", "nameOfAct", "subject"), "title"),
    **dict.fromkeys(("dateDecided", "dateEnacted", "issueDate"), "date"),
    **dict.fromkeys(
        (
            "reportNumber episodeNumber docketNumber publicLawNumber billNumber documentNumber patentNumber archiveID "
            "identifier"
        ).split(),
        "number",
    ),
    **dict.fromkeys(("court", "legislativeBody", "issuingAuthority", "organization"), "authority"),
    **dict.fromkeys(("firstPage", "codePages"), "pages"),
    **dict.fromkeys(("reporterVolume", "codeVolume"), "volume"),
    **dict.fromkeys(
        (
            "blogTitle websiteTitle forumTitle bookTitle dictionaryTitle encyclopediaTitle proceedingsTitle "
            "programTitle reporter"
        ).split(),
        "publicationTitle",
    ),
    **dict.fromkeys(
        ("reportType manuscriptType mapType thesisType websiteType presentationType postType letterType genre").split(),
        "type",
    ),
    **dict.fromkeys("institution university distributor label company network studio repository".split(), "publisher"),
    **dict.fromkeys(
        "artworkMedium interviewMedium audioFileType audioRecordingFormat videoRecordingFormat format".split(), "medium"
    ),
    "repositoryLocation": "place",
}
"""Field of an item type -> the field that it specialises; Zotero accepts the one for the other."""

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
_BROADCAST = {
    "container-title": "programTitle",
    "number": "episodeNumber",
    "publisher": "network",
    "publisher-place": "place",
    "dimensions": "runningTime",
    **_ARCHIVED,
}

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
    PODCAST: {
        "collection-title": "seriesTitle",
        "number": "episodeNumber",
        "medium": "audioFileType",
        "dimensions": "runningTime",
    },
    "radioBroadcast": _BROADCAST | {"medium": "audioRecordingFormat"},
    "tvBroadcast": _BROADCAST | {"medium": "videoRecordingFormat"},
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
    "presentation": {"genre": "presentationType", "event-place": "place", "event-title": "meetingName"},
    "interview": {"medium": "interviewMedium", **_ARCHIVED},
    "letter": {"genre": "letterType", **_ARCHIVED},
    "email": {"title": "subject"},
    "instantMessage": {},
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
    "videoRecording": {
        "medium": "videoRecordingFormat",
        "collection-title": "seriesTitle",
        "volume": "volume",
        "number-of-volumes": "numberOfVolumes",
        "publisher-place": "place",
        "publisher": "studio",
        "dimensions": "runningTime",
        "ISBN": "ISBN",
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
    "case": {
        "title": "caseName",
        "issued": "dateDecided",
        "authority": "court",
        "number": "docketNumber",
        "container-title": "reporter",
        "volume": "reporterVolume",
        "page": "firstPage",
        "references": "history",
    },
    "statute": {
        "title": "nameOfAct",
        "issued": "dateEnacted",
        "container-title": "code",
        "volume": "codeNumber",
        "number": "publicLawNumber",
        "page": "pages",
        "section": "section",
        "chapter-number": "session",
        "references": "history",
    },
    "bill": {
        "number": "billNumber",
        "container-title": "code",
        "volume": "codeVolume",
        "section": "section",
        "page": "codePages",
        "authority": "legislativeBody",
        "chapter-number": "session",
        "references": "history",
    },
    "hearing": {
        "section": "committee",
        "number": "documentNumber",
        "page": "pages",
        "number-of-volumes": "numberOfVolumes",
        "authority": "legislativeBody",
        "chapter-number": "session",
        "references": "history",
        **_IMPRINT,
    },
    "patent": {
        "issued": "issueDate",
        "submitted": "filingDate",
        "number": "patentNumber",
        "call-number": "applicationNumber",
        "issue": "priorityNumbers",
        "authority": "issuingAuthority",
        "jurisdiction": "country",
        "publisher-place": "place",
        "page": "pages",
        "references": "references",
        "status": "legalStatus",
    },
    "dataset": {
        "genre": "type",
        "number": "identifier",
        "version": "versionNumber",
        "publisher": "repository",
        "publisher-place": "repositoryLocation",
        "medium": "format",
        "DOI": "DOI",
        **_ARCHIVED,
    },
    "preprint": {
        "genre": "genre",
        "number": "archiveID",
        "publisher": "repository",
        "publisher-place": "place",
        "collection-title": "series",
        "collection-number": "seriesNumber",
        "DOI": "DOI",
        **_ARCHIVED,
    },
    "standard": {
        "genre": "type",
        "number": "number",
        "version": "versionNumber",
        "authority": "organization",
        "section": "committee",
        "status": "status",
        "number-of-pages": "numPages",
        "DOI": "DOI",
        **_IMPRINT,
        **_ARCHIVED,
    },
}
_WITHOUT = {(PODCAST, "issued")}
"""(item type, variable) of the common fields that an item type lacks; the date of a podcast came with Zotero 8."""

FIELDS: Mapping[str, Mapping[str, str]] = {
    item_type: {
        variable: field for variable, field in (COMMON | dict(own)).items() if (item_type, variable) not in _WITHOUT
    }
    for item_type, own in _OWN_FIELDS.items()
}
"""Item type -> CSL variable -> field, one to one."""

_PRIMARY = {
    PODCAST: ("host", "podcaster"),
    "radioBroadcast": ("director", "director"),
    "tvBroadcast": ("director", "director"),
    "film": ("director", "director"),
    "videoRecording": ("director", "director"),
    "audioRecording": ("author", "performer"),
    "presentation": ("author", "presenter"),
    "computerProgram": ("author", "programmer"),
    "artwork": ("author", "artist"),
    "map": ("author", "cartographer"),
    "interview": ("author", "interviewee"),
    "patent": ("author", "inventor"),
    "bill": ("author", "sponsor"),
    "hearing": ("contributor", "contributor"),
}
"""Item type -> CSL variable and type of its first creators, where they are no authors."""

_EDITED = {"editor": "editor", "translator": "translator"}
_IN_SERIES = {"collection-editor": "seriesEditor"}
_REVIEWING = {"translator": "translator", "reviewed-author": "reviewedAuthor"}
_FILMED = {"script-writer": "scriptwriter", "producer": "producer"}

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
    "preprint": _EDITED | _REVIEWING,
    "manuscript": {"translator": "translator"},
    "webpage": {"translator": "translator"},
    "interview": {"interviewer": "interviewer", "translator": "translator"},
    "letter": {"recipient": "recipient"},
    "email": {"recipient": "recipient"},
    "instantMessage": {"recipient": "recipient"},
    "radioBroadcast": {"script-writer": "scriptwriter", "guest": "guest"},
    "tvBroadcast": _FILMED | {"host": "host", "guest": "guest"},
    "film": _FILMED,
    "videoRecording": _FILMED,
    "audioRecording": {"composer": "composer"},
    "map": _IN_SERIES,
    PODCAST: {"guest": "guest"},
}

CREATORS: Mapping[str, Mapping[str, str]] = {
    item_type: {
        **dict([_PRIMARY.get(item_type, ("author", "author"))]),
        **_OTHER_CREATORS.get(item_type, {}),
        "contributor": "contributor",
    }
    for item_type in FIELDS
}
"""Item type -> CSL name variable -> creator type, one to one; the primary creator comes first."""

STAND_INS: Mapping[str, Mapping[str, str]] = {PODCAST: {"author": "host", "container-title": "collection-title"}}
"""Item type -> CSL variable without a place in it -> the variable whose place it takes where that has no value.

An episode of ours has an author and a container; Zotero, as CSL, speaks of the host of a series.
"""
