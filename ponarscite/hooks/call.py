"""The hooks are asked here, one plugin at a time, and what outside plugins fail in is named.

A traceback only ever means a bug of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

from ponarscite.document.document import Document
from ponarscite.errors import PonarsciteError, PushError, RenderError, SourceError
from ponarscite.hooks.registry import FAULTS, PluginManager
from ponarscite.hookspecs import Check, Engine, Finding, Pushed, PushTarget, Renderer, StyleRepository

T = TypeVar("T")
Kind = TypeVar("Kind", bound=PonarsciteError)


def implementations(plugins: PluginManager, hook: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """(plugin name, its implementation), in the order in which they answer."""
    caller = getattr(plugins.hook, hook)
    for implementation in reversed(caller.get_hookimpls()):
        yield implementation.plugin_name, implementation


def answers(
    plugins: PluginManager, name: str, hook: str, implementation: Any, **arguments: Any
) -> Iterator[Any] | None:
    """The answer of one plugin, consumed inside a guard: an outside plugin that fails costs its own answer only."""
    ours = plugins.is_built_in(implementation.plugin)
    try:
        answer = answer_of(implementation, **arguments)
    except PonarsciteError:
        raise
    except FAULTS as error:
        if ours:
            raise
        plugins.blame(name, hook, error)
        return None
    if answer is None:
        return None
    return iter(answer) if ours else _consumed(plugins, name, hook, answer)


def answer_of(implementation: Any, **arguments: Any) -> Any:
    """What an implementation answers; as pluggy allows, it may leave out arguments."""
    return implementation.function(**{key: arguments[key] for key in implementation.argnames})


def _consumed(plugins: PluginManager, name: str, hook: str, answer: Iterable[Any]) -> Iterator[Any]:
    from ponarscite.hooks.contract import ANSWERS

    given = 0
    try:
        for value in answer:
            answered = _guarded(_checked(value, ANSWERS[hook]), name, plugins)
            given += 1
            yield answered
    except PonarsciteError:
        raise
    except FAULTS as error:
        plugins.blame(name, hook, error)
        if given and hook == "read_source":
            raise SourceError(f"plugin {name!r} stopped before everything was read", hint=str(error)) from error


def every(plugins: PluginManager, hook: str, **arguments: Any) -> Iterator[Any]:
    """Every value that every plugin gives, one plugin at a time."""
    for name, implementation in implementations(plugins, hook):
        yield from answers(plugins, name, hook, implementation, **arguments) or ()


def _guarded(value: Any, name: str, plugins: PluginManager) -> Any:
    """A value that the plugin *name* gave, as it is but for the functions in it.

    A document that cannot be loaded raises SourceError, a renderer or an engine that fails RenderError, a push target
    PushError; a collection of styles or a check that fails is blamed and has nothing. To give another kind of value
    than promised is to fail.
    """
    if isinstance(value, Document):
        return replace(value, load=_raising(SourceError, name, value.load))
    if isinstance(value, Renderer):
        drops = value.drops and _raising_midway(RenderError, name, value.drops)
        return replace(value, render=_raising_midway(RenderError, name, value.render), drops=drops)
    if isinstance(value, Engine):
        return replace(value, format=_raising_midway(RenderError, name, value.format))
    if isinstance(value, PushTarget):
        return replace(value, push=_raising_midway(PushError, name, value.push, Pushed))
    if isinstance(value, StyleRepository):
        return _blamed_styles(plugins, name, value)
    if isinstance(value, Check):
        return _blamed_check(plugins, name, value)
    return value


def _checked(value: T, hint: Any) -> T:
    from ponarscite.hooks.contract import checked  # what is built in needs no check

    return checked(value, hint)


def failure(kind: type[Kind], name: str, error: BaseException) -> Kind:
    """The failure of the plugin *name*, told as an error of ours."""
    hint = "tell its author; PONARSCITE_DISABLE_PLUGINS=1 runs without outside plugins"
    return kind(f"plugin {name!r} failed: {type(error).__name__}: {error}", hint=hint)


@contextmanager
def _told(kind: type[PonarsciteError], name: str) -> Iterator[None]:
    try:
        yield
    except PonarsciteError:
        raise
    except FAULTS as error:
        raise failure(kind, name, error) from error


def _raising(kind: type[PonarsciteError], name: str, load: Callable[[], bytes]) -> Callable[[], bytes]:
    def call() -> bytes:
        with _told(kind, name):
            return _checked(load(), bytes)

    return call


def _raising_midway(
    kind: type[PonarsciteError], name: str, function: Callable[..., Iterable[T]], piece_type: Any = str
) -> Callable[..., Iterator[T]]:
    def call(*arguments: Any) -> Iterator[T]:
        with _told(kind, name):
            for piece in function(*arguments):
                yield _checked(piece, piece_type)

    return call


def _blamed_check(plugins: PluginManager, name: str, check: Check) -> Check:
    def blamed(function: Callable[..., Iterable[Finding]] | None) -> Callable[..., Iterator[Finding]] | None:
        def call(*arguments: Any) -> Iterator[Finding]:
            try:
                for finding in function(*arguments) if function else ():
                    yield _checked(finding, Finding)
            except FAULTS as error:
                plugins.blame(name, f"check {check.code}", error)

        return call if function else None

    return replace(check, examine=blamed(check.examine), compare=blamed(check.compare))


def _blamed_styles(plugins: PluginManager, name: str, styles: StyleRepository) -> StyleRepository:
    def blamed(function: Callable[..., Any], hint: Any, nothing: Any) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            try:
                return _checked(function(*arguments), hint)
            except FAULTS as error:
                plugins.blame(name, "provide_styles", error)
                return nothing

        return call

    return replace(
        styles,
        read=blamed(styles.read, bytes | None, None),
        list=blamed(lambda: tuple(styles.list()), tuple[tuple[str, str], ...], ()),
        ids=blamed(lambda: tuple(styles.ids()), tuple[str, ...], ()),
    )
