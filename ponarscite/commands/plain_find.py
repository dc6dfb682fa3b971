"""`ponarscite find` where it is asked for plainly: answered before click and the plugins are loaded.

They take most of the time of a search. Whatever else is asked, or goes wrong before anything is printed, is left to the
command.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import islice

from ponarscite.hooks.installed import plugins_are_possible

TYPE_CHECKING = False  # typing's own: to import it takes a twentieth of the time of a search
if TYPE_CHECKING:
    from typing import Any

FLAGS = {"--json": "as_json", "--keys-only": "keys_only"}
VALUES = ("--library", "--sort", "--limit")
MOST = 10_000
"""Records that are held before the first one is printed."""


def answer(arguments: Sequence[str]) -> bool:
    """Whether the search was answered: all of it, or none."""
    if (asked := _understood(arguments)) is None or sys.stdout is None or sys.stdout.isatty():
        return False
    if plugins_are_possible():
        return False  # one of them may have a command of this name
    try:
        found = list(islice(_pieces(asked), MOST + 1))
    except Exception:
        return False
    if len(found) > MOST:
        return False
    try:
        sys.stdout.buffer.write("".join(found).encode(errors="replace"))
        sys.stdout.flush()
    except OSError as error:
        from ponarscite.cli import output_failed

        sys.exit(output_failed(error))
    return True


def _understood(arguments: Sequence[str]) -> dict[str, Any] | None:
    """The options, and "words"; None for anything but whole names of options."""
    asked: dict[str, Any] = {"words": [], "--library": None, "--sort": "", "--limit": None}
    rest = iter(arguments)
    for argument in rest:
        name, is_joined, value = argument.partition("=")
        if argument in FLAGS:
            asked[FLAGS[argument]] = True
        elif name in VALUES and (is_joined or (value := next(rest, ""))):
            asked[name] = value
        elif argument.startswith("-"):
            return None
        else:
            asked["words"].append(argument)
    return asked


def _pieces(asked: dict[str, Any]) -> Iterator[str]:
    from ponarscite import settings
    from ponarscite.commands.record_lines import pieces
    from ponarscite.library.database import Database
    from ponarscite.library.listing import items, read_once
    from ponarscite.library.search import matching

    path = settings.library_path() if asked["--library"] is None else asked["--library"]
    limit = None if asked["--limit"] is None else int(asked["--limit"])
    database = Database(path, create=False, writing=False)
    try:
        read_once(database)
        numbers = matching(database, _unknown, " ".join(asked["words"]), asked["--sort"])
        found = islice(items(database, numbers), limit)
        yield from pieces(found, as_json="as_json" in asked, keys_only="keys_only" in asked)
    finally:
        database.close()


def _unknown(name: str) -> Sequence[int]:
    raise LookupError(name)  # what a number or a key means depends on the series, and they are plugins
