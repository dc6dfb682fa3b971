"""Units: a command as a service of systemd or launchd, which runs it while the user is logged in.

Source: systemd.service(5), "Command lines"; systemd.syntax(7), "Quoting"; launchd.plist(5).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final


def unit(manager: str, arguments: Sequence[str], name: str) -> str:
    """The file that makes a service of a command.

    Args:
        manager: "systemd" or "launchd".
        arguments: of `ponarscite`; relative paths in them begin at the current folder.
        name: of what the command keeps up to date.
    Raises:
        MisuseError: an argument has a control character, which no unit can hold.
    """
    from ponarscite import settings
    from ponarscite.errors import MisuseError

    program = [sys.executable, "-m", "ponarscite", *arguments]
    environment = settings.named_files()
    folder = str(Path.cwd())
    if not all(text.isprintable() for text in (*program, *environment.values(), folder, name)):
        raise MisuseError(
            "a path with a control character has no place in a unit", hint="rename the file or the folder"
        )
    return UNITS[manager](program, environment, folder, name)


def _systemd(program: Sequence[str], environment: Mapping[str, str], folder: str, name: str) -> str:
    lines = [
        "[Unit]",
        f"Description=ponarscite keeps {_specified(name)} up to date",
        "",
        "[Service]",
        f"WorkingDirectory={_specified(folder)}",
        *(f"Environment={_quoted(f'{variable}={value}')}" for variable, value in environment.items()),
        f"ExecStart={' '.join(_quoted(word, is_command=True) for word in program)}",
        "Restart=on-failure",
        "",
        "[Install]",
        "WantedBy=default.target",
    ]
    return "".join(f"{line}\n" for line in lines)


def _specified(text: str) -> str:
    return text.replace("%", "%%")


def _quoted(word: str, *, is_command: bool = False) -> str:
    """A word in quotation marks; in a command a dollar sign stands for a variable."""
    escaped = _specified(word.replace("\\", "\\\\").replace('"', '\\"'))
    return f'"{escaped.replace("$", "$$") if is_command else escaped}"'


def _launchd(program: Sequence[str], environment: Mapping[str, str], folder: str, name: str) -> str:
    import plistlib

    label = "".join(character if character.isalnum() else "-" for character in name)
    service = {
        "Label": f"ponarscite.{label}",
        "ProgramArguments": list(program),
        "WorkingDirectory": folder,
        "RunAtLoad": True,
        "KeepAlive": True,
    }
    if environment:
        service["EnvironmentVariables"] = dict(environment)
    return plistlib.dumps(service, sort_keys=False).decode()


UNITS: Final[Mapping[str, Callable[[Sequence[str], Mapping[str, str], str, str], str]]] = {
    "systemd": _systemd,
    "launchd": _launchd,
}
"""Name of a manager of services -> what writes its file."""
