"""Settings from environment variables. No other module reads the environment."""

from __future__ import annotations

import os
import sys
from contextlib import suppress


def outside_plugins_enabled() -> bool:
    """Whether outside plugins are loaded: PONARSCITE_DISABLE_PLUGINS with any value but 0 disables them."""
    return os.environ.get("PONARSCITE_DISABLE_PLUGINS", "") in ("", "0")


def library_path() -> str:
    """The path of the user's library: PONARSCITE_LIBRARY, or a file in the user's data folder."""
    if named := os.environ.get("PONARSCITE_LIBRARY", ""):
        return named
    return os.path.join(_data_folder(), "library.sqlite")  # noqa: PTH118 -- pathlib takes long to import


def _data_folder() -> str:
    """The folder that platformdirs gives. On Linux it is found without it: importing it takes an eighth of a search."""
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        named = os.environ.get("XDG_DATA_HOME", "")
        shared = named if os.path.isabs(named) else os.path.expanduser("~/.local/share")  # noqa: PTH111, PTH117 -- as above
        return os.path.join(shared, "ponarscite")  # noqa: PTH118 -- as above
    from platformdirs import user_data_dir

    return user_data_dir("ponarscite", appauthor=False)


def cache_folder() -> str:
    """The folder for the cache of the network: PONARSCITE_CACHE, or a folder in the user's cache folder."""
    if chosen := os.environ.get("PONARSCITE_CACHE"):
        return chosen
    from platformdirs import user_cache_dir

    return user_cache_dir("ponarscite", appauthor=False)


def contact() -> str:
    """How site owners reach the user: PONARSCITE_CONTACT, a web or e-mail address; "" if it is not set."""
    return os.environ.get("PONARSCITE_CONTACT", "").strip()


def delay() -> float:
    """Seconds between two requests to one host: PONARSCITE_DELAY, below 3600; 1 if it is not such a number."""
    try:
        seconds = float(os.environ.get("PONARSCITE_DELAY") or 1)
    except ValueError:
        return 1.0
    return seconds if 0 <= seconds < 3600 else 1.0


def proxies() -> dict[str, str]:
    """Scheme -> proxy, from http_proxy, https_proxy and all_proxy; "no_proxy" -> the hosts that need none."""
    from urllib.request import getproxies_environment

    found = getproxies_environment()
    return {("no_proxy" if scheme == "no" else scheme): address for scheme, address in found.items() if address}


def secret(service: str) -> str:
    """The user's key for a service, "" if there is none: from the environment, else from the system's keyring.

    ZOTERO_API_KEY is the key for "zotero.org". The keyring needs the package `keyring`.
    """
    named = os.environ.get("ZOTERO_API_KEY", "").strip() if service == "zotero.org" else ""
    return named or _from_keyring(service)


def keep_secret(service: str, key: str) -> None:
    """Put a key for a service into the system's keyring; without one it is not kept."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return
    with suppress(KeyringError):
        keyring.set_password("ponarscite", service, key)


def _from_keyring(name: str) -> str:
    """The secret of this name in the system's keyring; "" if there is none, or no keyring."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return keyring.get_password("ponarscite", name) or ""
    except KeyringError:
        return ""
