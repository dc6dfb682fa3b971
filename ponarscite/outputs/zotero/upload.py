"""Upload a PDF to zotero.org: create the attachment, request permission, upload the file, register the upload.

Each step may be repeated; an interrupted upload is continued.

Source: Zotero Web API v3, "File Uploads".
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from ponarscite.errors import PushError
from ponarscite.hookspecs import PushOptions
from ponarscite.network.service import Response, Service
from ponarscite.outputs.zotero.holdings import PDF, pdfs_of
from ponarscite.outputs.zotero.pdf_file import Pdf, pdf_of
from ponarscite.record.record import Record

FORM = {"Content-Type": "application/x-www-form-urlencoded", "If-None-Match": "*"}
PROBLEMS = {
    403: (
        "may not be uploaded: the key has no permission for files",
        "grant it at https://www.zotero.org/settings/keys",
    ),
    413: ("does not fit: the storage at zotero.org is full", "make room there, or buy more, and push again"),
}
"""Status -> (message after "its PDF", the next step)."""


def attach(service: Service, library: str, item: str, record: Record, options: PushOptions) -> None:
    """Attach its PDF to an item that has none. Raises PushError, whose message follows "its PDF"."""
    hanging = pdfs_of(service, library, item, _check)
    if any(one.get("md5") for one in hanging):
        return
    pdf = pdf_of(record, options)
    key = str(hanging[0]["key"]) if hanging else _create(service, library, item, pdf)
    _upload(service, f"{library}/items/{key}/file", pdf)


def _check(response: Response) -> None:
    if response.status not in (200, 201, 204):
        problem, hint = PROBLEMS.get(
            response.status, (f"was not accepted: zotero.org answered {response.status}", "push again later")
        )
        raise PushError(problem, hint=hint)


def _create(service: Service, library: str, item: str, pdf: Pdf) -> str:
    """Create an attachment without file, and return its key."""
    attachment = {
        "itemType": "attachment",
        "parentItem": item,
        "linkMode": "imported_url",
        "title": pdf.name,
        "url": pdf.url,
        "contentType": PDF,
        "filename": pdf.name,
        "tags": [],
        "relations": {},
    }
    body = json.dumps([attachment]).encode()
    response = service.request("POST", f"{library}/items", headers={"Content-Type": "application/json"}, body=body)
    _check(response)
    result = response.json
    created = result.get("success") if isinstance(result, dict) else None
    if not isinstance(created, dict) or "0" not in created:
        raise PushError("was not accepted: zotero.org created no attachment", hint="push again later")
    return str(created["0"])


def _upload(service: Service, path: str, pdf: Pdf) -> None:
    form = {
        "md5": hashlib.md5(pdf.content, usedforsecurity=False).hexdigest(),
        "filename": pdf.name,
        "filesize": len(pdf.content),
        "mtime": int(time.time() * 1000),
    }
    permission = _posted(service, path, form)
    if permission.get("exists"):
        return
    body = _bytes(permission, "prefix") + pdf.content + _bytes(permission, "suffix")
    headers = {"Content-Type": str(permission.get("contentType") or PDF)}
    _check(service.request("POST", str(permission.get("url")), headers=headers, body=body))
    _posted(service, path, {"upload": str(permission.get("uploadKey"))})


def _posted(service: Service, path: str, form: Mapping[str, object]) -> dict[str, Any]:
    response = service.request("POST", path, headers=FORM, body=urlencode(form).encode())
    _check(response)
    result = response.json
    return result if isinstance(result, dict) else {}


def _bytes(permission: Mapping[str, Any], name: str) -> bytes:
    return str(permission.get(name) or "").encode()
