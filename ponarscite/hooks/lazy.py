"""A built-in plugin that is imported when one of its hooks is first called."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from functools import cache, wraps
from typing import Any

from ponarscite import hookspecs


class LazyPlugin:
    """Stands in for a module of the package that implements hooks.

    Args:
        name: of the module, without the package: "formats.ris".
        hooks: the hooks that it implements.
    """

    def __init__(self, name: str, hooks: Iterable[str]) -> None:
        self.__name__ = f"{__package__.partition('.')[0]}.{name}"
        self._hooks = tuple(hooks)
        for hook in self._hooks:
            setattr(self, hook, _stand_in(self.__name__, hook))

    def __dir__(self) -> tuple[str, ...]:
        """The hooks alone. pluggy looks at every name, and those that any object has would take most of its time."""
        return self._hooks


def _stand_in(module: str, hook: str) -> Callable[..., Any]:
    """A hook implementation with the parameters of its specification, which calls the module's own.

    pluggy finds the parameters through ``__wrapped__``. A hook without a specification gets none, and fails in
    ``check_pending``.
    """

    def call(*values: Any, **named: Any) -> Any:
        function, parameters = _implementation(module, hook)
        named.update(zip(parameters_of(call), values, strict=False))
        return function(**{name: named[name] for name in parameters})

    specification = getattr(hookspecs, hook, None)
    return hookspecs.hookimpl(wraps(specification)(call) if specification else call)


@cache
def _implementation(module: str, hook: str) -> tuple[Callable[..., Any], tuple[str, ...]]:
    """The function of a module, and the parameters that it takes: pluggy lets it leave out some of the hook's."""
    function = getattr(importlib.import_module(module), hook)
    return function, parameters_of(function)


def parameters_of(function: Callable[..., Any]) -> tuple[str, ...]:
    """The names of a function's parameters."""
    code = getattr(function, "__wrapped__", function).__code__
    return code.co_varnames[: code.co_argcount]
