"""Cite as you write: Better BibTeX's way of picking citations."""

from __future__ import annotations

from starlette.routing import BaseRoute

from ponarscite.integrations.web.desk import Desk


def routes(desk: Desk) -> list[BaseRoute]:  # noqa: ARG001
    """The routes of cite-as-you-write."""
    return []
