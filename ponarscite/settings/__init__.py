"""Settings, from environment variables and files. No other room reads the environment.

A value comes from the first that has it: an option of the command line, PONARSCITE_<NAME>, the table [tool.ponarscite]
of the nearest pyproject.toml, the user's config.toml, the default.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

PROJECT = "pyproject.toml"
_TABLE = b"tool.ponarscite"

_problems: dict[str, None] = {}
"""What was wrong in files of settings, each once."""


class Value(NamedTuple):
    """A value of a setting, and where it comes from: a variable, "config.toml, line 3"."""

    text: str
    place: str


def value(name: str) -> Value | None:
    """The value of a setting that is set; None for one that is not."""
    variable = f"PONARSCITE_{name.upper()}"
    if text := os.environ.get(variable, ""):
        return Value(text, variable)
    for path, is_project in _files():
        from ponarscite.settings.configuration import read_file  # where there is no file, it is not imported

        found = read_file(path, is_project=is_project)
        _problems.update(dict.fromkeys(found.problems))
        if text := found.values.get(name, ""):
            return Value(text, found.places[name])
    return None


def text_of(name: str) -> str:
    """The value of a setting as text, "" for one that is not set."""
    found = value(name)
    return found.text if found else ""


def problems() -> list[str]:
    """What was wrong in files of settings since the last call."""
    told = list(_problems)
    _problems.clear()
    return told


def user_file() -> str:
    """The path of the user's file of settings: PONARSCITE_CONFIG, or config.toml in the user's folder for settings."""
    if named := os.environ.get("PONARSCITE_CONFIG", ""):
        return named
    return os.path.join(_folder("XDG_CONFIG_HOME", "~/.config", "user_config_dir"), "config.toml")  # noqa: PTH118 -- below


def _files() -> Iterator[tuple[str, bool]]:
    """The files with settings, and whether each is a project's; the nearer one first."""
    if project := _project_file():
        yield project, True
    if os.path.isfile(user := user_file()):  # noqa: PTH113 -- pathlib takes long to import
        yield user, False


def _project_file() -> str:
    """The nearest pyproject.toml above that has a table of ours, "" for none."""
    try:
        folder = os.getcwd()  # noqa: PTH109 -- as above
    except OSError:
        return ""
    while True:
        path = os.path.join(folder, PROJECT)  # noqa: PTH118 -- as above
        with suppress(OSError), open(path, "rb") as file:  # noqa: PTH123 -- as above
            if _TABLE in file.read(1_000_000):
                return path
        if (above := os.path.dirname(folder)) == folder:  # noqa: PTH120 -- as above
            return ""
        folder = above


def outside_plugins_enabled() -> bool:
    """Whether outside plugins are loaded: PONARSCITE_DISABLE_PLUGINS with any value but 0 disables them."""
    return os.environ.get("PONARSCITE_DISABLE_PLUGINS", "") in ("", "0")


def named_files() -> dict[str, str]:
    """The variables that name the user's files, where they are set: a service has no environment of its own."""
    variables = ("PONARSCITE_LIBRARY", "PONARSCITE_CONFIG")
    return {name: text for name in variables if (text := os.environ.get(name, ""))}


def library_path() -> str:
    """The path of the user's library: the setting `library`, or a file in the user's data folder."""
    if named := text_of("library"):
        return named
    folder = _folder("XDG_DATA_HOME", "~/.local/share", "user_data_dir")
    return os.path.join(folder, "library.sqlite")  # noqa: PTH118 -- pathlib takes long to import


def _folder(variable: str, otherwise: str, function: str) -> str:
    """The folder that a function of platformdirs gives. On Linux it is found without: the import takes an eighth of a
    search.
    """
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        named = os.environ.get(variable, "")
        shared = named if os.path.isabs(named) else os.path.expanduser(otherwise)  # noqa: PTH111, PTH117 -- as above
        return os.path.join(shared, "ponarscite")  # noqa: PTH118 -- as above
    import platformdirs

    folder: str = getattr(platformdirs, function)("ponarscite", appauthor=False)
    return folder


def cache_folder() -> str:
    """The folder for the cache of the network: PONARSCITE_CACHE, or a folder in the user's cache folder."""
    if chosen := os.environ.get("PONARSCITE_CACHE"):
        return chosen
    from platformdirs import user_cache_dir

    return user_cache_dir("ponarscite", appauthor=False)


def contact() -> str:
    """How site owners reach the user: the setting `contact`, a web or e-mail address; "" if it is not set."""
    return text_of("contact").strip()


def jobs() -> int:
    """The number of processes that parse: the setting `jobs`, from 1 to 64; 1 if it is not such a number."""
    number = text_of("jobs")
    return int(number) if number.isdecimal() and 1 <= int(number[:9]) <= 64 else 1


def delay() -> float:
    """Seconds between two requests to one host: the setting `delay`, below 3600; 1 if it is not such a number."""
    try:
        seconds = float(text_of("delay") or 1)
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
