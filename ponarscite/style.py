"""Style: what must be known of a CSL style before an engine gets it; and finding one by its id.

Source: CSL 1.0.2 specification, "File types" and "Info"; the dependent styles of the official repository name
their parent by the address ``http://www.zotero.org/styles/<id>``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ponarscite.errors import SourceError, StyleError, StyleNotFoundError

if TYPE_CHECKING:
    from lxml import etree

    from ponarscite.hookspecs import StyleRepository

CSL = "{http://purl.org/net/xbiblio/csl}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STYLE_ADDRESS = re.compile(r"https?://(?:www\.)?zotero\.org/styles/([^/?#]+?)/?")
LARGEST = 2_000_000
"""Bytes; the largest style in the official repository has 0.3 million."""
LONGEST = 100_000
"""Elements that one entry may pass: macros as often as they are called, of a choice the longest branch."""


@dataclass(frozen=True, slots=True)
class StyleInfo:
    """What a style says about itself.

    Args:
        title: for people.
        parent: the id of the independent style to use instead, "" for an independent style.
        default_locale: an xml:lang code, "" when the style names none.
        has_bibliography: whether it has a bibliography.
        comma_after_mark: False when the processing instruction ``<?ponarscite comma_after_mark="no"?>`` asks
            that no comma follow a question or exclamation mark, which CSL cannot say; others pass it over.
    """

    title: str = ""
    parent: str = ""
    default_locale: str = ""
    has_bibliography: bool = False
    comma_after_mark: bool = True


def parse_style(xml: bytes, name: str = "the style") -> StyleInfo:
    """Read a style's own account of itself, and check that an engine can walk through it.

    Args:
        xml: the style; name: what to call it in an error.
    Raises:
        StyleError: not XML, not CSL 1.0, without a layout or a parent, with a DOCTYPE, with a macro that is
            missing or calls itself, or far too large; with the line where there is one.
    """
    root = _parse(xml, name)
    title = root.findtext(f"{CSL}info/{CSL}title") or ""
    links = root.findall(f"{CSL}info/{CSL}link[@rel='independent-parent']")
    if not links:
        _check(root, name)
    wishes = [node for node in root.itersiblings(preceding=True) if getattr(node, "target", "") == "ponarscite"]
    return StyleInfo(
        title=" ".join(title.split()),
        parent=style_id(links[0].get("href", "")) if links else "",
        default_locale=root.get("default-locale", ""),
        has_bibliography=root.find(f"{CSL}bibliography/{CSL}layout") is not None,
        comma_after_mark=not any(wish.get("comma_after_mark") == "no" for wish in wishes),
    )


def style_id(text: str) -> str:
    """The style id that an id or an address of the official repository stands for."""
    address = STYLE_ADDRESS.fullmatch(text.strip())
    return address[1] if address else text.strip()


def _parse(xml: bytes, name: str) -> etree._Element:
    from lxml import etree

    if len(xml) > LARGEST:
        raise StyleError(f"{name} is too large for a style", hint=f"a style has at most {LARGEST:,} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise StyleError(f"{name} is not well-formed XML, line {line}: {_first_line(error)}", hint=_HINT) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _invalid(name, root, "a style has no DOCTYPE and no entities")
    return root


_HINT = "a style is a CSL 1.0 file; the official ones are at https://www.zotero.org/styles"


def _first_line(error: Exception) -> str:
    message = getattr(error, "msg", None) or str(error)
    return re.sub(r"\s*\(?(?:<string>, )?line \d+.*", "", str(message).partition("\n")[0]).rstrip(",") or "no content"


def _invalid(name: str, element: etree._Element, problem: str) -> StyleError:
    return StyleError(f"{name} is not a CSL 1.0 style, line {element.sourceline}: {problem}", hint=_HINT)


def _check(root: etree._Element, name: str) -> None:
    if root.tag != f"{CSL}style":
        raise _invalid(name, root, f"the root element is <{root.tag.rpartition('}')[2]}>, not <style> of CSL")
    if not root.get("version", "").startswith("1."):
        raise _invalid(name, root, f"version {root.get('version', 'unknown')!r}")
    if root.find(f"{CSL}citation/{CSL}layout") is None:
        raise _invalid(name, root, "it has neither a citation layout nor an independent parent")
    _check_macros(root, name)


def _check_macros(root: etree._Element, name: str) -> None:
    """An entry must come to an end: macros exist, call no caller of theirs, do not multiply without bound."""
    macros = {macro.get("name", ""): macro for macro in root.iterchildren(f"{CSL}macro")}
    lengths: dict[str, int] = {}

    def length(element: etree._Element, callers: tuple[str, ...]) -> int:
        parts = [length(part, callers) for part in element.iterchildren(f"{CSL}*")]
        total = 1 + (max(parts, default=0) if element.tag == f"{CSL}choose" else sum(parts))
        called = element.get("macro")
        if called is not None:
            total += macro_length(element, called, callers)
        if total > LONGEST:
            raise _invalid(name, element, "its macros call each other too often")
        return total

    def macro_length(caller: etree._Element, called: str, callers: tuple[str, ...]) -> int:
        if called in callers:
            raise _invalid(name, caller, f"the macro {called!r} calls itself")
        if called not in macros:
            raise _invalid(name, caller, f"there is no macro {called!r}")
        if called not in lengths:
            lengths[called] = length(macros[called], (*callers, called))
        return lengths[called]

    try:
        for area in root.iterchildren(f"{CSL}citation", f"{CSL}bibliography"):
            length(area, ())
    except RecursionError as error:
        raise _invalid(name, root, "it is nested too deeply") from error


def find_style(
    name: str, repositories: Sequence[StyleRepository], read_path: Callable[[str], bytes]
) -> tuple[bytes, str]:
    """The independent style that a name stands for, and the locale a dependent style asks for ("" for none).

    Args:
        name: a style id, current, renamed or dependent, its address in the official repository, or a path:
            what ends in ".csl" or holds a path separator.
        repositories: in the order in which they are asked.
        read_path: reads a file; may raise OSError or SourceError.
    Raises:
        StyleNotFoundError: nobody has it; the hint names close matches.
        StyleError: it is no usable CSL style, or its parents are missing or lead round in a circle.
    """
    wanted = style_id(name)
    xml = _read_file(wanted, read_path) if is_path(wanted) else _from_repositories(wanted, repositories)
    if xml is None:
        raise StyleNotFoundError(f"no style is called {name!r}", hint=_close_styles(wanted, repositories))
    seen = {wanted}
    locale = ""
    while (info := parse_style(xml, f"the style {name!r}")).parent:
        locale = locale or info.default_locale
        xml = None if info.parent in seen else _from_repositories(info.parent, repositories)
        if xml is None:
            problem = "leads round in a circle" if info.parent in seen else "is not to be found"
            raise StyleError(f"the style {name!r} depends on {info.parent!r}, which {problem}", hint=_HINT)
        seen.add(info.parent)
    return xml, locale


def is_path(name: str) -> bool:
    """Whether a style is named by the path of its file."""
    return name.endswith(".csl") or "/" in name or "\\" in name


def _read_file(path: str, read_path: Callable[[str], bytes]) -> bytes:
    try:
        return read_path(path)
    except (OSError, ValueError, SourceError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        hint = "name an existing .csl file, or a style that `ponarscite styles` lists"
        raise StyleNotFoundError(f"the style {path!r} cannot be read: {reason}", hint=hint) from error


def _from_repositories(wanted: str, repositories: Iterable[StyleRepository]) -> bytes | None:
    return next((xml for repository in repositories if (xml := repository.read(wanted)) is not None), None)


def _close_styles(wanted: str, repositories: Iterable[StyleRepository]) -> str:
    known = {style for repository in repositories for style in repository.ids()}
    close = [style for style in known if len(wanted) > 2 and wanted.lower() in style]
    close = sorted(close, key=lambda style: (len(style), style))[:3] or close_names(wanted.lower(), known)
    return f"did you mean {' or '.join(close)}?" if close else "`ponarscite styles WORDS` lists the styles"


def close_names(wanted: str, known: Iterable[str]) -> list[str]:
    """At most three of the *known* names that look most like *wanted*, the most alike first."""
    from difflib import get_close_matches  # only errors need it

    near = [name for name in known if abs(len(name) - len(wanted)) <= max(3, len(wanted) // 2)]
    return get_close_matches(wanted[:80], near, n=3, cutoff=0.6)
