"""An editor in memory: it speaks real messages with a server of the same process."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from ponarscite import plugin_manager
from ponarscite.integrations.lsp.desk import Options
from ponarscite.integrations.lsp.server import session

NEOVIM = {
    "general": {"positionEncodings": ["utf-8", "utf-16", "utf-32"]},
    "textDocument": {
        "completion": {"completionItem": {"documentationFormat": ["markdown", "plaintext"]}},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "diagnostic": {"dynamicRegistration": False},
    },
    "workspace": {
        "workspaceEdit": {"documentChanges": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "diagnostics": {"refreshSupport": True},
    },
}
"""The capabilities of Neovim 0.11 that matter here: diagnostics are pulled."""

EMACS = {
    "textDocument": {"hover": {"contentFormat": ["plaintext"]}, "completion": {"completionItem": {}}},
    "workspace": {"workspaceEdit": {"documentChanges": True}},
}
"""Those of eglot 1.9 without markdown-mode: UTF-16, diagnostics are pushed, plain text."""

PLAIN: dict[str, Any] = {}
"""Those of an editor that tells nothing."""


PLUGINS = plugin_manager(external=False)


class Client:
    """Talks with a server.

    Args:
        capabilities: of the editor.
        options: its initialization options.
        root: the folder of its workspace.
    """

    def __init__(
        self,
        capabilities: dict[str, Any],
        root: Path | None = None,
        options: dict[str, Any] | None = None,
    ) -> None:
        self.server = session(PLUGINS, Options())
        self.server.protocol.set_writer(self, include_headers=False)
        self._capabilities = capabilities
        self._root = root
        self._options = options
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._number = 0
        self.told: list[dict[str, Any]] = []
        """The notifications and requests of the server."""
        self.reply: dict[str, Any] = {}

    # what the server writes to

    def write(self, data: bytes) -> None:
        message = json.loads(data)
        if "method" in message:
            self.told.append(message)
            if "id" in message:
                self._send({"jsonrpc": "2.0", "id": message["id"], "result": None})
        else:
            self._answers.pop(message["id"]).set_result(message)

    def close(self) -> None:
        pass

    # what a test does

    async def __aenter__(self) -> Client:
        root = self._root.as_uri() if self._root else None
        folders = [{"uri": root, "name": "root"}] if root else None
        self.reply = await self.ask(
            "initialize",
            processId=None,
            rootUri=root,
            workspaceFolders=folders,
            capabilities=self._capabilities,
            initializationOptions=self._options,
        )
        self.notify("initialized")
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.server._poller:
            self.server._poller.cancel()
        self.server.desk.close()

    def _send(self, message: dict[str, Any]) -> None:
        protocol = self.server.protocol
        protocol.handle_message(json.loads(json.dumps(message), object_hook=protocol.structure_message))

    def notify(self, method: str, **params: Any) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    async def answer(self, method: str, **params: Any) -> dict[str, Any]:
        """The whole answer to a request."""
        self._number += 1
        future = asyncio.get_running_loop().create_future()
        self._answers[self._number] = future
        self._send({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params})
        return await asyncio.wait_for(future, 60)

    async def ask(self, method: str, **params: Any) -> Any:
        """The result of a request."""
        found = await self.answer(method, **params)
        assert "error" not in found, found
        return found["result"]

    def open(self, uri: str, text: str, language: str = "markdown") -> None:
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", textDocument=item)

    def change(self, uri: str, version: int, text: str, start: tuple[int, int], end: tuple[int, int]) -> None:
        span = {"start": position(*start), "end": position(*end)}
        self.notify(
            "textDocument/didChange",
            textDocument={"uri": uri, "version": version},
            contentChanges=[{"range": span, "text": text}],
        )

    async def at(self, method: str, uri: str, line: int, character: int, **more: Any) -> Any:
        where = {"textDocument": {"uri": uri}, "position": position(line, character)}
        return await self.ask(f"textDocument/{method}", **where, **more)

    async def published(self, uri: str) -> list[dict[str, Any]]:
        """The diagnostics that are pushed next for a document."""
        for _ in range(3_000):
            for message in self.told:
                if message["method"] == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                    self.told.remove(message)
                    found: list[dict[str, Any]] = message["params"]["diagnostics"]
                    return found
            await asyncio.sleep(0.02)
        raise AssertionError("no diagnostics came")

    def messages(self) -> list[str]:
        """What the user was told."""
        return [one["params"]["message"] for one in self.told if one["method"] == "window/showMessage"]


def position(line: int, character: int) -> dict[str, int]:
    return {"line": line, "character": character}
