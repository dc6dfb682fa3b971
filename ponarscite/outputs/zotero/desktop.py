"""Push to the Zotero on this machine: list its library, and save the works that it lacks, one session a record.

The id of a session is a hash of the work, so a running Zotero itself refuses to save the work twice. Between two runs
of Zotero, its local API tells what the library has.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ponarscite.errors import MisuseError, PushError
from ponarscite.hookspecs import Pushed, PushOptions, PushResources, PushState
from ponarscite.interchange.zotero_item import to_zotero_item
from ponarscite.network.service import Response, Service, loopback
from ponarscite.outputs.zotero.connector import USER_LIBRARY, Connector, Place
from ponarscite.outputs.zotero.holdings import data_of, holdings_of, listed, pdfs_of
from ponarscite.outputs.zotero.pdf_file import Pdf, pdf_of
from ponarscite.reconciliation.holdings import Holding
from ponarscite.record.record import Record
from ponarscite.series.identity import empty_holdings
from ponarscite.series.series import Series

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
    with Service("Zotero", loopback(options.server or HOME), unreachable_hint=CLOSED, headers=API) as service:
        yield from Desktop(service, options, resources.series).push(records)


@dataclass(frozen=True, slots=True)
class Missed:
    """A failure beside the saving of the item (its PDF, its collection), and the next step."""

    problem: str = ""
    hint: str = ""


NOTHING = Missed()


class Desktop:
    """A running Zotero, as a target of pushes."""

    def __init__(self, service: Service, options: PushOptions, series: Sequence[Series]) -> None:
        self._service = service
        self._connector = Connector(service)
        self._options = options
        self._series = series

    def push(self, records: Sequence[Record]) -> Iterator[Pushed]:
        """Push records, and yield the outcome of each."""
        self._connector.ping()
        place = self._connector.place(self._options.collection)
        library = self._library(place) if self._options.check else ""
        holdings = (
            holdings_of(self._service, library, self._series, _check)[0] if library else empty_holdings(self._series)
        )
        for record in records:
            holding = holdings.find(record)
            if self._options.dry_run:
                yield _result(record, "there" if holding else "planned")
            else:
                yield self._pushed(record, place, library, holding)
            if not holding:
                holdings.add(record)

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

    def _pushed(self, record: Record, place: Place, library: str, holding: Holding | None) -> Pushed:
        """Save one record that is not there; then add what it still lacks, also after an interrupted push."""
        session = session_of(record, place)
        pdf, missed = self._pdf(record, library, holding)
        state: PushState = "there"
        if holding is None:
            state, problem, hint = self._connector.save(
                session, record.url, connector_item(record, session, self._tags)
            )
            if state == "failed":
                return _result(record, state, problem, hint)
        unfiled = self._filed(session, place, state)
        if pdf and (state == "added" or holding) and not self._connector.attach(session, session, pdf):
            missed = Missed("Zotero did not accept its PDF", "drag the file onto the item in Zotero")
        missed = unfiled or missed
        return _result(record, state, missed.problem, missed.hint)

    @property
    def _tags(self) -> tuple[str, ...]:
        return self._options.tags

    def _pdf(self, record: Record, library: str, holding: Holding | None) -> tuple[Pdf | None, Missed]:
        """Fetch the PDF before anything is saved, unless the item has one; the failure says why there is none."""
        if not self._options.attach_pdf or (record.role != "subject" and not record.pdf_url):
            return None, NOTHING
        if holding and (not holding.name or pdfs_of(self._service, library, holding.name, _check)):
            return None, NOTHING
        try:
            return pdf_of(record, self._options), NOTHING
        except PushError as error:
            return None, Missed(f"its PDF {error.message}", error.hint)

    def _filed(self, session: str, place: Place, state: PushState) -> Missed | None:
        """Move the item into the requested collection. An item from an earlier run of Zotero stays where it is."""
        if not (self._options.collection or self._tags):
            return None
        if self._connector.file(session, place, self._tags) or state == "there":
            return None
        what = self._options.collection or "its collection"
        return Missed(f"Zotero did not put it into {what}", "drag it there in Zotero's window")


def _result(record: Record, state: PushState, problem: str = "", hint: str = "") -> Pushed:
    return Pushed(record.id, record.title, state, problem, hint)


def session_of(record: Record, place: Place) -> str:
    """Return the id of the session that saves a work into a library: 32 hexadecimal digits, always the same."""
    item = {name: value for name, value in to_zotero_item(record).items() if name != "accessDate"}
    work = [record.identity.kind, *record.identity.value] if record.identity.value else item
    return hashlib.sha256(json.dumps([place.library, work], sort_keys=True).encode()).hexdigest()[:32]


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
