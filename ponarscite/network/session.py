"""PlainSession: a session of requests without redirects, environment and stored credentials."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

import requests

from ponarscite import settings


class PlainSession(requests.Session):
    """A session that follows no redirects and ignores the environment (proxies, .netrc).

    Our own code follows redirects, because requests reads the body of a redirect, however large.
    """

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        self.headers.update({"User-Agent": user_agent(), "Accept-Encoding": "gzip, deflate"})

    def resolve_redirects(self, *_args: Any, **_options: Any) -> Any:
        """Return no further responses."""
        return iter(())


def user_agent() -> str:
    """Return the User-Agent: the program, and whom to contact: "ponarscite/0.1.0 (+https://project.example)".

    The contact is the user's own setting, else the project's address in the package metadata. An e-mail address has
    "mailto:" before it, by which Crossref knows it.
    """
    try:
        about = metadata("ponarscite")
    except PackageNotFoundError:
        return _named("ponarscite", settings.contact())
    homes = (text.rpartition(", ")[2] for text in about.get_all("Project-URL", ()))
    return _named(f"ponarscite/{about['Version']}", settings.contact() or next(homes, ""))


def _named(name: str, address: str) -> str:
    if not address or not address.isascii() or not address.isprintable():
        return name
    mail = "mailto:" if "@" in address and ":" not in address else ""
    return f"{name} (+{mail}{address})"
