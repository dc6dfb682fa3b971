"""What a CSL-JSON document may hold, by CSL 1.0.2's data schema (csl-data.json).

Written anew from the published lists of types and variables, apart from the product's own tables.
"""

from __future__ import annotations

TYPES = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage
""".split()
NAMES = """
    author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director executive-producer guest host illustrator interviewer narrator organizer original-author
    performer producer recipient reviewed-author script-writer series-creator translator
""".split()
DATES = "accessed available-date event-date issued original-date submitted".split()
STRINGS = """
    citation-key language journalAbbreviation shortTitle abstract annote archive archive_collection archive_location
    archive-place authority call-number citation-label collection-title container-title container-title-short
    dimensions division DOI event event-title event-place genre ISBN ISSN jurisdiction keyword medium note
    original-publisher original-publisher-place original-title part-title PMCID PMID publisher publisher-place
    references reviewed-genre reviewed-title scale section source status title title-short URL version volume-title
    volume-title-short year-suffix
""".split()
NUMBERS = """
    chapter-number citation-number collection-number edition first-reference-note-number issue locator number
    number-of-pages number-of-volumes page page-first part printing supplement volume
""".split()

_TEXT = {"type": "string"}
_NUMBER = {"type": ["string", "number"]}
_NAME = {
    "type": "object",
    "properties": dict.fromkeys("family given dropping-particle non-dropping-particle suffix literal".split(), _TEXT),
    "additionalProperties": False,
}
_LIST_OF_NAMES = {"type": "array", "items": _NAME}
_PARTS = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {"type": "array", "items": _PARTS, "minItems": 1, "maxItems": 2},
        "literal": _TEXT,
        "season": {"type": ["string", "number"]},
        "circa": {"type": "boolean"},
    },
    "minProperties": 1,
    "additionalProperties": False,
}
VARIABLES: dict[str, object] = {
    "type": {"enum": TYPES},
    "id": _TEXT,
    **dict.fromkeys(NAMES, _LIST_OF_NAMES),
    **dict.fromkeys(DATES, _DATE),
    **dict.fromkeys(STRINGS, _TEXT),
    **dict.fromkeys(NUMBERS, _NUMBER),
}
ITEM = {
    "type": "object",
    "properties": VARIABLES,
    "required": ["type", "id"],
    "additionalProperties": False,
}
SCHEMA = {"$schema": "http://json-schema.org/draft-07/schema#", "type": "array", "items": ITEM}
"""Stricter than the published schema in one respect, as the records are: date-parts are integers."""
