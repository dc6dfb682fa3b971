"""Citations of records: one text for each record, from a style, engine, markup and locale given by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ponarscite.citation.style import StyleInfo, parse_style
from ponarscite.errors import StyleNotFoundError, did_you_mean
from ponarscite.hookspecs import FORMS, MARKUPS, CitationRequest, Engine, Form, RenderOptions, Resources
from ponarscite.record.item import to_item
from ponarscite.record.wording import translated

if TYPE_CHECKING:
    from ponarscite.record.record import Record


def format_records(records: Sequence[Record], options: RenderOptions, resources: Resources) -> Iterable[str]:
    """Format the citations of records, without the frame of the markup.

    Args:
        records: what to cite.
        options: names of the style, engine, markup, form and locale, and a locator.
        resources: engines and styles that the names refer to.
    Returns:
        One text for each record: bibliography entries in the order of the style, other forms in the order given.
    Raises:
        StyleNotFoundError: an unknown style, engine, markup, form or locale.
        StyleError: the style is not valid.
        RenderError: the engine failed.
    """
    engine = _engine(options.engine, resources.engines)
    _known("markup", options.markup, MARKUPS)
    locale = canonical_locale(options.locale)
    style, style_locale = resources.find_style(options.style)
    form = _form(options, parse_style(style, f"the style {options.style!r}"))
    items = [_item(record) for record in records]
    locator = _ABBREVIATION.sub("", options.locator.strip(), count=1)
    return engine.format(
        CitationRequest(
            style=style,
            items=items,
            form=form,
            markup=options.markup,
            locale=locale or style_locale,
            locator=locator,
            links=options.links,
        )
    )


def _item(record: Record) -> dict[str, Any]:
    """The CSL item of a record, with the kind of a thesis or report and its state in the language of the record."""
    item = to_item(record)
    for variable in ("genre", "status") if record.language else ():
        if variable in item:
            item[variable] = translated(variable, item[variable], record.language)
    return item


_ABBREVIATION = re.compile(r"^pp?\.?\s*(?=\d)", re.IGNORECASE)
""""p." or "pp." before a page, which styles print themselves."""


def _form(options: RenderOptions, info: StyleInfo) -> Form:
    """The form to print; a style without a bibliography gives the first note instead."""
    _known("form", options.form or "note", FORMS)
    form = options.form or ("note" if options.locator else "bibliography")
    return "note" if form == "bibliography" and not info.has_bibliography else form


def _known(what: str, name: str, known: Sequence[str]) -> str:
    """The name if it is known.

    Raises:
        StyleNotFoundError: it is not; the hint names close or all known names.
    """
    if name not in known:
        raise StyleNotFoundError(f"no {what} is called {name!r}", hint=did_you_mean(name, known))
    return name


def _engine(name: str, engines: Sequence[Engine]) -> Engine:
    """The engine of a name, the first one for "". Raises StyleNotFoundError."""
    if not engines:
        raise StyleNotFoundError("there is no citation engine", hint="install a plugin that offers one")
    by_name = {engine.name: engine for engine in reversed(engines)}
    return by_name[_known("engine", name, tuple(by_name))] if name else engines[0]


_LOCALE = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?", re.IGNORECASE)


def canonical_locale(locale: str) -> str:
    """A locale in the spelling of CSL: "en_gb" gives "en-GB"; "" stays "".

    A locale without a locale file is accepted: the engine falls back to its language, then to American English.

    Raises:
        StyleNotFoundError: the text does not have the form of a locale.
    Source: RFC 5646, section 2.1.
    """
    match = _LOCALE.fullmatch(locale)
    if locale and not match:
        raise StyleNotFoundError(f"no locale is called {locale!r}", hint='a locale looks like "en-GB" or "ru"')
    language, script, region = match.groups() if match else ("", "", "")
    return "-".join(filter(None, (language.lower(), (script or "").title(), (region or "").upper())))
