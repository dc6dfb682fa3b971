"""A session of requests that leaves everything to us: redirects, proxies, credentials."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

import requests

from ponarscite import settings


class PlainSession(requests.Session):
    """A session that asks the environment nothing (.netrc!) and follows no redirect.

    requests reads the bodies of redirects, of any size, even if told not to.
    """

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        self.headers.update({"User-Agent": user_agent(), "Accept-Encoding": "gzip, deflate"})

    def resolve_redirects(self, *_args: Any, **_options: Any) -> Any:
        """No answers beyond the first."""
        return iter(())


def user_agent() -> str:
    """Who we are, and where to reach those who run us: "ponarscite/0.1.0 (+https://project.example)".

    The address is the user's own, if one is set, else that of the project, if its metadata have one.
    """
    try:
        about = metadata("ponarscite")
    except PackageNotFoundError:
        return _named("ponarscite", settings.contact())
    homes = (text.rpartition(", ")[2] for text in about.get_all("Project-URL", ()))
    return _named(f"ponarscite/{about['Version']}", settings.contact() or next(homes, ""))


def _named(name: str, address: str) -> str:
    return f"{name} (+{address})" if address and address.isascii() and address.isprintable() else name
