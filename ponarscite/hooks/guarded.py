"""Guards the functions in the values that outside plugins give: a failure becomes an error of ours, or is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

from ponarscite.document.document import Document
from ponarscite.errors import PonarsciteError, PushError, RenderError, SourceError
from ponarscite.hooks.contract import checked
from ponarscite.hooks.registry import FAULTS, PluginManager, failure
from ponarscite.hookspecs import Check, Engine, Finding, Pushed, PushTarget, Renderer, StyleRepository

T = TypeVar("T")


def guarded(value: Any, name: str, plugins: PluginManager) -> Any:
    """A value that the plugin *name* gave, with its functions guarded; one without functions as it is.

    Loading a document raises SourceError, rendering and citing RenderError, pushing PushError. A style repository or a
    check that fails gives nothing, and its failure is recorded. A function that returns another type than it should
    fails, too.
    """
    guard = next((guard for kind, guard in _GUARDS.items() if isinstance(value, kind)), None)
    return guard(value, name, plugins) if guard else value


@contextmanager
def _translated(kind: type[PonarsciteError], name: str) -> Iterator[None]:
    """Translate whatever the plugin *name* raises into an error of ours."""
    try:
        yield
    except PonarsciteError:
        raise
    except FAULTS as error:
        raise failure(kind, name, error) from error


def _iterating(
    kind: type[PonarsciteError], name: str, function: Callable[..., Iterable[T]], piece: Any = str
) -> Callable[..., Iterator[T]]:
    """A function that yields pieces of the type *piece*; its failures are translated."""

    def call(*arguments: Any) -> Iterator[T]:
        with _translated(kind, name):
            for one in function(*arguments):
                yield checked(one, piece)

    return call


def _document(value: Document, name: str, _: PluginManager) -> Document:
    def load() -> bytes:
        with _translated(SourceError, name):
            return checked(value.load(), bytes)

    return replace(value, load=load)


def _renderer(value: Renderer, name: str, _: PluginManager) -> Renderer:
    drops = value.drops and _iterating(RenderError, name, value.drops)
    return replace(value, render=_iterating(RenderError, name, value.render), drops=drops)


def _engine(value: Engine, name: str, _: PluginManager) -> Engine:
    return replace(value, format=_iterating(RenderError, name, value.format))


def _push_target(value: PushTarget, name: str, _: PluginManager) -> PushTarget:
    return replace(value, push=_iterating(PushError, name, value.push, Pushed))


def _check(value: Check, name: str, plugins: PluginManager) -> Check:
    def recording(function: Callable[..., Iterable[Finding]] | None) -> Callable[..., Iterator[Finding]] | None:
        def call(*arguments: Any) -> Iterator[Finding]:
            try:
                for finding in function(*arguments) if function else ():
                    yield checked(finding, Finding)
            except FAULTS as error:
                plugins.record_failure(name, f"check {value.code}", error)

        return call if function else None

    return replace(value, examine=recording(value.examine), compare=recording(value.compare))


def _style_repository(value: StyleRepository, name: str, plugins: PluginManager) -> StyleRepository:
    def recording(function: Callable[..., Any], returns: Any, nothing: Any) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            try:
                return checked(function(*arguments), returns)
            except FAULTS as error:
                plugins.record_failure(name, "provide_styles", error)
                return nothing

        return call

    return replace(
        value,
        read=recording(value.read, bytes | None, None),
        list=recording(lambda: tuple(value.list()), tuple[tuple[str, str], ...], ()),
        ids=recording(lambda: tuple(value.ids()), tuple[str, ...], ()),
    )


_GUARDS: Mapping[type, Callable[[Any, str, PluginManager], Any]] = {
    Document: _document,
    Renderer: _renderer,
    Engine: _engine,
    PushTarget: _push_target,
    Check: _check,
    StyleRepository: _style_repository,
}
"""Type of a value -> the function that guards it."""
