"""The one reader of the environment."""

from __future__ import annotations

import os


def outside_plugins_enabled() -> bool:
    """Whether plugins installed beside us are loaded: not when PONARSCITE_DISABLE_PLUGINS is set to anything but 0."""
    return os.environ.get("PONARSCITE_DISABLE_PLUGINS", "") in ("", "0")


def library_path() -> str:
    """The user's library: PONARSCITE_LIBRARY, or a file in the data folder of the system."""
    if named := os.environ.get("PONARSCITE_LIBRARY", ""):
        return named
    from platformdirs import user_data_path

    return str(user_data_path("ponarscite", appauthor=False) / "library.sqlite")
