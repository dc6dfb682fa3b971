"""Filing: gives collections and tags to items that a running Zotero has already, where it lets other programs write.

Zotero 10 and newer ask their user in a window whether a program may. Nothing is taken away: the collections and tags of
an item are complete lists, so those that were read are sent back with what is added, on the condition that nobody has
changed the item since. What the item then has is read back.

Source: Zotero Local API, "Server ID" and "Authorizing Writes"; Zotero Web API v3, "Updating Multiple Objects".
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from ponarscite.errors import PushError
from ponarscite.hookspecs import PushResources
from ponarscite.network.service import Response, Service
from ponarscite.outputs.zotero.holdings import Filed, Wanted, filed_as

log = logging.getLogger(__name__)

NAME = "ponarscite"
SERVICE = "zotero"  # of the key in the keyring
BATCH = 50  # items a request, the maximum
PATIENCE = 120.0  # seconds for an answer in Zotero's window


class Filing:
    """A Zotero that may be written to.

    Args:
        service: the local API.
        library: "/api/users/0".
        server: the id of the database that the items were read from; "" of a Zotero that cannot be written to.
        resources: keep the key that Zotero gives for good.
    """

    def __init__(self, service: Service, library: str, server: str, resources: PushResources) -> None:
        self._service = service
        self._library = library
        self._server = server
        self._resources = resources
        self._key = self._remembered()

    def add(self, items: Mapping[str, tuple[Filed, Wanted]]) -> dict[str, Filed]:
        """Add to items, and return how those are filed that were changed, as Zotero gives them back.

        Raises nothing: where Zotero, or its user, does not allow it, or does not answer, nothing more is changed.
        """
        found: dict[str, Filed] = {}
        rest = iter(items.items() if self._server else ())
        try:
            while batch := list(islice(rest, BATCH)):
                if not self._write([_changed(key, *one) for key, one in batch]):
                    break
                found |= {key: filed for key, (former, _) in batch for filed in self._read(key, former)}
        except PushError as error:
            log.warning("%s", error.message)
        return found

    def _write(self, entries: Sequence[Mapping[str, Any]]) -> bool:
        """Send a request; a key that is unknown, or was for one request only, is asked for once more."""
        for _ in range(2):
            self._key = self._key or self._granted()
            if not self._key:
                return False
            response = self._send(f"{self._library}/items", entries, {"Zotero-API-Key": self._key})
            if response.status != 401:
                return response.status == 200
            self._key = ""
        return False

    def _granted(self) -> str:
        """The key that Zotero's user grants, "" for none."""
        log.warning("Zotero asks in its window whether %s may change its library", NAME)
        response = self._send("/api/local/authorize", {"appName": NAME}, {}, timeout=PATIENCE)
        answer = response.json if response.status == 200 else None
        key = answer.get("key") if isinstance(answer, dict) else None
        if not (isinstance(key, str) and key.isascii() and key.isalnum()):
            return ""
        if isinstance(answer, dict) and answer.get("remember") is True:
            self._resources.keep(SERVICE, f"{self._server} {key}")
        return key

    def _remembered(self) -> str:
        """The key that this database gave for good."""
        server, _, key = self._resources.secret(SERVICE).partition(" ") if self._server else ("", "", "")
        return key if server == self._server and key.isascii() and key.isalnum() else ""

    def _send(self, path: str, value: object, headers: Mapping[str, str], timeout: float | None = None) -> Response:
        own = {"Content-Type": "application/json", "Zotero-Server-ID": self._server}
        return self._service.request(
            "POST", path, headers={**own, **headers}, body=json.dumps(value).encode(), timeout=timeout
        )

    def _read(self, key: str, former: Filed) -> Iterator[Filed]:
        response = self._service.request("GET", f"{self._library}/items/{key}")
        entry = response.json if response.status == 200 else None
        if not isinstance(entry, dict):
            return
        filed = filed_as(entry)
        if not (former.tags <= filed.tags and set(former.collections) <= set(filed.collections)):
            log.warning("the item %s in Zotero has lost a tag or a collection: look at it there", key)
        yield filed


def _changed(key: str, filed: Filed, wanted: Wanted) -> dict[str, Any]:
    """The properties of an item that change: complete lists, the former entries first."""
    entry: dict[str, Any] = {"key": key, "version": filed.version}
    if wanted.tags:
        entry["tags"] = [*filed.tag_entries, *({"tag": tag} for tag in wanted.tags)]
    if wanted.collection:
        entry["collections"] = [*filed.collections, wanted.collection]
    return entry
