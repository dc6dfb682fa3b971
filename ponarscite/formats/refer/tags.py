"""ENW as data: the CSL variable of each tag; reader and writer share these tables.

Source: EndNote's manual, "EndNote tagged import format" and its list of reference types; refer(1); what Zotero and
bibutils read.
"""

from __future__ import annotations

from collections.abc import Mapping

from ponarscite.interchange.endnote_types import TYPES
from ponarscite.interchange.rows import PERIODICALS

NAMED_TYPES = {csl_type: name for csl_type, (name, _) in TYPES.items()} | {
    "interview": "Interview",
    "post": "Discussion Forum",
}
"""CSL type -> name of the reference type. The last two came with EndNote 20; their numbers in XML are not published."""

TAGS = {
    "%A": "author",
    "%E": "editor",
    "%?": "translator",
    "%T": "title",
    "%!": "title-short",
    "%B": "container-title",
    "%S": "collection-title",
    "%D": "issued",
    "%8": "issued",
    "%9": "genre",
    "%@": "ISBN",
    "%V": "volume",
    "%N": "issue",
    "%P": "page",
    "%7": "edition",
    "%I": "publisher",
    "%C": "publisher-place",
    "%R": "DOI",
    "%U": "URL",
    "%[": "accessed",
    "%G": "language",
    "%L": "call-number",
    "%K": "keyword",
    "%X": "abstract",
    "%Z": "note",
}
"""Tag -> CSL variable, in the order written."""

_PERIODICAL = {("%J" if tag == "%B" else tag): variable for tag, variable in TAGS.items()} | {"%@": "ISSN"}
TAGS_OF: Mapping[str, Mapping[str, str]] = {
    **dict.fromkeys(PERIODICALS, _PERIODICAL),
    "report": {tag: variable for tag, variable in TAGS.items() if tag != "%B"} | {"%@": "number"},
}
"""CSL type -> its tags, where they differ: the number of a report is in the tag that other works use for their ISBN.
A report has no container: in %B, older tools have its series.
"""

_BEFORE = {"%F": "id", "%J": "container-title"}
_BEFORE_OF: Mapping[str, Mapping[str, str]] = {"report": {"%B": "collection-title"}}
_BEHIND = {
    "%Y": "collection-editor",
    "%6": "number-of-volumes",
    "%O": "note",
    "%<": "annote",
    "%W": "source",
    "%~": "archive",
}
"""Tag that is only read -> CSL variable; of several tags for one variable, the first with a text wins."""

_BEHIND_OF: Mapping[str, Mapping[str, str]] = {
    **{csl_type: {"%B": "container-title"} for csl_type in PERIODICALS},
    "report": {"%N": "number"},
}
"""CSL type -> tags that are only read, where they differ."""


def variables_of(csl_type: str) -> dict[str, str]:
    """Tag -> CSL variable, for reading a reference of this type."""
    return {
        **_BEFORE,
        **_BEFORE_OF.get(csl_type, {}),
        **TAGS_OF.get(csl_type, TAGS),
        **_BEHIND,
        **_BEHIND_OF.get(csl_type, {}),
    }
