"""Word's sources as data: source types, elements and names; reader and writer share these tables.

Source: ECMA-376 part 1, 22.6 (Bibliography) and its schema shared-bibliography.xsd; the fields that Word's Source
Manager asks for by type; JabRef's and bibutils' export. Any element may stand in a source of any type.
"""

from __future__ import annotations

from collections.abc import Mapping

SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"

SPACES = (
    SPACE,
    "http://purl.oclc.org/ooxml/officeDocument/bibliography",
    "http://schemas.microsoft.com/office/word/2004/10/bibliography",
)
"""Namespaces that are read: of ECMA-376, of its strict variant, of the first Word that had sources."""

OWN_TYPES = {
    "article-journal": "JournalArticle",
    "article-newspaper": "ArticleInAPeriodical",
    "book": "Book",
    "chapter": "BookSection",
    "document": "Misc",
    "graphic": "Art",
    "interview": "Interview",
    "legal_case": "Case",
    "motion_picture": "Film",
    "paper-conference": "ConferenceProceedings",
    "patent": "Patent",
    "performance": "Performance",
    "post-weblog": "DocumentFromInternetSite",
    "report": "Report",
    "software": "ElectronicSource",
    "song": "SoundRecording",
    "webpage": "InternetSite",
}
"""CSL type <-> source type, one to one."""

NEAREST = {
    "article": "report",
    "article-magazine": "article-newspaper",
    "bill": "document",
    "broadcast": "post-weblog",
    "classic": "book",
    "collection": "book",
    "dataset": "software",
    "entry": "chapter",
    "entry-dictionary": "chapter",
    "entry-encyclopedia": "chapter",
    "event": "document",
    "figure": "graphic",
    "hearing": "document",
    "legislation": "document",
    "manuscript": "document",
    "map": "graphic",
    "musical_score": "document",
    "pamphlet": "book",
    "periodical": "book",
    "personal_communication": "document",
    "post": "post-weblog",
    "regulation": "document",
    "review": "article-journal",
    "review-book": "article-journal",
    "speech": "document",
    "standard": "document",
    "thesis": "report",
    "treaty": "document",
}
"""CSL type that Word does not have -> the CSL type that it is written as, and read back as. Only a thesis whose genre
says so is read back as one."""

TYPES = OWN_TYPES | {csl_type: OWN_TYPES[near] for csl_type, near in NEAREST.items()}
"""CSL type -> source type, for all CSL types."""

READ_TYPES = {kind: csl_type for csl_type, kind in OWN_TYPES.items()} | {
    "Conference": "paper-conference",
    "Proceedings": "paper-conference",
}
"""Source type -> CSL type; bibutils writes the last two."""

ELEMENTS = {
    "Title": "title",
    "ShortTitle": "title-short",
    "PublicationTitle": "container-title",
    "Type": "genre",
    "StandardNumber": "number",
    "Edition": "edition",
    "Volume": "volume",
    "NumberVolumes": "number-of-volumes",
    "Issue": "issue",
    "Pages": "page",
    "ChapterNumber": "chapter-number",
    "City": "publisher-place",
    "Publisher": "publisher",
    "Department": "division",
    "Court": "authority",
    "Theater": "event-place",
    "Version": "version",
    "Medium": "medium",
    "URL": "URL",
    "DOI": "DOI",
    "LCID": "language",
    "Comments": "note",
}
"""Element -> CSL variable, in the order written."""


def _changed(changes: Mapping[str, str]) -> dict[str, str]:
    """The elements with these changes; a variable that they move has no other element."""
    moved = set(changes.values())
    return {e: changes.get(e, v) for e, v in ELEMENTS.items() if e in changes or v not in moved} | dict(changes)


_SITE = _changed({"InternetSiteTitle": "container-title", "ProductionCompany": "publisher"})
ELEMENTS_OF: Mapping[str, Mapping[str, str]] = {
    "JournalArticle": _changed({"JournalName": "container-title", "StandardNumber": "ISSN"}),
    "ArticleInAPeriodical": _changed({"PeriodicalTitle": "container-title", "StandardNumber": "ISSN"}),
    "Book": _changed({"StandardNumber": "ISBN"}),
    "BookSection": _changed({"BookTitle": "container-title", "StandardNumber": "ISBN"}),
    "ConferenceProceedings": _changed({"ConferenceName": "container-title", "StandardNumber": "ISBN"}),
    "Report": _changed({"ThesisType": "genre"}),
    "InternetSite": _SITE,
    "DocumentFromInternetSite": _SITE,
    "Film": _changed({"Distributor": "publisher", "RecordingNumber": "number"}),
    "SoundRecording": _changed(
        {"AlbumTitle": "container-title", "ProductionCompany": "publisher", "RecordingNumber": "number"}
    ),
    "Performance": _changed({"ProductionCompany": "publisher"}),
    "Art": _changed({"Institution": "archive"}),
    "Interview": _changed({"BroadcastTitle": "container-title", "Broadcaster": "publisher"}),
    "Patent": _changed({"PatentNumber": "number", "CountryRegion": "jurisdiction"}),
    "Case": _changed({"CaseNumber": "number", "Reporter": "container-title"}),
}
"""Source type -> its elements, where they differ."""

