"""The one reader of the environment."""

from __future__ import annotations

import os
import sys


def outside_plugins_enabled() -> bool:
    """Whether plugins installed beside us are loaded: not when PONARSCITE_DISABLE_PLUGINS is set to anything but 0."""
    return os.environ.get("PONARSCITE_DISABLE_PLUGINS", "") in ("", "0")


def library_path() -> str:
    """The user's library: PONARSCITE_LIBRARY, or a file in the data folder of the system."""
    if named := os.environ.get("PONARSCITE_LIBRARY", ""):
        return named
    return os.path.join(_data_folder(), "library.sqlite")  # noqa: PTH118 -- pathlib takes long to import


def _data_folder() -> str:
    """As platformdirs has it; to import that takes a quarter of the time of a search, so on Linux it is asked here."""
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        named = os.environ.get("XDG_DATA_HOME", "")
        shared = named if os.path.isabs(named) else os.path.expanduser("~/.local/share")  # noqa: PTH111, PTH117 -- as above
        return os.path.join(shared, "ponarscite")  # noqa: PTH118 -- as above
    from platformdirs import user_data_dir

    return user_data_dir("ponarscite", appauthor=False)


def cache_folder() -> str:
    """Where pages read before are kept: PONARSCITE_CACHE, or the folder that the platform has for it."""
    if chosen := os.environ.get("PONARSCITE_CACHE"):
        return chosen
    from platformdirs import user_cache_dir

    return user_cache_dir("ponarscite", appauthor=False)


def contact() -> str:
    """Where the keepers of sites reach the user: PONARSCITE_CONTACT, an address of the web or of mail; "" for none."""
    return os.environ.get("PONARSCITE_CONTACT", "").strip()


def delay() -> float:
    """Seconds between two requests to one host: PONARSCITE_DELAY, 1 by default; what is no such number is 1."""
    try:
        seconds = float(os.environ.get("PONARSCITE_DELAY") or 1)
    except ValueError:
        return 1.0
    return seconds if 0 <= seconds < 3600 else 1.0


def proxies() -> dict[str, str]:
    """Scheme -> the proxy for it, and "no_proxy" -> the hosts without one: http_proxy and its like."""
    from urllib.request import getproxies_environment

    found = getproxies_environment()
    return {("no_proxy" if scheme == "no" else scheme): address for scheme, address in found.items() if address}


def secret(service: str) -> str:
    """The user's key for a service, "" for none: from the environment, else from the keyring if its package is there.

    ZOTERO_API_KEY is the one for "zotero.org".
    """
    named = os.environ.get("ZOTERO_API_KEY", "").strip() if service == "zotero.org" else ""
    return named or _from_keyring(service)


def _from_keyring(name: str) -> str:
    """The secret that the system's keyring keeps for us under this name, "" when there is none or no keyring."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return keyring.get_password("ponarscite", name) or ""
    except KeyringError:
        return ""
