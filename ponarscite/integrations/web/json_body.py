"""The JSON of a request: an object, with values of the kinds that a route wants."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request

Value = TypeVar("Value")


async def object_of(request: Request) -> Mapping[str, Any]:
    """The object that a request brings. Raises HTTPException."""
    try:
        found = json.loads(await request.body() or b"{}")
        json.dumps(found, ensure_ascii=False).encode()  # "\ud800" is JSON, but no text
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "this is not JSON") from error
    if not isinstance(found, dict):
        raise HTTPException(400, "a request is an object")
    return found


def field(body: Mapping[str, Any], name: str, kind: type[Value], default: Value | None = None) -> Value:
    """A value of an object. Raises HTTPException where it is missing, or of another kind."""
    value = body.get(name, default)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise HTTPException(400, f"{name} is missing, or of another kind")
    return value


def texts(body: Mapping[str, Any], name: str) -> list[str]:
    """A list of texts, [] where there is none. Raises HTTPException."""
    found = field(body, name, list, [])
    if not all(isinstance(one, str) for one in found):
        raise HTTPException(400, f"{name} is a list of texts")
    return found
