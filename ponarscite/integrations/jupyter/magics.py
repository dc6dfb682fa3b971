"""Magics: `%cite`, `%bibliography` and `%%bibliography`.

%load_ext ponarscite.ipython
%cite pepm775 660 --style apa
"""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Callable
from typing import Any, Final, NoReturn

from IPython.core.error import UsageError

from ponarscite.errors import PonarsciteError
from ponarscite.integrations.jupyter.notebook import Notebook, Shown
from ponarscite.integrations.works.cluster import Form

FORMS: Final[dict[str, Form]] = {"text": "textual", "author": "author", "year": "year", "full": "full"}


class _Parser(argparse.ArgumentParser):
    """Tells misuse as IPython does."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{self.prog}: {message}")


def _parser(name: str) -> _Parser:
    """The options of all magics."""
    parser = _Parser(name, add_help=False, allow_abbrev=False)
    parser.add_argument("names", nargs="*", help="keys, numbers, or other names of records")
    parser.add_argument("--style", help="a style of CSL; it stays until another one is named")
    parser.add_argument("--locale", help="the language of the texts; it stays, too")
    parser.add_argument("--library", help="path of the library")
    parser.add_argument("--sources", nargs="+", help="files to read records from, in place of the library")
    return parser


class CiteMagics:
    """The magics of one session."""

    def __init__(self) -> None:
        from ponarscite import settings

        self.notebook = Notebook(style=settings.text_of("style") or "apa", locale=settings.text_of("locale"))

    def cite(self, line: str) -> Shown:
        """%cite NAME... [--locator PAGES] [--as text|author|year|full] [--style STYLE] [--locale LOCALE]"""
        parser = _parser("%cite")
        parser.add_argument("--locator", default="", help="the place in the last work: 3-5, chap. 2")
        parser.add_argument("--as", dest="form", choices=FORMS, help="the form of the citation")
        given = self._set(parser, line)
        if not given.names:
            parser.error("name a record: %cite pepm775")
        return _told(lambda: self.notebook.cite(given.names, given.locator, FORMS.get(given.form, "parenthetical")))

    def bibliography(self, line: str, cell: str = "") -> Shown:
        """%bibliography [NAME...], or %%bibliography with names below: what was cited, and these works."""
        parser = _parser("%bibliography")
        parser.add_argument("--forget", action="store_true", help="begin anew: forget what was cited")
        given = self._set(parser, line)
        if given.forget:
            self.notebook.forget()
        names = [*given.names, *cell.replace(",", " ").split()]
        return _told(lambda: self.notebook.bibliography(names))

    def _set(self, parser: _Parser, line: str) -> argparse.Namespace:
        try:
            given = parser.parse_args(shlex.split(line))
        except ValueError as error:
            raise UsageError(f"{parser.prog}: {error}") from error
        for name in ("style", "locale", "library"):
            if getattr(given, name) is not None:
                setattr(self.notebook, name, getattr(given, name))
        if given.sources:
            self.notebook.sources = tuple(given.sources)
        return given


def _told(show: Callable[[], Shown]) -> Shown:
    """The display; an error of ours as IPython tells misuse."""
    try:
        return show()
    except PonarsciteError as error:
        raise UsageError(f"{error.message}\nhint: {error.hint}" if error.hint else error.message) from error


def load_ipython_extension(shell: Any) -> None:
    """Add the magics to a session, an `InteractiveShell`."""
    magics = CiteMagics()
    shell.register_magic_function(magics.cite, "line", "cite")
    shell.register_magic_function(magics.bibliography, "line_cell", "bibliography")
