"""Session: one editor, its documents, and what it was told.

Source: Language Server Protocol 3.17.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import JsonRPCNotification, LanguageServerProtocol, default_converter, lsp_method

from ponarscite import PluginManager, __version__
from ponarscite.integrations.lsp import wire
from ponarscite.integrations.lsp.analyst import Analyst
from ponarscite.integrations.lsp.bibliography import SUFFIXES
from ponarscite.integrations.lsp.desk import Desk, Options
from ponarscite.integrations.lsp.document import Document, language
from ponarscite.integrations.lsp.renaming import refusal
from ponarscite.integrations.lsp.text import Text, Units
from ponarscite.integrations.lsp.worker import Worker

POLL: Final = 1.0
"""Seconds between two looks at the library and the bibliographies."""

REFUSED: Final = int(types.LSPErrorCodes.RequestFailed)


class Refusal(JsonRpcException):
    """A refusal, in words for the user."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code=REFUSED)


class Protocol(LanguageServerProtocol):
    """pygls's protocol, with documents of our own: its lines also end at form feeds, where editors count none."""

    _server: Session

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        self._server.opened(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        self._server.changed(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        self._server.closed(params.text_document.uri)

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message as a value; a request that is none gets an answer, since somebody waits for it."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            identifier = data.get("id")
            if isinstance(identifier, int | str) and "method" in data:
                self._send_response(identifier, error=error.to_response_error())
            return JsonRPCNotification(method="$/malformed", jsonrpc=self.VERSION, params=None)


class Session(LanguageServer):
    """The server of one editor.

    Args:
        plugins: from `plugin_manager()`.
        options: of the command line; the editor's own come on top.
    """

    def __init__(self, plugins: PluginManager, options: Options) -> None:
        super().__init__(wire.SOURCE, __version__, protocol_cls=Protocol, converter_factory=default_converter)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._told: set[str] = set()
        self.desk = Desk(plugins, options, self.tell)
        self.worker = Worker()
        self._reader = Worker()
        self.desk.bibliographies.later = self._later
        self.analyst = Analyst(self.desk, self.worker, self._analysed, self._failed)
        self._poller: asyncio.Task[None] | None = None
        self._pulls = False

    # what the editor has told of itself

    @property
    def units(self) -> Units:
        """The encoding in which positions count."""
        found = str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))
        return "utf-8" if found == "utf-8" else "utf-32" if found == "utf-32" else "utf-16"

    def initialized(self, params: types.InitializeParams) -> None:
        """Take the folders and the options of the editor."""
        self._loop = asyncio.get_running_loop()
        self.desk.configure(wire.options_of(params.initialization_options, self.desk.options))
        uris = [one.uri for one in params.workspace_folders or ()] or [params.root_uri or ""]
        self.desk.folders = [path for uri in uris if uri and (path := wire.path_of(uri))]
        known = params.capabilities.text_document
        self._pulls = bool(known and known.diagnostic)

    def started(self) -> None:
        """Begin to look at the library, and ask to be told of bibliographies that change."""
        self._reader.run(self.desk.warm)
        self._poller = asyncio.ensure_future(self._poll())
        watching = self.client_capabilities.workspace and self.client_capabilities.workspace.did_change_watched_files
        if watching and watching.dynamic_registration:
            pattern = f"**/*.{{{','.join(suffix[1:] for suffix in SUFFIXES)}}}"
            watchers = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(pattern)])
            one = types.Registration("bibliographies", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, watchers)
            self.client_register_capability(types.RegistrationParams([one]))

    # documents

    def opened(self, item: types.TextDocumentItem) -> None:
        """Take a document."""
        path = wire.path_of(item.uri)
        tongue = language(item.language_id, path)
        self.desk.documents[item.uri] = Document(item.uri, path, tongue, Text.of(item.text), item.version)
        if tongue:
            _ = self.desk.library.is_there  # from now on, changes are seen
            self.analyst.touch(item.uri, 0)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take the changes of a document."""
        uri = params.text_document.uri
        if document := self.desk.documents.get(uri):
            document.text = wire.edited(document.text, params.content_changes, self.units)
            document.version = params.text_document.version
            if document.language:
                self.analyst.touch(uri)

    def closed(self, uri: str) -> None:
        """Let a document go."""
        self.desk.documents.pop(uri, None)
        self.analyst.forget(uri)
        if not self._pulls:
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def refresh(self, uris: Sequence[str]) -> None:
        """Analyse documents again: what they may cite has changed."""
        for uri in uris:
            self.analyst.outdate(uri)
            if uri in self.desk.documents and not self._pulls:
                self.analyst.touch(uri)
        known = self.client_capabilities.workspace
        if uris and self._pulls and known and known.diagnostics and known.diagnostics.refresh_support:
            self.workspace_diagnostic_refresh(None)

    def _later(self, path: Path) -> None:
        """Read a large bibliography beside all else; called from the worker."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._begin, path)

    def _begin(self, path: Path) -> None:
        reading = self._reader.run(self.desk.bibliographies.load, path)
        reading.add_done_callback(lambda _: self.refresh(self._with(path)))

    def _with(self, path: Path) -> list[str]:
        """The documents that have this bibliography."""
        return [uri for uri, one in self.desk.analyses.items() if path in [own.path for own in one.own]]

    def _analysed(self, uri: str) -> None:
        analysis = self.desk.analyses[uri]
        for own in analysis.own:
            for failure in own.failures:
                self.tell_once(refusal(failure))
        if not self._pulls:
            found = wire.diagnostics(analysis, self.desk.checks, self.units)
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, analysis.version))

    # speaking

    def tell(self, message: str) -> None:
        """Show a message; called from any thread."""
        with suppress(RuntimeError):  # the loop has ended
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._show, message)

    def tell_once(self, message: str) -> None:
        """Show a message, unless it was shown before."""
        if message not in self._told:
            self._told.add(message)
            self.tell(message)

    def _show(self, message: str) -> None:
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"ponarscite: {message}"))

    def _failed(self, error: Exception) -> None:
        logging.getLogger(__name__).error("a document could not be analysed", exc_info=error)
        self.tell_once(f"a document could not be analysed: {type(error).__name__}: {error}")

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Tell of a message that is none; the answer to a request tells itself what went wrong."""
        if source is not FeatureRequestError:
            self.tell_once(f"a message of the editor was not understood: {type(error).__name__}")

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(POLL)
            if self.process_id and not _is_alive(self.process_id):
                os._exit(1)  # the reading thread waits for an editor that is gone
            is_other = self.desk.library.poll()
            self.refresh(list(self.desk.documents) if is_other else self.desk.stale())

    def place(self, params: Any) -> tuple[Document | None, int]:
        """The document and the index that a request names."""
        document = self.desk.documents.get(params.text_document.uri)
        offset = wire.offset_of(document.text, params.position, self.units) if document else 0
        return document, offset


def _is_alive(process: int) -> bool:
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
