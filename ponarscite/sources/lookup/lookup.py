"""Identifier -> Document: the resolver that the user names is asked first, then the service for its kind."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from ponarscite.document.document import Document
from ponarscite.errors import FetchError, SourceError
from ponarscite.network.address import without_credentials
from ponarscite.network.fetch import Fetched, fetch
from ponarscite.network.question import Question
from ponarscite.sources.fetched import failed
from ponarscite.sources.lookup.answer import is_about, named, references_of, works_of_zotero
from ponarscite.sources.lookup.service import ATOM, SERVICES, Service

if TYPE_CHECKING:
    from ponarscite.hookspecs import SourceOptions
    from ponarscite.record.identifier import Identifier

LARGEST = 20_000_000
"""Bytes of an answer. The descriptions of works with thousands of authors have a few million."""

UNKNOWN = (404, 410)
"""Statuses by which a service tells that it does not know an identifier."""
NO_DESCRIPTION = 406
"""The status of an agency that has no description in the format wanted. Source: citation.doi.org/docs.html."""

TRANSLATION_SERVER = "translation server"
_NOT_THERE = (500, 501)
"""Statuses by which a translation server tells that no translator finds the work, or that one failed."""

_SAFE = "/:;()@!$*,=._~-"
"""Characters that stay as they are in an address. Source: DOI handbook, 2.5.2.4 (encoding)."""

log = logging.getLogger(__name__)


def look_up(identifier: Identifier, options: SourceOptions) -> Document:
    """Ask for the description of the work that an identifier names.

    Loading the document raises SourceError where no service knows the identifier, or its answer cannot be used.
    """
    service = SERVICES[identifier.kind]
    options = replace(options, max_bytes=min(options.max_bytes, LARGEST))
    try:
        return _translated(identifier, service, options) or _described(identifier, service, options)
    except SourceError as error:
        return failed(str(identifier), error)


def _described(identifier: Identifier, service: Service, options: SourceOptions) -> Document:
    """The answer of the service for this kind. Raises FetchError."""
    address = service.address.format(quote(identifier.value, safe=_SAFE))
    try:
        response = fetch(address, options, may_be_empty=True, question=service.question)
    except FetchError as error:
        raise _failed(identifier, service, error) from error
    origin = _origin(service, response)
    _check(identifier, service, origin, response)
    return _document(identifier, service.format, origin, response, response.content)


def _failed(identifier: Identifier, service: Service, error: FetchError) -> FetchError:
    if error.status in UNKNOWN:
        return FetchError(
            f"{identifier}: {service.name} does not know it", hint="compare it with the work", status=error.status
        )
    if error.status == NO_DESCRIPTION:
        return _undescribed(identifier, service.name)
    return FetchError(f"{identifier}: {error.message}", hint=error.hint, status=error.status)


def _undescribed(identifier: Identifier, origin: str) -> FetchError:
    return FetchError(f"{identifier}: {origin} has no description of it", hint=OTHERWISE)


def _origin(service: Service, response: Fetched) -> str:
    host = f".{urlsplit(response.url).hostname or ''}"
    return next((name for end, name in service.origins.items() if host.endswith(f".{end}")), service.name)


def _check(identifier: Identifier, service: Service, origin: str, response: Fetched) -> None:
    """Refuse an answer that does not describe the work. Raises FetchError."""
    text = response.content.decode("utf-8-sig", "replace").strip()
    if not text or text in ("{}", "[]"):
        raise _undescribed(identifier, origin)
    if _is_page(text) if service.syntax != ATOM else "<feed" not in text[:4096]:
        problem = f"{identifier}: {origin} sent a web page in place of {service.syntax}"
        raise FetchError(problem, hint=f"try again later, or {OTHERWISE}")
    references = references_of(text, service.syntax)
    if faults := [fault for one in references for fault in one.faults]:
        raise FetchError(f"{identifier}: {origin} answered: {faults[0]:.200}", hint="compare it with the work")
    items = [one.item for one in references if one.item]
    if not items:
        raise _undescribed(identifier, origin)
    found = [one for item in items for one in named(item, service.variables, identifier.kind)]
    if len(items) > 1 and is_about(found, identifier):
        raise FetchError(f"{identifier}: {origin} answered with {len(items)} works", hint=OTHERWISE)
    if not is_about(found, identifier):
        raise _other(identifier, origin, found[0] if found else None)


OTHERWISE = "give the address of the page of the work, or a file"


def _is_page(text: str) -> bool:
    return text.startswith("<")


def _other(identifier: Identifier, origin: str, other: Identifier | None) -> FetchError:
    if other is None:
        return FetchError(f"{identifier}: {origin} does not say that its answer is about it", hint=OTHERWISE)
    problem = f"{identifier}: {origin} answered with another work, {other}"
    return FetchError(problem, hint="give that identifier, if it is the work that you mean")


def _translated(identifier: Identifier, service: Service, options: SourceOptions) -> Document | None:
    """The answer of the resolver; None if there is none, or if it does not find the work. Raises FetchError.

    The user chose its address, which may be private.
    """
    if not options.resolver or identifier.kind not in QUESTIONS:
        return None
    question = Question(accept="application/json", body=QUESTIONS[identifier.kind].format(identifier.value))
    address, shown = f"{options.resolver.rstrip('/')}/search", without_credentials(options.resolver)
    try:
        response = fetch(address, replace(options, allow_private=True), question=question)
    except FetchError as error:
        if error.status in _NOT_THERE or options.cache == "offline":
            log.info("%s: %s does not find it", identifier, shown)
            return None
        hint = f"check the translation server at {shown}, or leave out --resolver"
        raise FetchError(f"{identifier}: {error.message}", hint=hint, status=error.status) from error
    works = works_of_zotero(response.content.decode("utf-8", "replace"), identifier, service.variables)
    if not works:
        log.info("%s: the answer of %s is not about it", identifier, shown)
        return None
    return _document(identifier, "csl-json", TRANSLATION_SERVER, response, works.encode())


QUESTIONS: Mapping[str, str] = {"doi": "{}", "arxiv": "arXiv:{}", "pmid": "pmid:{}", "isbn": "{}"}
"""Kind of an identifier -> the text by which a translation server is asked. One that it does not know would be searched
for in titles.
"""


def _document(identifier: Identifier, format_: str, origin: str, response: Fetched, content: bytes) -> Document:
    return Document(
        name=str(identifier),
        load=partial(bytes, content),
        media_type=response.media_type,
        charset=response.charset or "utf-8",
        is_kept=response.is_kept,
        format=format_,
        origin=origin,
    )
