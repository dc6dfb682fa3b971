"""Server: a session with one editor, through standard input and output or through a socket of this computer."""

from __future__ import annotations

import logging
import os
import sys

from ponarscite import PluginManager
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
    """Serve one editor until it ends."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    server = session(plugins, Options(library=library, style=style))
    try:
        if address is not None:
            server.start_tcp(*address)
            return
        output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing else gets into what the editor reads
        server.start_io(Input(sys.stdin.buffer), output)  # type: ignore[arg-type]
    finally:
        server.desk.close()
