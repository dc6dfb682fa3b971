"""The application: every route behind the door."""

from __future__ import annotations

import asyncio
import webbrowser
from collections.abc import Awaitable, Callable, Mapping
from importlib import resources
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from ponarscite.errors import LibraryError, MisuseError, PonarsciteError, SourceError, UnknownKeyError
from ponarscite.integrations.web import api, cayw, events, pages
from ponarscite.integrations.web.desk import Desk, ForbiddenError
from ponarscite.integrations.web.door import CAYW, Door, Guarded
from ponarscite.integrations.web.picks import Picks
from ponarscite.interchange.design import stylesheet

MEDIA: Final = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
"""Suffix of a static file -> its media type. Other files are not served."""

STATUSES: Final = (
    (ForbiddenError, 403),
    (UnknownKeyError, 404),
    (MisuseError, 400),
    (SourceError, 400),
    (LibraryError, 503),
)
"""Kind of an error -> status of the answer; 500 for others."""


def application(
    desk: Desk, door: Door, show: Callable[[str], object] = webbrowser.open, ending: asyncio.Event | None = None
) -> Starlette:
    """The application of a desk.

    Args:
        show: opens the page of a picker, by its address.
        ending: set when the server ends, so that nobody waits any longer.
    """
    ending = ending or asyncio.Event()
    picks = Picks(door, show, ending)
    routes = [
        *api.routes(desk),
        *cayw.routes(desk, picks),
        *events.routes(desk, ending),
        *_static(),
        *pages.routes(desk, picks.__contains__),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guarded, door=door)],
        exception_handlers={PonarsciteError: _failed, HTTPException: _refused},
    )


def _static() -> list[BaseRoute]:
    """A route for each file of the package that a page may load. No path of a request is opened."""
    files = resources.files("ponarscite.integrations.web") / "static"
    found = {}
    for file in files.iterdir():
        if media := next((one for suffix, one in MEDIA.items() if file.name.endswith(suffix)), ""):
            found[file.name] = (file.read_bytes(), media)
    script = resources.files("ponarscite.integrations.graph") / "page.js"
    found |= {"design.css": (stylesheet().encode(), MEDIA[".css"]), "graph.js": (script.read_bytes(), MEDIA[".js"])}
    return [Route("/static/{name}", _file_of(found))]


def _file_of(files: Mapping[str, tuple[bytes, str]]) -> Callable[[Request], Awaitable[Response]]:
    async def static(request: Request) -> Response:
        found = files.get(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        return Response(found[0], headers={"content-type": found[1]})

    return static


async def _failed(request: Request, error: Exception) -> Response:
    """The answer to a request that failed."""
    if not isinstance(error, PonarsciteError):
        raise error
    return _told(request, error, next((status for kind, status in STATUSES if isinstance(error, kind)), 500))


async def _refused(request: Request, error: Exception) -> Response:
    """The answer to a request that has no answer."""
    if not isinstance(error, HTTPException):
        raise error
    return _told(request, PonarsciteError(error.detail), error.status_code)


def _told(request: Request, error: PonarsciteError, status: int) -> Response:
    """An error for a program as JSON, for an editor as text, and for people as a page."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": error.message, "hint": error.hint}, status_code=status)
    if request.url.path == CAYW:
        return PlainTextResponse(f"{error.message}\n{error.hint}\n", status_code=status)
    return pages.failed(request, error, status)
