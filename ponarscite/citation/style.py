"""Style: what must be known of a CSL style before an engine gets it; and finding one by its id.

Source: CSL 1.0.2 specification, "File types" and "Info"; the dependent styles of the official repository name
their parent by the address ``http://www.zotero.org/styles/<id>``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ponarscite.errors import SourceError, StyleError, StyleNotFoundError

if TYPE_CHECKING:
    from ponarscite.hookspecs import StyleRepository


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
    from ponarscite.csl import Style

    style = Style.parse(xml, name)
    has_bibliography = style.bibliography is not None
    return StyleInfo(style.title, style.parent, style.default_locale, has_bibliography, style.comma_after_mark)


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
    from ponarscite.csl.element import HINT
    from ponarscite.csl.style import style_id

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
            raise StyleError(f"the style {name!r} depends on {info.parent!r}, which {problem}", hint=HINT)
        seen.add(info.parent)
    return xml, locale


def read_style(name: str, repositories: Sequence[StyleRepository]) -> bytes | None:
    """The style of that id itself, a dependent one as it is; None where no repository has it, or for a path."""
    from ponarscite.csl.style import style_id

    return None if is_path(name) else _from_repositories(style_id(name), repositories)


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
