"""Changes of the library as server-sent events."""

from __future__ import annotations

from starlette.routing import BaseRoute

from ponarscite.integrations.web.desk import Desk


def routes(desk: Desk) -> list[BaseRoute]:  # noqa: ARG001
    """The route of events."""
    return []
