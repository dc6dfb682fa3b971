"""The pages, as HTML that needs no script."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute

from ponarscite.errors import PonarsciteError
from ponarscite.integrations.web.desk import Desk


def routes(desk: Desk) -> list[BaseRoute]:  # noqa: ARG001
    """The routes of the pages."""
    return []


def failed(request: Request, error: PonarsciteError, status: int) -> Response:  # noqa: ARG001
    """The page of an error."""
    return PlainTextResponse(f"{error.message}\n{error.hint}\n", status_code=status)
