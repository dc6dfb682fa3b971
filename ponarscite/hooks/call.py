"""Calls hooks, one plugin at a time, so that an outside plugin that fails loses only its own results.

A built-in plugin is not guarded: its failure is our bug, and keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ponarscite.errors import PonarsciteError, SourceError
from ponarscite.hooks.registry import FAULTS

if TYPE_CHECKING:
    from pluggy import HookImpl

    from ponarscite.hooks.registry import PluginManager


def implementations(plugins: PluginManager, hook: str) -> Iterator[HookImpl]:
    """The implementations of a hook, in the order in which they are called."""
    found: list[HookImpl] = getattr(plugins.hook, hook).get_hookimpls()
    return reversed(found)


def called(implementation: HookImpl, arguments: dict[str, Any]) -> Any:
    """What an implementation returns for those of the *arguments* that it takes: pluggy lets it leave out some."""
    function: Callable[..., Any] = implementation.function
    return function(**{name: arguments[name] for name in implementation.argnames})


def values(plugins: PluginManager, hook: str, implementation: HookImpl, **arguments: Any) -> Iterator[Any] | None:
    """The values that one implementation gives; None when it returns None or, as an outside plugin's, fails."""
    is_built_in = plugins.is_built_in(implementation.plugin)
    try:
        returned = called(implementation, arguments)
    except PonarsciteError:
        raise
    except FAULTS as error:
        if is_built_in:
            raise
        plugins.record_failure(implementation.plugin_name, hook, error)
        return None
    if returned is None:
        return None
    return iter(returned) if is_built_in else _guarded(plugins, hook, implementation.plugin_name, returned)


def _guarded(plugins: PluginManager, hook: str, name: str, returned: Iterable[Any]) -> Iterator[Any]:
    """The values of an outside plugin, checked and guarded one by one, up to the first that fails.

    Raises:
        SourceError: a source broke off after its first document, so that what was read is not all.
    """
    from ponarscite.hooks.contract import VALUES, checked  # needed by outside plugins alone
    from ponarscite.hooks.guarded import guarded

    given = 0
    try:
        for value in returned:
            yield guarded(checked(value, VALUES[hook]), name, plugins)
            given += 1
    except PonarsciteError:
        raise
    except FAULTS as error:
        plugins.record_failure(name, hook, error)
        if given and hook == "read_source":
            raise SourceError(f"plugin {name!r} stopped before everything was read", hint=str(error)) from error


def every(plugins: PluginManager, hook: str, **arguments: Any) -> Iterator[Any]:
    """Every value that any plugin gives, one plugin at a time."""
    for implementation in implementations(plugins, hook):
        yield from values(plugins, hook, implementation, **arguments) or ()
