"""Drive the language server through pipes with the capabilities of many editors, as pytest-lsp has recorded them.

Run: python -m tests.live.lsp_clients [CLIENT...]
     It needs pytest-lsp, whose pytest-asyncio does not agree with warnings as errors: an environment of its own.
     CLIENT is a name of pytest-lsp, as "neovim@v0.11.0"; by default the usual ones.

pytest-lsp's client checks each answer against what the editor can take. Ends with 1 when an editor gets another answer
than it should.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from lsprotocol import types

sys.path.insert(0, str(Path(__file__).parent))

CLIENTS = (
    "neovim@v0.6.1",
    "neovim@v0.7.0",
    "neovim@v0.8.0",
    "neovim@v0.9.1",
    "neovim@v0.10.0",
    "neovim@v0.11.0",
    "emacs@v29.1",
    "visual_studio_code@v1.65.2",
)


async def drive(name: str, work: Path) -> str:
    """What is wrong with the answers that an editor gets, "" for nothing."""
    pytest_lsp: Any = importlib.import_module("pytest_lsp")
    client = pytest_lsp.make_test_lsp_client()
    await client.start_io(sys.executable, "-m", "ponarscite", "lsp")
    try:
        capabilities = pytest_lsp.client_capabilities(name)
        folders = [types.WorkspaceFolder(work.as_uri(), "work")]
        params = types.InitializeParams(capabilities=capabilities, root_uri=work.as_uri(), workspace_folders=folders)
        await client.initialize_session(params)
        uri = (work / "paper.md").as_uri()
        text = (work / "paper.md").read_text(encoding="utf-8")
        item = types.TextDocumentItem(uri, "markdown", 1, text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        document, place = types.TextDocumentIdentifier(uri), types.Position(0, 8)
        hover = await client.text_document_hover_async(types.HoverParams(document, place))
        found = await client.text_document_completion_async(types.CompletionParams(document, types.Position(2, 10)))
        resolved = await client.completion_item_resolve_async(found.items[0])
        where = await client.text_document_definition_async(types.DefinitionParams(document, place))
        context = types.CodeActionContext([])
        span = types.Range(types.Position(0, 28), types.Position(0, 28))
        actions = await client.text_document_code_action_async(types.CodeActionParams(document, span, context))
        edit = await client.text_document_rename_async(types.RenameParams(document, place, "snow2026"))
        if capabilities.text_document.diagnostic:
            report = await client.text_document_diagnostic_async(types.DocumentDiagnosticParams(document))
            codes = [one.code for one in report.items]
        else:
            if uri not in client.diagnostics:
                await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
            codes = [one.code for one in client.diagnostics[uri]]
        await client.shutdown_session()
    finally:
        await client.stop()
    checks = {
        "hover": "9001" in hover.contents.value,
        "completion": found.items[0].text_edit.new_text == "pepm9001",
        "resolve": resolved.documentation is not None,
        "definition": where.uri.endswith(".md"),
        "code action": actions[0].title == "Replace ponars:427 by pm:427",
        "rename": len(edit.changes or edit.document_changes) == 2,
        "diagnostics": sorted(codes)[:2] == ["M001", "M001"],
    }
    return ", ".join(check for check, is_right in checks.items() if not is_right)


def main() -> int:
    """Drive each client, and return the exit code."""
    from tests.live.editors import fill

    wrong = 0
    for name in sys.argv[1:] or CLIENTS:
        with tempfile.TemporaryDirectory() as folder:
            os.environ.update(fill(Path(folder)))
            problem = asyncio.run(drive(name, Path(folder, "work")))
        print(f"{name}: {problem or 'all'}")
        wrong += bool(problem)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
