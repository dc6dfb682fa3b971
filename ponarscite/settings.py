"""The one reader of the environment."""

from __future__ import annotations

import os


def outside_plugins_enabled() -> bool:
    """Whether plugins installed beside us are loaded: not when PONARSCITE_DISABLE_PLUGINS is set to anything but 0."""
    return os.environ.get("PONARSCITE_DISABLE_PLUGINS", "") in ("", "0")
