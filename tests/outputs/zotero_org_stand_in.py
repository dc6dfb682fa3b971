"""A stand-in for zotero.org: keys, collections, versions, write tokens, partial failures, files, rate limits.

Source: Zotero web API v3.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ponarscite.interchange.zotero_fields import FIELDS
from tests.network.misbehaving import running
from tests.outputs.zotero_stand_in import PDF, Handler

KEY = "SecretKey123"
VALID = {"creators", "tags", "extra", "itemType", "collections", "relations"}


@dataclass
class Site:
    """zotero.org, with one library: user 12 or group 45."""

    items: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    version: int = 7
    asked: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    write: bool = True
    largest: int = 50
    faults: dict[str, Callable[[SiteHandler], bool]] = field(default_factory=dict)
    collections: list[dict[str, Any]] = field(
        default_factory=lambda: [
            {"key": "RUSSIA00", "data": {"name": "Russia", "parentCollection": False}},
            {"key": "MEMOS000", "data": {"name": "Memos", "parentCollection": "RUSSIA00"}},
            {"key": "DRAFTS01", "data": {"name": "Drafts", "parentCollection": "RUSSIA00"}},
            {"key": "DRAFTS02", "data": {"name": "Drafts", "parentCollection": "LOOP0000"}},
            {"key": "LOOP0000", "data": {"name": "Loop", "parentCollection": "LOOP0000"}},
        ]
    )

    def top(self) -> list[dict[str, Any]]:
        """The items without a parent."""
        return [item for item in self.items if "parentItem" not in item]


class SiteHandler(Handler):
    """Answer as zotero.org does; `desk` is a Site."""

    desk: Any

    def answer_to(self, method: str) -> None:
        """Answer in this order: faults, upload (which needs no key), key, library."""
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = urlsplit(self.path).path
        name = path.rpartition("/")[2]
        self.desk.asked.append(method + path)
        self.desk.keys.append(self.headers.get("Zotero-API-Key") or "")
        if name in self.desk.faults and self.desk.faults[name](self):
            return
        if path in ("/upload", "/memo.pdf"):
            self.outside(path)
        elif self.headers.get("Zotero-API-Key") != KEY:
            self.reply(403, b"Invalid key")
        else:
            self.inside(method, path)

    def outside(self, path: str) -> None:
        """Answer as the storage, or as the site of a page."""
        if path == "/memo.pdf":
            self.reply(200, PDF)
        else:
            self.desk.files["uploaded"] = self.body
            self.reply(201)

    def inside(self, method: str, path: str) -> None:
        """Answer requests that carry the right key."""
        if path == "/keys/current":
            access = {"user": {"library": True, "write": self.desk.write}, "groups": {"all": {"library": True}}}
            self.reply(200, {"key": KEY, "userID": 12, "access": access})
        elif not (match := re.fullmatch(r"/(?:users/12|groups/45)(/.*)", path)):
            self.reply(404, b"Not found")
        else:
            self.library(method, match[1])

    def library(self, method: str, path: str) -> None:
        """Answer for listings, items and files of the library."""
        desk = self.desk
        children = re.fullmatch(r"/items/(\w+)/children", path)
        if method and path == "/items":
            self.write_items()
        elif method:
            self.file(path.split("/")[2])
        elif path == "/collections":
            self.listing(desk.collections)
        elif children:
            self.listing([{"key": i["key"], "data": i} for i in desk.items if i.get("parentItem") == children[1]])
        else:
            self.listing([{"key": item["key"], "data": item} for item in desk.top()])

    def listing(self, entries: list[dict[str, Any]]) -> None:
        """Answer with a page of entries, their number and the version of the library."""
        start, limit = int(self.query.get("start", 0)), min(int(self.query.get("limit", 25)), 100)
        version = str(self.desk.version)
        page = entries[start : start + limit]
        self.reply(200, page, Total_Results=str(len(entries)), Last_Modified_Version=version)

    def write_items(self) -> None:
        """Create items: all of them, or those that are valid."""
        desk, found = self.desk, self.json
        token, version = self.headers.get("Zotero-Write-Token"), self.headers.get("If-Unmodified-Since-Version")
        assert not (token and version), "one excludes the other"
        if not desk.write:
            self.reply(403, b"Write access denied")
        elif len(found) > desk.largest:
            self.reply(413, b"Too many items")
        elif (token and token in desk.tokens) or (version and int(version) < desk.version):
            self.reply(412, b"Library has been modified since specified version")
        else:
            said = self.created(found)
            desk.tokens.add(token)
            self.reply(200, said, Last_Modified_Version=str(desk.version))

    def created(self, found: list[dict[str, Any]]) -> dict[str, Any]:
        """The result of each item, by index."""
        said: dict[str, Any] = {"successful": {}, "success": {}, "unchanged": {}, "failed": {}}
        self.desk.version += 1
        for index, item in enumerate(found):
            if problem := invalid(item):
                said["failed"][str(index)] = {"code": 400, "message": problem}
                continue
            key = f"WEB{len(self.desk.items):05}"
            self.desk.items.append(item | {"key": key})
            said["success"][str(index)] = key
            said["successful"][str(index)] = {"key": key, "version": self.desk.version, "data": item}
        return said

    def file(self, key: str) -> None:
        """Permit an upload, or note that it is done."""
        form = dict(parse_qsl(self.body.decode()))
        assert self.headers["If-None-Match"] == "*"
        (item,) = (item for item in self.desk.items if item["key"] == key)
        if "upload" in form:
            item["md5"] = "known"
            self.reply(204)
            return
        assert int(form["filesize"]) == len(PDF)
        assert form["filename"].endswith(".pdf")
        url = f"http://{self.headers['Host']}/upload"
        permission = {"url": url, "contentType": "application/x", "prefix": "<", "suffix": ">", "uploadKey": "u1"}
        self.reply(200, permission)


def invalid(item: dict[str, Any]) -> str:
    """The problem of an item in the words of zotero.org, or ""."""
    if item["itemType"] == "attachment":
        return ""
    unknown = set(item) - VALID - set(FIELDS[item["itemType"]].values())
    if unknown or any("fieldMode" in creator for creator in item["creators"]):
        return f"'{sorted(unknown)}' is not a valid field for type '{item['itemType']}'"
    return "refused on purpose" if item.get("title") == "Refused" else ""


@contextmanager
def zotero_org() -> Iterator[tuple[str, Site]]:
    """Run a zotero.org until the block ends; yields its address and its site."""
    site = Site()
    with running(type("FreshHandler", (SiteHandler,), {"desk": site})) as host:
        yield f"http://{host}", site


def decoded(handler: Handler) -> Any:
    """The JSON body of a request."""
    return json.loads(handler.body)
