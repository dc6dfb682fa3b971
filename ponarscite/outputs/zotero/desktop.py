"""Push to the Zotero on this machine: list its library, and save the works that it lacks, one session a record.

Zotero's local API tells what the library has. Without it (`--no-check`), the id of a session, a hash of the work,
keeps a running Zotero from saving a work twice.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from secrets import token_hex
from typing import Any

from ponarscite.errors import MisuseError, PushError
from ponarscite.hookspecs import Pushed, PushOptions, PushResources, PushState
from ponarscite.interchange.zotero_item import to_zotero_item
from ponarscite.network.service import Response, Service, loopback
from ponarscite.outputs.zotero.connector import USER_LIBRARY, Connector, Place
from ponarscite.outputs.zotero.filing import Filing
from ponarscite.outputs.zotero.holdings import Shelf, collection_paths, data_of, listed, pdfs_of, shelf_of
from ponarscite.outputs.zotero.pdf_file import Pdf, pdf_of
from ponarscite.reconcile.holdings import Holding, Match
from ponarscite.record.item import with_texts
from ponarscite.record.record import Record
from ponarscite.record.richtext import with_math_read
from ponarscite.series.identity import empty_holdings

HOME = "http://127.0.0.1:23119"
API = {"Zotero-API-Version": "3"}

CLOSED = "start Zotero, or name its address with --server"
SETTING = "Settings > Advanced > “Allow other applications on this computer to communicate with Zotero”"


def push(records: Sequence[Record], options: PushOptions, resources: PushResources) -> Iterator[Pushed]:
    """Push records to Zotero. Raises PushError, MisuseError."""
    if options.library:
        raise MisuseError(
            "--zotero-library names a library at zotero.org", hint="select it in Zotero's window, or: push zotero.org"
        )
    readable = [with_texts(one, with_math_read) for one in records]
    with Service("Zotero", loopback(options.server or HOME), unreachable_hint=CLOSED, headers=API) as service:
        yield from Desktop(service, options, resources).push(readable)


@dataclass(frozen=True, slots=True)
class Missed:
    """A failure beside the saving of the item (its PDF, its collection), and the next step."""

    problem: str = ""
    hint: str = ""


NOTHING = Missed()
UNATTACHED = Missed(
    "its PDF was not attached: Zotero takes it only for an item that a push has saved since Zotero was started",
    "drag the file onto the item in Zotero",
)


class Desktop:
    """A running Zotero, as a target of pushes. What it had before a push stays as it is."""

    def __init__(self, service: Service, options: PushOptions, resources: PushResources) -> None:
        self._service = service
        self._connector = Connector(service)
        self._options = options
        self._series = resources.series
        self._resources = resources
        self._sessions: Counter[str] = Counter()

    def push(self, records: Sequence[Record]) -> Iterator[Pushed]:
        """Push records, and yield the outcome of each."""
        self._connector.ping()
        place = self._connector.place(self._options.collection)
        library = self._library(place) if self._options.check else ""
        shelf = (
            shelf_of(self._service, library, self._series, _check) if library else Shelf(empty_holdings(self._series))
        )
        matches = shelf.match(records)
        collection = self._collection(place, library) if any(match.held for match in matches) else ""
        shelf = self._with_filed(shelf, matches, library, collection)
        for record, match in zip(records, matches, strict=True):
            if self._options.dry_run:
                pushed = _result(record, "there" if match.held else "planned")
            elif match.held:
                pushed = self._there(record, place, library, match.held)
            else:
                pushed = self._added(record, place)
            yield replace(pushed, remark=shelf.remark(match, pushed.state, self._options, collection))

    def _with_filed(self, shelf: Shelf, matches: Sequence[Match], library: str, collection: str) -> Shelf:
        """Add the collection and the tags to works that are there, and return the shelf as it is then.

        The requests have a service of their own, so that a user who does not answer, or a Zotero that asks for a pause,
        does not end the push.
        """
        lacking = {} if self._options.dry_run else shelf.lacking(matches, self._options, collection)
        if not (lacking and shelf.server):
            return shelf
        with Service("Zotero", self._service.address, unreachable_hint=CLOSED, headers=API) as service:
            added = Filing(service, library, shelf.server, self._resources).add(lacking)
        return replace(shelf, filed={**shelf.filed, **added})

    def _library(self, place: Place) -> str:
        """Return the path of a library in the local API: "/api/users/0". Raises PushError."""
        if place.library == USER_LIBRARY:
            return "/api/users/0"
        for entry in listed(self._service, "/api/users/0/groups", _check):
            if data_of(entry).get("name") == place.library_name:
                return f"/api/groups/{entry.get('id') or data_of(entry).get('id')}"
        raise PushError(
            f"the items of the library {place.library_name!r} cannot be listed",
            hint="select another library in Zotero's window, or push without the check: --no-check",
        )

    def _collection(self, place: Place, library: str) -> str:
        """Return the key of the requested collection in the local API, "" if it is not listed there."""
        if not (place.path and library):
            return ""
        return collection_paths(self._service, library, _check).get(place.path, "")

    def _added(self, record: Record, place: Place) -> Pushed:
        """Save one record that is not there, file it, and attach its PDF."""
        pdf, missed = self._pdf(record)
        session, state, problem, hint = self._saved(record, place)
        if state != "added":
            return _result(record, state, problem, hint)
        unfiled = self._filed(session, place)
        if pdf and not self._connector.attach(session, session, pdf):
            missed = Missed("Zotero did not accept its PDF", "drag the file onto the item in Zotero")
        missed = unfiled or missed
        return _result(record, state, missed.problem, missed.hint)

    def _saved(self, record: Record, place: Place) -> tuple[str, PushState, str, str]:
        """Save a record: (session, state, problem, hint).

        Zotero remembers the session of a work that it saved since it started, also if its user has deleted the work.
        The library was looked through and does not hold it, so a fresh session saves it again.
        """
        session = session_of(record, place, self._ordinal(record, place))
        outcome = self._connector.save(session, record.url, connector_item(record, session, self._options.tags))
        if outcome[0] == "saved" and self._options.check:
            session = token_hex(16)
            outcome = self._connector.save(session, record.url, connector_item(record, session, self._options.tags))
        return session, *outcome

    def _ordinal(self, record: Record, place: Place) -> int:
        """The number of equal works that this push has saved before: two of one push are two works."""
        session = session_of(record, place)
        self._sessions[session] += 1
        return self._sessions[session] - 1

    def _there(self, record: Record, place: Place, library: str, holding: Holding) -> Pushed:
        """Leave a work that is there as it is; a PDF that it lacks can come from the push that saved it alone."""
        if not self._wants_pdf(record) or pdfs_of(self._service, library, holding.name, _check):
            return _result(record, "there")
        pdf, missed = self._pdf(record)
        session = session_of(record, place)
        if pdf and not (
            self._connector.attach(session, session, pdf) and pdfs_of(self._service, library, holding.name, _check)
        ):
            missed = UNATTACHED
        return _result(record, "there", missed.problem, missed.hint)

    def _wants_pdf(self, record: Record) -> bool:
        return self._options.attach_pdf and (record.role == "subject" or bool(record.pdf_url))

    def _pdf(self, record: Record) -> tuple[Pdf | None, Missed]:
        """Fetch the PDF before anything is saved; the failure says why there is none."""
        if not self._wants_pdf(record):
            return None, NOTHING
        try:
            return pdf_of(record, self._options), NOTHING
        except PushError as error:
            return None, Missed(f"its PDF {error.message}", error.hint)

    def _filed(self, session: str, place: Place) -> Missed | None:
        """Put the item that a session has just saved into the requested collection, with the tags."""
        if not (self._options.collection or self._options.tags) or self._connector.file(
            session, place, self._options.tags
        ):
            return None
        what = self._options.collection or "its collection"
        return Missed(f"Zotero did not put it into {what}", "drag it there in Zotero's window")


def _result(record: Record, state: PushState, problem: str = "", hint: str = "") -> Pushed:
    return Pushed(key=record.id, title=record.title, state=state, problem=problem, hint=hint)


def session_of(record: Record, place: Place, ordinal: int = 0) -> str:
    """Return the id of the session that saves a work into a library: 32 hexadecimal digits, always the same.

    Args:
        ordinal: the number of equal works that the same push saves before.
    """
    item = {name: value for name, value in to_zotero_item(record).items() if name != "accessDate"}
    work = [record.identity.kind, *record.identity.value] if record.identity.kind == "number" else item
    parts = [place.library, work, *([ordinal] if ordinal else [])]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]


def connector_item(record: Record, name: str, tags: Sequence[str]) -> dict[str, Any]:
    """Return the item in the form of the connector: with an id, and institutions in one field."""
    item = to_zotero_item(replace(record, keyword=(*record.keyword, *tags)))
    creators = [
        {"creatorType": one["creatorType"], "lastName": one["name"], "fieldMode": 1} if "name" in one else one
        for one in item["creators"]
    ]
    return {"id": name} | item | {"creators": creators}


def _check(response: Response) -> None:
    """Raise PushError for a response of the local API that is no success."""
    if response.status == 403:
        raise PushError(
            "Zotero's local API is off, so existing items cannot be found; nothing was pushed",
            hint=f"turn on {SETTING}; or push without the check: --no-check",
        )
    if response.status != 200:
        raise PushError(
            f"Zotero's local API answered {response.status}, so existing items cannot be found; nothing was pushed",
            hint="it comes with Zotero 7: update Zotero; or push without the check: --no-check",
        )
