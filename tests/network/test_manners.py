"""Manners towards servers: retries, pauses and robots.txt."""

from __future__ import annotations

import gzip
from threading import Thread

import pytest

from ponarscite.errors import FetchError
from ponarscite.hookspecs import SourceOptions
from ponarscite.network import pace
from ponarscite.network.fetch import fetch
from tests.network.scripted import Reply, scripted

HERE = SourceOptions(allow_private=True, max_bytes=1_000_000, timeout=60)
PAGE = Reply(b"<title>A memo</title>")
ROBOTS = Reply(b"User-agent: *\nDisallow: /closed\nCrawl-delay: 7\n")


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that would have been made, in seconds."""
    found: list[float] = []
    monkeypatch.setattr("ponarscite.network.visit.sleep", found.append)
    monkeypatch.setattr(pace, "sleep", lambda _: None)
    return found


TRIED_AGAIN = {
    "429 with Retry-After": [Reply(b"", 429, {"Retry-After": "3"}), PAGE],
    "503, then 200": [Reply(b"", 503), PAGE],
    "three failures": [Reply(b"", 500), Reply(b"", 502), Reply(b"", 504), PAGE],
    "a reset in the middle of a body": [Reply(PAGE.body, cut=9), PAGE],
    "a wrong Content-Length": [Reply(PAGE.body, length=500), PAGE],
}


@pytest.mark.parametrize("case", TRIED_AGAIN)
def test_temporary_failures_are_tried_again(case: str, waits: list[float]) -> None:
    answers = TRIED_AGAIN[case]
    with scripted({"/memo": answers}) as server:
        assert fetch(f"{server.home}memo", HERE).content == PAGE.body
    assert server.paths == ["/robots.txt", *["/memo"] * len(answers)]
    assert len(waits) == len(answers) - 1
    assert ("Retry-After" in case) == (waits[0] == 3.0)


GIVEN_UP = {
    "always 503": (Reply(b"", 503), 4, "answered 503 Service Unavailable", "try again later"),
    "always reset": (Reply(PAGE.body, cut=9), 4, "closed the connection", "try again later"),
    "always too short": (Reply(PAGE.body, length=500), 4, "closed the connection", "try again later"),
    "an hour to wait": (Reply(b"", 429, {"Retry-After": "3600"}), 1, "answered 429", "in 3600 seconds"),
    "not found": (Reply(b"", 404), 1, "answered 404 Not Found", "check the address"),
    "a gzip bomb": (
        Reply(gzip.compress(bytes(3_000_000)), headers={"Content-Encoding": "gzip"}), 1, "larger than the limit", "save"
    ),
    "a redirect to a file": (Reply(b"", 302, {"Location": "file:///etc/hostname"}), 1, "only http and https", "save"),
    "a redirect to itself": (Reply(b"", 302, {"Location": "/memo"}), 1, "redirects more than 10 times", "circle"),
}  # fmt: skip


@pytest.mark.parametrize("case", GIVEN_UP)
def test_lasting_failures_are_given_up(case: str, waits: list[float]) -> None:
    answer, times, message, hint = GIVEN_UP[case]
    with scripted({"/memo": answer}) as server, pytest.raises(FetchError) as caught:
        fetch(f"{server.home}memo", HERE)
    assert server.count("/memo") == times
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_redirect_to_a_private_address_is_not_asked(monkeypatch: pytest.MonkeyPatch, waits: list[float]) -> None:
    monkeypatch.setattr("ponarscite.network.visit.is_public", lambda address: address == "127.0.0.1")
    away = Reply(b"", 302, {"Location": "http://127.8.8.8:1/"})
    with scripted({"/memo": away}) as server, pytest.raises(FetchError, match=r"^127\.8\.8\.8 is not a public address"):
        fetch(f"{server.home}memo", SourceOptions(timeout=60))
    assert server.paths == ["/robots.txt", "/memo"]


def test_robots_txt_forbids(waits: list[float]) -> None:
    with scripted({"/robots.txt": ROBOTS, "/closed/memo": PAGE, "/open": PAGE}) as server:
        with pytest.raises(FetchError, match="/closed/memo is closed to programs") as caught:
            fetch(f"{server.home}closed/memo", HERE)
        assert fetch(f"{server.home}open", HERE).content == PAGE.body
    assert "save the page" in caught.value.hint
    assert server.paths == ["/robots.txt", "/open"]


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed(waits: list[float]) -> None:
    moved = Reply(b"", 301, {"Location": "/closed/memo"})
    with scripted({"/robots.txt": ROBOTS, "/memo": moved}) as server, pytest.raises(FetchError, match="is closed"):
        fetch(f"{server.home}memo", HERE)
    assert server.paths == ["/robots.txt", "/memo"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_robots_txt_allows_everything(status: int, waits: list[float]) -> None:
    with scripted({"/robots.txt": Reply(b"no", status), "/memo": PAGE, "/other": PAGE}) as server:
        fetch(f"{server.home}memo", HERE)
        fetch(f"{server.home}other", HERE)
    assert server.paths == ["/robots.txt", "/memo", "/other"]


def test_a_robots_txt_that_cannot_be_read_closes_the_site(waits: list[float]) -> None:
    told = r"/robots\.txt answered 503, so the rules of the site are unknown"
    with scripted({"/robots.txt": Reply(b"", 503)}) as server, pytest.raises(FetchError, match=told):
        fetch(f"{server.home}memo", HERE)
    assert server.paths == ["/robots.txt"] * 4


def test_a_robots_txt_may_move(waits: list[float]) -> None:
    moved = Reply(b"", 301, {"Location": "/rules.txt"})
    with scripted({"/robots.txt": moved, "/rules.txt": ROBOTS}) as server, pytest.raises(FetchError, match="is closed"):
        fetch(f"{server.home}closed", HERE)


def test_two_requests_are_as_far_apart_as_the_site_wants(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[float] = []
    monkeypatch.setattr(pace, "sleep", found.append)
    monkeypatch.setenv("PONARSCITE_DELAY", "2")
    with scripted({"/robots.txt": ROBOTS, "/memo": PAGE, "/other": PAGE}) as server:
        fetch(f"{server.home}memo", HERE)
        fetch(f"{server.home}other", HERE)
    assert found[-1] == pytest.approx(7, abs=1)


def test_one_request_at_a_time() -> None:
    running: list[int] = []
    most: list[int] = []

    def ask() -> None:
        with pace.turn("one.example", 0):
            running.append(1)
            most.append(len(running))
            running.pop()

    threads = [Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 20


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        ("", 0),
        ("soon", 0),
        ("-5", 0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("9" * 500, 1e9),
        ("1000000000", 1e9),
    ],
)
def test_retry_after(text: str, seconds: float | int) -> None:
    assert pace.seconds_of(text) == seconds


def test_retry_after_may_be_a_date() -> None:
    assert pace.seconds_of("Fri, 01 Jan 2100 00:00:00 GMT") == 1e9


@pytest.mark.parametrize(("attempt", "least"), [(1, 2), (2, 4), (3, 8)])
def test_waiting_grows(attempt: int, least: int) -> None:
    waits = {pace.wait_before(attempt, "", 2) for _ in range(20)}
    assert len(waits) > 1
    assert all(least <= wait <= 1.5 * least for wait in waits)


def test_the_delay_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    from ponarscite import settings

    read = {}
    for text in ("0.5", "", "soon", "-1", "inf"):
        monkeypatch.setenv("PONARSCITE_DELAY", text)
        read[text] = settings.delay()
    assert read == {"0.5": 0.5, "": 1, "soon": 1, "-1": 1, "inf": 1}
