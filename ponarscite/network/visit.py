"""Visit: a session of requests with cache, pauses, retries, checked addresses and deadlines."""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from ponarscite import settings
from ponarscite.errors import FetchError
from ponarscite.network import cache
from ponarscite.network.address import without_credentials
from ponarscite.network.body import unpack
from ponarscite.network.connection import CheckedAdapter, Deadline, resolve
from ponarscite.network.fault import LOST, RAISED, explain, is_lost
from ponarscite.network.host import is_public
from ponarscite.network.pace import LONGEST_WAIT, TRANSIENT, TRIES, seconds_of, sleep, turn, wait_before
from ponarscite.network.robots import Rules, rules_for

if TYPE_CHECKING:
    from types import TracebackType

    from requests import PreparedRequest, Response

    from ponarscite.hookspecs import SourceOptions
    from ponarscite.network.connection import Send
    from ponarscite.network.question import Question

PIECE = 65_536  # bytes read at a time
PATIENCE = 10  # time-outs that one whole response may last
MOST_MOVES = 5  # redirects of a robots.txt: RFC 9309, 2.3.1.2

KEPT = frozenset(
    (
        *("content-type", "date", "etag", "last-modified", "link", "location", "retry-after"),
        *("x-wp-total", "x-wp-totalpages"),
    )
)
"""Headers that are needed. Others may hold a cookie, a token or a password, and responses are stored."""

log = logging.getLogger(__name__)


class Visit:
    """A session for one address and its redirects.

    Args:
        question: how a service is asked; None reads pages, as robots.txt allows.
    """

    def __init__(self, options: SourceOptions, question: Question | None = None) -> None:
        self._options = options
        self._question = question
        self._deadline: Deadline | None = None
        self._is_reading_robots = False
        self._session = cache.session(settings.cache_folder())
        self._proxies = settings.proxies()
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, CheckedAdapter(self.connect, self.connect_to_proxy, self.respond))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def get(self, address: str, authorization: str = "") -> Response:
        """Return the response of *address* with its whole body; redirects are not followed. Raises FetchError."""
        with self._translated(address):
            if self._options.cache == "offline":
                return self.cached(address) or _raise_not_cached(address)
            return self._get(address, authorization, self._options.cache == "refresh")

    def cached(self, address: str) -> Response | None:
        """Return the cached response of *address*, however old; None if there is none. Raises FetchError."""
        with self._translated(address):
            return cache.cached_response(self._session, self._request(address))

    def _request(self, address: str, authorization: str = "") -> requests.Request:
        """The request for an address, as the service wants it."""
        headers = {"Authorization": authorization} if authorization else {}
        asked = self._question
        if asked and asked.accept:
            headers["Accept"] = asked.accept
        if asked is None or asked.body is None:
            return requests.Request("GET", address, headers)
        headers["Content-Type"] = "text/plain; charset=utf-8"
        return requests.Request("POST", address, headers, data=asked.body.encode())

    def _get(self, address: str, authorization: str, again: bool) -> Response:
        """Return a response, from the cache where that is fresh.

        What is sent with credentials is for its reader alone (RFC 9111, 3.5): it neither enters the cache nor comes
        from it.
        """
        wanted = self._request(address, authorization)
        options: dict[str, Any] = {"headers": wanted.headers, "data": wanted.data or None, "stream": True}
        options |= {"timeout": self._options.timeout, "proxies": self._proxies_for(address)}
        if authorization and isinstance(self._session, cache.CachingSession):
            with self._session.cache_disabled():
                return self._session.request(wanted.method, address, **options)
        if isinstance(self._session, cache.CachingSession) and again:
            known = cache.cached_response(self._session, wanted)
            options["refresh" if known and cache.can_be_revalidated(known) else "force_refresh"] = True
        response = self._session.request(wanted.method, address, **options)
        if not again and cache.is_from_the_future(response):
            return self._get(address, authorization, again=True)
        return response

    def _proxies_for(self, address: str) -> dict[str, str]:
        exempt = self._proxies.get("no_proxy", "")
        return {} if requests.utils.should_bypass_proxies(address, exempt) else self._proxies

    def respond(self, request: PreparedRequest, send: Send) -> Response:
        """Send a request that the cache could not answer, with retries. Raises FetchError."""
        address = without_credentials(request.url or "")
        authorization = str(request.headers.get("Authorization") or "")
        pause = self._pause(address, authorization)
        for attempt in range(1, TRIES + 1):
            outcome = self._try(request, send, address, pause, last=attempt == TRIES)
            if isinstance(outcome, requests.Response):
                return outcome
            wait = wait_before(attempt, outcome, pause)
            log.info("%s: waiting %.1f seconds before the next try", address, wait)
            sleep(wait)
        raise AssertionError("the last try answers or raises")

    def _pause(self, address: str, authorization: str) -> float:
        """Seconds between two requests to a host; 0 for its robots.txt. Raises FetchError where that forbids one."""
        if self._question:
            return max(settings.delay(), self._question.pause)
        rules = None if self._is_reading_robots else self._rules_for(address, authorization)
        if not rules:
            return 0.0
        rules.check(address)
        return max(settings.delay(), rules.pause)

    def _try(self, request: PreparedRequest, send: Send, address: str, pause: float, *, last: bool) -> Response | str:
        """Return the whole response; or the value of its Retry-After if another attempt is worthwhile."""
        try:
            with turn(urlsplit(address).hostname or "", pause):
                response = self._complete(request, send, address)
        except LOST as error:
            if last or not is_lost(error):
                raise
            return ""
        log.info("%s answered %d, %d bytes", address, response.status_code, len(response.content))
        retry_after = response.headers.get("Retry-After", "")
        if last or response.status_code not in TRANSIENT or seconds_of(retry_after) > LONGEST_WAIT:
            return response
        return retry_after

    def _complete(self, request: PreparedRequest, send: Send, address: str) -> Response:
        """Return one response, its body read and decompressed, so that oversized and endless bodies end here."""
        self._check_name(address)
        with Deadline(PATIENCE * self._options.timeout) as self._deadline:
            try:
                with send() as response:
                    content = self._body(response, address)
            except (requests.RequestException, urllib3.exceptions.HTTPError, OSError):
                self._deadline.check(address)
                raise
            self._deadline.check(address)
        return _whole(request, response, content)

    def _body(self, response: Response, address: str) -> bytes:
        if response.is_redirect or not response.ok or response.status_code == 304:
            return b""
        coding = response.headers.get("content-encoding", "")
        return unpack(_pieces(response), coding, self._options.max_bytes, address)

    def _rules_for(self, address: str, authorization: str) -> Rules | None:
        self._is_reading_robots = True  # a redirected robots.txt is exempt from rules
        try:
            return rules_for(address, lambda robots: self._read_robots(robots, authorization))
        finally:
            self._is_reading_robots = False

    def _read_robots(self, address: str, authorization: str) -> bytes:
        """Read a robots.txt; b"" if there is none, which any status from 400 to 499 means (RFC 9309, 2.3.1.3)."""
        for _ in range(MOST_MOVES + 1):
            response = self._get(address, authorization, again=False)
            if not response.is_redirect:
                break
            address, authorization = urljoin(address, response.headers["location"]), ""
        if response.status_code >= 500:
            raise FetchError(
                f"{address} answered {response.status_code}, so the rules of the site are unknown",
                hint="try again later",
            )
        return response.content if response.ok and not response.is_redirect else b""

    def connect(self, host: str, port: int) -> socket.socket:
        """Connect to an allowed IP address of *host*. Raises FetchError."""
        return self._connect(host, port, host, guarded=not self._options.allow_private)

    def connect_to_proxy(self, host: str, port: int) -> socket.socket:
        """Connect to the user's proxy, which may have a private address. Raises FetchError."""
        return self._connect(host, port, f"the proxy {host}", guarded=False)

    def _connect(self, host: str, port: int, name: str, *, guarded: bool) -> socket.socket:
        """Connect to the first address of *host* that accepts.

        Each IP address is checked right before the connection to it, so that a second DNS answer cannot replace it.
        """
        fault = "it has no address"
        for family, kind, protocol, _, place in resolve(host, port):
            if guarded:
                _check_place(host, str(place[0]))
            if self._deadline:
                self._deadline.check(host)
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(self._options.timeout)
                connection.connect(place)
                return self._deadline.watch(connection) if self._deadline else connection
            except OSError as error:
                connection.close()
                fault = error.strerror or "no answer"
        raise FetchError(
            f"cannot connect to {name}: {fault}",
            hint="check the address and your connection, or try again later",
        )

    def _check_name(self, address: str) -> None:
        """Check a host that is reached through a proxy: only its addresses as resolved here can be checked."""
        parts = urlsplit(address)
        if self._options.allow_private or not requests.utils.select_proxy(address, self._proxies_for(address)):
            return
        log.info("%s goes through a proxy: its name is checked here, not what the proxy connects to", address)
        for *_, place in resolve(parts.hostname or "", parts.port or 0):
            _check_place(parts.hostname or "", str(place[0]), " as its name is resolved here, before the proxy")

    @contextmanager
    def _translated(self, address: str) -> Iterator[None]:
        """Translate exceptions of the libraries into FetchErrors."""
        try:
            yield
        except RAISED as error:
            fault, hint = explain(error)
            raise FetchError(f"{address} {fault}", hint=hint) from error


