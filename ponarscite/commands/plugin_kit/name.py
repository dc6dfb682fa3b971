"""The name of a plugin: as its author gives it -> the names of its package, its module and its entry point."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ponarscite.errors import MisuseError

PREFIX = "ponarscite-"
LONGEST = 30  # characters, so that no line of a template gets too long

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?", re.IGNORECASE | re.ASCII)
_HINT = "a name has letters, digits and single hyphens: kennan, or ponarscite-kennan"


@dataclass(frozen=True, slots=True)
class PluginName:
    """The name of a plugin.

    Args:
        short: name of its entry point: "kennan".
    """

    short: str

    @property
    def package(self) -> str:
        """The name of its distribution, and of its folder: "ponarscite-kennan"."""
        return PREFIX + self.short

    @property
    def module(self) -> str:
        """The name to import: "ponarscite_kennan"."""
        return self.package.replace("-", "_")

    @property
    def title(self) -> str:
        """The name for people: "Kennan"."""
        return self.short.replace("-", " ").title()

    @property
    def letters(self) -> str:
        """Its ASCII letters; "x" for a name without any."""
        return re.sub(r"[^a-z]", "", self.short) or "x"

    @property
    def code(self) -> str:
        """The beginning of the codes of its checks: "KEN"; never with P, which is ours."""
        begin = self.letters[:3].upper()
        return f"X{begin}" if begin.startswith("P") else begin


def plugin_name(text: str) -> PluginName:
    """The name of a plugin, normalised, with or without "ponarscite-" before it.

    Source: PEP 508 (names of distributions), PEP 503 (normalised names).

    Raises:
        MisuseError: the text cannot be part of the name of a distribution, or is too long.
    """
    if not _NAME.fullmatch(text):
        raise MisuseError(f"{text[:60]!r} cannot be the name of a package", hint=_HINT)
    short = re.sub(r"[-_.]+", "-", text).lower().removeprefix(PREFIX)
    if short == PREFIX.strip("-"):
        raise MisuseError(f"{text!r} is the name of this program", hint=_HINT)
    if len(short) > LONGEST:
        raise MisuseError(f"{text[:60]!r} is too long: {len(short)} of {LONGEST} characters", hint=_HINT)
    return PluginName(short)
