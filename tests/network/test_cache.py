"""The cache: pages are reused as they are, or after the server says that they have not changed."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ponarscite.errors import FetchError
from ponarscite.hookspecs import SourceOptions
from ponarscite.network.cache import open_cache
from ponarscite.network.fetch import fetch, fetch_cached
from tests.network.scripted import Asked, Reply, scripted

HERE = SourceOptions(allow_private=True, timeout=60)
OFFLINE = replace(HERE, cache="offline")
REFRESH = replace(HERE, cache="refresh")
PAGE = Reply(b"<title>A memo</title>")


def checked(asked: Asked) -> Reply:
    """A page with an ETag: 304 where the request names the ETag."""
    is_known = asked.headers.get("If-None-Match") == '"one"'
    return Reply(b"", 304, {"ETag": '"one"'}) if is_known else replace(PAGE, headers={"ETag": '"one"'})


def test_the_second_time_asks_nothing() -> None:
    with scripted({"/memo": PAGE}) as server:
        first, second = (fetch(f"{server.home}memo", HERE) for _ in range(2))
    assert server.paths == ["/robots.txt", "/memo"]
    assert (first, first.is_kept, second.is_kept) == (second, False, True)
    assert abs(first.at - second.at) < timedelta(seconds=10)


def test_redirects_are_kept_too() -> None:
    with scripted({"/old": Reply(b"", 301, {"Location": "/memo"}), "/memo": PAGE}) as server:
        assert {fetch(f"{server.home}old", HERE).url for _ in range(2)} == {f"{server.home}memo"}
        assert fetch(f"{server.home}old", OFFLINE).content == PAGE.body
    assert server.paths == ["/robots.txt", "/old", "/memo"]


def test_offline_asks_no_server() -> None:
    with scripted({"/memo": PAGE}) as server:
        fetch(f"{server.home}memo", HERE)
    assert fetch(f"{server.home}memo", OFFLINE).content == PAGE.body
    with pytest.raises(FetchError, match="/other is not in the cache") as caught:
        fetch(f"{server.home}other", OFFLINE)
    assert caught.value.hint == "leave out --offline to read it now"
    assert fetch_cached(f"{server.home}other", OFFLINE) is None
    assert len(server.paths) == 2


def test_refresh_asks_whether_it_has_changed() -> None:
    with scripted({"/memo": checked}) as server:
        fetch(f"{server.home}memo", HERE)
        again = fetch(f"{server.home}memo", REFRESH)
    assert again.content == PAGE.body
    assert again.is_kept
    assert [one.headers.get("If-None-Match") for one in server.asked] == [None, None, '"one"']


def test_refresh_reads_pages_without_validators_again() -> None:
    with scripted({"/memo": [PAGE, Reply(b"<title>Changed</title>")]}) as server:
        fetch(f"{server.home}memo", HERE)
        assert fetch(f"{server.home}memo", REFRESH).content == b"<title>Changed</title>"
        assert fetch(f"{server.home}memo", HERE).content == b"<title>Changed</title>"
    assert server.paths == ["/robots.txt", "/memo", "/memo"]


def test_pages_that_were_kept_while_the_clock_was_ahead_are_revalidated() -> None:
    with scripted({"/memo": checked}) as server:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("ponarscite.network.cache.FRESH", timedelta(days=300))  # as in 300 days
            fetch(f"{server.home}memo", HERE)
        assert [fetch(f"{server.home}memo", HERE).content for _ in range(3)] == [PAGE.body] * 3
    assert [one.headers.get("If-None-Match") for one in server.asked if one.path == "/memo"] == [None, '"one"']


def test_old_pages_are_revalidated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ponarscite.network.cache.FRESH", timedelta(microseconds=1))
    with scripted({"/memo": checked}) as server:
        assert [fetch(f"{server.home}memo", HERE).content for _ in range(2)] == [PAGE.body] * 2
    assert server.count("/memo") == 2
    assert server.asked[-1].headers["If-None-Match"] == '"one"'


def test_a_failure_costs_nothing_that_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted({"/memo": [PAGE, Reply(b"", 404), Reply(b"", 500)]}) as server:
        fetch(f"{server.home}memo", HERE)
        for _ in range(2):
            with pytest.raises(FetchError):
                fetch(f"{server.home}memo", REFRESH)
    assert fetch(f"{server.home}memo", OFFLINE).content == PAGE.body


def test_no_secret_is_kept() -> None:
    secret = Reply(PAGE.body, headers={"Set-Cookie": "session=hush-cookie", "Vary": "Cookie"})
    with scripted({"/memo": secret}) as server:
        address = server.home.replace("//", "//user:hush-word@") + "memo"
        fetch(address, HERE)
        assert server.asked[-1].headers["Authorization"]
        assert "Cookie" not in server.asked[-1].headers
    files = list(Path(os.environ["PONARSCITE_CACHE"]).iterdir())
    assert files
    for file in files:
        assert b"hush" not in file.read_bytes()
        assert b"dXNlcjpodXNo" not in file.read_bytes()  # "user:hush" as it is sent


def test_nothing_is_pickled() -> None:
    with scripted({"/memo": PAGE}) as server:
        fetch(f"{server.home}memo", HERE)
    import sqlite3

    connection = sqlite3.connect(Path(os.environ["PONARSCITE_CACHE"]) / "pages.sqlite")
    values = [value for (value,) in connection.execute("SELECT value FROM responses")]
    connection.close()
    assert len(values) == 2
    assert all(isinstance(value, str) and value.startswith("{") for value in values)


@pytest.mark.parametrize("damage", ["a file in its place", "no database"])
def test_a_cache_that_cannot_be_used_stops_nothing(
    damage: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = tmp_path / "cache"
    if damage == "a file in its place":
        place.write_text("")
    else:
        place.mkdir()
        (place / "pages.sqlite").write_bytes(b"no database" * 500)
    monkeypatch.setenv("PONARSCITE_CACHE", str(place))
    with scripted({"/memo": PAGE}) as server:
        assert fetch(f"{server.home}memo", HERE).content == PAGE.body
        with pytest.raises(FetchError, match="is not in the cache"):
            fetch(f"{server.home}memo", OFFLINE)
    assert "so nothing is stored" in caplog.text


def test_the_cache_is_where_the_platform_has_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    from ponarscite import settings

    monkeypatch.delenv("PONARSCITE_CACHE")
    assert "ponarscite" in settings.cache_folder()


def by_account(asked: Asked) -> Reply:
    """A page that differs from account to account."""
    return Reply(f"<title>{asked.headers.get('Authorization', 'nobody')}</title>".encode())


def test_a_page_fetched_with_credentials_is_given_to_nobody_else() -> None:
    with scripted({"/private": by_account}) as server:
        homes = [server.home.replace("//", f"//{who}:word@") for who in ("alice", "bob")] + [server.home]
        pages = [fetch(f"{home}private", HERE).content for home in (*homes, *homes)]
        assert len(set(pages)) == 3
        assert pages[:3] == pages[3:]
        assert pages[2] == b"<title>nobody</title>"
    assert server.count("/private") == 5, "what anybody may see is cached"
    assert fetch(f"{homes[0]}private", OFFLINE).content == pages[2]


SECRETS = {
    "Set-Cookie2": "hush",
    "X-Auth-Token": "hush",
    "Authentication-Info": "hush",
    "Link": "<http://bob:hush@example.org/wp-json/>; rel=next, </a>; rel=x",
    "Location": "http://bob:hush@example.org/",
    "ETag": '"one"',
}


@pytest.mark.parametrize("location", ["http://bob:hush@{}/memo", "//bob:hush@{}/memo", "http:\\\\bob:hush@{}/memo"])
def test_no_secret_of_a_header_or_a_redirect_is_kept(location: str) -> None:
    with scripted({"/memo": replace(PAGE, headers=SECRETS)}) as server:
        moved = Reply(b"", 302, {"Location": location.format(server.host), "X-Auth-Token": "hush"})
        server.answers["/old"] = moved
        found = fetch(f"{server.home}old", HERE)
        assert found.url == f"{server.home}memo"
        assert found.headers["Link"] == "<http://example.org/wp-json/>; rel=next, </a>; rel=x"
        assert "Authorization" not in server.asked[-1].headers
    for file in Path(os.environ["PONARSCITE_CACHE"]).iterdir():
        assert b"hush" not in file.read_bytes()


def test_what_an_earlier_version_stored_is_dropped() -> None:
    import sqlite3

    with scripted({"/memo": PAGE}) as server:
        fetch(f"{server.home}memo", HERE)
        path = Path(os.environ["PONARSCITE_CACHE"]) / "pages.sqlite"
        open_cache.cache_clear()
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA user_version = 0")
        connection.close()
        fetch(f"{server.home}memo", HERE)
        fetch(f"{server.home}memo", HERE)
        assert server.count("/memo") == 2


@pytest.mark.skipif(os.name != "posix", reason="permissions are others elsewhere")
def test_only_its_owner_reads_the_cache() -> None:
    with scripted({"/memo": PAGE}) as server:
        fetch(f"{server.home}memo", HERE)
    folder = Path(os.environ["PONARSCITE_CACHE"])
    assert not any(path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir()))
