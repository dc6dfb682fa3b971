"""The option that asks for more than what the documents are about, for every command that passes records on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from ponarscite.record.claim import ROLES

if TYPE_CHECKING:
    from ponarscite.record.claim import Role


def _complete_roles(_: click.Context, __: click.Parameter, start: str) -> list[str]:
    return [roles for roles in ("cited", "mentioned", "cited,mentioned") if roles.startswith(start)]


def _roles(_: click.Context, parameter: click.Parameter, values: Sequence[str]) -> tuple[Role, ...]:
    asked = {role.strip() for role in ",".join(values).split(",") if role.strip()}
    if unknown := asked - set(ROLES):
        problem = f"no role is called {', '.join(sorted(unknown))!r}; known: {', '.join(ROLES)}"
        raise click.BadParameter(problem, param=parameter)
    return tuple(role for role in ROLES if role == "subject" or role in asked)


def with_roles(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option `--with`; it gets `roles`, the subject among them."""
    option = click.option(
        "--with",
        "roles",
        multiple=True,
        metavar="ROLES",
        callback=_roles,
        shell_complete=_complete_roles,
        help="Also the works cited and mentioned on the page: cited,mentioned.",
    )
    return option(command)