READ_ELEMENTS = {
    "Institution": "publisher",
    "ProductionCompany": "publisher",
    "Distributor": "publisher",
    "Broadcaster": "publisher",
    "Station": "publisher",
    "JournalName": "container-title",
    "PeriodicalTitle": "container-title",
    "BookTitle": "container-title",
    "ConferenceName": "container-title",
    "PublicationTitle": "container-title",
    "InternetSiteTitle": "container-title",
    "CaseNumber": "number",
    "PatentNumber": "number",
    "RecordingNumber": "number",
    "Number": "number",
    "ThesisType": "genre",
    "Url": "URL",
    "Section": "section",
    "BIBTEX_Abstract": "abstract",
    "BIBTEX_KeyWords": "keyword",
    "BIBTEX_Series": "collection-title",
}
"""Element that is only read -> CSL variable, where the type has no other element with a text for it. The last ones are
bibutils' and JabRef's, outside of the schema."""

DESCRIBING = frozenset("Tag SourceType Guid RefOrder Author StateProvince CountryRegion Country BIBTEX_Entry".split())
"""Elements that are read otherwise, or that tell nothing of the work."""

DATES = {"issued": ("Year", "Month", "Day"), "accessed": ("YearAccessed", "MonthAccessed", "DayAccessed")}
"""CSL variable -> elements of the date."""

NAMES = {
    "author": "Author",
    "editor": "Editor",
    "translator": "Translator",
    "compiler": "Compiler",
    "composer": "Composer",
    "container-author": "BookAuthor",
    "director": "Director",
    "interviewer": "Interviewer",
    "performer": "Performer",
    "producer": "ProducerName",
    "script-writer": "Writer",
}
"""CSL variable -> element of the names."""

AUTHORS = {
    "Art": "Artist",
    "Interview": "Interviewee",
    "Patent": "Inventor",
    "Performance": "Writer",
    "SoundRecording": "Performer",
}
"""Source type -> element of the names of its authors, where it differs."""

CORPORATE = ("Author", "Performer")
"""Elements of names that may hold one institution instead of a list."""

LCIDS = (
    {"en-US": 1033, "en-GB": 2057, "en-AU": 3081, "en-CA": 4105, "de-DE": 1031, "de-AT": 3079, "de-CH": 2055}
    | {"fr-FR": 1036, "fr-CA": 3084, "fr-CH": 4108, "fr-BE": 2060, "es-ES": 3082, "es-MX": 2058, "it-IT": 1040}
    | {"pt-BR": 1046, "pt-PT": 2070, "nl-NL": 1043, "nl-BE": 2067, "ru-RU": 1049, "uk-UA": 1058, "be-BY": 1059}
    | {"pl-PL": 1045, "cs-CZ": 1029, "sk-SK": 1051, "hu-HU": 1038, "ro-RO": 1048, "bg-BG": 1026, "sl-SI": 1060}
    | {"hr-HR": 1050, "mk-MK": 1071, "el-GR": 1032, "et-EE": 1061, "lv-LV": 1062, "lt-LT": 1063, "fi-FI": 1035}
    | {"sv-SE": 1053, "nb-NO": 1044, "nn-NO": 2068, "da-DK": 1030, "is-IS": 1039, "tr-TR": 1055, "ka-GE": 1079}
    | {"hy-AM": 1067, "kk-KZ": 1087, "he-IL": 1037, "ar-SA": 1025, "fa-IR": 1065, "ja-JP": 1041, "ko-KR": 1042}
    | {"zh-CN": 2052, "zh-TW": 1028, "ca-ES": 1027, "eu-ES": 1069}
)
"""BCP 47 tag -> number of the language in Windows. Word writes the number, later versions also the tag; a tag without a
region has no number and is written as it is.
"""
