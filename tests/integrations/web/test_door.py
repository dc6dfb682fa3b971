"""Who is let in: attacks are refused with their code, and change nothing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import pytest

from ponarscite.integrations.web import door
from ponarscite.integrations.web.values import Checked
from tests.integrations.web.conftest import HOST, Site, scope_of

GOOD = "good"
"""In a row: the header that a page of ours sends."""

TAG = json.dumps({"key": "lee2020", "add": ["x"]}).encode()
OWN = (("Host", GOOD), ("Cookie", GOOD), ("X-Ponarscite-Token", GOOD), ("Content-Type", "application/json"))


def but(**changed: str | None) -> tuple[tuple[str, str], ...]:
    """The headers of a change, with some replaced, or left out."""
    named = {name.replace("_", "-").lower(): value for name, value in changed.items()}
    kept = [(name, value) for name, value in OWN if name.lower() not in named]
    return (*kept, *((name, value) for name, value in named.items() if value is not None))


READ = (("Host", GOOD), ("Cookie", GOOD))

ATTACKS: dict[str, tuple[str, str, Sequence[tuple[str, str]], bytes, int]] = {
    "a name that leads here": ("POST", "/api/tag", but(host="evil.example:23120"), TAG, 421),
    "a name that leads here, reading": ("GET", "/api/records", (("Host", "evil.example"), ("Cookie", GOOD)), b"", 421),
    "another port": ("GET", "/api/records", (("Host", "127.0.0.1:80"), ("Cookie", GOOD)), b"", 421),
    "no port": ("GET", "/api/records", (("Host", "127.0.0.1"), ("Cookie", GOOD)), b"", 421),
    "a longer name": ("GET", "/api/records", (("Host", f"{HOST}.evil.example"), ("Cookie", GOOD)), b"", 421),
    "no host": ("GET", "/api/records", (("Cookie", GOOD),), b"", 421),
    "two hosts": ("GET", "/api/records", (("Host", GOOD), ("Host", "evil.example"), ("Cookie", GOOD)), b"", 400),
    "another origin": ("POST", "/api/tag", but(origin="http://evil.example"), TAG, 403),
    "no page's origin": ("POST", "/api/tag", but(origin="null"), TAG, 403),
    "our origin, another port": ("POST", "/api/tag", but(origin="http://127.0.0.1:8080"), TAG, 403),
    "our origin, another scheme": ("POST", "/api/tag", but(origin=f"https://{HOST}"), TAG, 403),
    "our other name as origin": ("POST", "/api/tag", but(origin="http://localhost:23120"), TAG, 403),
    "two origins": ("POST", "/api/tag", (*but(origin=f"http://{HOST}"), ("Origin", "null")), TAG, 403),
    "cross-site": ("GET", "/api/records", (*READ, ("Sec-Fetch-Site", "cross-site")), b"", 403),
    "same-site": ("GET", "/api/records", (*READ, ("Sec-Fetch-Site", "same-site")), b"", 403),
    "an image elsewhere": ("GET", "/", (*READ, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", "image")), b"", 403),
    "in a frame": ("GET", "/", (*READ, ("Sec-Fetch-Site", "none"), ("Sec-Fetch-Dest", "iframe")), b"", 403),
    "an object": ("GET", "/", (*READ, ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Dest", "object")), b"", 403),
    "a form as text": ("POST", "/api/tag", but(content_type="text/plain"), TAG, 415),
    "a form": ("POST", "/api/tag", but(content_type="application/x-www-form-urlencoded"), b"key=lee2020", 415),
    "a form with files": ("POST", "/api/tag", but(content_type="multipart/form-data; boundary=x"), TAG, 415),
    "no type": ("POST", "/api/tag", but(content_type=None), TAG, 415),
    "a like type": ("POST", "/api/tag", but(content_type="application/json-patch"), TAG, 415),
    "no token": ("POST", "/api/tag", but(x_ponarscite_token=None), TAG, 403),
    "an empty token": ("POST", "/api/tag", but(x_ponarscite_token=""), TAG, 403),
    "a wrong token": ("POST", "/api/tag", but(x_ponarscite_token="x" * 43), TAG, 403),
    "the token in the address": ("POST", "/api/tag?token={token}", but(x_ponarscite_token=None), TAG, 403),
    "the token as a cookie": ("POST", "/api/tag", but(x_ponarscite_token=None, cookie="{token}"), TAG, 403),
    "the token in another header": ("POST", "/api/tag", but(x_ponarscite_token=None, authorization="Bearer {token}"), TAG, 403),
    "the token twice": ("POST", "/api/tag", (*OWN, ("X-Ponarscite-Token", GOOD)), TAG, 403),
    "a token without the cookie": ("POST", "/api/tag", but(cookie=None), TAG, 403),
    "a wrong cookie": ("POST", "/api/tag", but(cookie="ponarscite-23120=x"), TAG, 403),
    "the cookie of another port": ("GET", "/api/records", (("Host", GOOD), ("Cookie", "ponarscite-8080={session}")), b"", 403),
    "no cookie": ("GET", "/api/records", (("Host", GOOD),), b"", 403),
    "no cookie, a file": ("GET", "/static/style.css", (("Host", GOOD),), b"", 403),
    "a broken cookie": ("GET", "/api/records", (("Host", GOOD), ("Cookie", "\x01;=\x02;;[]")), b"", 403),
    "a web socket": ("GET", "/api/changes", (*READ, ("Upgrade", "websocket"), ("Connection", "Upgrade")), b"", 400),
    "a question before a change": ("OPTIONS", "/api/tag", (*READ, ("Access-Control-Request-Method", "POST")), b"", 405),
    "another method": ("DELETE", "/api/tag", OWN, TAG, 405),
    "a change by GET": ("GET", "/api/tag?key=lee2020&add=x", READ, b"", 405),
    "a body for GET": ("GET", "/api/records", (*READ, ("Content-Length", "5")), b"hello", 400),
    "a climbing path": ("GET", "/static/..%2f..%2fpyproject.toml", READ, b"", 404),
    "a climbing path, plain": ("GET", "/static/../../pyproject.toml", READ, b"", 404),
    "a climbing path, twice": ("GET", "/static/..%252f..%252fetc%252fpasswd", READ, b"", 404),
    "a backslash": ("GET", "/static/..%5c..%5cdesk.py", READ, b"", 404),
    "an end": ("GET", "/static/style.css%00.png", READ, b"", 404),
    "the address of a proxy": ("GET", "http://evil.example/api/records", READ, b"", 400),
    "a long body": ("POST", "/api/tag", OWN, TAG + b" " * 1_000_000, 413),
    "a long body that says so": ("POST", "/api/tag", (*OWN, ("Content-Length", "1000001")), TAG, 413),
    "a length of words": ("POST", "/api/tag", (*OWN, ("Content-Length", "-5")), TAG, 400),
    "no JSON": ("POST", "/api/tag", OWN, b"{", 400),
    "deep JSON": ("POST", "/api/tag", OWN, b"[" * 200_000, 400),
    "a list": ("POST", "/api/tag", OWN, b"[]", 400),
    "a number for a key": ("POST", "/api/tag", OWN, b'{"key": 5, "add": ["x"]}', 400),
    "entering by POST": ("POST", "/enter?token=x", OWN, TAG, 405),
    "picking by POST": ("POST", "/better-bibtex/cayw?pick=lee2020", OWN, TAG, 405),
    "picking from a page": ("GET", "/better-bibtex/cayw?pick=lee2020", (("Host", GOOD), ("Origin", f"http://{HOST}")), b"", 403),
    "picking from elsewhere": ("GET", "/better-bibtex/cayw?pick=lee2020", (("Host", GOOD), ("Sec-Fetch-Site", "cross-site")), b"", 403),
    "picking by another name": ("GET", "/better-bibtex/cayw?pick=lee2020", (("Host", "evil.example"),), b"", 421),
    "another library": ("GET", "/better-bibtex/cayw?pick=lee2020&librarypath=/etc/passwd", (("Host", GOOD),), b"", 400),
    "a style by its path": ("GET", "/api/cite?keys=lee2020&style=/etc/passwd", READ, b"", 400),
    "a style by an address": ("GET", "/api/cite?keys=lee2020&style=http://evil.example/x.csl", READ, b"", 400),
    "a style by its path, picking": ("GET", "/better-bibtex/cayw?format=formatted-citation&pick=lee2020&style=..%2fx.csl", (("Host", GOOD),), b"", 400),
}  # fmt: skip
"""What is tried -> method, target, headers, body, and the status that it gets."""


def sent(site: Site, headers: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The headers of a row, with the secrets of a site."""
    good = {"host": HOST, "cookie": site.cookie[1], "x-ponarscite-token": site.door.token}
    session = site.cookie[1].partition("=")[2]
    words = {"{token}": site.door.token, "{session}": session}
    found = []
    for name, value in headers:
        for mark, secret in words.items():
            value = value.replace(mark, secret)
        found.append((name, good[name.lower()] if value == GOOD else value))
    return found


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused_and_changes_nothing(shared: Site, name: str) -> None:
    method, target, headers, body, status = ATTACKS[name]
    before = shared.state()
    answer = shared.ask(method, target.replace("{token}", shared.door.token), sent(shared, headers), body)
    assert answer.status == status, answer.text
    assert shared.state() == before
    assert not [header for header in answer.headers if header.startswith("access-control")]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_same_request_without_a_fault_is_answered(site: Site) -> None:
    before = site.state()
    answer = site.ask("POST", "/api/tag", sent(site, OWN), TAG)
    assert (answer.status, answer.json["words"]) == (200, "lee2020: x")
    assert site.state() != before


