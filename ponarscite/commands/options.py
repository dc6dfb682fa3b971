"""The options that several commands share, and what a command gets for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeAlias

import click

if TYPE_CHECKING:
    from ponarscite.hookspecs import CacheUse, SourceOptions
    from ponarscite.record.claim import Role

Command: TypeAlias = Callable[..., Any]
"""The function of a command, with or without options so far."""


def _with(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """A decorator that gives a command several options; its help lists them in this order."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _jobs() -> int:
    from ponarscite import settings

    return settings.jobs()


with_jobs = click.option(
    "--jobs", type=click.IntRange(1, 64), default=_jobs, metavar="N", show_default="1", help="Parse in N processes."
)

with_library = click.option(
    "--library", metavar="FILE", help="The library; by default PONARSCITE_LIBRARY, or one in your data folder."
)

with_manuscript_options = _with(
    click.option(
        "--as", "language", default="", metavar="LANGUAGE", help="The language of the manuscripts: markdown, latex, …"
    ),
    click.option(
        "--bibliography",
        "bibliographies",
        multiple=True,
        metavar="FILE",
        type=click.Path(),
        help="A bibliography of the manuscripts, beside those that they name. May be repeated.",
    ),
    click.option(
        "--with",
        "beside",
        multiple=True,
        metavar="SOURCE",
        type=click.Path(),
        help="Files and folders that a manuscript is compared with last. May be repeated.",
    ),
)
"""The options of commands that compare manuscripts with records."""

with_library_records = _with(
    click.option("--all", "everything", is_flag=True, help="Every record of the library, whatever its role."),
    click.option("--query", "queries", multiple=True, metavar="QUERY", help="The records that a search finds."),
    with_library,
)
"""The options that choose records of the library; `Selection` takes them."""

with_list_options = _with(
    click.option("--json", "as_json", is_flag=True, help="Print a JSON array of CSL-JSON items."),
    click.option("--keys-only", is_flag=True, help="Print the keys alone, one a line."),
    click.option(
        "--sort",
        default="",
        metavar="ORDER",
        help="relevance, issued, number, title, key or added; -issued reverses the order.",
    ),
    click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Print at most N records."),
)
"""The options of commands that list records."""


def _complete_roles(_: click.Context, __: click.Parameter, start: str) -> list[str]:
    return [roles for roles in ("cited", "mentioned", "cited,mentioned") if roles.startswith(start)]


def _roles(_: click.Context, parameter: click.Parameter, values: Sequence[str]) -> tuple[Role, ...]:
    """The roles that are named, and "subject" in any case."""
    from ponarscite.record.claim import ROLES

    named = {role.strip() for role in ",".join(values).split(",") if role.strip()}
    if unknown := named - set(ROLES):
        problem = f"no role is called {', '.join(sorted(unknown))!r}; known: {', '.join(ROLES)}"
        raise click.BadParameter(problem, param=parameter)
    return tuple(role for role in ROLES if role == "subject" or role in named)


with_roles = click.option(
    "--with",
    "roles",
    multiple=True,
    metavar="ROLES",
    callback=_roles,
    shell_complete=_complete_roles,
    help="Add the works that a page cites or mentions: cited,mentioned.",
)

_source_options = _with(
    click.option(
        "--from",
        "lists",
        multiple=True,
        metavar="LIST",
        type=click.Path(allow_dash=True),
        help="A file with one source a line, or - for standard input. May be repeated.",
    ),
    click.option("--url", default="", metavar="URL", help="The address that a saved page came from."),
    click.option("--allow-private", is_flag=True, help="Allow URLs that lead to private addresses."),
    click.option("--site", is_flag=True, help="Read the whole site that a URL belongs to."),
    click.option("--offline", is_flag=True, help="Use the cache alone, and no network."),
    click.option("--refresh", is_flag=True, help="Ask servers whether cached pages have changed."),
    click.option(
        "--host",
        "hosts",
        multiple=True,
        metavar="HOST",
        help="Read the pages of this host alone from web archives. May be repeated.",
    ),
    click.option("--since", default="", metavar="DAY", help="Leave out earlier captures of web archives: 2015-03-01."),
    click.option("--until", default="", metavar="DAY", help="Leave out later captures of web archives: 2019."),
    click.option("--doubtful", is_flag=True, help="Add what is sure of citations that are read, but not proven."),
    click.option(
        "--resolver",
        metavar="URL",
        help="A Zotero translation server, asked first for identifiers (doi:..., isbn:...).",
    ),
)


