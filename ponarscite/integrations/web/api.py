"""The JSON interface."""

from __future__ import annotations

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from ponarscite.integrations.web.desk import Desk


def routes(desk: Desk) -> list[BaseRoute]:
    """The routes of the interface."""

    def records(request: Request) -> Response:
        return JSONResponse(asdict(desk.search(request.query_params.get("q", ""))))

    return [Route("/api/records", records)]
