"""Calls hooks, one plugin at a time, so that an outside plugin that fails loses only its own results.

A built-in plugin is not guarded: its failure is our bug, and keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ponarscite.errors import MisuseError, OutputError, PonarsciteError, SourceError
from ponarscite.hooks.outside import Outside, normal, words_of

if TYPE_CHECKING:
    from pluggy import HookImpl

    from ponarscite.hooks.registry import PluginManager

RAISED: Mapping[str, tuple[type[PonarsciteError], ...]] = {
    "read_source": (SourceError, MisuseError),
    "write_output": (OutputError,),
}
"""Hook -> the errors of ours that it may raise. From other hooks they are failures of the plugin."""

MOST_VALUES = 1_000_000
"""Values that one call of a hook may give; a source may have any number of documents."""

_END = object()


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
    if plugins.is_built_in(implementation.plugin):
        returned = called(implementation, arguments)
        return None if returned is None else iter(returned)
    name = implementation.plugin_name
    try:
        returned = called_outside(implementation, hook, arguments)
    except Exception as error:
        record_or_raise(plugins, hook, name, error)
        return None
    return None if returned is None else _guarded(plugins, hook, name, returned)


def called_outside(implementation: HookImpl, hook: str, arguments: dict[str, Any]) -> Any:
    """What an implementation of an outside plugin returns. Raises Exception: anything that the plugin raises."""
    with Outside(implementation.plugin_name, hook):
        return called(implementation, arguments)


def record_or_raise(plugins: PluginManager, hook: str, name: str, error: Exception) -> None:
    """Record a failure of an outside plugin, or raise an error of ours that its hook may raise."""
    if found := normal(error, *RAISED.get(hook, ())) if isinstance(error, PonarsciteError) else None:
        raise found from error
    plugins.record_failure(name, hook, error)


def _guarded(plugins: PluginManager, hook: str, name: str, returned: Iterable[Any]) -> Iterator[Any]:
    """The values of an outside plugin, checked and guarded one by one, up to the first that fails.

    Raises:
        SourceError: a source broke off after its first document, so that what was read is not all.
    """
    from ponarscite.hooks.contract import VALUES, checked  # needed by outside plugins alone
    from ponarscite.hooks.guarded import guarded

    given = 0
    try:
        with Outside(name, hook):
            iterator = iter(returned)
        while True:
            with Outside(name, hook):
                value = next(iterator, _END)
                if value is _END:
                    return
                value = guarded(checked(value, VALUES[hook]), name, plugins)
                if given == MOST_VALUES and hook != "read_source":
                    raise OverflowError(f"it gives more than {MOST_VALUES:,} values")
            yield value
            given += 1
    except Exception as error:
        record_or_raise(plugins, hook, name, error)
        if given and hook == "read_source":
            problem = f"plugin {name!r} stopped before everything was read"
            raise SourceError(problem, hint=words_of(error).partition(": ")[2]) from error


def every(plugins: PluginManager, hook: str, **arguments: Any) -> Iterator[Any]:
    """Every value that any plugin gives, one plugin at a time."""
    for implementation in implementations(plugins, hook):
        yield from values(plugins, hook, implementation, **arguments) or ()
