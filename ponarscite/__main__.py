"""The command line: ``ponarscite``, or ``python -m ponarscite``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line. An interrupt at any moment, also during imports, ends it with a message."""
    try:
        if sys.argv[1:] == ["--version"] and _printed_version():
            return
        from ponarscite.cli import run

        run()
    except KeyboardInterrupt:
        from ponarscite.cli import interrupted

        sys.exit(interrupted())


def _printed_version() -> bool:
    """Print the version without importing click. False when standard output fails: the command line says why."""
    from ponarscite.__about__ import __version__

    try:
        sys.stdout.write(f"ponarscite {__version__}\n")
        sys.stdout.flush()
    except (AttributeError, OSError):
        return False
    return True


if __name__ == "__main__":
    main()
