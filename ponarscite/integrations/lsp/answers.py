"""Answers: the questions of an editor, put to the desk, and what the desk knows, as answers of the protocol.

Source: Language Server Protocol 3.17, "Language Features".
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from lsprotocol import types

from ponarscite import PonarsciteError
from ponarscite.integrations.lsp import card, wire
from ponarscite.integrations.lsp.actions import FORMS, Action, actions, copied, insertion
from ponarscite.integrations.lsp.card import Markup
from ponarscite.integrations.lsp.completion import MOST, documentation, proposals
from ponarscite.integrations.lsp.document import Analysis
from ponarscite.integrations.lsp.hovering import hovered
from ponarscite.integrations.lsp.mentions import Mention, mentions, target_of
from ponarscite.integrations.lsp.places import definition
from ponarscite.integrations.lsp.renaming import by_file, refusal, renamed_at, renamings
from ponarscite.integrations.lsp.session import Refusal, Session
from ponarscite.integrations.lsp.text import Text
from ponarscite.integrations.lsp.trigger import CHARACTERS
from ponarscite.manuscript.edit import Edit

PATIENCE: Final = 1.0
"""Seconds that a completion waits for a document that was just opened."""

SOON: Final = 0.3
"""Seconds that a card waits for the analysis of a change."""

LATE: Final = 5.0
"""Seconds that it waits for the first analysis, which reads the bibliographies."""

INSERT: Final = "ponarscite.insert"
COPY: Final = "ponarscite.copy"


def _markup(kinds: Sequence[Any] | None) -> Markup:
    """The markup in which an editor shows texts."""
    return "markdown" if kinds and types.MarkupKind.Markdown in kinds else "text"


def _content(text: str, markup: Markup) -> types.MarkupContent:
    return types.MarkupContent(types.MarkupKind.Markdown if markup == "markdown" else types.MarkupKind.PlainText, text)


def register(server: Session) -> None:
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


async def _complete(server: Session, params: types.CompletionParams) -> types.CompletionList | None:
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


def _resolve(server: Session, item: types.CompletionItem) -> types.CompletionItem:
    data = item.data if isinstance(item.data, dict) else vars(item.data) if hasattr(item.data, "__dict__") else {}
    known = server.client_capabilities.text_document
    options = known.completion.completion_item if known and known.completion else None
    formats = options.documentation_format if options else None
    markup = _markup(formats)
    if text := documentation(server.desk, str(data.get("key", "")), str(data.get("path", "")), markup):
        item.documentation = _content(text, markup) if formats else text
    return item


async def _hover(server: Session, params: types.HoverParams) -> types.Hover | None:
    found = await _soon_at(server, params)
    if found is None:
        return None
    known = server.client_capabilities.text_document
    markup = _markup(known.hover.content_format if known and known.hover else None)
    analysis, offset = found
    card = hovered(server.desk, analysis, offset, markup)
    if card is None:
        return None
    return types.Hover(_content(card.text, markup), wire.range_of(analysis.text, card.start, card.end, server.units))


async def _at(server: Session, params: Any) -> tuple[Analysis, int] | None:
    """The analysis of the document that a request names, and the index in its text."""
    analysis = await server.analyst.current(params.text_document.uri)
    if analysis is None:
        return None
    return analysis, wire.offset_of(analysis.text, params.position, server.units)


async def _soon_at(server: Session, params: Any) -> tuple[Analysis, int] | None:
    """As `_at`; where the analysis takes long, what can be seen around the cursor."""
    is_known = params.text_document.uri in server.desk.analyses
    with suppress(asyncio.TimeoutError):
        return await asyncio.wait_for(_at(server, params), SOON if is_known else LATE)
    document, offset = server.place(params)
    return (server.desk.glimpse(document, offset), offset) if document and document.language else None


async def _diagnose(server: Session, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
    analysis = await server.analyst.current(params.text_document.uri)
    found = wire.diagnostics(analysis, server.desk.checks, server.units) if analysis else []
    return types.RelatedFullDocumentDiagnosticReport(items=found)


async def _define(server: Session, params: types.DefinitionParams) -> types.Location | None:
    found = await _soon_at(server, params)
    try:
        place = definition(server.desk, *found) if found else None
    except OSError as error:
        raise Refusal(f"the page of the record cannot be written: {error.strerror}") from error
    if place is None:
        return None
    return types.Location(wire.uri_of(place.path), wire.range_of(place.text, place.start, place.end, server.units))


def _location(server: Session, one: Mention) -> types.Location:
    uri = one.uri or wire.uri_of(one.path or Path())
    return types.Location(uri, wire.range_of(one.text, one.start, one.end, server.units))


async def _refer(server: Session, params: types.ReferenceParams) -> list[types.Location] | None:
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


async def _prepare_rename(server: Session, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    found = await _at(server, params)
    named = renamed_at(*found) if found else None
    if found is None or named is None:
        return None
    span = wire.range_of(found[0].text, named.start, named.end, server.units)
    return types.PrepareRenamePlaceholder(span, named.name)


async def _rename(server: Session, params: types.RenameParams) -> types.WorkspaceEdit | None:
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
        if uri and (uri not in server.desk.documents or server.desk.documents[uri].text is not group[0].text):
            raise Refusal("the text has changed meanwhile: rename once more")
        edits = [Edit("", 0, one.start, one.end, params.new_name.strip()) for one in group]
        files[uri or wire.uri_of(Path(path))] = wire.text_edits(group[0].text, edits, server.units)
    return _workspace_edit(server, files)


def _workspace_edit(server: Session, files: dict[str, list[types.TextEdit]]) -> types.WorkspaceEdit:
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


async def _act(server: Session, params: types.CodeActionParams) -> list[types.CodeAction]:
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


def _action(server: Session, uri: str, analysis: Analysis, action: Action) -> types.CodeAction:
    if not action.edits:
        record = server.desk.record(analysis, action.key)
        text = copied(server.desk, record, action.form) if record else ""
        argument = {"text": text, "key": action.key, "form": action.form}
        command = types.Command(title=action.title, command=COPY, arguments=[argument])
        return types.CodeAction(title=action.title, kind=COPYING, command=command)
    if action.path is not None:
        return _addition(server, action, action.path)
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


def _addition(server: Session, action: Action, path: Path) -> types.CodeAction:
    """An entry at the end of a bibliography, as it is in the editor or in its file."""
    document = server.desk.open_at(path)
    own = server.desk.bibliographies.read(path)
    text = document.text if document else own.text if own else Text.of("")
    end = len(text.content)
    gap = "" if not end or text.content.endswith(("\n", "\r")) else "\n"
    edits = wire.text_edits(text, [Edit("", 0, end, end, f"{gap}{action.edits[0].text}")], server.units)
    uri = document.uri if document else wire.uri_of(path)
    return types.CodeAction(title=action.title, kind=QUICK, edit=_workspace_edit(server, {uri: edits}))


def _is_of(diagnostic: types.Diagnostic, action: Action, analysis: Analysis, server: Session) -> bool:
    fault = action.fault
    if fault is None or diagnostic.code != fault.code:
        return False
    return diagnostic.range == wire.range_of(analysis.text, fault.site.start, fault.site.end, server.units)


def _watched(server: Session, _: types.DidChangeWatchedFilesParams) -> None:
    server.refresh(server.desk.stale())


def _configured(server: Session, params: types.DidChangeConfigurationParams) -> None:
    options = wire.options_of(params.settings, server.desk.options)
    if options != server.desk.options:
        server.desk.close()
        server.desk.configure(options)
        server.refresh(list(server.desk.documents))


def _argument(given: Sequence[Any]) -> dict[str, Any]:
    """The first argument of a command as a mapping."""
    first = given[0] if given else {}
    return first if isinstance(first, dict) else {}


def _insert(server: Session, *given: Any) -> Any:
    """Write a citation: {uri, position, names}; or {query}, which names one record, or is answered with several."""
    wanted = _argument(given)
    names = [str(one) for one in wanted.get("names") or ()]
    if not names:
        found = server.desk.library.suggest(str(wanted.get("query", "")), MOST)
        if len(found) != 1 or "uri" not in wanted:
            return [{"key": one["id"], "label": card.label(one), "detail": card.detail(one)} for one in found]
        names = [f"key:{found[0]['id']}"]
    document = server.desk.documents.get(str(wanted.get("uri", "")))
    if document is None:
        raise Refusal("no such document is open")
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


def _copy(server: Session, *given: Any) -> str:
    """The text of a citation, {text} or {key, form}: for an editor that puts it on its clipboard; shown by others."""
    wanted = _argument(given)
    text = str(wanted.get("text", ""))
    if not text and (record := server.desk.library_record(str(wanted.get("key", "")))):
        form = next((form for _, form in FORMS if form == wanted.get("form")), FORMS[0][1])
        text = copied(server.desk, record, form)
    if text:
        server.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))
    return text
