"""Connection: one of a few, each of which has so much time for a request."""

from __future__ import annotations

from uvicorn.protocols.http.h11_impl import H11Protocol


class Connection(H11Protocol):
    """A connection."""
