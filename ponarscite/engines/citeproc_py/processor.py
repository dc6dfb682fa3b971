"""One request: load the style, register and sort the items, write each entry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import citeproc
from citeproc.source import CitationItem, Locator
from lxml import etree

from ponarscite.citation.style import StyleInfo, parse_style
from ponarscite.csl.element import LANG
from ponarscite.engines.citeproc_py.elements import CSL, FORMATTER, csl_parser
from ponarscite.engines.citeproc_py.markup import clean, to_markup
from ponarscite.engines.citeproc_py.quotes import Typography, settle
from ponarscite.engines.citeproc_py.work import Work
from ponarscite.errors import RenderError, StyleError
from ponarscite.hookspecs import CitationRequest, Item

POSITIONS = {
    "bibliography": frozenset[str](),
    "note": frozenset({"first"}),
    "short": frozenset({"subsequent"}),
}
"""Form -> positions that conditions see; the short form is a subsequent cite that is not "ibid"."""


def process(request: CitationRequest) -> Iterator[str]:
    """Format each item of a request, as `Engine.format` requires. Raises StyleError and RenderError."""
    return (to_markup(entry, request.markup) for entry in entries(request))


def entries(request: CitationRequest) -> Iterator[str]:
    """The same as marked text, for any markup. Raises StyleError and RenderError."""
    info = parse_style(request.style)
    if request.form == "bibliography" and not info.has_bibliography:
        return
    root = _guarded("the style", _load, request, info)
    typography = _guarded("the style", _typography, root, info)
    for cite in _guarded("the items", _cites, root, request, info):
        marked = _guarded(f"the item {cite.name!r}", _entry, root, cite, request.form)
        yield settle(marked, typography) or clean(cite.name)


def _guarded(what: str, step: Any, *arguments: Any) -> Any:
    """Call *step*, and turn every exception of citeproc-py into an error of ponarscite.

    Args:
        what: names what is being formatted in the message.
    Raises:
        StyleError: the style is nested too deeply.
        RenderError: anything else went wrong.
    """
    try:
        return step(*arguments)
    except RecursionError as error:
        raise StyleError("the style is nested too deeply", hint="use a style from `ponarscite styles`") from error
    except Exception as error:
        raise RenderError(
            f"citeproc-py could not format {what}: {type(error).__name__} {error}".rstrip(),
            hint="try another style, or report this with the style and the item",
        ) from error


class Cite(CitationItem):  # type: ignore[misc]  # citeproc is untyped
    """A citation of one item with a number of its own; citeproc-py would look the number up in a bibliography."""

    def __init__(self, number: int, item: Item, locator: str) -> None:
        cited = {"locator": Locator("page", locator)} if locator else {}
        super().__init__(str(number), **cited)
        self.work = Work(str(number), item)
        self.order = number
        self.name = str(item.get("title") or item.get("id") or "")

    @property
    def reference(self) -> Work:
        return self.work

    @property
    def number(self) -> int:
        return int(self.order)

    def get_field(self, field: str) -> object:
        return self.work.get(field)


def _load(request: CitationRequest, info: StyleInfo) -> Any:
    parser = csl_parser()
    root: Any = etree.fromstring(request.style, parser)
    root.formatter = FORMATTER
    root.macros = {macro.get("name"): macro for macro in root.iterchildren(f"{{{CSL}}}macro")}
    root.positions = POSITIONS[request.form]
    root.locales = list(_locales(root, request.locale or info.default_locale or "en-US", parser))
    for locale in root.locales:
        locale.style = root
    _complete(root)
    return root


def _locales(root: Any, wanted: str, parser: etree.XMLParser) -> Iterator[Any]:
    """The style's own terms and those of the language, the nearest first (CSL 1.0.2, "Locale fallback")."""
    language = wanted.split("-")[0]
    own = {element.get(LANG): element for element in root.findall(f"{{{CSL}}}locale")}
    yield from (own[lang] for lang in dict.fromkeys((wanted, language, None)) if lang in own)
    for lang in dict.fromkeys((wanted, citeproc.PRIMARY_DIALECTS.get(language, ""), "en-US")):
        if lang in citeproc.LANGUAGE_NAMES:
            path = Path(citeproc.LOCALES_PATH, f"locales-{lang}.xml")
            yield etree.parse(str(path), parser).getroot()


def _complete(root: Any) -> None:
    """Add what citeproc-py leaves out: a default cs:name, and a space after fields that are set apart."""
    for names in root.xpath_search("//cs:names[not(cs:name)][not(ancestor::cs:substitute)]"):
        names.insert(0, names.makeelement(f"{{{CSL}}}name"))
    for field in root.xpath_search("./cs:bibliography[@second-field-align]/cs:layout/*[1] | //*[@display]"):
        field.set("suffix", f"{field.get('suffix', '').rstrip()} ")


def _typography(root: Any, info: StyleInfo) -> Typography:
    outer, inner = (
        (str(root.get_single_term(name=f"open-{kind}")), str(root.get_single_term(name=f"close-{kind}")))
        for kind in ("quote", "inner-quote")
    )
    return Typography(outer, inner, _punctuation_in_quote(root), info.comma_after_mark)


def _punctuation_in_quote(root: Any) -> bool:
    values = (
        value for locale in root.locales for value in locale.xpath_search("./cs:style-options/@punctuation-in-quote")
    )
    return next(values, "false") == "true"


def _cites(root: Any, request: CitationRequest, info: StyleInfo) -> list[Cite]:
    """The items in printing order, numbered in the order of the bibliography if the style has one."""
    locator = "" if request.form == "bibliography" else clean(request.locator)
    cites = [Cite(number, item, locator) for number, item in enumerate(request.items, 1)]
    ordered = list(root.bibliography.sort(cites)) if info.has_bibliography else cites
    for order, cite in enumerate(ordered, 1):
        cite.order = order
    return ordered if request.form == "bibliography" else cites


def _entry(root: Any, cite: Any, form: str) -> str:
    layout = (root.bibliography if form == "bibliography" else root.citation).layout
    layout.repressed = {}
    content = layout.render_children(cite)
    return "" if content is None else str(layout.format(layout.wrap(content)))
