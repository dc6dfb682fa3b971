"""What the options about the network do on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.network.scripted import Reply, scripted

PAGE = (Path(__file__).parents[2] / "examples" / "pages" / "borrowed-rivers.html").read_bytes()


def test_a_page_is_read_once_and_then_offline(run):
    with scripted({"/memo": Reply(PAGE)}) as server:
        first = run("export", f"{server.home}memo", "--allow-private", "-v")
        again = run("export", f"{server.home}memo", "--allow-private")
    offline = run("export", f"{server.home}memo", "--allow-private", "--offline")
    assert (first.code, first.out) == (0, again.out) == (0, offline.out)
    assert f"note: {server.home}memo answered 200" in first.err
    assert again.err == offline.err == ""
    assert server.paths == ["/robots.txt", "/memo"]


def test_what_was_never_read_is_not_there_offline(run):
    ran = run("export", "https://never.example/memo", "--offline")
    assert (ran.code, ran.out) == (1, "")
    assert (
        ran.err == "error: https://never.example/memo was not read before\nhint: leave out --offline to read it now\n"
    )


@pytest.mark.parametrize("command", ["export", "explain"])
def test_offline_and_refresh_contradict_each_other(run, command):
    ran = run(command, "https://never.example/memo", "--offline", "--refresh")
    assert ran.code == 2
    assert "contradict each other" in ran.err


def test_no_message_carries_a_password(run):
    with scripted({"/memo": Reply(b"", 404)}) as server:
        ran = run("export", server.home.replace("//", "//user:hush@") + "memo", "--allow-private", "-v")
    assert ran.code == 1
    assert "hush" not in ran.err


def test_a_cache_that_cannot_be_used_is_told(run, monkeypatch, tmp_path):
    (tmp_path / "cache").write_text("")
    monkeypatch.setenv("PONARSCITE_CACHE", str(tmp_path / "cache"))
    with scripted({"/memo": Reply(PAGE)}) as server:
        ran = run("export", f"{server.home}memo", "--allow-private")
    assert ran.code == 0
    assert ran.err.startswith("warning: nothing is kept: the cache ")
