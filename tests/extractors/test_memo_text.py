"""Plain text with a list of citations."""

from __future__ import annotations

import pytest

from ponarscite.document.document import Document
from ponarscite.extractors.memo_text import extract_claims
from ponarscite.series.ponars import PONARS, PONARS_EURASIA

LIST = (
    "Alla Kassianova, “Russian Weapons Sales to Iran: Why They Are Unlikely to Stop,” PONARS Policy Memo No. 427, "
    "December 2006.",
    "Juliet Johnson and Benjamin Forest, “Waving the EU Flag in Eurasia,” PONARS Eurasia Policy Memo No. 590, "
    "George Washington University, April 2019.",
    "Ana Ejemplo, “Is It Over?” PONARS Eurasia Policy Memo No. 690, George Washington University, April 2021.",
)
NUMBERED = [*enumerate(LIST, 1)]


def numbers(text: str) -> list[str]:
    claims = extract_claims(Document("list", lambda: text.encode()), (PONARS, PONARS_EURASIA))
    return [claim.text for claim in claims if claim.variable == "number"]


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


@pytest.mark.parametrize("other", ["And this is a remark.", "PONARS Eurasia Policy Memo"])
def test_a_text_with_something_else_in_it_is_no_list(other: str) -> None:
    assert numbers("\n".join((*LIST, other))) == []
    assert numbers("\n".join((LIST[0].rstrip("."), other))) == []
