"""A progress bar for long work: documents read, rate, time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

    from ponarscite.document.document import Document

PATIENCE = 1.0
"""Seconds before the bar appears."""

LONGEST_NAME = 48
"""Characters of a document's name that are shown."""


@contextmanager
def progress() -> Iterator[Callable[[Document], object] | None]:
    """Show a bar on a terminal. Yields the function to call before each document; None without a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as stack:
        yield _Bar(stack).advance


class _Bar:
    """A bar that appears after PATIENCE."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._began = time.monotonic()
        self._shown: Progress | None = None
        self._count = self._before = self._out_of = 0

    def advance(self, document: Document) -> None:
        """Count a document that is about to be read."""
        if document.out_of != self._out_of:  # another source
            self._before, self._out_of = self._count, document.out_of
        if not self._shown and time.monotonic() - self._began > PATIENCE:
            self._shown = self._stack.enter_context(_rich_progress())
            self._shown.add_task("", total=None)
        if self._shown:
            total = max(self._before + self._out_of, self._count) if self._out_of else None
            name = document.name if len(document.name) <= LONGEST_NAME else f"…{document.name[1 - LONGEST_NAME :]}"
            self._shown.update(self._shown.task_ids[0], completed=self._count, total=total, description=_inert(name))
        self._count += 1


def _inert(text: str) -> str:
    from ponarscite.record.text import inert

    return inert(text)


def _rich_progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

    console = Console(stderr=True, markup=False, emoji=False)
    columns = (BarColumn(), MofNCompleteColumn(), Rate(), TimeLeft(), TextColumn("{task.description}", markup=False))
    # Results that are printed meanwhile go above the bar on the same terminal, but stay where they go elsewhere.
    return Progress(*columns, console=console, transient=True, redirect_stdout=sys.stdout.isatty())
