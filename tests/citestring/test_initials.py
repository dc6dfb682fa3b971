"""The full stop behind the last initial of a list of names."""

from __future__ import annotations

import pytest

from ponarscite.citestring.initials import without_last_stops
from ponarscite.citestring.token import tokenize
from ponarscite.citestring.training.labelled import parse_line, token_labels


@pytest.mark.parametrize(
    ("string", "wanted"),
    [
        ("[[author|Lee A]], [[author|Kim B.]] [[title|Mud]].", "[[author|Lee A]], [[author|Kim B]]. [[title|Mud]]."),
        ("[[author|Lee AB]], [[author|Kim CD.]] [[title|Mud]]", "[[author|Lee AB]], [[author|Kim CD]]. [[title|Mud]]"),
        ("[[author|Lee A.]], [[author|Kim B.]] [[title|Mud]]", "[[author|Lee A.]], [[author|Kim B.]] [[title|Mud]]"),
        ("[[author|Lee A.]] [[title|Mud]]", "[[author|Lee A.]] [[title|Mud]]"),
        ("[[author|A. B. Lee]], [[title|Mud]]", "[[author|A. B. Lee]], [[title|Mud]]"),
        ("[[author|Lee, A. B.]], [[author|Kim, B.]] x", "[[author|Lee, A. B.]], [[author|Kim, B.]] x"),
    ],
)
def test_full_stops(string: str, wanted: str) -> None:
    left, right = (parse_line(f"book\t{text}") for text in (string, wanted))
    tokens = tokenize(left.text)
    assert without_last_stops(tokens, token_labels(left.pieces, tokens)) == token_labels(right.pieces, tokens)
