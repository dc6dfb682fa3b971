"""Export of records that have keys already, with what the format cannot hold of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ponarscite import pipeline
from ponarscite.hooks import offered
from ponarscite.hooks.registry import PluginManager
from ponarscite.hookspecs import RenderOptions
from ponarscite.loss.format import Losses
from ponarscite.record.key import KeyChanges
from ponarscite.record.record import Record


@dataclass(frozen=True, slots=True)
class Exported:
    """Records in a format.

    Args:
        content: the bytes of the file.
        format: its name.
        suffix: of the file: ".bib", "" for none.
        is_binary: whether the content is no text.
        warnings: what the format does not hold of the records, in words.
    """

    content: bytes
    format: str
    suffix: str
    is_binary: bool
    warnings: tuple[str, ...]


def exported(
    records: Iterable[Record], format: str, plugins: PluginManager, options: RenderOptions, *, program: str = ""
) -> Exported:
    """The records as `ponarscite export` writes them.

    Args:
        records: each with a key of its own.
        format: "" for the one in which the program loses least, or biblatex.
        program: that reads the file, "" for none.
    Raises:
        MisuseError, FormatError, StyleNotFoundError, StyleError, RenderError.
    """
    name = offered.format_for(program, plugins, format=format) if program else format or "biblatex"
    losses, renamed = losses_of(name, plugins, options, program=program), KeyChanges()
    options = replace(options, spelling=losses.spelling.names if losses.spelling else {})
    pieces = pipeline.pieces(losses.listen(records), name, plugins, options, keyed=True, renamed=renamed)
    content = b"".join(one.encode("utf-8", "replace") if isinstance(one, str) else one for one in pieces)
    warnings = []
    if renamed.count:
        warnings.append(f"keys are written differently in {name}: {renamed}")
    if losses.lost:
        warnings.append(f"{name}{f' for {program}' if program else ''} drops {losses}")
    written = offered.writer(name, plugins)
    return Exported(content, name, next(iter(written.suffixes), ""), written.binary, tuple(warnings))


def losses_of(
    format: str, plugins: PluginManager, options: RenderOptions, *, program: str = "", quiet: bool = False
) -> Losses:
    """Return a listener to records that notes what a format will lose of them. Raises FormatError.

    Args:
        quiet: whether nobody asks what a style does not print, which takes long to find out.
    """
    dialect = offered.dialects(plugins)[program] if program else None
    writer = offered.writer(format, plugins)
    if format == "citation" and not quiet:
        from ponarscite.loss.style import dropping

        writer = replace(writer, drops=dropping(options, pipeline.resources(plugins)))
    return Losses(writer, dialect.formats[format] if dialect else None)
