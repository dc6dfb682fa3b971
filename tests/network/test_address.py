"""Addresses in messages: readable, and without passwords."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.network.address import origin, without_credentials


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://user:hush@example.org:8080/a@b?c=@d#e", "http://example.org:8080/a@b?c=@d#e"),
        ("HTTPS://user@example.org", "https://example.org"),
        ("https://medium.com/@user/post", "https://medium.com/@user/post"),
        ("http://us\ner:hush@example.org/", "http://example.org/"),
        ("http://user:hu/sh@example.org/", "http://example.org/"),
        ("http://user:hush@[::1/", "http://[::1/"),
        ("memo.html", "memo.html"),
        ("", ""),
    ],
)
def test_without_credentials(url: str, shown: str) -> None:
    assert without_credentials(url) == shown


@given(st.text(), st.text())
def test_any_text_can_be_shown(before: str, after: str) -> None:
    url = f"{before}://{after}"
    assert without_credentials(without_credentials(url)) == without_credentials(url)


@given(st.text(alphabet="abc:%/?#[]\\. @1"))
def test_a_password_is_never_shown(path: str) -> None:
    assert "hush" not in without_credentials(f"http://user:hush@{path}")


@pytest.mark.parametrize("url", ["http://[::1].example.org/", "http://[::1]x", "http://user@[::1].x:80/"])
def test_text_behind_an_ipv6_address_is_no_host(url: str) -> None:
    with pytest.raises(ValueError, match=r"::1"):
        origin(url)


@pytest.mark.parametrize("url", ["http://[::1]/", "http://[::1]:80/", "http://user@[::1]", "http://example.org/]"])
def test_an_ipv6_address_is_a_host(url: str) -> None:
    assert origin(url)[1] in ("::1", "example.org")
