"""The options that tell what sources there are and how they may be read, for every command that reads some."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from typing import Any

import click

from ponarscite.hookspecs import SourceOptions

_OPTIONS = (
    click.option(
        "--from",
        "lists",
        multiple=True,
        metavar="LIST",
        type=click.Path(allow_dash=True),
        help="A file with one source a line, or - for standard input; may be repeated.",
    ),
    click.option("--url", default="", metavar="URL", help="Where a saved page came from."),
    click.option("--allow-private", is_flag=True, help="Let URLs lead to private addresses: one's own server."),
    click.option("--site", is_flag=True, help="Read all of the site that a URL belongs to."),
    click.option("--offline", is_flag=True, help="Ask no server: use what earlier runs have read."),
    click.option("--refresh", is_flag=True, help="Ask whether what earlier runs have read has changed."),
)


def with_source_options(command: Callable[..., Any], *, needed: bool = True) -> Callable[..., Any]:
    """Give a command these options; it gets the sources of every list with its SOURCES, which may then be missing.

    Args:
        needed: whether having none at all is misuse.
    """

    @wraps(command)
    def call(*arguments: Any, sources: tuple[str, ...], lists: tuple[str, ...], **options: Any) -> Any:
        found = _all_sources(sources, lists)
        if needed and not found:
            raise _missing()
        return command(*arguments, sources=found, **options)

    decorated: Callable[..., Any] = call
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


def _all_sources(sources: tuple[str, ...], lists: tuple[str, ...]) -> tuple[str, ...]:
    from ponarscite.errors import MisuseError

    if (*sources, *lists).count("-") > 1:
        raise MisuseError("standard input can be read only once", hint="give - as a source or to --from, not twice")
    return (*sources, *(source for name in lists for source in _listed(name)))


def _missing() -> click.MissingParameter:
    context = click.get_current_context()
    argument = next(one for one in context.command.params if one.name == "sources")
    return click.MissingParameter(ctx=context, param=argument, param_hint="'SOURCES...'")


def _listed(name: str) -> Sequence[str]:
    """The sources of a list; blank lines and those that begin with # are left out. Raises SourceError."""
    from ponarscite.errors import SourceError

    try:
        found = list(_lines(name))
    except OSError as error:
        raise SourceError(f"cannot read the list {name}: {error.strerror}", hint="check the path") from error
    if not found:
        hint = "a list has one source a line; lines that begin with # are left out"
        raise SourceError(f"the list {name} names no source", hint=hint)
    return found


def _lines(name: str) -> Iterator[str]:
    with click.open_file(name, encoding="utf-8", errors="surrogateescape") as file:
        for line in file:
            source = line.strip("\ufeff \t\r\n")
            if source and not source.startswith("#"):
                yield source


def tell_of_network(sources: Iterable[str], *, verbose: bool) -> None:
    """Let what the network says be read: warnings, and each request when *verbose*."""
    if any(source.lower().startswith(("http:", "https:")) for source in sources):
        import logging

        from ponarscite.cli import tell

        class Teller(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                tell("warning" if record.levelno >= logging.WARNING else "note", record.getMessage())

        log = logging.getLogger("ponarscite")
        log.handlers[:] = [Teller()]
        log.setLevel(logging.INFO if verbose else logging.NOTSET)


def source_options(chosen: dict[str, Any]) -> SourceOptions:
    """What these options say. Raises MisuseError for those that contradict each other."""
    from ponarscite.errors import MisuseError

    if chosen["offline"] and chosen["refresh"]:
        raise MisuseError("--offline and --refresh contradict each other", hint="give one of them")
    return SourceOptions(
        url=chosen["url"],
        allow_private=chosen["allow_private"],
        cache="offline" if chosen["offline"] else "refresh" if chosen["refresh"] else "use",
        site=chosen["site"],
    )
