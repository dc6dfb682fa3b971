"""Configuration: what the user's config.toml and the nearest pyproject.toml set, each value with its place.

A project's file may come from a stranger. So it may set only what cannot touch the network, secrets, plugins, or a path
outside its own folder.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from ponarscite.errors import did_you_mean


class Setting(NamedTuple):
    """A setting.

    Args:
        kind: type of its value.
        about: one line for people.
        in_projects: whether a project's file may set it.
        is_path: whether its value may be a path. A relative one counts from the folder of its file.
    """

    kind: type
    about: str
    in_projects: bool = False
    is_path: bool = False


SETTINGS: Final[Mapping[str, Setting]] = {
    "style": Setting(str, "the CSL style of citations", in_projects=True, is_path=True),
    "locale": Setting(str, "the language of citations", in_projects=True),
    "format": Setting(str, "the format of export", in_projects=True),
    "keys": Setting(str, "the scheme of new citation keys", in_projects=True),
    "library": Setting(str, "the library file", in_projects=True, is_path=True),
    "jobs": Setting(int, "the number of processes that parse", in_projects=True),
    "delay": Setting(float, "seconds between two requests to one host"),
    "resolver": Setting(str, "the Zotero translation server that is asked for identifiers first"),
    "contact": Setting(str, "your address, sent with every request"),
}
"""Name -> setting, in the order in which they are listed."""

_HARMFUL = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]")
"""Control and bidi characters: no path has them, and a terminal may obey them."""

MOST_BYTES = 1_000_000
"""Size of a file of settings."""


@dataclass(frozen=True, slots=True)
class Configured:
    """What a file sets.

    Args:
        values: name -> value, as text.
        places: name -> "config.toml, line 3".
        problems: what was not taken, in sentences.
    """

    values: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_file(path: str, *, is_project: bool) -> Configured:
    """The settings in a file. What is unknown, of a wrong type, or not allowed is a problem, and is not taken."""
    found, folder = Configured(), Path(path).parent
    try:
        text = _text(path)
        table = _table(tomllib.loads(text), is_project=is_project)
    except (OSError, ValueError, RecursionError) as error:
        found.problems.append(f"{path} is not read: {error}")
        return found
    for name, value in table.items():
        place = f"{path}, line {_line(text, name, is_project=is_project)}"
        if problem := _problem(name, value, folder, is_project=is_project):
            found.problems.append(f"{place}: {problem}")
        else:
            found.values[name] = resolved(name, value, folder)
            found.places[name] = place
    return found


def _text(path: str) -> str:
    with Path(path).open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError(f"it has more than {MOST_BYTES:,} bytes")
    return content.decode()


def _table(content: Mapping[str, Any], *, is_project: bool) -> Mapping[str, Any]:
    """The table of the settings. Raises ValueError for another value in its place."""
    tool = content.get("tool")
    table = (tool.get("ponarscite", {}) if isinstance(tool, dict) else {}) if is_project else content
    if not isinstance(table, dict):
        raise ValueError("tool.ponarscite is no table")
    return table


def _line(text: str, name: str, *, is_project: bool) -> int:
    """The line on which a name is set; that of the table where it is not found."""
    table = re.search(r"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*ponarscite\b", text, re.MULTILINE) if is_project else None
    start = table.start() if table else 0
    pattern = re.compile(rf"^[ \t]*\[?[\"']?{re.escape(name)}[\"']?[ \t]*[\].=]", re.MULTILINE)
    match = pattern.search(text, start)
    return text.count("\n", 0, match.start() if match else start) + 1


def _problem(name: str, value: object, folder: Path, *, is_project: bool) -> str:
    """Why a value is not taken, "" if it is."""
    if (setting := SETTINGS.get(name)) is None:
        return f"no setting is called {name!r}; {did_you_mean(name, SETTINGS)}"
    if problem := wrong_value(name, value):
        return problem
    if not is_project:
        return ""
    if not setting.in_projects:
        return f"a project may not set {name}; `ponarscite config set {name} VALUE` sets it for you"
    if setting.is_path and not _is_inside(resolved(name, value, folder), folder):
        return f"a project may not set {name} to a path outside its folder"
    return ""


def wrong_value(name: str, value: object) -> str:
    """What is wrong with the value of a setting, "" for nothing."""
    kind = SETTINGS[name].kind
    taken = (int, float) if kind is float else kind
    if not isinstance(value, taken) or isinstance(value, bool):
        return f"{name} is {'a text' if kind is str else 'a number'}, not {value!r:.40}"
    if isinstance(value, str) and _HARMFUL.search(value):
        return f"{name} has control characters"
    if name == "jobs" and not 1 <= int(str(value)) <= 64:
        return f"jobs is a number from 1 to 64, not {value}"
    if name == "delay" and not 0 <= float(str(value)) < 3600:
        return f"delay is a number of seconds below 3600, not {value}"
    return ""


def resolved(name: str, value: object, folder: Path) -> str:
    """The value as text; a path counts from the folder of its file."""
    text = str(value)
    is_path = name == "library" or (name == "style" and (text.endswith(".csl") or "/" in text or "\\" in text))
    if not is_path or not text or "://" in text:
        return text
    path = Path(text)
    with suppress(RuntimeError):  # nobody has a home folder
        path = path.expanduser()
    return str(folder / path)


def _is_inside(path: str, folder: Path) -> bool:
    """Whether a path lies in a folder, whatever links lead to it. A name that is no path does."""
    if not Path(path).is_absolute():
        return "://" not in path
    try:
        return Path(path).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def with_setting(text: str, name: str, value: str) -> str:
    """The text of a config.toml with a setting, without it for an empty value; every other line stays.

    Raises:
        ValueError: the value is none of its kind, or the text is no TOML.
    """
    lines = list(_without(text.split("\n"), name))
    if not value:
        return "\n".join(lines)
    typed = value if SETTINGS[name].kind is str else _number(value)
    if problem := wrong_value(name, typed):
        raise ValueError(problem)
    line = f"{name} = {_quoted(value) if isinstance(typed, str) else value}"
    at = next((number for number, one in enumerate(lines) if one.lstrip().startswith("[")), len(lines))
    while at and not lines[at - 1].strip():
        at -= 1
    changed = "\n".join([*lines[:at], line, *lines[at:]])
    if tomllib.loads(changed) != {**tomllib.loads(text), name: typed}:
        raise ValueError("the file sets it in a way that cannot be changed by a line; edit it by hand")
    return changed if changed.endswith("\n") else f"{changed}\n"


def _without(lines: list[str], name: str) -> Iterator[str]:
    """The lines without that of a setting, outside of tables."""
    is_top = True
    for line in lines:
        is_top = is_top and not line.lstrip().startswith("[")
        if not (is_top and re.match(rf"[ \t]*[\"']?{name}[\"']?[ \t]*=", line)):
            yield line


def _number(text: str) -> object:
    try:
        return int(text) if re.fullmatch(r"\d{1,9}", text) else float(text)
    except ValueError:
        return text


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda match: f"\\u{ord(match[0]):04x}", escaped) + '"'
