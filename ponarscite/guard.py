"""What outside plugins give, with their failures named: a traceback only ever means a bug of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from ponarscite.document.document import Document
from ponarscite.errors import PonarsciteError, RenderError, SourceError
from ponarscite.hookspecs import Engine, Renderer, StyleRepository
from ponarscite.plugins import PluginManager


def guarded(value: Any, name: str, plugins: PluginManager) -> Any:
    """A value that the plugin *name* gave, as it is but for the functions in it.

    A document that cannot be loaded raises SourceError, a renderer or an engine that fails RenderError; a collection of
    styles that fails is blamed and has nothing.
    """
    if isinstance(value, Document):
        return replace(value, load=_raising(SourceError, name, value.load))
    if isinstance(value, Renderer):
        return replace(value, render=_raising_midway(RenderError, name, value.render))
    if isinstance(value, Engine):
        return replace(value, format=_raising_midway(RenderError, name, value.format))
    if isinstance(value, StyleRepository):
        read = _blamed(plugins, name, value.read, None)
        return replace(
            value, read=read, list=_blamed(plugins, name, value.list, ()), ids=_blamed(plugins, name, value.ids, ())
        )
    return value


def _failure(kind: type[PonarsciteError], name: str, error: Exception) -> PonarsciteError:
    hint = "tell its author; PONARSCITE_DISABLE_PLUGINS=1 runs without outside plugins"
    return kind(f"plugin {name!r} failed: {type(error).__name__}: {error}", hint=hint)


def _raising(kind: type[PonarsciteError], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any) -> Any:
        try:
            return function(*arguments)
        except PonarsciteError:
            raise
        except Exception as error:
            raise _failure(kind, name, error) from error

    return call


def _raising_midway(
    kind: type[PonarsciteError], name: str, function: Callable[..., Iterable[Any]]
) -> Callable[..., Iterator[Any]]:
    def call(*arguments: Any) -> Iterator[Any]:
        try:
            yield from function(*arguments)
        except PonarsciteError:
            raise
        except Exception as error:
            raise _failure(kind, name, error) from error

    return call


def _blamed(plugins: PluginManager, name: str, function: Callable[..., Any], nothing: Any) -> Callable[..., Any]:
    def call(*arguments: Any) -> Any:
        try:
            answer = function(*arguments)
            return answer if answer is None or isinstance(answer, bytes) else list(answer)
        except Exception as error:
            plugins.blame(name, "provide_styles", error)
            return nothing

    return call
