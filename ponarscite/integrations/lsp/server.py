"""Server: the desk behind the Language Server Protocol. It turns messages into questions, and answers into messages.

Source: Language Server Protocol 3.17.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import JsonRPCNotification, LanguageServerProtocol, default_converter, lsp_method

from ponarscite import PluginManager, PonarsciteError, __version__
from ponarscite.integrations.lsp import wire
from ponarscite.integrations.lsp.actions import Action, actions, copied, insertion
from ponarscite.integrations.lsp.analyst import Analyst
from ponarscite.integrations.lsp.bibliography import SUFFIXES
from ponarscite.integrations.lsp.card import Markup
from ponarscite.integrations.lsp.completion import MOST, documentation, proposals
from ponarscite.integrations.lsp.desk import Desk, Options
from ponarscite.integrations.lsp.document import Analysis, Document, language
from ponarscite.integrations.lsp.hovering import hovered
from ponarscite.integrations.lsp.mentions import Mention, mentions, target_of
from ponarscite.integrations.lsp.places import definition
from ponarscite.integrations.lsp.renaming import by_file, refusal, renamed_at, renamings
from ponarscite.integrations.lsp.stream import Input
from ponarscite.integrations.lsp.text import Text, Units
from ponarscite.integrations.lsp.trigger import CHARACTERS
from ponarscite.integrations.lsp.worker import Worker
from ponarscite.manuscript.edit import Edit

POLL: Final = 1.0
"""Seconds between two looks at the library and the bibliographies."""

PATIENCE: Final = 1.0
"""Seconds that a completion waits for a document that was just opened."""

REFUSED: Final = int(types.LSPErrorCodes.RequestFailed)
INSERT: Final = "ponarscite.insert"
COPY: Final = "ponarscite.copy"


class Refusal(JsonRpcException):
    """What was asked cannot be done, in words for the user."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code=REFUSED)


class Protocol(LanguageServerProtocol):
    """pygls's protocol, with documents of our own: its lines also end at form feeds, where editors count none."""

    _server: Server

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