def with_source_options(command: Command, *, needed: bool = True) -> Command:
    """Give a command the options for reading sources.

    The command gets `sources`, with those of every list among them, and `reading`, the other options as SourceOptions.

    Args:
        needed: whether the command needs a source.
    """

    @wraps(command)
    def call(*arguments: Any, sources: tuple[str, ...], lists: tuple[str, ...], **options: Any) -> Any:
        found = _all_sources(sources, lists)
        if needed and not found:
            raise missing_sources(click.get_current_context())
        reading = _reading(**{name: options.pop(name) for name in _READING})
        _check_captures(reading, found)
        return command(*arguments, sources=found, reading=reading, **options)

    return _source_options(call)


_READING = ("url", "allow_private", "site", "offline", "refresh", "doubtful", "resolver", "hosts", "since", "until")


def _reading(
    *,
    url: str,
    allow_private: bool,
    site: bool,
    offline: bool,
    refresh: bool,
    doubtful: bool,
    resolver: str | None,
    hosts: tuple[str, ...],
    since: str,
    until: str,
) -> SourceOptions:
    """The options as a value. Raises MisuseError for two that contradict each other, and for a wrong address."""
    from ponarscite.errors import MisuseError
    from ponarscite.hookspecs import SourceOptions

    if offline and refresh:
        raise MisuseError("--offline and --refresh contradict each other", hint="use one of them")
    cache: CacheUse = "offline" if offline else "refresh" if refresh else "use"
    return SourceOptions(
        url=url,
        allow_private=allow_private,
        cache=cache,
        site=site,
        doubtful=doubtful,
        resolver=_resolver(resolver),
        hosts=tuple(host.strip().lower().removeprefix("*.").strip(".") for host in hosts),
        since=since,
        until=until,
    )


_CAPTURES = {"hosts": "--host", "since": "--since", "until": "--until"}
_DAY = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def _check_captures(options: SourceOptions, sources: Sequence[str]) -> None:
    """Refuse options for web archives without one, and days that are none. Raises MisuseError."""
    from pathlib import Path

    from ponarscite.document.kind import WEB_ARCHIVES
    from ponarscite.errors import MisuseError

    given = [option for name, option in _CAPTURES.items() if getattr(options, name)]
    for day in filter(None, (options.since, options.until)):
        if not _DAY.fullmatch(day):
            raise MisuseError(f"{day!r} is no day", hint="a day looks like 2015-03-01; 2015-03 and 2015 will do")
    if given and not any(one.lower().endswith(WEB_ARCHIVES) or Path(one).is_dir() for one in sources):
        problem = f"{' and '.join(given)}: only web archives are read by host and day, and no source is one"
        raise MisuseError(problem, hint=f"a web archive is a file with the ending {', '.join(WEB_ARCHIVES)}")


def _resolver(named: str | None) -> str:
    """The address of the translation server: that of the option, else of the setting. Raises MisuseError."""
    from ponarscite import settings
    from ponarscite.errors import MisuseError
    from ponarscite.record.text import web_address

    address = settings.text_of("resolver") if named is None else named
    if address and not web_address(address):
        from ponarscite.network.address import without_credentials

        hint = "a translation server has an address such as http://127.0.0.1:1969"
        raise MisuseError(f"the resolver {without_credentials(address)!r} is not an http(s) address", hint=hint)
    return web_address(address)


def missing_sources(context: click.Context) -> click.MissingParameter:
    """The error of a command that has nothing to read."""
    argument = next(one for one in context.command.params if one.name == "sources")
    return click.MissingParameter(ctx=context, param=argument, param_hint="'SOURCES...'")


def _all_sources(sources: tuple[str, ...], lists: tuple[str, ...]) -> tuple[str, ...]:
    from ponarscite.errors import MisuseError

    if (*sources, *lists).count("-") > 1:
        raise MisuseError("standard input can be read only once", hint="give - as a source or to --from, not twice")
    return (*sources, *(source for name in lists for source in _listed(name)))


def _listed(name: str) -> Sequence[str]:
    """The sources of a list, without blank lines and lines that begin with #. Raises SourceError."""
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
