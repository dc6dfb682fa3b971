"""An account at zotero.org: the libraries that a key opens, and their collections.

Source: Zotero Web API v3, "Keys" and "Collections".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ponarscite.errors import MisuseError, PushError
from ponarscite.network.service import Response, Service
from ponarscite.outputs.zotero.holdings import collection_paths

_LIBRARY = re.compile(r"/?(users|groups)/(\d{1,12})/?", re.ASCII)


class Account:
    """The account that a key belongs to."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def library(self, name: str) -> str:
        """Return the path of a library: "/users/123" for "users/123", the key's own library for "".

        Raises:
            MisuseError: *name* is not the name of a library. PushError: the key is invalid, or may not write to its own
                library.
        """
        response = self._service.request("GET", "/keys/current")
        rights = response.json
        if response.status != 200 or not isinstance(rights, dict):
            raise _wrong_key(response)
        if not name:
            return self._own(rights)
        if not (match := _LIBRARY.fullmatch(name)):
            raise MisuseError(f"{name!r} is not a library of zotero.org", hint="name one as users/123 or groups/45")
        return f"/{match[1]}/{match[2]}"

    def _own(self, rights: Mapping[str, Any]) -> str:
        access = rights.get("access")
        own = access.get("user") if isinstance(access, dict) else None
        if isinstance(own, dict) and not own.get("write"):
            raise PushError(
                "the key may read its library at zotero.org, but not write to it",
                hint="allow it to write at https://www.zotero.org/settings/keys, or name a group with --zotero-library",
            )
        if not str(rights.get("userID", "")).isdecimal():
            raise PushError("zotero.org does not tell whose key it is", hint="name the library with --zotero-library")
        return f"/users/{rights['userID']}"

    def collection(self, library: str, name: str) -> str:
        """Return the key of the only collection with this name or path. Raises PushError."""
        paths = collection_paths(self._service, library, _check)
        found = {path: key for path, key in paths.items() if name in (path, path.rpartition("/")[2])}
        keys = [found[name]] if name in found else list(found.values())
        if len(keys) == 1:
            return keys[0]
        if keys:
            problem = f"zotero.org has several collections called {name!r}"
            raise PushError(problem, hint=f"name one of: {', '.join(found)}")
        hint = f"there are: {', '.join(sorted(paths))}" if paths else "create it"
        raise PushError(f"zotero.org has no collection called {name!r} in {library.lstrip('/')}", hint=hint)


def _check(response: Response) -> None:
    if response.status != 200:
        raise _wrong_key(response)


def _wrong_key(response: Response) -> PushError:
    if response.status in (401, 403, 404):
        return PushError(
            "zotero.org does not accept the key", hint="make a new one at https://www.zotero.org/settings/keys/new"
        )
    return PushError(
        f"zotero.org answered {response.status} when asked for the owner of the key", hint="push again later"
    )
