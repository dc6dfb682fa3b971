"""Through the user's proxy: what is asked of it, and what is checked before."""

from __future__ import annotations

import socket

import pytest

from ponarscite.errors import FetchError
from ponarscite.hookspecs import SourceOptions
from ponarscite.network.fetch import fetch
from tests.network.scripted import Reply, scripted

PAGE = Reply(b"<title>A memo</title>")
HERE = SourceOptions(allow_private=True, timeout=60)
resolve = socket.getaddrinfo


@pytest.fixture
def proxy(monkeypatch):
    with scripted({"http://memo.example/memo": PAGE}) as server:
        monkeypatch.setenv("http_proxy", server.home.replace("//", "//user:hush@"))
        yield server


def called(address):
    """A resolver that knows one name more."""

    def getaddrinfo(host, port, *args, **options):
        return resolve(address if host == "memo.example" else host, port, *args, **options)

    return getaddrinfo


def test_a_proxy_is_asked(proxy):
    assert fetch("http://memo.example/memo", HERE).content == PAGE.body
    assert proxy.paths == ["http://memo.example/robots.txt", "http://memo.example/memo"]
    assert proxy.asked[-1].headers["Proxy-Authorization"]


def test_a_public_name_passes(proxy, monkeypatch, caplog):
    monkeypatch.setattr(socket, "getaddrinfo", called("93.184.215.14"))
    with caplog.at_level("INFO"):
        assert fetch("http://memo.example/memo", SourceOptions(timeout=60)).content == PAGE.body
    assert "goes through a proxy: its name is checked here" in caplog.text
    assert "hush" not in caplog.text


def test_a_private_name_is_refused_and_told_why(proxy, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", called("10.0.0.1"))
    with pytest.raises(FetchError) as caught:
        fetch("http://memo.example/memo", SourceOptions(timeout=60))
    assert caught.value.message.startswith("memo.example (10.0.0.1) is not a public address")
    assert "before the proxy" in caught.value.message
    assert proxy.paths == []


def test_some_hosts_have_no_proxy(proxy, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with scripted({"/memo": PAGE}) as server:
        assert fetch(f"{server.home}memo", HERE).content == PAGE.body
    assert proxy.paths == []


def test_a_proxy_that_is_away_is_named(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://user:hush@127.0.0.1:1")
    with pytest.raises(FetchError) as caught:
        fetch("http://memo.example/memo", HERE)
    assert "cannot connect to the proxy 127.0.0.1" in caught.value.message
    assert "hush" not in caught.value.message + caught.value.hint
