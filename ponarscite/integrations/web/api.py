"""The JSON interface.

    GET  /api/records?q=&limit=&after=&sort=       {total, rows, after, is_last}
    GET  /api/suggest?q=&limit=                    rows that somebody may mean who has typed so much
    GET  /api/records/KEY                          all that is known of a record
    GET  /api/records/KEY/why                      its claims, as `ponarscite why KEY --json`
    GET  /api/records/KEY/cites, …/cited-by        rows
    GET  /api/cite?keys=&style=&as=&locator=&markup=&locale=      text, as `ponarscite export` prints it
    GET  /api/export?q=&keys=&format=&for=         the bytes of a file, as `ponarscite export` writes it
    GET  /api/styles?q=  /api/formats  /api/programs  /api/conflicts  /api/duplicates  /api/series  /api/log
    GET  /api/version                              {version}, and as an ETag

    POST /api/accept {key, variable?, value?}      each answers {key, words, change}
    POST /api/merge {keys}
    POST /api/distinct {keys}                      two of them
    POST /api/tag {key, add?, remove?}
    POST /api/edit {key, changes}                  changes as `ponarscite edit` takes them: ["title=A Title"]
    POST /api/undo {change?}                       only if that is still the last one
    POST /api/check {text, name?, select?}         {problems, bibliographies}; it changes nothing
    POST /api/check-file?name=paper.docx           the bytes of a file, as application/octet-stream

In a key, "/" is written "%2F". An error is {error, hint}.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from ponarscite.integrations.web.desk import Desk
from ponarscite.integrations.web.json_body import field, object_of, texts
from ponarscite.integrations.web.values import Changed

Answer = Callable[[Request], Any]

PARTS: Final = ("why", "cites", "cited-by")
"""Parts of a record that have a path of their own."""

IN_MEMORY: Final = 1_000_000
"""Bytes of a file that is sent; more of it are kept in a temporary file."""

MOST_SHOWN: Final = 200
"""Characters of a file's name."""


def routes(desk: Desk) -> list[BaseRoute]:
    """The routes of the interface."""
    answers: dict[str, Answer] = {
        "/api/records": lambda request: desk.search(*_search(request)),
        "/api/suggest": lambda request: desk.suggest(_text(request, "q"), _number(request, "limit", 20)),
        "/api/records/{rest:path}": lambda request: _record(desk, request),
        "/api/styles": lambda request: desk.styles(_text(request, "q"), min(_number(request, "limit", 50), 500)),
        "/api/formats": lambda _: desk.formats(),
        "/api/programs": lambda _: desk.programs(),
        "/api/conflicts": lambda _: desk.conflicts(),
        "/api/duplicates": lambda _: desk.duplicates(),
        "/api/series": lambda _: desk.series(),
        "/api/log": lambda request: desk.log(min(_number(request, "limit", 20), 1_000)),
    }
    found: list[BaseRoute] = [Route(path, _getting(answer)) for path, answer in answers.items()]
    found += [Route(f"/api/{name}", _changing(change), methods=["POST"]) for name, change in _changes(desk).items()]
    return [
        *found,
        Route("/api/cite", lambda request: _cited(desk, request)),
        Route("/api/export", lambda request: _exported(desk, request)),
        Route("/api/version", lambda request: _version(desk, request)),
        Route("/api/check", _checking(desk), methods=["POST"]),
        Route("/api/check-file", _checking_file(desk), methods=["POST"]),
    ]


def _plain(value: Any) -> Any:
    """A value for JSON. Items stay as they are: `asdict` would copy each."""
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        kind: Any = type(value)
        return {name: _plain(getattr(value, name)) for name in _names_of(kind)}
    return value