class Server(LanguageServer):
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
        self.analyst = Analyst(self.desk, self.worker, self._analysed, self._failed)
        self._poller: asyncio.Task[None] | None = None
        self._pulls = False
        _register(self)

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
            self.desk.analyses.pop(uri, None)
            if uri in self.desk.documents and not self._pulls:
                self.analyst.touch(uri)
        known = self.client_capabilities.workspace
        if uris and self._pulls and known and known.diagnostics and known.diagnostics.refresh_support:
            self.workspace_diagnostic_refresh(None)

    def _analysed(self, uri: str) -> None:
        analysis = self.desk.analyses[uri]
        for own in analysis.own:
            for failure in own.failures:
                self.tell(refusal(failure))
        if not self._pulls:
            found = wire.diagnostics(analysis, self.desk.checks, self.units)
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, analysis.version))

    # speaking

    def tell(self, message: str) -> None:
        """Show a message, each once; called from any thread."""
        if message in self._told or self._loop is None:
            return
        self._told.add(message)
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._show, message)

    def _show(self, message: str) -> None:
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"ponarscite: {message}"))

    def _failed(self, error: Exception) -> None:
        logging.getLogger(__name__).error("a document could not be analysed", exc_info=error)
        self.tell(f"a document could not be analysed: {type(error).__name__}: {error}")

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Tell of a message that is none; the answer to a request tells itself what went wrong."""
        if source is not FeatureRequestError:
            self.tell(f"a message of the editor was not understood: {type(error).__name__}")

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(POLL)
            if self.process_id and not _is_alive(self.process_id):
                os._exit(1)  # the reading thread waits for an editor that is gone
            is_other, stale = self.desk.poll()
            if is_other:
                self._told.clear()
                stale = set(self.desk.documents)
            self.refresh(sorted(stale))

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


def _markup(kinds: Sequence[Any] | None) -> Markup:
    """The markup in which an editor shows texts."""
    return "markdown" if kinds and types.MarkupKind.Markdown in kinds else "text"


def _content(text: str, markup: Markup) -> types.MarkupContent:
    return types.MarkupContent(types.MarkupKind.Markdown if markup == "markdown" else types.MarkupKind.PlainText, text)


def _register(server: Server) -> None:
    """Say what the server can do."""
    for feature, handler, options in (
        (types.INITIALIZE, server.initialized, None),
        (types.INITIALIZED, lambda _: server.started(), None),
        (
            types.TEXT_DOCUMENT_COMPLETION,
            partial(_complete, server),
            types.CompletionOptions(trigger_characters=list(CHARACTERS), resolve_provider=True),
        ),
        (types.COMPLETION_ITEM_RESOLVE, partial(_resolve, server), None),
        (types.TEXT_DOCUMENT_HOVER, partial(_hover, server), None),
        (
            types.TEXT_DOCUMENT_DIAGNOSTIC,
            partial(_diagnose, server),
            types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=False, identifier=wire.SOURCE),
        ),
        (types.TEXT_DOCUMENT_DEFINITION, partial(_define, server), None),
        (types.TEXT_DOCUMENT_REFERENCES, partial(_refer, server), None),
        (types.TEXT_DOCUMENT_PREPARE_RENAME, partial(_prepare_rename, server), None),
        (types.TEXT_DOCUMENT_RENAME, partial(_rename, server), types.RenameOptions(prepare_provider=True)),
        (
            types.TEXT_DOCUMENT_CODE_ACTION,
            partial(_act, server),
            types.CodeActionOptions(code_action_kinds=[QUICK, REWRITE, COPYING]),
        ),
        (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, partial(_watched, server), None),
        (types.WORKSPACE_DID_CHANGE_CONFIGURATION, partial(_configured, server), None),
    ):
        server.feature(feature, options)(_named(handler))
    server.command(INSERT)(_named(partial(_insert, server)))
    server.command(COPY)(_named(partial(_copy, server)))


def _named(handler: Callable[..., Any]) -> Callable[..., Any]:
    """A handler as pygls takes it: a coroutine function stays one, and it has a signature of its own."""
    function = handler.func if isinstance(handler, partial) else handler
    if asyncio.iscoroutinefunction(function):

        async def asynchronous(*arguments: Any) -> Any:
            return await handler(*arguments)

        return asynchronous

    def synchronous(*arguments: Any) -> Any:
        return handler(*arguments)

    return synchronous


QUICK: Final = types.CodeActionKind.QuickFix
REWRITE: Final = types.CodeActionKind.RefactorRewrite
COPYING: Final = "refactor.copy"


async def _complete(server: Server, params: types.CompletionParams) -> types.CompletionList | None:
    document, _ = server.place(params)
    if document is None:
        return None
    analysis = server.desk.analyses.get(document.uri)
    if analysis is None:
        with suppress(asyncio.TimeoutError):
            analysis = await asyncio.wait_for(server.analyst.current(document.uri), PATIENCE)
    document, offset = server.place(params)
    found = proposals(server.desk, document, analysis, offset) if document else None
    return wire.completion_list(document.text, *found, server.units) if document and found else None


def _resolve(server: Server, item: types.CompletionItem) -> types.CompletionItem:
    data = item.data if isinstance(item.data, dict) else vars(item.data) if hasattr(item.data, "__dict__") else {}
    known = server.client_capabilities.text_document
    options = known.completion.completion_item if known and known.completion else None
    markup = _markup(options.documentation_format if options else None)
    if text := documentation(server.desk, str(data.get("key", "")), str(data.get("path", "")), markup):
        item.documentation = _content(text, markup)
    return item


async def _hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    found = await _at(server, params)
    if found is None:
        return None
    known = server.client_capabilities.text_document
    markup = _markup(known.hover.content_format if known and known.hover else None)
    analysis, offset = found
    card = hovered(server.desk, analysis, offset, markup)
    if card is None:
        return None
    return types.Hover(_content(card.text, markup), wire.range_of(analysis.text, card.start, card.end, server.units))


async def _at(server: Server, params: Any) -> tuple[Analysis, int] | None:
    """The analysis of the document that a request names, and the index in its text."""
    analysis = await server.analyst.current(params.text_document.uri)
    if analysis is None:
        return None
    return analysis, wire.offset_of(analysis.text, params.position, server.units)


async def _diagnose(server: Server, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
    analysis = await server.analyst.current(params.text_document.uri)
    found = wire.diagnostics(analysis, server.desk.checks, server.units) if analysis else []
    return types.RelatedFullDocumentDiagnosticReport(items=found)


async def _define(server: Server, params: types.DefinitionParams) -> types.Location | None:
    found = await _at(server, params)
    try:
        place = definition(server.desk, *found) if found else None
    except OSError as error:
        raise Refusal(f"the page of the record cannot be written: {error.strerror}") from error
    if place is None:
        return None
    return types.Location(wire.uri_of(place.path), wire.range_of(place.text, place.start, place.end, server.units))


def _location(server: Server, one: Mention) -> types.Location:
    uri = one.uri or wire.uri_of(one.path or Path())
    return types.Location(uri, wire.range_of(one.text, one.start, one.end, server.units))


async def _refer(server: Server, params: types.ReferenceParams) -> list[types.Location] | None:
    found = await _at(server, params)
    named = renamed_at(*found) if found else None
    if found is None or named is None:
        return None
    analysis = found[0]
    with_entry = params.context.include_declaration

    def search() -> list[Mention]:
        every = mentions(server.desk, target_of(server.desk, analysis, named))
        return [one for one in every if with_entry or not one.is_entry]

    return [_location(server, one) for one in await server.worker.run(search)]


async def _prepare_rename(server: Server, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    found = await _at(server, params)
    named = renamed_at(*found) if found else None
    if found is None or named is None:
        return None
    span = wire.range_of(found[0].text, named.start, named.end, server.units)
    return types.PrepareRenamePlaceholder(span, named.name)


async def _rename(server: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    found = await _at(server, params)
    named = renamed_at(*found) if found else None
    if found is None or named is None:
        raise Refusal("no key is here")
    try:
        places = await server.worker.run(renamings, server.desk, found[0], named, params.new_name)
    except PonarsciteError as error:
        raise Refusal(refusal(error)) from error
    files = {}
    for (uri, path), group in by_file(places).items():
        edits = [Edit("", 0, one.start, one.end, params.new_name.strip()) for one in group]
        files[uri or wire.uri_of(Path(path))] = wire.text_edits(group[0].text, edits, server.units)
    return _workspace_edit(server, files)


def _workspace_edit(server: Server, files: dict[str, list[types.TextEdit]]) -> types.WorkspaceEdit:
    """Edits of files, with the versions of those that are open where the editor takes them."""
    known = server.client_capabilities.workspace
    if not (known and known.workspace_edit and known.workspace_edit.document_changes):
        return types.WorkspaceEdit(changes=files)
    changes = []
    for uri, edits in files.items():
        document = server.desk.documents.get(uri)
        identifier = types.OptionalVersionedTextDocumentIdentifier(uri, document.version if document else None)
        changes.append(types.TextDocumentEdit(identifier, edits))
    return types.WorkspaceEdit(document_changes=changes)


async def _act(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    uri = params.text_document.uri
    analysis = await server.analyst.current(uri)
    if analysis is None:
        return []
    start, end = (wire.offset_of(analysis.text, one, server.units) for one in (params.range.start, params.range.end))
    found = [_action(server, uri, analysis, one) for one in actions(server.desk, analysis, start, end)]
    return [one for one in found if _is_wanted(one, params.context.only)]


def _is_wanted(action: types.CodeAction, only: Sequence[Any] | None) -> bool:
    kind = str(getattr(action.kind, "value", action.kind))
    kinds = [str(getattr(one, "value", one)) for one in only or ()]
    return not kinds or any(f"{kind}.".startswith(f"{one}.") or not one for one in kinds)


def _action(server: Server, uri: str, analysis: Analysis, action: Action) -> types.CodeAction:
    if not action.edits:
        record = server.desk.record(analysis, action.key)
        text = copied(server.desk, record, action.form) if record else ""
        argument = {"text": text, "key": action.key, "form": action.form}
        command = types.Command(title=action.title, command=COPY, arguments=[argument])
        return types.CodeAction(title=action.title, kind=COPYING, command=command)
    edits = wire.text_edits(analysis.text, action.edits, server.units)
    is_typed = action.fault is not None and action.fault.site.kind == "typed" and not action.fault.fix
    found = wire.diagnostics(analysis, server.desk.checks, server.units) if action.fault else []
    shown = [one for one in found if action.fault and _is_of(one, action, analysis, server)]
    return types.CodeAction(
        title=action.title,
        kind=REWRITE if is_typed else QUICK,
        diagnostics=shown[:1] or None,
        is_preferred=action.is_sure or None,
        edit=_workspace_edit(server, {uri: edits}),
    )


def _is_of(diagnostic: types.Diagnostic, action: Action, analysis: Analysis, server: Server) -> bool:
    fault = action.fault
    if fault is None or diagnostic.code != fault.code:
        return False
    return diagnostic.range == wire.range_of(analysis.text, fault.site.start, fault.site.end, server.units)


def _watched(server: Server, _: types.DidChangeWatchedFilesParams) -> None:
    stale = server.desk.poll()[1]
    server.refresh(sorted(stale))


def _configured(server: Server, params: types.DidChangeConfigurationParams) -> None:
    options = wire.options_of(params.settings, server.desk.options)
    if options != server.desk.options:
        server.desk.close()
        server.desk.configure(options)
        server.refresh(sorted(server.desk.documents))


def _argument(given: Sequence[Any]) -> dict[str, Any]:
    """The first argument of a command as a mapping."""
    first = given[0] if given else {}
    return first if isinstance(first, dict) else {}


async def _insert(server: Server, *given: Any) -> Any:
    """Insert a citation at a position: {uri, position, names}; or answer what a query finds: {query}."""
    wanted = _argument(given)
    if not wanted.get("names"):
        found = server.desk.library.suggest(str(wanted.get("query", "")), MOST)
        from ponarscite.integrations.lsp import card

        return [{"key": one["id"], "label": card.label(one), "detail": card.detail(one)} for one in found]
    document = server.desk.documents.get(str(wanted.get("uri", "")))
    if document is None:
        raise Refusal("no such document is open")
    names = [str(one) for one in wanted["names"]]
    try:
        words = insertion(server.desk, document.language, document.text.content, names)
    except PonarsciteError as error:
        raise Refusal(refusal(error)) from error
    place = wanted.get("position")
    if isinstance(place, dict):
        position = types.Position(int(place.get("line", 0)), int(place.get("character", 0)))
        edit = _workspace_edit(server, {document.uri: [types.TextEdit(types.Range(position, position), words)]})
        server.workspace_apply_edit(types.ApplyWorkspaceEditParams(edit, "Insert citation"))
    return words


def _copy(server: Server, *given: Any) -> str:
    """The text of a citation: for an editor that puts it on its clipboard; shown by others."""
    text = str(_argument(given).get("text", ""))
    if text:
        server.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))
    return text


def serve(plugins: PluginManager, library: str, style: str, address: tuple[str, int] | None) -> None:
    """Serve one editor until it ends."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    server = Server(plugins, Options(library=library, style=style))
    try:
        if address is not None:
            server.start_tcp(*address)
            return
        output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing else gets into what the editor reads
        server.start_io(Input(sys.stdin.buffer), output)  # type: ignore[arg-type]
    finally:
        server.desk.close()
