"""The offers of all plugins, by name: formats, programs, styles, engines, checks and push targets."""

from __future__ import annotations

import os

from ponarscite.errors import FormatError, MisuseError, did_you_mean
from ponarscite.hooks.call import every
from ponarscite.hooks.registry import PluginManager
from ponarscite.hooks.texts import with_readable_texts
from ponarscite.hookspecs import Check, Dialect, Engine, Format, PushTarget, StyleRepository


def readers(plugins: PluginManager) -> tuple[Format, ...]:
    """The formats that can be read, in the order in which they are tried; of one name, the first."""
    found: dict[str, Format] = {}
    for one in every(plugins, "provide_formats"):
        if one.read:
            found.setdefault(one.name, one)
    return tuple(found.values())


def writers(plugins: PluginManager) -> dict[str, Format]:
    """Name -> format that can be written. An outside plugin's replaces a built-in one of the same name."""
    found: dict[str, Format] = {}
    for one in every(plugins, "provide_renderers"):
        written = Format(
            name=one.name, description=one.description, suffixes=one.suffixes, write=one.render, drops=one.drops
        )
        found.setdefault(one.name, with_readable_texts(written))
    for one in every(plugins, "provide_formats"):
        if one.write:
            found.setdefault(one.name, with_readable_texts(one))
    return found


def dialects(plugins: PluginManager) -> dict[str, Dialect]:
    """Name -> dialect. A dialect of an outside plugin replaces a built-in one of the same name."""
    found: dict[str, Dialect] = {}
    for dialect in every(plugins, "provide_dialects"):
        found.setdefault(dialect.name, dialect)
    return found


def repositories(plugins: PluginManager) -> tuple[StyleRepository, ...]:
    """The style repositories, in the order in which they are searched."""
    return tuple(every(plugins, "provide_styles"))


def engines(plugins: PluginManager) -> tuple[Engine, ...]:
    """The citation engines, the preferred one first."""
    return tuple(every(plugins, "provide_engines"))


def checks(plugins: PluginManager) -> dict[str, Check]:
    """Return all checks by code; a plugin's check replaces a built-in one of the same code."""
    found: dict[str, Check] = {}
    for check in every(plugins, "provide_checks"):
        found.setdefault(check.code, check)
    return dict(sorted(found.items()))


def writer(name: str, plugins: PluginManager) -> Format:
    """The format of this name, which can be written. Raises FormatError."""
    known = writers(plugins)
    if name not in known:
        raise FormatError(f"no format is called {name!r}", hint=_meant_by_format(name, plugins))
    return known[name]


def _meant_by_format(wanted: str, plugins: PluginManager) -> str:
    """A hint for a format that is not known, by its suffix, the program or the style that it is, or a like name."""
    if named := _formats_of(f"refs.{wanted}", plugins):
        return f"did you mean {' or '.join(named)}?"
    if programs := _called(wanted, plugins):
        return f"for a program: --for {' or --for '.join(programs)}"
    if any(repository.read(wanted) for repository in repositories(plugins)):
        return f"{wanted} is a style: `ponarscite export -s {wanted}`"
    return did_you_mean(wanted, sorted(writers(plugins)))


def _called(wanted: str, plugins: PluginManager) -> list[str]:
    """The programs that are called so, by their own name or by another one."""
    name = wanted.casefold()
    return [one.name for one in dialects(plugins).values() if name in (one.name, *one.also)]


def _suffix(target: str) -> str:
    return os.path.splitext(target)[1].casefold()  # noqa: PTH122 -- pathlib takes long to import


def _formats_of(target: str, plugins: PluginManager) -> tuple[str, ...]:
    """The formats for the suffix of a file name, the usual one first."""
    suffix = _suffix(target)
    return tuple(name for name, one in writers(plugins).items() if suffix and suffix in one.suffixes)


def format_of(target: str, plugins: PluginManager) -> str:
    """The format for the suffix of a file name; "biblatex" for a name without one.

    Raises:
        FormatError: no format has the suffix.
    """
    if found := _formats_of(target, plugins):
        return found[0]
    if (suffix := _suffix(target)).strip("."):
        suffixes = sorted({one for known in writers(plugins).values() for one in known.suffixes})
        raise FormatError(f"no format ends in {suffix}", hint=f"name one by -f, or end in {', '.join(suffixes)}")
    return "biblatex"


def format_for(program: str, plugins: PluginManager, *, format: str = "", target: str = "") -> str:
    """The format in which a program loses least; or the one that a name, or the suffix of a file name, chooses.

    Raises:
        FormatError: no dialect has the name of the program, or the program does not read the chosen format.
    """
    known = dialects(plugins)
    if program not in known:
        called = _called(program, plugins)
        hint = f"did you mean {' or '.join(called)}?" if called else did_you_mean(program, sorted(known))
        raise FormatError(f"no dialect is called {program!r}", hint=hint)
    formats = known[program].formats
    chosen = (format,) if format else _formats_of(target, plugins)
    if chosen and not set(chosen) & set(formats):
        raise FormatError(f"{program} is not known to read {chosen[0]}", hint=f"it reads: {', '.join(formats)}")
    return next((name for name in chosen if name in formats), next(iter(formats)))


def push_targets(plugins: PluginManager) -> dict[str, PushTarget]:
    """Name -> push target. A target of an outside plugin replaces a built-in one of the same name."""
    found: dict[str, PushTarget] = {}
    for target in every(plugins, "provide_push_targets"):
        found.setdefault(target.name, target)
    return found


def push_target(name: str, plugins: PluginManager) -> PushTarget:
    """The push target of this name. Raises MisuseError."""
    known = push_targets(plugins)
    if name not in known:
        raise MisuseError(f"no push target is called {name!r}", hint=did_you_mean(name, known))
    return known[name]
