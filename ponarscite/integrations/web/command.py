"""The work of `ponarscite serve`: listen at addresses of this computer until a signal ends it."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import signal
import socket
import webbrowser
from collections.abc import Iterable
from dataclasses import dataclass
from types import FrameType
from typing import Final

import click
import uvicorn

from ponarscite import Library, PluginManager, settings
from ponarscite.errors import MisuseError, OutputError
from ponarscite.integrations.web.app import application
from ponarscite.integrations.web.connection import Connection
from ponarscite.integrations.web.desk import Desk
from ponarscite.integrations.web.door import Door

LOOPBACK: Final = ("127.0.0.1", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """The options of `ponarscite serve`, each named like its parameter."""

    port: int
    library: str | None
    read_only: bool
    opens: bool
    picker: str
    token_file: str
    host: str
    i_know: bool


def run(plugins: PluginManager, options: ServeOptions) -> None:
    """Serve until Ctrl-C or SIGTERM. Raises MisuseError, LibraryError, OutputError."""
    if options.library == "":
        raise MisuseError("the name of the library is empty", hint="name a file with --library FILE")
    path = options.library or settings.library_path()
    Library(path, plugins, create=False, writing=False).close()  # tell now what is wrong with it
    sockets = listening(addresses(options), options.port)
    port = sockets[0].getsockname()[1]
    door = Door(hosts(sockets, port))
    desk = Desk(path, plugins, read_only=options.read_only)
    address = door.entrance()
    click.echo(f"listening on {address}")
    if options.opens:
        webbrowser.open(address)
    try:
        server(desk, door).run(sockets)
    finally:
        desk.close()


def addresses(options: ServeOptions) -> tuple[str, ...]:
    """The addresses to listen at. Raises MisuseError for one that other computers can reach."""
    if options.host in ("", "localhost"):
        return LOOPBACK
    try:
        address = ipaddress.ip_address(options.host.strip("[]"))
    except ValueError as error:
        raise MisuseError(f"{options.host!r} is no address", hint="as 127.0.0.1 or ::1") from error
    if not address.is_loopback and not options.i_know:
        hint = "whoever can reach it may ask for citations without a password; --i-know allows it"
        raise MisuseError(f"other computers can reach {address}", hint=hint)
    return (str(address),)


def listening(wanted: Iterable[str], port: int) -> list[socket.socket]:
    """A socket at each address, all at one port. Raises OutputError where the first is not to be had."""
    found: list[socket.socket] = []
    for address in wanted:
        one = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
        if os.name != "nt":
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            if one.family is socket.AF_INET6:
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            one.bind((address, found[0].getsockname()[1] if found else port))
            one.listen(128)
        except OSError as error:
            one.close()
            if not found:
                hint = "another program has the port: --port 0 takes one that is free"
                raise OutputError(f"cannot listen at {address}, port {port}: {error.strerror}", hint=hint) from error
            continue
        found.append(one)
    return found


def hosts(sockets: Iterable[socket.socket], port: int) -> list[str]:
    """The names by which a browser may call this server."""
    bound = [one.getsockname()[0] for one in sockets]
    names = [f"[{one}]" if ":" in one else one for one in bound]
    names += ["localhost"] * any(one in LOOPBACK for one in bound)
    return [f"{name}:{port}" for name in names] + (names if port == 80 else [])


class Server(uvicorn.Server):
    """uvicorn's server, which sleeps until a signal comes."""

    _ended: asyncio.Event | None = None
    _loop: asyncio.AbstractEventLoop | None = None

    async def main_loop(self) -> None:
        """Wait for the end: uvicorn's own looks ten times a second."""
        self._loop, self._ended = asyncio.get_running_loop(), asyncio.Event()
        if not self.should_exit:
            await self._ended.wait()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """End at a signal."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True
        if self._loop and self._ended:
            self._loop.call_soon_threadsafe(self._ended.set)


def server(desk: Desk, door: Door) -> Server:
    """The server of a desk."""
    config = uvicorn.Config(
        application(desk, door),
        http=Connection,
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=2,
    )
    return Server(config)
