"""The connector of a running Zotero, by which browsers save items; it needs no account and no setting.

Source: what Zotero 5 to 11 answer to /connector/ping, getSelectedCollection, saveItems, updateSession and
saveAttachment.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ponarscite.errors import PushError
from ponarscite.hookspecs import PushState
from ponarscite.network.service import AGAIN, Response, Service
from ponarscite.outputs.zotero.pdf_file import Pdf

VERSION = {"X-Zotero-Connector-API-Version": "3"}
JSON = {"Content-Type": "application/json"}
USER_LIBRARY = 1
"""The id of "My Library" in every Zotero."""

REFUSALS = {
    400: ("could not read it", "please report this: the item should be valid"),
    412: ("has it in another version", "let Zotero sync, and push again"),
    413: ("rejects it as too large", "push fewer works at once, or leave out --attach-pdf"),
}
"""Status for one item -> (what Zotero reports, the next step). Other items may still be saved."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place for items.

    Args:
        target: its name in the connector: "C5" for a collection, "L1" for a library.
        library: the id of its library in this Zotero.
        library_name: the library's name, also used to find a group.
        path: the path of its collection below the library, "" for the one that is selected.
    """

    target: str
    library: int = USER_LIBRARY
    library_name: str = ""
    path: str = ""


class Connector:
    """Requests to the connector. All raise PushError if the push cannot go on."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def ping(self) -> None:
        """Make sure that Zotero answers."""
        response = self._service.request("GET", "/connector/ping", headers=VERSION)
        if response.status != 200 or not ("X-Zotero-Version" in response.headers or b"Zotero" in response.content):
            raise PushError(
                f"what answers at {self._service.address} is not Zotero",
                hint="start Zotero, or name its address with --server",
            )

    def place(self, collection: str) -> Place:
        """Return the collection with this name or path; for "" the place selected in Zotero's window."""
        selected = self._post("getSelectedCollection", {}).json
        if not isinstance(selected, dict):
            raise PushError("Zotero does not tell which collection is selected", hint="select one in its window")
        if selected.get("libraryEditable") is False:
            raise read_only(str(selected.get("libraryName") or ""))
        library = _integer(selected.get("libraryID")) or USER_LIBRARY
        if collection:
            return _named(collection, selected.get("targets"), library)
        collection_number = _integer(selected.get("id"))
        target = f"C{collection_number}" if collection_number else f"L{library}"
        return Place(target, library, str(selected.get("libraryName") or ""))

    def save(self, session: str, page: str, item: Mapping[str, Any]) -> tuple[PushState, str, str]:
        """Save one item in a session of its own.

        Args:
            session: the id of the session; Zotero refuses one that it has seen since it started, even if the item is
                gone.
            page: the address of the page.
        Returns:
            (state, problem, hint); a refused session gives "saved".
        """
        body = {"sessionID": session, "uri": page, "items": [item]}
        response = self._ask("saveItems", body)
        if response.status in (200, 201):
            return "added", "", ""
        if response.status == 409:
            return "saved", "", ""
        if response.status in REFUSALS:
            problem, hint = REFUSALS[response.status]
            return "failed", f"Zotero {problem}", hint
        raise failure(response)

    def file(self, session: str, place: Place, tags: Sequence[str]) -> bool:
        """Move what a session has just saved into *place*, with tags. Returns whether Zotero did it.

        Zotero replaces the collections and the tags of the item. So this is for an item that this push has added, and
        that nobody can have filed in between.
        """
        body = {"sessionID": session, "target": place.target, "tags": list(tags), "note": ""}
        return self._ask("updateSession", body).status == 200

    def attach(self, session: str, item: str, pdf: Pdf) -> bool:
        """Attach a PDF to an item of a session. Returns whether Zotero accepted it."""
        about = {"sessionID": session, "parentItemID": item, "title": pdf.name, "url": pdf.url}
        headers = {"Content-Type": "application/pdf", "X-Metadata": json.dumps(about), **VERSION}
        path = "/connector/saveAttachment"
        response = self._service.request("POST", path, params={"sessionID": session}, headers=headers, body=pdf.content)
        return response.status in (200, 201)

    def _ask(self, what: str, body: Mapping[str, Any]) -> Response:
        content = json.dumps(body).encode()
        return self._service.request("POST", f"/connector/{what}", headers=JSON | VERSION, body=content)

    def _post(self, what: str, body: Mapping[str, Any]) -> Response:
        response = self._ask(what, body)
        if response.status != 200:
            raise failure(response)
        return response


def failure(response: Response) -> PushError:
    """Make the error for a response after which nothing can be saved."""
    body = response.json
    if response.status == 500 and isinstance(body, dict) and body.get("libraryEditable") is False:
        return read_only("")
    return PushError(f"Zotero answered {response.status} and saved nothing", hint=f"restart Zotero, and {AGAIN}")


def read_only(library: str) -> PushError:
    """Make the error for a selected library that is read-only."""
    named = f" {library!r}" if library else ""
    return PushError(
        f"the library{named} that is selected in Zotero is read-only",
        hint="select a library or collection that you may edit in Zotero's window, and push again",
    )


def _integer(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _named(name: str, targets: object, library: int) -> Place:
    """Return the only collection of a path or name, in the selected library or else in another. Raises PushError."""
    found = [one for one in _walked(targets if isinstance(targets, list) else []) if one[1].target.startswith("C")]
    here = [one for one in found if one[1].library == library]
    for some in (here, found):
        same = [(path, place) for path, place in some if path == name]
        matches = same or [(path, place) for path, place in some if path.rpartition("/")[2] == name]
        if len(matches) == 1:
            return matches[0][1]
        if matches:
            paths = ", ".join(path for path, _ in matches)
            raise PushError(f"Zotero has several collections called {name!r}", hint=f"name one of: {paths}")
    known = ", ".join(path for path, _ in found)
    raise PushError(f"Zotero has no collection called {name!r}", hint=f"there are: {known}" if known else "create it")


def _walked(targets: Sequence[object]) -> Iterator[tuple[str, Place]]:
    """Yield (path, place) of each target; the path of a collection starts below its library."""
    above: list[tuple[int, str]] = []
    library, library_name = USER_LIBRARY, ""
    for one in targets:
        if not isinstance(one, dict):
            continue
        target, name, level = str(one.get("id")), str(one.get("name")), _integer(one.get("level")) or 0
        if target.startswith("L"):
            library, library_name = int(target[1:]) if target[1:].isdecimal() else USER_LIBRARY, name
            above = []
            yield name, Place(target, library, library_name)
            continue
        above = [(depth, parent) for depth, parent in above if depth < level]
        path = "/".join((*(parent for _, parent in above), name))
        yield path, Place(target, library, library_name, path)
        above.append((level, name))
