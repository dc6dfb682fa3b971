"""python -m ponarscite."""

import sys


def main() -> None:
    """The command line. The version is told without loading any plugin; an interrupt at any moment is told."""
    try:
        if sys.argv[1:] == ["--version"] and _tell_version():
            return
        from ponarscite.cli import run

        run()
    except KeyboardInterrupt:
        from ponarscite.cli import interrupted

        sys.exit(interrupted())


def _tell_version() -> bool:
    """Whether standard output took it; if not, the command line says why."""
    from ponarscite import __version__

    try:
        sys.stdout.write(f"ponarscite {__version__}\n")
        sys.stdout.flush()
    except (AttributeError, OSError):
        return False
    return True


if __name__ == "__main__":
    main()