@pytest.mark.parametrize("host", [HOST, "localhost:23120", "[::1]:23120", "LOCALHOST:23120"])
def test_a_page_is_answered_at_each_name_of_this_server(shared: Site, host: str) -> None:
    headers = (("Host", host), shared.cookie, ("Origin", f"http://{host.lower()}"), ("Sec-Fetch-Site", "same-origin"))
    assert shared.ask("GET", "/api/records", headers).status == 200


@pytest.mark.parametrize("path", ["/api/records", "/nothing", "/enter?token=x", "/better-bibtex/cayw?probe=1"])
def test_every_answer_has_the_headers_of_safety(shared: Site, path: str) -> None:
    headers = shared.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "frame-ancestors 'none'; base-uri 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


def entered(site: Site, address: str) -> tuple[int, dict[str, str]]:
    split = urlsplit(address)
    answer = site.ask("GET", f"{split.path}?{split.query}", (("Host", split.netloc),))
    return answer.status, answer.headers


def test_an_address_opens_once(site: Site) -> None:
    address = site.door.entrance()
    status, headers = entered(site, address)
    assert (status, headers["location"]) == (303, "/")
    cookie, *attributes = headers["set-cookie"].split("; ")
    assert sorted(attributes) == ["HttpOnly", "Path=/", "SameSite=Strict"]
    assert site.ask("GET", "/api/records", (("Host", HOST), ("Cookie", f"other=1; {cookie}"))).status == 200
    status, headers = entered(site, address)
    assert status == 403
    assert "set-cookie" not in headers


