"""Claims that disagree."""

import pytest

from ponarscite.record.claim import About, Claim, Conflict, Rank
from tests.checks.catalogue import found, numbered
from tests.checks.test_numbering import conflict


def dates(rank: Rank) -> Conflict:
    """Two days of one publication, as the two pages have them."""
    kept = Claim("issued", "March 13, 2023", rank, "card 2", About("mentioned", "card 2", "a.txt"), "line 9")
    lost = Claim("issued", "March 14, 2023", Rank.CITED, "card 3", About("mentioned", "card 3", "b.txt"), "line 11")
    return Conflict("issued", kept, lost)


def test_conflicts_are_reported_with_their_places() -> None:
    (problem,) = found([numbered(790, "2023-03-13", conflicts=(dates(Rank.CITED),))], "P013")
    assert problem.message == "issued is 'March 13, 2023' (card 2) but also 'March 14, 2023' (card 3)"
    assert (problem.variable, problem.document, problem.where) == ("issued", "b.txt", "line 11")


def test_values_set_by_the_user_are_not_reported() -> None:
    assert found([numbered(790, "2023-03-13", conflicts=(dates(Rank.USER),))], "P013") == []


def test_values_of_other_tools_are_reported_in_words() -> None:
    about = About("subject", "item 1", "a.json")
    texts = ('{"family":"Scherback","given":"Oleksandr"}', '{"family":"Shcherbak","given":"Oleksandr"}')
    kept, lost = (Claim("author", text, Rank.OWN, "CSL-JSON", about) for text in texts)
    (problem,) = found([numbered(790, conflicts=(Conflict("author", kept, lost),))], "P013")
    assert problem.message == "author is 'Oleksandr Scherback' (CSL-JSON) but also 'Oleksandr Shcherbak' (CSL-JSON)"


@pytest.mark.parametrize(("lost", "told"), [("Borowed Rivers", 2), ("Night Trains of 1999", 0)])
def test_another_work_is_left_to_other_checks(lost: str, told: int) -> None:
    title = conflict("Borrowed Rivers", lost)
    author = Conflict("author", title.kept, Claim("author", "Mira van Esempio", Rank.CITED, "page", title.lost.about))
    record = numbered(660, "2020-07", "Borrowed Rivers", conflicts=(title, author))
    assert len(found([record], "P013")) == told
