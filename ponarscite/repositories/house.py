"""The styles of this project: `styles/` of a checkout, or its copy in the installed package."""

from __future__ import annotations

from pathlib import Path

from ponarscite.hookspecs import StyleRepository, hookimpl
from ponarscite.repositories.folder import repository

HERE = Path(__file__).resolve().parent
INSTALLED = HERE / "styles"
CHECKOUT = HERE.parent.parent / "styles"


@hookimpl
def provide_styles() -> tuple[StyleRepository, ...]:
    """Provide the styles of this project."""
    return (repository("ponarscite", [INSTALLED if INSTALLED.is_dir() else CHECKOUT]),)
