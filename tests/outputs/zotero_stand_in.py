"""Stand-ins for Zotero and zotero.org on this machine: they answer as the real ones do, failures included.

Source: what Zotero 11 and zotero.org answer (connector, local API, web API v3).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any, TypeAlias, TypeVar
from urllib.parse import parse_qs, urlsplit

from tests.network.misbehaving import running

PDF = b"%PDF-1.4 invented"
COLLECTIONS = [
    {"id": "L1", "name": "My Library", "level": 0, "filesEditable": True},
    {"id": "C5", "name": "Memos", "level": 1, "filesEditable": True},
    {"id": "C10", "name": "Drafts", "level": 2, "filesEditable": True},
    {"id": "C6", "name": "Russia", "level": 1, "filesEditable": True},
    {"id": "C7", "name": "Memos & Notes", "level": 2, "filesEditable": True},
    {"id": "C8", "name": "Drafts", "level": 2, "filesEditable": True},
    {"id": "L2", "name": "Working Group", "level": 0, "filesEditable": True},
    {"id": "C9", "name": "Drafts", "level": 1, "filesEditable": True},
    {"id": "C11", "name": "Shared", "level": 1, "filesEditable": True},
]


@dataclass
class Desk:
    """A running Zotero: its items and files, its settings, and the requests so far."""

    items: list[dict[str, Any]] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)
    saved: int = 0
    asked: list[str] = field(default_factory=list)
    local_api: bool = True
    library: int = 1
    editable: bool = True
    page: int = 100
    faults: dict[str, Callable[[Handler], bool]] = field(default_factory=dict)
    server: str = ""
    """The id of its database; "" of a Zotero before 10, whose local API cannot be written to."""
    permission: str = "once"
    """The answer of its user to a program that asks to write: once, always or deny."""
    keys: dict[str, bool] = field(default_factory=dict)
    """Key of a program -> whether it was given for good."""
    versions: dict[str, int] = field(default_factory=dict)

    def version(self, item: dict[str, Any]) -> int:
        """The version of an item, which every change makes another."""
        return self.versions.get(item["key"], 1)

    def restart(self) -> None:
        """Forget the sessions; the library stays."""
        self.sessions.clear()

    def titles(self) -> list[str]:
        """The titles of its items."""
        return [item["title"] for item in self.items]


class Handler(BaseHTTPRequestHandler):
    """Answer for `desk`. A fault for the last part of the path comes first and may answer instead."""

    mute = False  # whether `reply` sends nothing

    protocol_version = "HTTP/1.1"
    desk: Desk
    body: bytes

    def do_GET(self) -> None:
        """Answer."""
        self.answer_to("")

    def do_POST(self) -> None:
        """Answer."""
        self.answer_to("post ")

    def answer_to(self, method: str) -> None:
        """Read the request; answer with a fault or as Zotero does."""
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = urlsplit(self.path).path
        name = path.rpartition("/")[2]
        self.desk.asked.append(method + path)
        if self.headers.get("User-Agent", "").startswith("Mozilla/") or self.headers.get("Origin"):
            self.close_connection = True
        elif name in self.desk.faults and self.desk.faults[name](self):
            pass
        elif path.startswith("/api/"):
            self.local_api(path)
        else:
            {"ping": ping, "getSelectedCollection": selected, "saveItems": save}.get(name, NEXT.get(name, unknown))(
                self
            )

    @property
    def json(self) -> Any:
        """The body of the request."""
        return json.loads(self.body)

    @property
    def query(self) -> dict[str, str]:
        """The parameters of the request."""
        return {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}

    def reply(self, status: int, value: object = None, **headers: str) -> bool:
        """Answer with JSON, bytes or an empty body."""
        if self.mute:
            return True
        body = value if isinstance(value, bytes) else b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        if getattr(self.desk, "server", "") and self.path.startswith("/api/"):
            headers = {"Zotero-Server-ID": self.desk.server, **headers}
        for name, text in headers.items():
            self.send_header(name.replace("_", "-"), text)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return True

    def cut(self) -> bool:
        """Close the connection without an answer."""
        self.close_connection = True
        return True

    def local_api(self, path: str) -> None:
        """Answer as the local API, if it is on."""
        if not self.desk.local_api:
            self.reply(403, b"Local API is not enabled")
        elif self.command == "POST":
            self.local_write(path)
        elif path == "/api/users/0/groups":
            self.listing([{"id": 45, "data": {"id": 45, "name": "Working Group"}}])
        elif match := re.fullmatch(r"/api/(?:users/0|groups/45)/items/(\w+)/children", path):
            files = [one for parent, one in self.desk.files if parent == match[1]]
            self.listing([{"key": f"P{n}", "data": {"contentType": "application/pdf"}} for n, _ in enumerate(files)])
        elif re.fullmatch(r"/api/(?:users/0|groups/45)/collections", path):
            self.listing(collections_of(self.desk.library if "users" not in path else 1))
        elif re.fullmatch(r"/api/(?:users/0|groups/45)/items/top", path):
            self.listing(
                [{"key": item["key"], "version": self.desk.version(item), "data": item} for item in self.desk.items]
            )
        elif match := re.fullmatch(r"/api/(?:users/0|groups/45)/items/(\w+)", path):
            found = [item for item in self.desk.items if item["key"] == match[1]]
            if found:
                entry = {"key": match[1], "version": self.desk.version(found[0]), "data": found[0]}
                self.reply(200, entry)
            else:
                self.reply(404)
        else:
            self.reply(404)

    def local_write(self, path: str) -> None:
        """Answer a write as Zotero 10 does; earlier ones have none."""
        desk, key = self.desk, self.headers.get("Zotero-API-Key", "")
        if not desk.server:
            self.reply(400, b"Endpoint does not support method")
        elif "Zotero-Server-ID" not in self.headers:
            self.reply(428, b"Zotero-Server-ID not provided")
        elif self.headers["Zotero-Server-ID"] != desk.server:
            self.reply(412, b"Zotero-Server-ID does not match this server")
        elif path == "/api/local/authorize":
            self.authorize()
        elif key not in desk.keys:
            self.reply(401, b"Invalid or expired API key")
        else:
            if not desk.keys[key]:
                del desk.keys[key]
            self.reply(200, self.patched(self.json))

    def authorize(self) -> None:
        """Give the key that the user grants."""
        assert self.json["appName"]
        if self.desk.permission == "deny":
            self.reply(403, {"denied": True})
            return
        key = f"{len(self.desk.asked):032}"
        self.desk.keys[key] = remember = self.desk.permission == "always"
        self.reply(200, {"key": key, "remember": remember})

    def patched(self, entries: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
        """Change the properties that are sent, of items that have the version that is sent; lists are complete."""
        assert len(entries) <= 50
        result: dict[str, dict[str, Any]] = {"successful": {}, "success": {}, "unchanged": {}, "failed": {}}
        for n, entry in enumerate(entries):
            item = next(one for one in self.desk.items if one["key"] == entry["key"])
            if entry["version"] != self.desk.version(item):
                result["failed"][str(n)] = {"key": item["key"], "code": 412, "message": "Item has been modified"}
                continue
            item.update({name: value for name, value in entry.items() if name not in ("key", "version")})
            self.desk.versions[item["key"]] = entry["version"] + 1
            result["success"][str(n)] = item["key"]
        return result

    def listing(self, entries: list[dict[str, Any]]) -> None:
        """Answer with a page of entries and their number."""
        start, limit = int(self.query.get("start", 0)), min(int(self.query.get("limit", 25)), self.desk.page)
        total = str(len(entries))
        self.reply(200, entries[start : start + limit], Total_Results=total, Last_Modified_Version="7")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def ping(handler: Handler) -> None:
    handler.reply(200, b"<!DOCTYPE html><html><body>Zotero is running</body></html>", X_Zotero_Version="11.0")


def selected(handler: Handler) -> None:
    desk = handler.desk
    name = "My Library" if desk.library == 1 else "Working Group"
    answer = {
        "libraryID": desk.library,
        "libraryName": name,
        "libraryEditable": desk.editable,
        "id": None,
        "name": name,
    }
    handler.reply(200, answer | {"targets": COLLECTIONS})


def save(handler: Handler) -> None:
    desk, said = handler.desk, handler.json
    assert handler.headers["X-Zotero-Connector-API-Version"] == "3"
    if not desk.editable:
        handler.reply(500, {"libraryEditable": False})
    elif said["sessionID"] in desk.sessions:
        handler.reply(409, {"error": "SESSION_EXISTS"})
    else:
        (item,) = said["items"]
        desk.saved += 1
        kept = item | {"key": f"KEY{desk.saved:05}", "tags": list(item["tags"]), "collections": []}
        desk.items.append(moved_key(kept))
        desk.sessions[said["sessionID"]] = kept
        handler.reply(201)


def moved_key(item: dict[str, Any]) -> dict[str, Any]:
    """The item with the citation key in a field of its own, as Zotero keeps it from version 8 on."""
    lines = item.get("extra", "").splitlines()
    keys = [line for line in lines if line.startswith("Citation Key: ")]
    if keys:
        item["citationKey"] = keys[0].removeprefix("Citation Key: ")
        item["extra"] = "\n".join(line for line in lines if line not in keys)
    return item


def collections_of(library: int) -> list[dict[str, Any]]:
    """The collections of a library as the local API lists them; their keys are the targets of the connector."""
    found: list[dict[str, Any]] = []
    above: dict[int, str] = {}
    current = 0
    for target in COLLECTIONS:
        name, level = str(target["id"]), int(str(target["level"]))
        if name.startswith("L"):
            current, above = int(name[1:]), {}
        elif current == library:
            data = {"name": target["name"], "parentCollection": above.get(level - 1, False)}
            found.append({"key": name, "data": data})
            above[level] = name
    return found


def update(handler: Handler) -> None:
    """Replace the collections of the item of a session, and the tags that people gave it."""
    said = handler.json
    if said["sessionID"] not in handler.desk.sessions:
        handler.reply(400, {"error": "SESSION_NOT_FOUND"})
        return
    item = handler.desk.sessions[said["sessionID"]]
    item["collections"] = [said["target"]]
    kept = [one for one in item["tags"] if one.get("type", 1) and one["tag"] not in said["tags"]]
    item["tags"] = kept + [{"tag": tag, "type": 0} for tag in said["tags"]]
    handler.reply(200, {})


def attach(handler: Handler) -> None:
    about = json.loads(handler.headers["X-Metadata"])
    session = handler.desk.sessions.get(handler.query["sessionID"])
    if session is None or about["parentItemID"] != session["id"]:
        handler.reply(400, {"error": "SESSION_NOT_FOUND"})
        return
    handler.desk.files.append((session["key"], handler.body))
    handler.reply(201)


def unknown(handler: Handler) -> None:
    handler.reply(404, b"No endpoint found")


NEXT: dict[str, Callable[[Handler], object]] = {
    "updateSession": update,
    "saveAttachment": attach,
    "memo.pdf": lambda handler: handler.reply(200, PDF),
}


Fault: TypeAlias = Callable[[Handler], bool]
"""Called with the handler before it answers; True if the fault was the answer."""


def always(status: int, value: object = None, **headers: str) -> Fault:
    """A fault that always gives this answer."""
    return lambda handler: handler.reply(status, value, **headers)


H = TypeVar("H", bound=Handler)


def once(fault: Callable[[H], bool]) -> Callable[[H], bool]:
    """The fault, but only once."""
    left = [fault]
    return lambda handler: bool(left) and left.pop()(handler)


def after(deed: Callable[[H], None]) -> Callable[[H], bool]:
    """A fault that does the work but breaks off before the answer."""

    def fault(handler: H) -> bool:
        handler.mute = True
        deed(handler)
        return handler.cut()

    return fault


@contextmanager
def zotero() -> Iterator[tuple[str, Desk]]:
    """Run a Zotero until the block ends; yields its address and its desk."""
    desk = Desk()
    with running(type("FreshHandler", (Handler,), {"desk": desk})) as host:
        yield f"http://{host}", desk