@cache
def _names_of(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _getting(answer: Answer) -> Callable[[Request], Response]:
    def get(request: Request) -> Response:
        return JSONResponse(_plain(answer(request)))

    return get


def _text(request: Request, name: str) -> str:
    return request.query_params.get(name, "")


def _texts(request: Request, name: str) -> list[str]:
    """A parameter that may be repeated: its values may have commas."""
    return [one for one in request.query_params.getlist(name) if one]


def _number(request: Request, name: str, default: int) -> int:
    """A parameter that is a number. Raises HTTPException."""
    given = request.query_params.get(name, "")
    if given and not (given.isascii() and given.isdecimal() and len(given) <= 9):
        raise HTTPException(400, f"{name} is a number")
    return int(given) if given else default


def _search(request: Request) -> tuple[str, int, int, str]:
    return _text(request, "q"), _number(request, "limit", 50), _number(request, "after", 0), _text(request, "sort")


def _record(desk: Desk, request: Request) -> Any:
    """A record, or a part of it. A key is one segment of the path as it was sent."""
    raw = request.scope.get("raw_path") or request.scope["path"].encode()
    key, *parts = (unquote(part) for part in raw.partition(b"?")[0].decode("ascii", "replace").split("/")[3:])
    if len(parts) > 1 or any(part not in PARTS for part in parts):
        raise HTTPException(404)
    part = parts[0] if parts else ""
    ask: Mapping[str, Callable[[str], Any]] = {"why": desk.why, "cites": desk.cites, "cited-by": desk.cited_by}
    return ask.get(part, desk.record)(key)


def _cited(desk: Desk, request: Request) -> Response:
    """The text of citations."""
    given = {name: _text(request, name) for name in ("style", "locator", "locale")}
    markup = _text(request, "markup") or "text"
    keys = [key for key in _texts(request, "keys") if key]
    if not keys:
        raise HTTPException(400, "keys name what to cite")
    words = desk.cite(keys, as_=_text(request, "as"), markup=markup, **given)
    return Response(words, headers={"content-type": "text/plain; charset=utf-8"})


def _exported(desk: Desk, request: Request) -> Response:
    """A file of records, to be kept. What the format cannot hold is told in a header, as JSON."""
    options = {name: _text(request, name) for name in ("style", "locale", "markup", "locator")}
    form = _text(request, "as") or None
    found = desk.export(
        _text(request, "q"),
        _texts(request, "keys"),
        _text(request, "format"),
        _text(request, "for"),
        form=form,
        **options,
    )
    headers = {
        "content-type": "application/octet-stream" if found.is_binary else "text/plain; charset=utf-8",
        "content-disposition": f'attachment; filename="records{found.suffix or ".txt"}"',
    }
    if found.warnings:
        headers["x-ponarscite-warnings"] = json.dumps([one[:2_000] for one in found.warnings])
    return Response(found.content, headers=headers)


def _version(desk: Desk, request: Request) -> Response:
    version = desk.version()
    tag = f'"{version}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"etag": tag})
    return JSONResponse({"version": version}, headers={"etag": tag})


Change = Callable[[Mapping[str, Any]], Changed]


def _changes(desk: Desk) -> dict[str, Change]:
    """Name of a change -> what makes it."""

    def distinct(body: Mapping[str, Any]) -> Changed:
        keys = texts(body, "keys")
        if len(keys) != 2:
            raise HTTPException(400, "keys are two")
        return desk.distinct(*keys)

    return {
        "accept": lambda body: desk.accept(
            field(body, "key", str), field(body, "variable", str, ""), field(body, "value", str, "")
        ),
        "merge": lambda body: desk.merge(texts(body, "keys")),
        "distinct": distinct,
        "tag": lambda body: desk.tag(field(body, "key", str), texts(body, "add"), texts(body, "remove")),
        "edit": lambda body: desk.edit(field(body, "key", str), texts(body, "changes")),
        "undo": lambda body: desk.undo(field(body, "change", int, 0)),
    }


def _changing(change: Change) -> Callable[[Request], Any]:
    async def post(request: Request) -> Response:
        body = await object_of(request)
        return JSONResponse(_plain(await run_in_threadpool(change, body)))

    return post


def _checking(desk: Desk) -> Callable[[Request], Any]:
    async def check(request: Request) -> Response:
        body = await object_of(request)
        text, name = field(body, "text", str), field(body, "name", str, "")
        return JSONResponse(
            _plain(await run_in_threadpool(desk.check, text, name[-MOST_SHOWN:], texts(body, "select")))
        )

    return check


def _checking_file(desk: Desk) -> Callable[[Request], Any]:
    async def check(request: Request) -> Response:
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as file:
            async for piece in request.stream():
                file.write(piece)
            file.seek(0)
            content = file.read()
        return JSONResponse(_plain(await run_in_threadpool(desk.check, content, _text(request, "name")[-MOST_SHOWN:])))

    return check
