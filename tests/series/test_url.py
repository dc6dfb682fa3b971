"""Addresses that need not be taken apart are compared as all others are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.series import url as url_module
from ponarscite.series.url import canonical

HOSTS = ("ponarseurasia.org", "ponarseurasia.com")

ADDRESSES = {
    "https://www.ponarseurasia.org/memo/snow/": "ponarseurasia.org/snow",
    "http://ponarseurasia.com/ru/snow": "ponarseurasia.org/snow",
    "https://ponarseurasia.org/ru/": "ponarseurasia.org",
    "https://www.ponarseurasia.org/memo/": "ponarseurasia.org/memo",
    "https://www.ponarseurasia.org": "ponarseurasia.org",
    "https://www.www.example.org/a//": "www.example.org/a",
    "https://EXAMPLE.org./a/?utm_source=x&b=1#top": "example.org/a?b=1",
    "https://example.org:8080/a": "example.org:8080/a",
    "https://example.org:443/a%20b": "example.org/a b",
    "https://ann@example.org/a": "",
    "ftp://example.org/a": "",
    "https://": "",
    "": "",
}


@pytest.mark.parametrize("url", ADDRESSES)
def test_what_addresses_of_one_page_have_in_common(url: str) -> None:
    assert canonical(url, HOSTS) == ADDRESSES[url]


PARTS = (
    *("http://", "https://", "www.", "ponarseurasia.org", "ponarseurasia.com", "a.b-c", ".", "/", "//", "/ru", "/memo"),
    *("/snow", "..", "~", "_", "%20", "?a=1", "#x", ":80", ":8", "é", " ", "@", "A"),
)


@given(st.lists(st.sampled_from(PARTS), max_size=7).map("".join))
def test_a_plain_address_is_what_its_parts_are(url: str) -> None:
    quick = canonical(url, HOSTS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(url_module, "_PLAIN", re.compile("(?!)"))
        assert canonical(url, HOSTS) == quick
