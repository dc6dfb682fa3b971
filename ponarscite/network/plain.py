"""A session of requests that leaves everything to us: redirects, proxies, credentials."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

import requests


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
    """Who we are, and where to read about us: "ponarscite/0.1.0 (+https://...)"."""
    try:
        about = metadata("ponarscite")
    except PackageNotFoundError:
        return "ponarscite"
    homes = (text.rpartition(", ")[2] for text in about.get_all("Project-URL", ()))
    home = next(homes, "")
    return f"ponarscite/{about['Version']}" + (f" (+{home})" if home else "")
