"""Whether plugins may be installed beside us: asked of the files alone, before anything that loads them is loaded."""

# ruff: noqa: PTH118, PTH123, PTH208 -- to import pathlib takes a sixth of the time of a search

from __future__ import annotations

import os
import sys

from ponarscite import settings

GROUP = "ponarscite"
"""The group of entry points."""


def plugins_are_possible() -> bool:
    """Whether a distribution on sys.path may name a plugin, and plugins are wanted.

    To look costs a tenth of what importing importlib.metadata does, which is asked only if there is something to find.
    """
    return settings.outside_plugins_enabled() and any(map(_may_hold_plugins, sys.path))


def _may_hold_plugins(place: str) -> bool:
    try:
        names = os.listdir(place or ".")
    except NotADirectoryError:
        return True  # an archive
    except OSError:
        return False
    infos = (name for name in names if name.lower().endswith("-info"))  # .dist-info, .egg-info, EGG-INFO
    return any(_names_plugins(os.path.join(place, info, "entry_points.txt")) for info in infos)


def _names_plugins(entry_points: str) -> bool:
    try:
        with open(entry_points, "rb") as file:
            return f"[{GROUP}]".encode() in file.read()
    except OSError:
        return False