def _raise_not_cached(address: str) -> Response:
    raise FetchError(f"{address} is not in the cache", hint="leave out --offline to read it now")


def _check_place(host: str, place: str, how: str = "") -> None:
    if not is_public(place):
        where = host if host == place else f"{host} ({place})"
        raise FetchError(f"{where} is not a public address{how}", hint="--allow-private lets it reach your own server")


def _pieces(response: Response) -> Iterator[bytes]:
    """Yield the body as it arrives, still compressed."""
    while piece := response.raw.read(PIECE, decode_content=False):
        yield piece


def _whole(request: PreparedRequest, response: Response, content: bytes) -> Response:
    """Return the response with its decompressed body and the headers of KEPT."""
    raw = urllib3.HTTPResponse(
        BytesIO(content),
        headers={name: _inert(value) for name, value in response.headers.items() if name.lower() in KEPT},
        status=response.status_code,
        reason=response.reason,
        preload_content=False,
        decode_content=False,
        request_url=request.url,
    )
    whole = _BUILDER.build_response(request, raw)
    whole._content = content
    return whole


def _inert(header: str) -> str:
    """A header without the user and the password of an address in it, which are not used (RFC 9110, 4.2.4)."""
    return _USER.sub("//", header)


_USER = re.compile(r"(?:^|(?<=[:<]))[/\\]{2}[^/\\?#\s<>\"]*@")
_BUILDER = requests.adapters.HTTPAdapter()
