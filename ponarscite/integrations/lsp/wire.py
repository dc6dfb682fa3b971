"""Wire: the values of the heart as those of the protocol, and back (pure but for the names of files)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from ponarscite import Check
from ponarscite.integrations.lsp.completion import Proposal
from ponarscite.integrations.lsp.desk import Options
from ponarscite.integrations.lsp.document import Analysis
from ponarscite.integrations.lsp.text import Text, Units
from ponarscite.integrations.lsp.trigger import Typed
from ponarscite.manuscript.edit import Edit

SOURCE: Final = "ponarscite"
MOST_DIAGNOSTICS: Final = 1_000
"""Problems of one document that are sent."""

_SEVERITIES: Final = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}


def path_of(uri: str) -> Path | None:
    """The path of a file's URI, None for other schemes."""
    found = to_fs_path(uri)
    return Path(found) if found else None


def uri_of(path: Path) -> str:
    """The URI of a file."""
    return from_fs_path(str(path)) or path.as_uri()


def range_of(text: Text, start: int, end: int, units: Units) -> types.Range:
    """A span as lines and units."""
    return types.Range(types.Position(*text.position(start, units)), types.Position(*text.position(end, units)))


def offset_of(text: Text, position: types.Position, units: Units) -> int:
    """The index of a position."""
    return text.offset(position.line, position.character, units)


def edited(text: Text, changes: Iterable[types.TextDocumentContentChangeEvent], units: Units) -> Text:
    """A text with the changes of an editor, one after the other."""
    for change in changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            start, end = (offset_of(text, place, units) for place in (change.range.start, change.range.end))
            text = text.edited(start, end, change.text)
        else:
            text = Text.of(change.text)
    return text


def completion_list(text: Text, typed: Typed, found: Sequence[Proposal], units: Units) -> types.CompletionList:
    """The proposals. What was typed is the text to filter by, or editors would hide what matches an author."""
    span = range_of(text, typed.start, typed.end, units)
    return types.CompletionList(
        is_incomplete=True,
        items=[
            types.CompletionItem(
                label=one.label,
                detail=one.detail or None,
                kind=types.CompletionItemKind.Reference,
                filter_text=typed.words,
                sort_text=f"{place:03}",
                text_edit=types.TextEdit(span, one.text),
                data={"key": one.key, "path": one.path},
            )
            for place, one in enumerate(found)
        ],
    )


def diagnostics(analysis: Analysis, checks: Mapping[str, Check], units: Units) -> list[types.Diagnostic]:
    """The problems of a document, each with what corrects it."""
    found = [fault for fault in analysis.faults if fault.code in checks]
    return [
        types.Diagnostic(
            range=range_of(analysis.text, fault.site.start, fault.site.end, units),
            message=fault.message,
            severity=_SEVERITIES[checks[fault.code].severity],
            code=fault.code,
            source=SOURCE,
            data={
                "name": checks[fault.code].name,
                "key": fault.key,
                "others": list(fault.others),
                "fix": fault.fix,
            },
        )
        for fault in found[:MOST_DIAGNOSTICS]
    ]


def text_edits(text: Text, edits: Iterable[Edit], units: Units) -> list[types.TextEdit]:
    """Edits of one document."""
    return [types.TextEdit(range_of(text, one.start, one.end, units), one.text) for one in edits]


def options_of(given: object, before: Options) -> Options:
    """The user's options as an editor gives them, alone or below "ponarscite"; what is none is left as it was."""
    if isinstance(given, Mapping) and isinstance(given.get("ponarscite"), Mapping):
        given = given["ponarscite"]
    if not isinstance(given, Mapping):
        return before
    texts: dict[str, Any] = {
        name: given[name] for name in ("library", "style", "locale") if isinstance(given.get(name), str)
    }
    codes: dict[str, Any] = {
        name: tuple(filter(lambda one: isinstance(one, str), given[name]))
        for name in ("select", "ignore")
        if isinstance(given.get(name), list | tuple)
    }
    kept = {name: getattr(before, name) for name in ("library", "style", "locale", "select", "ignore")}
    return Options(**{**kept, **texts, **codes})
