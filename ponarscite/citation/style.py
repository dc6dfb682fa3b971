"""Find a CSL style by name, and read what must be known of it before an engine gets it.

Source: CSL 1.0.2 specification, "File Types" and "Info". Dependent styles of the official repository name their
parent by the address ``http://www.zotero.org/styles/<id>``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ponarscite.errors import SourceError, StyleError, StyleNotFoundError, did_you_mean

if TYPE_CHECKING:
    from ponarscite.hookspecs import StyleRepository


@dataclass(frozen=True, slots=True)
class StyleInfo:
    """Metadata of a style.

    Args:
        title: of cs:info.
        parent: id of the parent of a dependent style, "" for an independent one.
        default_locale: an xml:lang code, "" if not set.
        has_bibliography: whether the style has a bibliography.
        comma_after_mark: False if the processing instruction ``<?ponarscite comma_after_mark="no"?>`` forbids a comma
            after a question or exclamation mark, which CSL has no attribute for; other programs ignore it.
        in_notes: whether its citations are notes.
    """

    title: str = ""
    parent: str = ""
    default_locale: str = ""
    has_bibliography: bool = False
    comma_after_mark: bool = True
    in_notes: bool = False


def parse_style(xml: bytes, name: str = "the style") -> StyleInfo:
    """Read the metadata of a style, and check that an engine can render it.

    Args:
        xml: the content of a .csl file.
        name: what to call the style in an error.
    Raises:
        StyleError: as `ponarscite.csl.Style.parse`.
    """
    from ponarscite.csl import Style

    style = Style.parse(xml, name)
    return StyleInfo(
        title=style.title,
        parent=style.parent,
        default_locale=style.default_locale,
        has_bibliography=style.bibliography is not None,
        comma_after_mark=style.comma_after_mark,
        in_notes=style.in_notes,
    )


def find_style(
    name: str, repositories: Sequence[StyleRepository], read_path: Callable[[str], bytes]
) -> tuple[bytes, str]:
    """Find the independent style for a name.

    Args:
        name: a style id (current, renamed or dependent), its address in the official repository, or a path: a name
            that ends in ".csl" or holds a path separator.
        repositories: searched in order.
        read_path: reads a file; may raise OSError or SourceError.
    Returns:
        The XML of the style, and the locale that a dependent style sets, "" for none.
    Raises:
        StyleNotFoundError: no repository has the style; the hint names similar ids.
        StyleError: it is not a valid style, or its parent is missing or depends on it.
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
            problem = "depends on it in turn" if info.parent in seen else "no repository has"
            raise StyleError(f"the style {name!r} depends on {info.parent!r}, which {problem}", hint=HINT)
        seen.add(info.parent)
    return xml, locale


def read_style(name: str, repositories: Sequence[StyleRepository]) -> bytes | None:
    """The XML of a style by id, of a dependent style its own; None if no repository has it, or for a path."""
    from ponarscite.csl.style import style_id

    return None if is_path(name) else _from_repositories(style_id(name), repositories)


def is_path(name: str) -> bool:
    """Whether a name is the path of a style file."""
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
    """A hint that names up to three ids similar to *wanted*."""
    known = {style for repository in repositories for style in repository.ids()}
    close = [style for style in known if len(wanted) > 2 and wanted.lower() in style]
    close = sorted(close, key=lambda style: (len(style), style))[:3]
    if close:
        return f"did you mean {' or '.join(close)}?"
    return did_you_mean(wanted, known, "`ponarscite styles WORDS` lists the styles")
