"""Test ids are the same in every process: pytest-xdist needs that."""

from __future__ import annotations

from tests.conftest import unstable


def test_an_address_in_an_id_is_seen() -> None:
    stable = "tests/test_api.py::test_it[path]"
    address = "tests/test_api.py::test_it[<function explode at 0x7fe5389bbb00>]"
    assert unstable([stable, address]) == [address]
