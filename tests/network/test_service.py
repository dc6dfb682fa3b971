"""Services that records are pushed to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import pytest

from ponarscite.errors import MisuseError, PushError
from ponarscite.network import service
from ponarscite.network.service import Response, Service, confidential, loopback
from tests.network.misbehaving import serving

Found: TypeAlias = tuple[Service, list[tuple[str, str | None, str | None]]]
"""(the service, the requests of its server)."""


@pytest.fixture
def found() -> Iterator[Found]:
    with (
        serving() as (address, seen),
        Service("It", address, unreachable_hint="start it", headers={"Authorization": "hush"}) as it,
    ):
        yield it, seen


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:23119", "http://localhost:1/", "https://[::1]:5", "http://127.9.9.9"]
)
def test_this_machine(address: str) -> None:
    assert loopback(address) == confidential(address) == address.rstrip("/")


@pytest.mark.parametrize(
    "address", ["http://10.0.0.1", "https://example.org", "http://localhost.example.org", "http://0.0.0.0"]
)
def test_not_this_machine(address: str) -> None:
    with pytest.raises(MisuseError, match="is not on this machine"):
        loopback(address)


@pytest.mark.parametrize(
    "address", ["", "localhost:1", "ftp://localhost", "http://", "http://u:hush@localhost", "http://[x"]
)
def test_no_address_at_all(address: str) -> None:
    for check in (loopback, confidential):
        with pytest.raises(MisuseError, match="is not the address of a server") as caught:
            check(address)
        assert "hush" not in caught.value.message


def test_a_key_goes_by_https() -> None:
    assert confidential("https://api.zotero.org/") == "https://api.zotero.org"
    with pytest.raises(MisuseError, match="only sent over https"):
        confidential("http://api.zotero.org")


def test_a_response_has_status_content_and_json(found: Found) -> None:
    it, seen = found
    response = it.request("GET", "/error")
    assert (response.status, response.content, response.json) == (500, b"oops", None)
    assert seen[0][:2] == ("/error", "hush")


def test_a_redirect_is_an_answer(found: Found) -> None:
    it, seen = found
    assert it.request("GET", "/moved-large").status == 302
    assert len(seen) == 1


def test_another_address_gets_no_headers_of_ours(found: Found) -> None:
    it, seen = found
    assert it.request("GET", f"{it.address}/page").status == 200
    assert seen[0][1] is None


def test_another_address_must_be_safe(found: Found) -> None:
    with pytest.raises(PushError, match="It named an address that must not be used"):
        found[0].request("GET", "http://192.0.2.1/")


@pytest.mark.parametrize("path", ["/large", "/endless", "/bomb"])
def test_an_answer_has_an_end(found: Found, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(service, "LARGEST", 1_000_000)
    with pytest.raises(PushError, match="does not finish"):
        found[0].request("GET", path)


def test_a_slow_response_is_given_up(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "LONGEST", 0.1)
    with pytest.raises(PushError, match="does not finish"):
        found[0].request("GET", "/slow")


@pytest.mark.parametrize("path", ["/not-gzip", "/chunked"])
def test_an_answer_that_is_damaged(found: Found, path: str) -> None:
    it, _ = found
    it.request("GET", "/page")
    with pytest.raises(PushError, match="It broke off the connection") as caught:
        it.request("GET", path)
    assert caught.value.hint == "push again: works that were saved are not added twice"


def test_an_unreachable_service_is_an_error_with_a_hint() -> None:
    with serving() as (address, _):
        pass
    with (
        Service("It", address, unreachable_hint="start it") as it,
        pytest.raises(PushError, match="It does not answer") as caught,
    ):
        it.request("GET", "/")
    assert caught.value.hint == "start it"


def test_a_proxy_is_used_for_other_machines(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://192.0.2.1:1")
    assert found[0].request("GET", "/page").status == 200
    assert service._proxies_for("https://api.zotero.org/keys/current") == {"http": "http://192.0.2.1:1"}
    monkeypatch.setenv("no_proxy", "zotero.org")
    assert service._proxies_for("https://api.zotero.org/keys/current") == {}


@pytest.mark.parametrize(
    ("value", "number"), [("12", 12), ("0", 0), ("", None), ("-1", None), ("soon", None), ("9" * 20, None), ("²", None)]
)
def test_numbers_in_headers(value: str, number: int | None) -> None:
    assert Response(200, {"N": value}, b"").number("N") == number


def test_a_response_without_json() -> None:
    assert Response(200, {}, b"[" * 100_000).json is None
    assert Response(200, {}, b'{"a": 1}').json == {"a": 1}
