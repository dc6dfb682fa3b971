"""python -m ponarscite."""

import sys


def main() -> None:
    """The command line. The version is told without loading any plugin."""
    if sys.argv[1:] == ["--version"]:
        from ponarscite import __version__

        sys.stdout.write(f"ponarscite {__version__}\n")
        return
    from ponarscite.cli import run

    run()


if __name__ == "__main__":
    main()