@pytest.mark.parametrize("query", ["", "token=", "token=x", "token=x&token=y", "toke=%ff", "token=" + "a" * 10_000, "a&" * 99])
def test_no_other_address_opens(site: Site, query: str) -> None:
    site.door.entrance()
    assert entered(site, f"http://{HOST}/enter?{query}")[0] == 403


@pytest.mark.parametrize(
    "other",
    ["flag", "path=/", 'x={"a": 1}', "x=a b", "x=é", "a[b=c", "Version=1", "ponarscite-23120=", "ponarscite-23120=evil"],
)
def test_cookies_of_other_servers_keep_nobody_out(site: Site, other: str) -> None:
    """Cookies of 127.0.0.1 are sent to each of its ports, those for a longer path first."""
    own = site.cookie[1]
    for cookies in (f"{other}; {own}", f"{own}; {other}", f"{other};{own}"):
        assert site.ask("GET", "/api/version", (("Host", HOST), ("Cookie", cookies))).status == 200
    assert site.ask("GET", "/api/version", (("Host", HOST), ("Cookie", other))).status == 403


def test_an_address_leads_nowhere_else(site: Site) -> None:
    address = site.door.entrance("/pick/5")
    assert entered(site, f"{address}&next=http://evil.example")[1]["location"] == "/pick/5"


