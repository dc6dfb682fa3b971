"""How well the model of the package labels what it did not learn from: the scores hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest

from ponarscite.citestring.label import OTHERS
from ponarscite.citestring.model import load_model
from ponarscite.citestring.training.__main__ import SEED
from ponarscite.citestring.training.corpus import examples, split
from ponarscite.citestring.training.labelled import Labelled, read_labelled
from ponarscite.citestring.training.lent import Lent
from ponarscite.citestring.training.measure import Score, by_styles, score

LEARNED, HELD = split(read_labelled())


def names(pattern: str, labels: Iterable[str]) -> tuple[str, ...]:
    """The words of a shape in the names and towns of the labelled strings, so that nothing has to lend them."""
    pieces = (piece.text for string in LEARNED for piece in string.pieces if piece.label in labels)
    return tuple(sorted({match[1] for text in pieces if (match := re.fullmatch(pattern, text))}))


LATIN, CYRILLIC = "[A-Z][a-z]{2,}", "[А-Я][а-я]{2,}"
PEOPLE = ("author", "editor")


def of_each(latin: str, cyrillic: str, labels: Iterable[str]) -> dict[str, tuple[str, ...]]:
    own = names(cyrillic, labels)
    return {"en": names(latin, labels), "ru": own, "uk": own}


LENT = Lent(
    given=of_each(f"({LATIN}) {LATIN}", f"({CYRILLIC}) {CYRILLIC}", PEOPLE),
    family=of_each(f"{LATIN} ({LATIN})", rf"({CYRILLIC}) [А-Я]\..*", PEOPLE),
    cities=of_each(f"({LATIN})", f"({CYRILLIC})", ["place"]),
    words={},
    journals=names(r"([A-Z][A-Za-z ]{8,})", ["container"]),
)


def of(strings: Iterable[Labelled]) -> Iterator[tuple[str, list[str]]]:
    return examples(list(string.pieces) for string in strings)


def shares(result: Score) -> tuple[float, float]:
    """The share of the wanted fields that are right, and of those found."""
    right = sum(result.right.values())
    return right / sum(result.wanted.values()), right / sum(result.found.values())


def test_real_strings_held_out() -> None:
    result = score(load_model(), of(string for strings in HELD.values() for string in strings))
    of_wanted, of_found = shares(result)
    assert result.strings > 80
    assert of_wanted >= 0.88, str(result)
    assert of_found >= 0.87, str(result)


@pytest.mark.parametrize("seed", [SEED])
def test_strings_of_styles_held_out(seed: int) -> None:
    result = score(load_model(), of(by_styles(LEARNED, LENT, seed)))
    of_wanted, of_found = shares(result)
    assert result.strings > 280
    assert of_wanted >= 0.94, str(result)
    assert of_found >= 0.94, str(result)


def test_remarks_have_no_fields() -> None:
    """Strings without a work have next to no field: a proof has to refuse what is left."""
    model = load_model()
    remarks = [string.text for string in LEARNED if not string.types]
    with_fields = [text for text in remarks if not set(model.tag(text).labels) <= {*OTHERS}]
    assert len(with_fields) <= 0.03 * len(remarks)
