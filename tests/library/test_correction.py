"""Corrections by the user outrank the claims of all documents, now and later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ponarscite import About, Claim, Date, Library, LibraryError, MisuseError, Name, Rank, Record
from ponarscite.library.correction import parse_changes
from tests.library.collected import content
from tests.library.conftest import rows
from tests.library.test_library import memo


def claimed(document: str, number: int, **values: str) -> Record:
    about = About("subject", "", document)
    said: dict[str, Any] = {"type": "report", "genre": "PONARS Eurasia Policy Memo", "number": str(number), **values}
    claims = tuple(Claim(name, text, Rank.OWN, "page", about) for name, text in said.items())
    return Record(claims=claims, **{name: text for name, text in said.items() if name not in ("author", "issued")})


@pytest.mark.parametrize(
    ("changes", "attribute", "value"),
    [
        (["title=Snow: A Title"], "title", "Snow: A Title"),
        (["issued=May 2021"], "issued", Date(2021, 5)),
        (["year=1999"], "issued", Date(1999)),
        (["author=Ann Lee and Bo de Ray"], "author", (Name("Lee", "Ann"), Name("Ray", "Bo", "de"))),
        (["author+=Lee, Ann"], "author", (Name("Ejemplo", "Ana"), Name("Lee", "Ann"))),
        (["author+=Ann Lee", "author-=Ana Ejemplo"], "author", (Name("Lee", "Ann"),)),
        (["keyword=snow, ice; rain"], "keyword", ("snow", "ice", "rain")),
        (["keyword-=Snow", "url=https://example.org/x"], "keyword", ("ice",)),
        (["publisher-place=Almaty"], "publisher_place", "Washington, DC"),
        (["volume=3"], "extra", (("volume", "3"),)),
        (["DOI=10.1/x"], "doi", "10.1/x"),
    ],
)
def test_a_change(library: Library, changes: list[str], attribute: str, value: object) -> None:
    key = library.add(memo(640, keyword=("snow", "ice")))
    edited = library.edit(key, parse_changes(changes, library.get(key)))
    assert getattr(edited, attribute) == value
    assert library.get(key) == edited
    library.undo()
    assert getattr(library.get(key), attribute) == getattr(memo(640, keyword=("snow", "ice")), attribute) or (
        attribute == "publisher_place"
    )


@pytest.mark.parametrize(
    "change", ["title", "colour=red", "title+=More", "type=poem", "URL=javascript:1", "author-=Bo Ray", "keyword-=ice"]
)
def test_a_change_without_effect_is_an_error(library: Library, change: str) -> None:
    key = library.add(memo(640, keyword=("ice",)))
    with pytest.raises(MisuseError) as raised:
        library.edit(key, parse_changes([change], library.get(key)))
    assert raised.value.hint


def test_a_correction_survives_a_new_harvest_and_can_be_withdrawn(library: Library) -> None:
    library.add(claimed("one.html", 640, title="Snw"))
    library.edit("640", {"title": ["Snow"], "note": ["mine"]})
    library.add(claimed("two.html", 640, title="Snw", abstract="New."))
    record = library.get("640")
    assert (record.title, record.abstract, record.note) == ("Snow", "New.", "mine")
    assert {claim.text for claim in record.claims if claim.variable == "title"} == {"Snow", "Snw"}
    assert list(library.conflicts()) == [], "the user has decided"
    library.edit("640", {"title": []})
    assert library.get("640").title == "Snw"
    library.edit("640", {"note": []})
    assert all(claim.rank != Rank.USER for claim in library.claims("640"))


def test_a_corrected_number_is_another_work(library: Library) -> None:
    library.add(claimed("one.html", 640, title="Snow"))
    library.edit("640", {"number": ["641"]})
    assert library.get("641").id == "pepm640", "keys are never changed by the tool"
    library.add(claimed("two.html", 641, title="Snow", abstract="The real one."))
    assert [record.number for record in library] == ["641"]
    library.add(claimed("three.html", 640, title="Snow", issued="2020"))
    assert library.get("641").issued == Date(2020), "the page with the wrong number is still this memo"


def test_an_ambiguous_memo_joins_its_number_when_its_date_is_corrected(library: Library) -> None:
    plain = memo(419, "Orchard", genre="PONARS Policy Memo")
    library.add(replace(plain, issued=Date(2016, 2)))
    key = library.add(replace(plain, title="An Orchard Without a Fence", issued=Date()))
    assert len(library) == 2
    library.edit(key, {"issued": ["February 2016"]})
    assert len(library) == 1
    assert library.get(key).id == library.get("pepm419").id
    library.undo()
    assert len(library) == 2


def test_another_key(library: Library) -> None:
    library.add(memo(640))
    library.add(memo(641))
    assert library.edit("640", {"id": ["Snow:2020"]}).id == "Snow:2020"
    assert library.get("pepm640").id == "Snow:2020"
    for taken in ("pepm641", "no\nkey"):
        with pytest.raises(LibraryError):
            library.edit("641", {"id": [taken if taken != "pepm641" else "snow:2020"]})
    library.undo()
    assert library.get("640").id == "pepm640"


def test_conflicts_are_listed_once_and_settled(library: Library) -> None:
    library.add(claimed("one.html", 640, title="Snow", issued="March 13, 2023"))
    library.add(claimed("two.html", 640, title="Snow", issued="2023-03-14T01:30:00+00:00"))
    library.add(claimed("three.html", 640, title="Snow", issued="14 Mar 2023"))
    (dispute,) = library.conflicts()
    assert (dispute.key, dispute.variable) == ("pepm640", "issued")
    assert [value for value, _ in dispute.values] == ["2023-03-14", "2023-03-13"]
    assert [len(origins) for _, origins in dispute.values] == [2, 1]
    before = rows(library)
    with pytest.raises(MisuseError, match="no claim has '2023-03-15' as issued"):
        library.accept("640", "issued", "2023-03-15")
    assert rows(library) == before
    assert library.accept("640", "issued", "2023-03-13").issued == Date(2023, 3, 13)
    assert list(library.conflicts()) == []
    library.undo()
    assert library.accept("640").issued == Date(2023, 3, 14)
    with pytest.raises(MisuseError, match="no open conflict"):
        library.accept("640", "issued")


def test_authors_that_disagree_are_accepted_together(library: Library) -> None:
    library.add(claimed("one.html", 640, title="Snow", author="Ann Lee"))
    library.add(claimed("two.html", 640, title="Snow", author="Bo Ray"))
    (dispute,) = library.conflicts()
    assert {value for value, _ in dispute.values} == {"Ann Lee", "Bo Ray"}
    assert library.accept("640", "author", "Bo Ray").author == (Name("Ray", "Bo"),)


def test_corrections_of_two_records_that_merge_are_both_kept(library: Library) -> None:
    one, other = library.add(Record(title="Snow", type="report")), library.add(Record(title="Ice", type="report"))
    library.edit(one, {"note": ["mine"]})
    library.edit(other, {"publisher": ["Ours"]})
    kept = library.get(library.merge(one, other))
    assert (kept.note, kept.publisher) == ("mine", "Ours")
    assert library.edit(one, {"note": ["still mine"]}).publisher == "Ours"


def test_an_edit_that_changes_nothing_is_not_in_the_log(library: Library) -> None:
    library.add(memo(640))
    library.edit("640", {"title": ["Snow"]})
    before = content(library), len(library.log())
    library.edit("640", {"title": ["Snow"]})
    assert (content(library), len(library.log())) == before
