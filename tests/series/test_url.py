"""Addresses that need not be taken apart are compared as all others are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.series import url as url_module
from ponarscite.series.url import canonical, link, unescape

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
    "https://example.org/a/?b=2&a=1&fbclid=x&gclid=y&mc_cid=1&share=z": "example.org/a?a=1&b=2",
    "https://example.org/a?sharing=1&gclids=2": "example.org/a?gclids=2&sharing=1",
    "https://example.org/a?b=c d": "",
    "https://example.org/a?b=%20&c=": "example.org/a?b=+",
    "http://example.org:80/a": "example.org/a",
    "https://www.ponarseurasia.org/ru/memo/snow?p=1#x": "ponarseurasia.org/snow?p=1",
    "https://example.org/ru/memo/snow": "example.org/ru/memo/snow",
    "https://ponarseurasia.org/russia": "ponarseurasia.org/russia",
    " https://example.org/a ": "example.org/a",
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


LINKS = {
    ("https://a.example/b c", ""): "",
    ("https://a.example/b", ""): "https://a.example/b",
    ("HTTP://A.example/b", ""): "HTTP://A.example/b",
    ("/c", "https://a.example/b/"): "https://a.example/c",
    ("page?of=https://e", "https://a.example/b/"): "https://a.example/b/page?of=https://e",
    ("//b.example/c", "http://a.example/"): "http://b.example/c",
    ("/c", ""): "",
    ("https://b.example/c", "https://a.example/"): "https://b.example/c",
    ("mailto:a@a.example", "https://a.example/"): "",
    ("javascript:alert(1)", "https://a.example/"): "",
    ("ftp://a.example/b", ""): "",
    ("https://user@a.example/b", ""): "",
    ("https://a.example/@b", ""): "https://a.example/@b",
    ("https:///b", ""): "",
    ("https://a.example:0/b", ""): "",
    ("https://a.example:81/b", ""): "https://a.example:81/b",
    ("https://a.example:x/b", ""): "",
    ("https://[a/b", ""): "",
    ("https://a.example/<b>", ""): "",
    ('https://a.example/"b', ""): "",
    ("https://a.example/\\b", ""): "",
    ("https://a.example/\u202eb", ""): "",
    ("https://a.example/б", ""): "https://a.example/б",
    ("", "https://a.example/"): "",
}


@pytest.mark.parametrize(("text", "address"), LINKS)
def test_an_address_that_may_stand_in_a_record(text: str, address: str) -> None:
    assert link(text, address) == LINKS[text, address]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("It&#8217;s &amp; &#x2019;", "It’s & ’"),
        ("&nbsp;&unknown; & &;", "\u00a0&unknown; & &;"),
        ("&#12345678;", "&#12345678;"),
        ("AT&T", "AT&T"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_what_escaping_twice_left_is_resolved(text: str, plain: str) -> None:
    assert unescape(text) == plain
