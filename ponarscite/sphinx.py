"""The name that Sphinx imports: ``extensions = ["ponarscite.sphinx"]``."""

from ponarscite.integrations.sphinx.extension import setup

__all__ = ["setup"]
