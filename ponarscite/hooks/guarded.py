"""Guards the functions in the values that outside plugins give: a failure becomes an error of ours, or is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from ponarscite.document.document import Document
from ponarscite.errors import (
    FetchError,
    FormatError,
    LibraryError,
    MisuseError,
    OutputError,
    PluginError,
    PonarsciteError,
    PushError,
    QueryError,
    RenderError,
    SourceError,
    StyleError,
    StyleNotFoundError,
    UnknownKeyError,
)
from ponarscite.hooks.contract import checked
from ponarscite.hooks.outside import Outside, normal
from ponarscite.hooks.oversights import in_claim, in_item, in_series
from ponarscite.hooks.registry import PluginManager, failure
from ponarscite.hookspecs import Check, Engine, Finding, Format, Pushed, PushTarget, Renderer, StyleRepository
from ponarscite.interchange.reference import Reference
from ponarscite.record.claim import UNREAD, Claim
from ponarscite.series.series import Series

T = TypeVar("T")

_END = object()


def guarded(value: Any, name: str, plugins: PluginManager) -> Any:
    """A value that the plugin *name* gave, with its functions guarded; one without functions as it is.

    Loading a document and reading a format raise SourceError, writing a format and citing RenderError, pushing
    PushError. A style repository or a check that fails gives nothing, and the sign of a format that fails does not
    match; the failure is recorded. A function that returns another type than it should fails, too.
    """
    guard = next((guard for kind, guard in _GUARDS.items() if isinstance(value, kind)), None)
    return guard(value, name, plugins) if guard else value


def _run(kind: type[PonarsciteError], name: str, function: Callable[[], T]) -> T:
    """What a function of the plugin *name* returns; whatever it raises becomes an error of ours.

    Raises:
        PonarsciteError: of the class *kind*, or as the plugin raised it.
    """
    try:
        with Outside(name, "", timed=False):
            return function()
    except PonarsciteError as error:
        raise (normal(error, *_RAISED) or failure(kind, name, error)) from error
    except Exception as error:
        raise failure(kind, name, error) from error


_RAISED: tuple[type[PonarsciteError], ...] = (
    *(FetchError, FormatError, StyleNotFoundError, QueryError, UnknownKeyError),
    *(MisuseError, SourceError, StyleError, RenderError, OutputError, LibraryError, PushError, PluginError),
)
"""The errors that a plugin may raise in a function of a value, subclasses first. PonarsciteError itself says nothing,
and is a failure of the plugin."""


def _iterating(
    kind: type[PonarsciteError], name: str, function: Callable[..., Iterable[T]], piece: Any = str
) -> Callable[..., Iterator[T]]:
    """A function that yields pieces of the type *piece*; its failures are translated."""

    def call(*arguments: Any) -> Iterator[T]:
        iterator = _run(kind, name, lambda: iter(function(*arguments)))
        while (one := _run(kind, name, lambda: _next(iterator, piece))) is not _END:
            yield one

    return call


def _next(iterator: Iterator[T], piece: Any) -> Any:
    """The next piece, or _END. Raises TypeError for one of another type than *piece*."""
    one = next(iterator, _END)
    return one if one is _END else checked(one, piece)


def _document(value: Document, name: str, _: PluginManager) -> Document:
    def load() -> bytes:
        return _run(SourceError, name, lambda: checked(value.load(), bytes))

    return replace(value, load=load)


def _claim(value: Claim, name: str, plugins: PluginManager) -> Claim:
    """A claim that no record can hold becomes one about "unread", as a field does that a reader does not know."""
    found = in_claim(name, value)
    if found is None:
        return value
    field, oversight = found
    plugins.note_oversight(name, oversight)
    return replace(value, variable=UNREAD, text=field)


def _series(value: Series, name: str, plugins: PluginManager) -> Series:
    """A series with a type that CSL does not have gives documents, as every unknown type becomes one."""
    oversight = in_series(name, value)
    if oversight is None:
        return value
    plugins.note_oversight(name, oversight)
    return replace(value, item_type="document")


def _format(value: Format, name: str, plugins: PluginManager) -> Format:
    declared = value.sign

    def sign(beginning: str) -> bool:
        where = f"the sign of the format {value.name}"
        return bool(declared and _recorded(plugins, name, where, lambda: checked(declared(beginning), bool)))

    holds, defined = value.within, value.definitions

    def within(text: str) -> bool:
        where = f"the format {value.name} within a text"
        return bool(holds and _recorded(plugins, name, where, lambda: checked(holds(text), bool)))

    def definitions(text: str) -> str:
        where = f"the definitions of the format {value.name}"
        return (defined and _recorded(plugins, name, where, lambda: checked(defined(text), str))) or ""

    written: Callable[..., Any] | None = value.write
    checked_ready = value.ready
    return replace(
        value,
        sign=sign if declared else None,
        read=value.read and _reading(_iterating(SourceError, name, value.read, Reference), name, plugins),
        write=written and _iterating(RenderError, name, written, bytes if value.binary else str),
        drops=value.drops and _iterating(RenderError, name, value.drops),
        within=value.within and within,
        definitions=value.definitions and definitions,
        ready=checked_ready and (lambda: _run(RenderError, name, checked_ready)),
    )


def _reading(
    read: Callable[..., Iterator[Reference]], name: str, plugins: PluginManager
) -> Callable[..., Iterator[Reference]]:
    """The reader of a format, whose unknown variables are noted; `reference_claims` tells what becomes of them."""

    def call(text: str) -> Iterator[Reference]:
        for reference in read(text):
            for oversight in in_item(name, reference.item):
                plugins.note_oversight(name, oversight)
            yield reference

    return call


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
            where = f"check {value.code}"
            iterator = _recorded(plugins, name, where, lambda: iter(function(*arguments) if function else ()))
            while iterator and (one := _recorded(plugins, name, where, lambda: _next(iterator, Finding))) is not _END:
                if one is None:
                    return
                yield one

        return call if function else None

    return replace(value, examine=recording(value.examine), compare=recording(value.compare))


def _recorded(plugins: PluginManager, name: str, where: str, function: Callable[[], T]) -> T | None:
    """What a function of the plugin *name* returns; None when it fails, which is recorded."""
    try:
        with Outside(name, "", timed=False):
            return function()
    except Exception as error:
        plugins.record_failure(name, where, error)
        return None


def _style_repository(value: StyleRepository, name: str, plugins: PluginManager) -> StyleRepository:
    def recording(function: Callable[..., Any], returns: Any, nothing: Any) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            found = _recorded(plugins, name, "provide_styles", lambda: (checked(function(*arguments), returns),))
            return found[0] if found else nothing

        return call

    return replace(
        value,
        read=recording(value.read, bytes | None, None),
        list=recording(lambda: tuple(value.list()), tuple[tuple[str, str], ...], ()),
        ids=recording(lambda: tuple(value.ids()), tuple[str, ...], ()),
    )


_GUARDS: Mapping[type, Callable[[Any, str, PluginManager], Any]] = {
    Claim: _claim,
    Series: _series,
    Document: _document,
    Format: _format,
    Renderer: _renderer,
    Engine: _engine,
    PushTarget: _push_target,
    Check: _check,
    StyleRepository: _style_repository,
}
"""Type of a value -> the function that guards it."""
