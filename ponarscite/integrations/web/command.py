"""The work of `ponarscite serve`: listen at addresses of this computer until a signal ends it."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread, main_thread
from threading import enumerate as enumerate_threads
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

ACCEPTED: Final = 32
"""Connections that are accepted before requests are read again."""

QUEUE: Final = 1_024
"""Connections that wait to be accepted."""


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
    picker = picker_of(options.picker)
    with ExitStack() as stack:
        sockets = listening(addresses(options), options.port)
        for one in sockets:
            stack.enter_context(one)
        door = Door(hosts(sockets))
        desk = Desk(path, plugins, read_only=options.read_only)
        address = f"{door.address}/" if options.token_file else door.entrance()
        if options.token_file:
            stack.callback(AddressFile(options.token_file, door).remove)
        click.echo(f"listening on {address}")
        if options.opens:
            show(door.entrance() if options.token_file else address, picker)
        Server.of(desk, door, partial(show, picker=picker)).run(sockets)
    desk.close()
    leave()


def leave(seconds: float = 1.0) -> None:
    """End the process where a thread is still at work: nobody waits for it, and of half a change nothing stays."""
    until = time.monotonic() + seconds
    working = [one for one in enumerate_threads() if one is not main_thread() and not one.daemon]
    for one in working:
        one.join(max(until - time.monotonic(), 0))
    if any(one.is_alive() for one in working):
        sys.stdout.flush()
        os._exit(0)


def picker_of(command: str) -> list[str]:
    """The words of a command, [] for the user's browser. Raises MisuseError."""
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise MisuseError(f"--picker {command!r} is no command: {error}") from error
    if words and shutil.which(words[0]) is None:
        raise MisuseError(f"there is no program {words[0]!r}", hint="--picker names a program that opens an address")
    return words


def show(address: str, picker: Sequence[str] = ()) -> None:
    """Open an address: in the browser, or with a command, in which {} stands for it. Raises OutputError."""
    if not picker:
        if not webbrowser.open(address):
            raise OutputError("there is no browser to pick with", hint="name a program with --picker CMD")
        return
    words = [word.replace("{}", address) for word in picker]
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 -- the command is the user's
            words if "{}" in " ".join(picker) else [*words, address],
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            start_new_session=True,
        )
    except OSError as error:
        raise OutputError(f"cannot start {picker[0]}: {error.strerror}") from error
    Thread(target=process.wait, daemon=True).start()  # so that it does not stay when it has ended


class AddressFile:
    """A file that holds an address for entering which was not opened yet. Nobody else may read it.

    Only a file that is empty, or holds such an address, gives way to it.

    Raises:
        OutputError: it cannot be written, or is another file.
    """

    def __init__(self, path: str, door: Door) -> None:
        self._path = path
        self._door = door
        self._address = ""
        door.entered = self._renew
        self.keep()

    def _renew(self) -> None:
        """Write a new address, or say on standard error why there is none: who entered has been let in."""
        try:
            self.keep()
        except OutputError as error:
            click.echo(f"warning: {error.message}", err=True)

    def keep(self) -> None:
        """Write a new address, if the last one was opened. Raises OutputError."""
        if self._address and self._door.waits(self._address):
            return
        self._address = self._door.entrance()
        unfinished = f"{self._path}.{os.getpid()}.part"
        try:
            if not self._gives_way():
                hint = "it is no address of ponarscite serve: name another --token-file"
                raise OutputError(f"{self._path} is there already", hint=hint)
            with suppress(FileNotFoundError):
                Path(unfinished).unlink()
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(f"{self._address}\n")
            Path(unfinished).replace(self._path)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise OutputError(f"cannot write {self._path}: {reason}", hint="name another --token-file") from error

    def _gives_way(self) -> bool:
        """Whether nothing is lost when the file is replaced. Raises OSError."""
        path = Path(self._path)
        if not os.path.lexists(path):
            return True
        return path.is_file() and not path.is_symlink() and _ADDRESS.fullmatch(_beginning(path)) is not None

    def remove(self) -> None:
        """Remove the file: its address leads nowhere any more. One of a later server stays."""
        with suppress(OSError, ValueError):
            path = Path(self._path)
            if _beginning(path).decode() == f"{self._address}\n":
                path.unlink()


_ADDRESS = re.compile(rb"(http://\S+/enter\?token=[\w-]+\n)?")


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(1_000)


def addresses(options: ServeOptions) -> tuple[str, ...]:
    """The addresses to listen at. Raises MisuseError for one that other computers can reach."""
    if options.host in ("", "localhost"):
        return LOOPBACK
    try:
        address = ipaddress.ip_address(options.host.strip("[]"))
    except ValueError as error:
        raise MisuseError(f"{options.host!r} is no address", hint="as 127.0.0.1 or ::1") from error
    if address.is_unspecified:
        raise MisuseError(f"{address} is every address of this computer", hint="name the one that others call it by")
    if not address.is_loopback and not options.i_know:
        hint = "whoever can reach it may ask for citations without a password; --i-know allows it"
        raise MisuseError(f"other computers can reach {address}", hint=hint)
    return (str(address),)


def listening(wanted: Iterable[str], port: int) -> list[socket.socket]:
    """A socket at each address, all at one port. Raises OutputError where the first is not to be had."""
    found: list[socket.socket] = []
    for address in wanted:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        one = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # asyncio sends at once for this one only
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


def hosts(sockets: Sequence[socket.socket]) -> list[str]:
    """The names by which a browser may call this server, the first one for people."""
    port = sockets[0].getsockname()[1]
    bound = [one.getsockname()[0] for one in sockets]
    names = [f"[{one}]" if ":" in one else one for one in bound]
    names += ["localhost"] * any(one in LOOPBACK for one in bound)
    return [f"{name}:{port}" for name in names] + (names if port == 80 else [])


class Server(uvicorn.Server):
    """uvicorn's server, which sleeps until a signal comes, and then keeps nobody waiting."""

    ending: asyncio.Event
    _loop: asyncio.AbstractEventLoop | None = None

    @classmethod
    def of(cls, desk: Desk, door: Door, show: Callable[[str], object]) -> Server:
        """The server of a desk."""
        logging.getLogger("uvicorn.error").setLevel(logging.ERROR)  # what strangers send is no news
        ending = asyncio.Event()
        found = cls(
            uvicorn.Config(
                application(desk, door, show, ending),
                http=Connection,
                ws="none",
                loop="asyncio",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                date_header=False,
                proxy_headers=False,
                backlog=ACCEPTED,
                timeout_keep_alive=30,
                timeout_graceful_shutdown=2,
            )
        )
        found.ending = ending
        return found

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen. A crowd may wait to be accepted, but few are accepted before others are heard."""
        await super().startup(sockets)
        for one in sockets or ():
            one.listen(QUEUE)

    async def main_loop(self) -> None:
        """Wait for the end: uvicorn's own looks ten times a second."""
        self._loop = asyncio.get_running_loop()
        if not self.should_exit:
            await self.ending.wait()
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # nor are answers that the end cuts off

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """End at a signal; at a second Ctrl-C without waiting for answers."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True
        if self._loop:
            self._loop.call_soon_threadsafe(self.ending.set)
