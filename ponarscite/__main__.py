"""python -m ponarscite."""

import gc
import sys


def main() -> None:
    """The command line. The version and plain searches need no plugin; an interrupt at any moment is told."""
    try:
        if sys.argv[1:] == ["--version"] and _tell_version():
            return
        if sys.argv[1:2] == ["find"] and _found(sys.argv[2:]):
            return
        from ponarscite.cli import run

        run()
    except KeyboardInterrupt:
        from ponarscite.cli import interrupted

        sys.exit(interrupted())


def _tell_version() -> bool:
    """Whether standard output took it; if not, the command line says why."""
    from ponarscite.__about__ import __version__

    try:
        sys.stdout.write(f"ponarscite {__version__}\n")
        sys.stdout.flush()
    except (AttributeError, OSError):
        return False
    return True


def _found(arguments: list[str]) -> bool:
    """Whether a search was answered without all that other commands need."""
    from ponarscite.commands.plain_find import answer

    if not answer(arguments):
        return False
    gc.freeze()  # to look for garbage once more, as the process ends, takes a twentieth of its time
    return True


if __name__ == "__main__":
    main()
