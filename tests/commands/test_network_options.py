"""What the options about the network do on the command line."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from ponarscite import PluginManager
from ponarscite.hookspecs import SourceOptions
from ponarscite.sources.web import read_source
from tests.conftest import EXAMPLES, Run
from tests.network.scripted import Reply, as_json, scripted

PAGE = (EXAMPLES / "pages" / "borrowed-rivers.html").read_bytes()


def test_a_page_is_read_once_and_then_offline(run: Run) -> None:
    with scripted({"/memo": Reply(PAGE)}) as server:
        first = run("export", f"{server.home}memo", "--allow-private", "-v")
        again = run("export", f"{server.home}memo", "--allow-private")
    offline = run("export", f"{server.home}memo", "--allow-private", "--offline")
    assert (first.code, first.out) == (0, again.out) == (0, offline.out)
    assert f"note: {server.home}memo answered 200" in first.err
    assert again.err == offline.err == ""
    assert server.paths == ["/robots.txt", "/memo"]


def test_what_was_never_read_is_not_there_offline(run: Run) -> None:
    ran = run("export", "https://never.example/memo", "--offline")
    assert (ran.code, ran.out) == (1, "")
    assert (
        ran.err == "error: https://never.example/memo is not in the cache\nhint: leave out --offline to read it now\n"
    )


@pytest.mark.parametrize("command", ["export", "explain"])
def test_offline_and_refresh_contradict_each_other(run: Run, command: str) -> None:
    ran = run(command, "https://never.example/memo", "--offline", "--refresh")
    assert ran.code == 2
    assert "contradict each other" in ran.err


def test_no_message_carries_a_password(run: Run) -> None:
    with scripted({"/memo": Reply(b"", 404)}) as server:
        ran = run("export", server.home.replace("//", "//user:hush@") + "memo", "--allow-private", "-v")
    assert ran.code == 1
    assert "hush" not in ran.err


def test_a_cache_that_cannot_be_used_is_told(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    monkeypatch.setenv("PONARSCITE_CACHE", str(tmp_path / "cache"))
    with scripted({"/memo": Reply(PAGE)}) as server:
        ran = run("export", f"{server.home}memo", "--allow-private")
    assert ran.code == 0
    assert ran.err.startswith("warning: the cache ")


BAD = {
    "/gone": (Reply(b"", 404), "answered 404 Not Found"),
    "/busy": (Reply(b"", 503), "answered 503 Service Unavailable"),
    "/cut": (Reply(PAGE, cut=100), "closed the connection"),
    "/short": (Reply(PAGE, length=10**6), "closed the connection"),
    "/bomb": (
        Reply(gzip.compress(bytes(60_000_000), 9), headers={"Content-Encoding": "gzip"}),
        "larger than the limit",
    ),
    "/loop": (Reply(b"", 302, {"Location": "/loop"}), "redirects more than 10 times"),
    "/file": (Reply(b"", 302, {"Location": "file:///etc/hostname"}), "only http and https addresses are opened"),
    "/empty": (Reply(b""), "sent an empty response"),
    "/json": (as_json({"code": "rest_forbidden"}), "no reference found"),
    "/closed": (Reply(PAGE), "is closed to programs"),
}


@pytest.mark.parametrize("path", BAD)
def test_whatever_a_server_does_is_one_error_and_the_rest_is_written(run: Run, path: str, tmp_path: Path) -> None:
    answer, message = BAD[path]
    rules = Reply(b"User-agent: *\nDisallow: /closed\n")
    with scripted({path: answer, "/memo": Reply(PAGE), "/robots.txt": rules}) as server:
        ran = run("export", server.home + path[1:], f"{server.home}memo", "--allow-private", "-f", "ris")
    assert ran.code == 1
    assert "TI  - Borrowed Rivers" in ran.out
    first, second = ran.err.splitlines()
    assert first.startswith(f"error: {server.home}{path[1:]}")
    assert message in first
    assert second.startswith("hint: ")


def test_a_charset_that_is_none_of_the_page(run: Run) -> None:
    page = "<title>Меморандум</title><meta name=citation_author content='Олена Прикладна'>".encode("windows-1251")
    with scripted({"/memo": Reply(page, headers={"Content-Type": "text/html; charset=utf-8"})}) as server:
        ran = run("export", f"{server.home}memo", "--allow-private", "-f", "csl-json")
    assert "Меморандум" in ran.out


def test_a_page_that_is_a_pdf(plugins: PluginManager) -> None:
    with scripted({"/memo": Reply(b"%PDF-1.7 and so on")}) as server:
        (document,) = read_source(f"{server.home}memo", SourceOptions(allow_private=True)) or ()
    assert (document.media_type, document.kind) == ("text/html", "pdf")
