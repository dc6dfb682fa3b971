"""Changes of the library as events: told once each, looked for only while somebody listens."""

from __future__ import annotations

import asyncio
from typing import Any

from ponarscite import Library
from ponarscite.integrations.web.events import MOST, Watch
from tests.integrations.web.conftest import HOST, Site, scope_of

BEAT = b":\n\n"


def test_each_change_is_told_once(site: Site) -> None:
    async def play() -> list[bytes]:
        ending = asyncio.Event()
        events = Watch(site.desk, ending, every=0.01).listen()
        found = [await anext(events)]
        for tag in ("x", "y"):
            with Library(site.library) as library:
                library.tag("lee2020", tag)
            while (event := await anext(events)) == BEAT:
                pass
            found.append(event)
        ending.set()
        return found + [one async for one in events if one != BEAT]

    first, *later = asyncio.run(play())
    assert first.startswith(b"retry: 2000\nevent: version\ndata: ")
    assert len({first[12:], *later}) == 3
    assert all(one.startswith(b"event: version\ndata: ") and one.endswith(b"\n\n") for one in later)


def test_nobody_looks_when_nobody_listens(site: Site) -> None:
    looks = 0
    version = site.desk.version

    def counted() -> str:
        nonlocal looks
        looks += 1
        return version()

    site.desk.version = counted  # type: ignore[method-assign]

    async def play() -> tuple[int, int]:
        events = Watch(site.desk, asyncio.Event(), every=0.01).listen()
        await anext(events)
        waiting = asyncio.ensure_future(anext(events))
        await asyncio.sleep(0.1)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await asyncio.sleep(0.05)
        during = looks
        await asyncio.sleep(0.1)
        return during, looks

    during, after = asyncio.run(play())
    assert during > 2
    assert after == during


def test_a_page_listens_until_it_goes(site: Site) -> None:
    async def play() -> list[Any]:
        sent: list[Any] = []
        gone = asyncio.Event()
        first = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> Any:
            if first:
                return first.pop()
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        scope = scope_of("GET", "/api/changes", (("Host", HOST), site.cookie))
        task = asyncio.create_task(site.app(scope, receive, send))
        while len(sent) < 2:
            await asyncio.sleep(0.005)
        gone.set()
        await asyncio.wait_for(task, 2)
        return sent

    start, event, *_ = asyncio.run(play())
    assert dict(start["headers"])[b"content-type"].startswith(b"text/event-stream")
    assert site.desk.version().encode() in event["body"]


def test_few_pages_listen(site: Site) -> None:
    async def play() -> bool:
        watch = Watch(site.desk, asyncio.Event(), every=0.01)
        listeners = [watch.listen() for _ in range(MOST)]
        for one in listeners:
            await anext(one)
        is_full = watch.is_full
        for one in listeners:
            await one.aclose()  # type: ignore[attr-defined]
        return is_full and not watch.is_full

    assert asyncio.run(play())
