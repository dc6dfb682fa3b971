"""Version of the package; release.yml checks that the tag agrees."""

__version__ = "0.1.0"
