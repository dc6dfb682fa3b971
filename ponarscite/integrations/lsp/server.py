"""Server: a session with one editor, through standard input and output or through a socket of this computer."""

from __future__ import annotations

import logging
import os
import socket
import sys
from typing import BinaryIO

from ponarscite import OutputError, PluginManager
from ponarscite.integrations.lsp.answers import register
from ponarscite.integrations.lsp.desk import Options
from ponarscite.integrations.lsp.session import Session
from ponarscite.integrations.lsp.stream import Input


def session(plugins: PluginManager, options: Options) -> Session:
    """A session that can answer."""
    made = Session(plugins, options)
    register(made)
    return made


def serve(plugins: PluginManager, library: str, style: str, address: tuple[str, int] | None) -> None:
    """Serve one editor until it ends.

    Args:
        address: host and port to wait at, None for standard input and output.
    Raises:
        OutputError: the address cannot be listened to.
    """
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    made = session(plugins, Options(library=library, style=style))
    try:
        source, result = _connected(*address) if address else _standard()
        made.start_io(Input(source), result)  # type: ignore[arg-type]
    finally:
        made.desk.close()


def _standard() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output; what else would be printed goes to standard error."""
    result = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return sys.stdin.buffer, result


def _connected(host: str, port: int) -> tuple[BinaryIO, BinaryIO]:
    """The two directions of the first connection. Raises OutputError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.create_server((host, port), family=family) as waiting:
            sys.stderr.write(f"waiting for an editor at port {waiting.getsockname()[1]}\n")
            sys.stderr.flush()
            connection, _ = waiting.accept()
    except OSError as error:
        raise OutputError(f"cannot wait at {host}:{port}: {error.strerror}", hint="choose another port") from error
    return connection.makefile("rb"), connection.makefile("wb")
