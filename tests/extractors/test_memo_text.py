"""Plain text with a list of citations."""

from __future__ import annotations

import pytest

from ponarscite.document.document import Document
from ponarscite.extractors.memo_text import extract_claims
from ponarscite.record.claim import FAULT, Claim, Rank
from ponarscite.series.ponars import PONARS, PONARS_EURASIA

LIST = (
    "Alla Kassianova, “Russian Weapons Sales to Iran: Why They Are Unlikely to Stop,” PONARS Policy Memo No. 427, "
    "December 2006.",
    "Juliet Johnson and Benjamin Forest, “Waving the EU Flag in Eurasia,” PONARS Eurasia Policy Memo No. 590, "
    "George Washington University, April 2019.",
    "Ana Ejemplo, “Is It Over?” PONARS Eurasia Policy Memo No. 690, George Washington University, April 2021.",
)
NUMBERED = [*enumerate(LIST, 1)]


def claims_of(text: str) -> list[Claim]:
    return list(extract_claims(Document("list", lambda: text.encode()), (PONARS, PONARS_EURASIA)))


def numbers(text: str) -> list[str]:
    return [claim.text for claim in claims_of(text) if claim.variable == "number"]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(LIST),
        "\n\n".join(LIST),
        "\n".join(line.rstrip(".") for line in LIST),
        "\n".join(f"{n}. {line}" for n, line in NUMBERED),
        "\n".join(f"({n}) {line}" for n, line in NUMBERED),
        "\n".join(f"[{n}] {line}" for n, line in NUMBERED),
        "\n".join(f"• {line}" for line in LIST),
        "\n".join(("References:", *LIST)),
        "\n".join(LIST).replace("“", '"').replace("”", '"'),
    ],
)
def test_each_line_is_a_subject(text: str) -> None:
    assert numbers(text) == ["427", "590", "690"]


@pytest.mark.parametrize("line", LIST)
def test_one_citation_alone(line: str) -> None:
    assert len(numbers(line)) == len(numbers(line.rstrip("."))) == 1


def test_many_citations() -> None:
    assert len(numbers("\n".join(LIST * 4_000))) == 12_000


@pytest.mark.parametrize("other", ["And this is a remark.", "PONARS Eurasia Policy Memo", "Publications", "2019"])
def test_the_entries_of_a_list_are_read_whatever_stands_beside_them(other: str) -> None:
    assert len(numbers("\n".join((*LIST, other)))) == len(LIST)
    assert len(numbers("\n".join((other, *LIST)))) == len(LIST)


def test_a_line_that_is_not_understood_is_named() -> None:
    claims = claims_of("\n".join((*LIST, "And this is a remark.")))
    assert [(c.text, c.where) for c in claims if c.variable == FAULT] == [
        ("not understood: And this is a remark.", f"line {len(LIST) + 1}")
    ]


DOUBTFUL = "Jane Roe, “Rope of Sand” (nobody has read it), The Guardian, May 3, 2021."


def test_what_is_sure_of_a_doubtful_entry_is_a_guess() -> None:
    document = Document("list", lambda: "\n".join((*LIST, DOUBTFUL)).encode())
    claims = list(extract_claims(document, (PONARS, PONARS_EURASIA), doubtful=True))
    guesses = [claim for claim in claims if claim.rank == Rank.GUESSED]
    assert {claim.variable for claim in guesses} == {"type", "title", "issued", "reading", "doubt"}
    assert [claim.text for claim in guesses if claim.variable in ("title", "issued")] == ["Rope of Sand", "May 3, 2021"]
    assert not any(claim.variable == FAULT for claim in claims)
    sure = list(extract_claims(document, (PONARS, PONARS_EURASIA)))
    assert [claim.where for claim in sure if claim.variable == FAULT] == ["line 4"]