def test_few_addresses_wait(site: Site) -> None:
    first = site.door.entrance()
    for _ in range(100):
        site.door.entrance()
    assert not site.door.waits(first)


def test_the_secrets_of_two_servers_differ(site: Site, shared: Site) -> None:
    assert site.door.token != shared.door.token
    assert site.cookie != shared.cookie


def test_a_body_that_stops_is_not_waited_for(site: Site) -> None:
    site.door.seconds = 0.05
    before = site.state()
    answer = asyncio.run(site.asked("POST", "/api/tag", sent(site, OWN), [TAG[:5], None, TAG[5:]]))
    assert answer.status == 408
    assert site.state() == before


def test_a_body_that_never_ends_is_cut(site: Site) -> None:
    answer = asyncio.run(site.asked("POST", "/api/tag", sent(site, OWN), [b" " * 400_000] * 10))
    assert answer.status == 413


def test_a_request_that_breaks_off_changes_nothing(site: Site) -> None:
    before = site.state()

    async def breaking() -> list[Any]:
        messages = [{"type": "http.request", "body": TAG, "more_body": True}, {"type": "http.disconnect"}]
        answers: list[Any] = []

        async def receive() -> Any:
            return messages.pop(0)

        async def send(message: Any) -> None:
            answers.append(message)

        await site.app(scope_of("POST", "/api/tag", sent(site, OWN)), receive, send)
        return answers

    assert asyncio.run(breaking())[0]["status"] == 400
    assert site.state() == before


def test_a_web_socket_is_closed(shared: Site) -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    scope = {**scope_of("GET", "/api/changes", (("Host", HOST), shared.cookie)), "type": "websocket"}
    asyncio.run(shared.app(scope, receive, send))
    assert [one["type"] for one in sent] == ["websocket.close"]


def test_a_file_may_be_larger(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, str]] = []

    def check(content: bytes, name: str) -> Checked:
        seen.append((len(content), name))
        return Checked((), ())

    monkeypatch.setattr(site.desk, "check", check)
    headers = sent(site, but(content_type="application/octet-stream"))
    pieces = [b"x" * 1_000_000] * 5
    answer = asyncio.run(site.asked("POST", "/api/check-file?name=a.docx", headers, pieces))
    assert (answer.status, seen) == (200, [(5_000_000, "a.docx")])
    too_large = (*headers, ("Content-Length", "50000001"))
    assert site.ask("POST", "/api/check-file?name=a.md", too_large, b"x").status == 413
    monkeypatch.setattr(door, "UPLOADS", {"/api/check-file": 4_999_999})
    assert asyncio.run(site.asked("POST", "/api/check-file?name=a.docx", headers, pieces)).status == 413
    assert site.ask("POST", "/api/check-file?name=a.md", sent(site, OWN), b"x").status == 415


def test_read_only(filled: Any) -> None:
    site = Site(filled, read_only=True)
    try:
        answer = site.post("/api/tag", {"key": "lee2020", "add": ["x"]})
        assert (answer.status, answer.json["error"]) == (403, "this server was started with --read-only")
        assert site.post("/api/check", {"text": "[@lee2020]"}).status == 200
    finally:
        site.desk.close()
