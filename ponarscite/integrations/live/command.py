"""The work of `ponarscite live` on a manuscript."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ponarscite import pipeline
from ponarscite.errors import MisuseError
from ponarscite.integrations.live.options import ENDINGS, LiveOptions

if TYPE_CHECKING:
    from ponarscite import PluginManager


def run(options: LiveOptions, plugins: PluginManager) -> int:
    """Make live fields, write the file, and tell what was done; the exit code. Raises PonarsciteError."""
    if _ending(options.manuscript) in ENDINGS:
        from ponarscite.integrations.live.existing import replaced

        return replaced(options, plugins)
    return _convert(options, plugins)


def _ending(path: str) -> str:
    return Path(path).suffix.lower().removeprefix(".")


def _convert(options: LiveOptions, plugins: PluginManager) -> int:
    from ponarscite.integrations.live.marks import FORMS
    from ponarscite.integrations.live.through_pandoc import converted

    if options.dry_run or options.in_place or options.probable:
        raise MisuseError(
            f"{options.manuscript} is no .docx or .odt file", hint="--dry-run, --in-place and --probable are for these"
        )
    ending = _ending(options.output)
    if ending not in ENDINGS:
        raise MisuseError("live fields need a file for a word processor", hint="name it: -o FILE.docx or -o FILE.odt")
    if (ending, options.mode) not in FORMS:
        raise MisuseError(f".{ending} files have no {options.mode}", hint="leave out --mode")
    content, told = converted(options.manuscript, ending, list(_settings(options)), options.arguments, options.pandoc)
    sys.stderr.write(told)
    pipeline.write([content], options.output, plugins)
    return 0


def _settings(options: LiveOptions) -> list[tuple[str, str]]:
    """Metadata of the manuscript for pandoc's filter."""
    given = {
        "ponarscite-live": options.mode,
        "ponarscite-style": options.style,
        "ponarscite-library": options.library or "",
        "lang": options.locale,
    }
    return [(name, value) for name, value in given.items() if value]
