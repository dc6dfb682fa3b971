"""Response bodies: compressed, cut off, damaged and too large."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.errors import FetchError
from ponarscite.network.body import unpack

PACK: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "identity": bytes,
    "gzip": gzip.compress,
    "deflate": zlib.compress,
}


def pieces(content: bytes, size: int) -> list[bytes]:
    return [content[start : start + size] for start in range(0, len(content), size)]


@given(st.binary(), st.sampled_from(sorted(PACK)), st.integers(1, 50))
def test_what_was_packed_is_unpacked(content: bytes, coding: str, size: int) -> None:
    assert unpack(pieces(PACK[coding](content), size), coding, 100_000, "x") == content


@given(st.lists(st.binary(min_size=1), min_size=1), st.integers(1, 50))
def test_every_member_of_a_gzip_body_counts(contents: list[bytes], size: int) -> None:
    packed = b"".join(map(gzip.compress, contents))
    assert unpack(pieces(packed, size), "gzip", 100_000, "x") == b"".join(contents)


@given(st.binary(), st.sampled_from(["gzip", "deflate"]), st.data())
def test_a_cut_is_always_seen(content: bytes, coding: str, data: st.DataObject) -> None:
    packed = PACK[coding](content)
    end = data.draw(st.integers(1, len(packed) - 1))
    with pytest.raises(FetchError, match=r"is cut off|is damaged"):
        unpack([packed[:end]], coding, 100_000, "x")


@given(st.lists(st.binary()), st.sampled_from(["gzip", "deflate", "br", "gzip, gzip", "\x1b[31m"]))
def test_no_bytes_raise_anything_else(body: list[bytes], coding: str) -> None:
    content = b""
    with suppress(FetchError):
        content = unpack(body, coding, 1_000, "x")
    assert len(content) <= 1_000


@pytest.mark.parametrize("size", [1_000, 1_001])
@pytest.mark.parametrize("coding", sorted(PACK))
def test_the_limit_is_exact(coding: str, size: int) -> None:
    packed = PACK[coding](bytes(size))
    if size == 1_000:
        assert unpack([packed], coding, 1_000, "x") == bytes(size)
    else:
        with pytest.raises(FetchError, match="larger than the limit of 1,000 bytes"):
            unpack([packed], coding, 1_000, "x")


def test_a_thousand_members_are_enough() -> None:
    with pytest.raises(FetchError, match="is damaged"):
        unpack([gzip.compress(b"") * 1_001], "gzip", 100_000, "x")
