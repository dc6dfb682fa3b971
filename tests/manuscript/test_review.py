"""Review: one planted fault each, and clean twins, in every language of texts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ponarscite import Library, from_item, to_item
from ponarscite.manuscript import read_manuscript
from ponarscite.manuscript.holdings import Holdings
from ponarscite.manuscript.reading import OURS
from ponarscite.manuscript.review import review
from ponarscite.series.identity import settle
from tests.manuscript.shelf import BOOK, EURASIA, PONARS, RIVERS, ROADS, TRAINS

RECORDS = (RIVERS, ROADS, TRAINS)
TITLE = RIVERS.title


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with Library(":memory:") as made:
        for record in RECORDS:
            made.add(record)
        yield made


NOTES = {
    "markdown": "Text.[^1]\n\n[^1]: {}.\n",
    "latex": "Text.\\footnote{{{}.}}",
    "typst": "Text.#footnote[{}.]",
    "restructuredtext": "Text [1]_\n\n.. [1] {}.\n",
    "org": "Text[fn:1]\n\n[fn:1] {}.\n",
}
KEYS = {
    "markdown": "As [@{}, 3] says.",
    "latex": r"As \cite[3]{{{}}} says.",
    "typst": 'As #cite(label("{}")) says.',
    "restructuredtext": "As :cite:p:`{}` says.",
    "org": "As [cite:@{} 3] says.",
}
OWN = f"Olena Prykladna, “{TITLE}” {EURASIA} No. 775, May 2022"
OLD = f"Ivan Primerov, “Roads to an Invented Market,” {PONARS} No. 427, December 2006"

TYPED = [
    (OWN, ["M013"]),
    (OWN.replace("May 2022", "2022"), ["M013"]),
    (OWN.replace(": Who Pays for Water in Two Invented Valleys?", ","), ["M013"]),
    (OLD, ["M013"]),
    (OWN.replace("775", "757"), ["M003"]),
    (OLD.replace("427", "472"), ["M003"]),
    (OWN.replace("2022", "2021"), ["M004"]),
    (OWN.replace("May", "March"), ["M004"]),
    (OWN.replace("Olena", "Oksana"), ["M005"]),
    (OWN.replace("Prykladna", "Prikladna"), ["M005"]),
    (OWN.replace("Prykladna,", "Prykladna and Ana Ejemplo,"), ["M005"]),
    (OWN.replace("Borrowed Rivers", "Stolen Lakes"), ["M006"]),
    (OLD.replace(PONARS, EURASIA), ["M007"]),
    (f"Ana Ejemplo, “Dust and Salt in an Invented Town,” {EURASIA} No. 776, May 2022", ["M008"]),
    (f"Ana Ejemplo, “Dust and Salt in an Invented Town,” {EURASIA} No. 776, May 2012", ["M009"]),
    (f"Ana Ejemplo, “Dust and Salt in an Invented Town,” {EURASIA} No. 5000, March 2022", ["M009"]),
    (f"Ana Ejemplo, “Dust and Salt in an Invented Town,” {PONARS} No. 601, May 2004", ["M009"]),
    (f"Ana Ejemplo, “Dust and Salt in an Invented Town,” {EURASIA} No. 775, May 2022", ["M009"]),
    (f"Ana Nueva, “Dust and Salt in an Invented Town,” {EURASIA} No. 427", ["M002"]),
    ("Ann Lee, Rivers of the North (Oxford: Oxford University Press, 2012)", ["M013"]),
    ("Ann Lee, Rivers of the North (Oxford: Oxford University Press, 2013)", ["M004"]),
    ("Ann Lee, Rivers of the South (Oxford: Oxford University Press, 2013)", []),
    ("Interview with an official, Utopia, May 2019", []),
]


@pytest.mark.parametrize("language", NOTES)
@pytest.mark.parametrize(("typed", "codes"), TYPED)
def test_typed_citations(library: Library, language: str, typed: str, codes: list[str]) -> None:
    manuscript = read_manuscript(NOTES[language].format(typed), language)
    assert [fault.code for fault in review(manuscript, Holdings([BOOK], library=library))] == codes


KEYED = [
    ("pepm775", []),
    ("ponars:775", []),
    ("pm:427", []),
    ("lee2012", []),
    ("own", []),
    ("pepm776", ["M001"]),
    ("lee2013", ["M001"]),
    ("ponars:427", ["M002"]),
]


@pytest.mark.parametrize("language", KEYS)
@pytest.mark.parametrize(("key", "codes"), KEYED)
def test_keyed_citations(library: Library, language: str, key: str, codes: list[str]) -> None:
    manuscript = read_manuscript(KEYS[language].format(key), language)
    holdings = Holdings([BOOK], frozenset(("own",)), library)
    assert [fault.code for fault in review(manuscript, holdings)] == codes


def test_an_unknown_key_comes_with_the_nearest(library: Library) -> None:
    manuscript = read_manuscript("[@lee2013]", "markdown")
    (fault,) = review(manuscript, Holdings([BOOK], library=library))
    assert (fault.others[0], fault.message) == ("lee2012", "lee2013: no record has this key; nearest: lee2012")


@pytest.mark.parametrize("holdings", [Holdings(), Holdings([BOOK], is_complete=False)])
def test_nothing_is_said_of_keys_where_they_cannot_be_known(holdings: Holdings) -> None:
    assert review(read_manuscript("[@lee2013]", "markdown"), holdings) == []


def test_a_former_key_is_named() -> None:
    with Library(":memory:") as library:
        library.add(BOOK)
        library.edit("lee2012", {"id": ("lee2012rivers",)})
        (fault,) = review(read_manuscript("[see @lee2012, 3]", "markdown"), Holdings(library=library))
    assert (fault.code, fault.key, fault.fix) == ("M016", "lee2012rivers", "see @lee2012rivers, 3")


def test_one_work_under_two_keys_of_the_own_bibliography() -> None:
    twins = [RIVERS, from_item({**to_item(RIVERS), "id": "other"})]
    text = "[@pepm775], [@other] and [@other]"
    faults = review(read_manuscript(text, "markdown"), Holdings([settle(one, OURS) for one in twins]))
    assert [(fault.code, fault.key, fault.others) for fault in faults] == [("M012", "other", ("pepm775",))]


def test_one_work_twice_in_the_list(library: Library) -> None:
    text = f"# References\n\n- {OWN}.\n- {OLD}.\n- {OWN}.\n"
    faults = review(read_manuscript(text, "markdown"), Holdings(library=library))
    assert [fault.code for fault in faults] == ["M013", "M013", "M012", "M013"]


def test_a_number_without_a_date_is_settled_by_the_rest_of_the_text(library: Library) -> None:
    text = f"See {PONARS} No. 427 on this.[^1]\n\n[^1]: {OLD}.\n"
    codes = [fault.code for fault in review(read_manuscript(text, "markdown"), Holdings(library=library))]
    assert codes == ["M013", "M013"]


def test_a_title_in_another_script_is_not_compared(library: Library) -> None:
    text = f"^[Олена Прикладна, “Чужие реки и их долины,” {EURASIA} No. 775, May 2022.]"
    codes = [fault.code for fault in review(read_manuscript(text, "markdown"), Holdings(library=library))]
    assert codes in (["M013"], [])
