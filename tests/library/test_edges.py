"""The citations of a library, in one pass."""

from __future__ import annotations

import ponarscite
from ponarscite import Edge, Library
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.record import Record
from tests.conftest import EXAMPLES


def claim(variable: str, text: str, role: str, place: str, where: str = "", document: str = "a.html") -> Claim:
    rank = Rank.OWN if role == "subject" else Rank.CITED
    return Claim(variable, text, rank, "page", About(role, place, document), where)  # type: ignore[arg-type]


def page(document: str, subject: str, notes: dict[str, str]) -> list[Record]:
    own = (
        claim("title", subject, "subject", "", document=document),
        *(claim("notes", text, "subject", "", f"line {n}", document) for n, text in enumerate(notes, 5)),
    )
    cited = [
        Record(title=title, claims=(claim("title", title, "cited", f"note {n}", f"line {n + 4}", document),))
        for n, title in enumerate(notes.values(), 1)
    ]
    return [Record(title=subject, claims=own), *cited]


def test_each_citation_is_an_edge_with_its_note(library: Library) -> None:
    library.add_all(
        page("a.html", "Snow", {"1. See Rivers.": "Rivers and more", "2. Again Rivers.": "Rivers and more"})
    )
    library.add_all(page("b.html", "Rain", {"Snow, p. 3.": "Snow"}))
    found = list(library.edges())
    assert found == [
        Edge("snow", "rivers", "note 1", "1. See Rivers."),
        Edge("snow", "rivers", "note 2", "2. Again Rivers."),
        Edge("rain", "snow", "note 1", "Snow, p. 3."),
    ]
    for edge in found:
        assert edge.cited in [one.id for one in library.cites(edge.citing)]


def test_two_documents_that_say_the_same_give_one_edge(library: Library) -> None:
    for document in ("a.html", "a.txt"):
        library.add_all(page(document, "Snow", {"1. See Rivers.": "Rivers and more"}))
    assert list(library.edges()) == [Edge("snow", "rivers", "note 1", "1. See Rivers.")]


def test_the_edges_of_the_examples(library: Library) -> None:
    library.add_all(ponarscite.ingest([str(EXAMPLES / "pages")], roles=("subject", "cited")))
    assert [(one.citing, one.cited, one.place) for one in library.edges()] == [
        ("pepm9001", "pepm8950", "note 1"),
        ("pepm9001", "inventedlower", "headline 1"),
        ("pepm9001", "exampleno", "headline 2"),
    ]


def test_a_library_without_citations_has_no_edges(library: Library) -> None:
    library.add(Record(id="a", title="Snow"))
    assert list(library.edges()) == []
