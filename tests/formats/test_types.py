"""Every CSL type survives each format that is read, but for the losses that the format forces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from ponarscite.record.date import Date
from ponarscite.record.item import TYPES
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from tests.formats.formats import BOTH_WAYS, read, write

Loss = tuple[str, str]
"""(CSL type that is read back, why the format cannot say the type)."""

ADDRESSED = "document or webpage"
"""What is read back of a @misc: a web page where it has an address, else a document."""


def _each(names: str, becomes: str, why: str) -> dict[str, Loss]:
    return dict.fromkeys(names.split(), (becomes, why))


BIBTEX = (
    _each(
        "article bill collection dataset event figure graphic hearing interview legal_case legislation map "
        "motion_picture musical_score patent performance periodical personal_communication post post-weblog regulation "
        "broadcast software song speech standard treaty webpage document",
        ADDRESSED,
        "BibTeX has fourteen entry types (btxdoc, 3.1), and of these only misc fits; it has no field for a finer type",
    )
    | _each(
        "article-magazine article-newspaper review review-book",
        "article-journal",
        "BibTeX's one type for what appears in a periodical is article",
    )
    | _each("classic", "book", "BibTeX's one type for books is book")
    | _each("entry entry-dictionary entry-encyclopedia", "chapter", "BibTeX's type for a part with a title of its own")
)

RIS = (
    _each("article", "webpage", "RIS has no preprint; Zotero writes GEN, EndNote has no type for it")
    | _each("post", "webpage", "ICOMM is any message on the internet, and is read as a letter, as Zotero reads it")
    | _each("collection", "book", "RIS has no archival collection")
    | _each("entry", "document", "RIS tells dictionaries and encyclopedias, but no other works of reference")
    | _each("event interview performance", "document", "RIS has no such type, and GEN is for what it has no type for")
    | _each("review review-book", "article-journal", "RIS has no reviews; they are articles of a journal")
    | _each("song", "broadcast", "SOUND is any recording, and MUSIC is a score")
    | _each("treaty", "legislation", "STAT is any statute; LEGAL is a rule or regulation")
)

ENW = (
    _each("article", "webpage", "EndNote has no preprint")
    | _each("collection", "book", "EndNote has no archival collection")
    | _each("entry", "document", "EndNote tells dictionaries and encyclopedias, but no other works of reference")
    | _each("event speech", "document", "EndNote has conference papers, but no events and no talks")
    | _each("performance song", "broadcast", "Audiovisual Material is any recording, and Music is a score")
    | _each("review review-book", "article-journal", "EndNote has no reviews; they are articles of a journal")
    | _each("treaty", "legislation", "EndNote's only other legal type is Legal Rule or Regulation")
)

ENDNOTE_XML = ENW | {
    "interview": ("document", "the number of the type Interview, new in EndNote 20, is not published"),
    "post": ("post-weblog", "the number of the type Discussion Forum, new in EndNote 20, is not published"),
}

HAYAGRIVA = (
    _each("article-magazine", "article-journal", "hayagriva does not tell magazines from journals (taxonomy.rs)")
    | _each("review review-book", "article-journal", "hayagriva has no reviews (taxonomy.rs)")
    | _each("bill", "legislation", "hayagriva tells a bill from a law by its publisher alone (taxonomy.rs)")
    | _each("regulation treaty", "legislation", "hayagriva has one type for laws (taxonomy.rs)")
    | _each("hearing", "legal_case", "hayagriva has no hearings; case is the nearest")
    | _each("classic", "book", "hayagriva cannot say that a book is a classic (taxonomy.rs)")
    | _each("dataset", "software", "hayagriva's repository is software (taxonomy.rs); it has no datasets")
    | _each("map", "graphic", "hayagriva has one type for pictures (taxonomy.rs)")
    | _each("entry-dictionary", "entry-encyclopedia", "hayagriva has one type for works of reference (taxonomy.rs)")
    | _each(
        "interview pamphlet personal_communication speech standard",
        "document",
        "hayagriva has no such type (taxonomy.rs), and misc is for what it has no type for",
    )
)

WORD = (
    _each(
        "article thesis",
        "report",
        "Word has seventeen source types (ECMA-376, 22.6.2.61), and Report has a kind of its own",
    )
    | _each("article-magazine", "article-newspaper", "ArticleInAPeriodical is for magazines and newspapers alike")
    | _each("review review-book", "article-journal", "Word has no reviews; they are articles of a journal")
    | _each("classic collection pamphlet periodical", "book", "Word's one type for books is Book")
    | _each("entry entry-dictionary entry-encyclopedia", "chapter", "Word's type for a part of a book is BookSection")
    | _each("broadcast post", "post-weblog", "Word prints author, site and address of a document on the web alone")
    | _each("dataset", "software", "ElectronicSource is for what is used with a computer")
    | _each("figure map", "graphic", "Word's one type for pictures is Art")
    | _each(
        "bill event hearing legislation manuscript musical_score personal_communication regulation speech standard "
        "treaty",
        "document",
        "Word has no such source type, and Misc is for what it has no type for",
    )
)

LOSSES: Mapping[str, Mapping[str, Loss]] = {
    "bibtex": BIBTEX,
    "biblatex": _each(
        "post-weblog", ADDRESSED, "a blog is an online source like any; programs were tested without a subtype"
    ),
    "ris": RIS,
    "enw": ENW,
    "endnote-xml": ENDNOTE_XML,
    "hayagriva": HAYAGRIVA,
    "word": WORD,
}
"""Format -> CSL type -> its loss; a format that is not here loses none."""

BARE = Record(id="k", title="A Title", author=(Name("Example", "Olena"),))
FULL = Record(
    id="k",
    title="A Title",
    author=(Name("Example", "Olena"),),
    issued=Date(2020, 5),
    container_title="A Whole",
    publisher="A Press",
    url="https://example.org/",
)


def expected(format_: str, csl_type: str, record: Record) -> str:
    becomes, _ = LOSSES.get(format_, {}).get(csl_type, (csl_type, ""))
    return becomes if becomes != ADDRESSED else "webpage" if record.url else "document"


@pytest.mark.parametrize("record", [BARE, FULL], ids=["bare", "full"])
@pytest.mark.parametrize("format_", BOTH_WAYS)
def test_every_type_survives_or_has_a_reason(format_: str, record: Record) -> None:
    """A loss that is not listed fails here, and so does a listed one that no longer occurs."""
    found = {csl_type: read(write(format_, replace(record, type=csl_type)))[0].type for csl_type in sorted(TYPES)}
    assert found == {csl_type: expected(format_, csl_type, record) for csl_type in found}


@pytest.mark.parametrize("format_", LOSSES)
def test_a_loss_is_a_loss_and_has_a_reason(format_: str) -> None:
    for csl_type, (becomes, why) in LOSSES[format_].items():
        assert csl_type in TYPES
        assert becomes != csl_type
        assert len(why.split()) >= 4
