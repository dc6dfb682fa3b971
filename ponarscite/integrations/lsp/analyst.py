"""Analyst: which documents are analysed when: after a pause in typing, or at once where somebody waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from ponarscite.integrations.lsp.desk import Desk
from ponarscite.integrations.lsp.document import Analysis
from ponarscite.integrations.lsp.worker import Worker

PAUSE: Final = 0.3
"""Seconds without a change before a document is analysed."""

LONG: Final = 2.0
"""A document that takes long is left alone for so many times as long as it took."""

LONGEST: Final = 5.0
"""Seconds that it is left alone at most."""

MOST_TRIES: Final = 2
"""Analyses that somebody waits for while the document goes on changing."""


class Analyst:
    """Keeps the analyses of a desk up to date.

    Args:
        desk: its documents are analysed.
        worker: what it is done in.
        done: called with the URI of a document whose analysis is new.
        failed: called with what went wrong.
    """

    def __init__(
        self, desk: Desk, worker: Worker, done: Callable[[str], object], failed: Callable[[Exception], object]
    ) -> None:
        self._desk = desk
        self._worker = worker
        self._done = done
        self._failed = failed
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._running: dict[str, asyncio.Task[Analysis | None]] = {}
        self._outdated: set[str] = set()

    def touch(self, uri: str, pause: float = PAUSE) -> None:
        """Analyse a document after a pause."""
        self._cancel(uri)
        known = self._desk.analyses.get(uri)
        pause = max(pause, min(LONG * known.seconds, LONGEST)) if known else pause
        self._timers[uri] = asyncio.get_running_loop().call_later(pause, self._start, uri)

    def outdate(self, uri: str) -> None:
        """Mark the analysis of a document as outdated: it serves only until there is a new one."""
        self._outdated.add(uri)

    def forget(self, uri: str) -> None:
        """Take a closed document off."""
        self._cancel(uri)
        self._outdated.discard(uri)
        self._desk.analyses.pop(uri, None)

    async def current(self, uri: str) -> Analysis | None:
        """The analysis of a document as it is now, or as it was a moment ago; None for one that is not read."""
        for _ in range(MOST_TRIES):
            if self._is_current(uri):
                break
            if uri not in self._desk.documents:
                return None
            await asyncio.shield(self._start(uri))
        return self._desk.analyses.get(uri)

    def _is_current(self, uri: str) -> bool:
        document, known = self._desk.documents.get(uri), self._desk.analyses.get(uri)
        if document is None or known is None or uri in self._outdated:
            return False
        return known.text is document.text

    def _cancel(self, uri: str) -> None:
        if timer := self._timers.pop(uri, None):
            timer.cancel()

    def _start(self, uri: str) -> asyncio.Task[Analysis | None]:
        """The analysis that runs, or a new one."""
        self._cancel(uri)
        if (running := self._running.get(uri)) is None:
            running = self._running[uri] = asyncio.ensure_future(self._analysed(uri))
        return running

    async def _analysed(self, uri: str) -> Analysis | None:
        try:
            document = self._desk.documents.get(uri)
            if document is None or not document.language:
                return None
            self._outdated.discard(uri)
            analysis = await self._worker.run(self._desk.analyse, replace(document))
        except Exception as error:
            self._failed(error)
            return None
        finally:
            self._running.pop(uri, None)
        if uri in self._desk.documents:
            self._desk.analyses[uri] = analysis
            self._done(uri)
        return analysis
