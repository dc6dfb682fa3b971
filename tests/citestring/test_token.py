"""Tokens: every character that is no blank is in one of them, and addresses stay whole."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.citestring.features import features
from ponarscite.citestring.token import tokenize

HOSTILE = "a. a- a\u0301 www. 10.1000/ ) a.b.c. http://a doi.org/ a' -. 1. [[ ((( “ \u0301 x.com/!!! www.,".split()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("post-Soviet O’Brien’s 2nd", "post-Soviet|O’Brien’s|2|nd"),
        ("49(4):12–34.", "49|(|4|)|:|12|–|34|."),
        ("12.05.2019", "12|.|05|.|2019"),
        ("(www.foo.org/bar_(x)).", "(|www.foo.org/bar_(x)|)|."),
        ("<https://a.org/b?c=1>, x", "<|https://a.org/b?c=1|>|,|x"),
        ("https://doi.org/10.1177/0012(4)3.", "https://doi.org/|10.1177/0012(4)3|."),
        ("doi:10.1080/1060586X.2016;", "doi|:|10.1080/1060586X.2016|;"),
        ("Gazeta.ru, gazeta.ru/2012/x;", "Gazeta.ru|,|gazeta.ru/2012/x|;"),
        ("U.S. Press.Look at", "U|.|S|.|Press|.|Look|at"),
        ("cafe\u0301 Paris", "cafe\u0301|Paris"),
        ("«Полис». №4//", "«|Полис|»|.|№|4|/|/"),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    assert [token.text for token in tokenize(text)] == tokens.split("|")


@given(st.text(max_size=200) | st.text("a1.-’/:www.()“ \u0301é10./doi.org", max_size=200))
def test_tokens_cover_the_text_and_have_features(text: str) -> None:
    tokens = tokenize(text)
    assert "".join(token.text for token in tokens) == "".join(text.split())
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert [bool(row) for row in features(tokens)] == [True] * len(tokens)


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        start = process_time()
        features(tokenize(text))
        return process_time() - start

    assert seconds(8_000) < 10 * seconds(2_000) + 1
