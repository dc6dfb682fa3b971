"""Questions to services: header, body, robots.txt, pause, and the cache."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

import pytest

from ponarscite.errors import FetchError
from ponarscite.hookspecs import SourceOptions
from ponarscite.network.fetch import fetch
from ponarscite.network.question import Question
from tests.network.scripted import Asked, Reply, scripted

OPTIONS = SourceOptions(allow_private=True, timeout=60)
JSON, TEXT = Question(accept="application/json"), Question(accept="text/x-bibliography")
CLOSED = Reply(b"User-agent: *\nDisallow: /", headers={"Content-Type": "text/plain"})


def echo(asked: Asked) -> Reply:
    return Reply(f"{asked.headers['Accept']} {asked.body}".encode())


def test_each_question_has_an_answer_of_its_own_in_the_cache() -> None:
    with scripted({"/work": echo}) as script:
        address = f"{script.home}work"
        bodies = [Question(body="a"), Question(body="b")]
        questions = [None, JSON, TEXT, *bodies]
        first = [fetch(address, OPTIONS, question=one).content for one in questions]
        assert first == [b"*/* ", b"application/json ", b"text/x-bibliography ", b"*/* a", b"*/* b"]
        again = [fetch(address, replace(OPTIONS, cache="offline"), question=one).content for one in questions]
        assert again == first
        assert script.count("/work") == len(questions)


def test_a_question_is_asked_again() -> None:
    with scripted({"/work": echo}) as script:
        for cache in ("use", "refresh"):
            fetch(f"{script.home}work", replace(OPTIONS, cache=cache), question=Question(body="a"))
        assert script.count("/work") == 2


def test_robots_are_for_those_who_find_their_own_way() -> None:
    with scripted({"/work": echo, "/robots.txt": CLOSED}) as script:
        assert fetch(f"{script.home}work", OPTIONS, question=JSON).content
        assert script.paths == ["/work"]
        with pytest.raises(FetchError, match="closed to programs"):
            fetch(f"{script.home}work", OPTIONS)


def test_a_question_moves_with_its_header_but_not_with_its_body() -> None:
    moved = Reply(status=302, headers={"Location": "/work"})
    with scripted({"/work": echo, "/old": moved}) as script:
        assert fetch(f"{script.home}old", OPTIONS, question=JSON).content == b"application/json "
        with pytest.raises(FetchError, match="redirects to"):
            fetch(f"{script.home}old", OPTIONS, question=Question(body="a"))


def test_a_service_may_ask_for_a_pause() -> None:
    with scripted({"/a": echo, "/b": echo}) as script:
        start = monotonic()
        for path in "ab":
            fetch(f"{script.home}{path}", OPTIONS, question=Question(pause=0.2))
        assert monotonic() - start >= 0.2
