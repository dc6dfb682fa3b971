"""The command line: built from the plugins. The only module that prints errors and sets exit codes."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from io import TextIOWrapper, UnsupportedOperation
from typing import Any

import click

from ponarscite import settings
from ponarscite.__about__ import __version__
from ponarscite.errors import PluginError, PonarsciteError
from ponarscite.hooks.interruption import Interruption, is_interruption, take_signals
from ponarscite.hooks.outside import COMMAND_LINE, Outside, waiting_threads
from ponarscite.hooks.registry import PluginManager, failure, plugin_manager
from ponarscite.record.text import inert

SIGNALLED = 128
INTERRUPTED = 130
CLOSED_PIPE = 141


class _Group(click.Group):
    """The group of all commands.

    A closed pipe and Ctrl-C have the exit codes that a shell expects; click itself would exit with 1, as if a source
    had failed. If a command of an outside plugin fails, the error names the plugin.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.plugin_of: dict[str | None, str] = {}

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        with _shell_exits():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with _shell_exits():
                return super().invoke(ctx)
        except (PonarsciteError, click.ClickException, click.exceptions.Exit, click.Abort, SystemExit):
            raise
        except BaseException as error:
            plugin = self.plugin_of.get(ctx.invoked_subcommand)
            if plugin is None or is_interruption(error):
                raise
            raise failure(PluginError, plugin, error) from error

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands in sections."""
        from ponarscite.commands.register import SECTIONS
        from ponarscite.commands.sections import sections_of, write_commands

        write_commands(sections_of(self.commands, SECTIONS), formatter)

    def take_commands(self, plugin: str, register: Callable[..., object]) -> None:
        """Let an outside plugin add its commands: all of them, or none if it fails, or hides or removes another one.

        Raises:
            Exception: anything that the plugin raises, and TypeError for what is no command, or not its own.
        """
        before = dict(self.commands)
        try:
            with Outside(plugin, "register_commands"):
                register(group=self)
            self.plugin_of |= dict.fromkeys(_added(before, self.commands), plugin)
        except BaseException:
            self.commands = before
            raise


def _added(before: Mapping[str, click.Command], after: Mapping[str, click.Command]) -> list[str]:
    """The names of new commands. Raises TypeError for what is no command, and where one of *before* is another now."""
    from ponarscite.hooks.contract import checked

    for name in before:
        if after.get(name) is not before[name]:
            raise TypeError(f"it {'hides' if name in after else 'removes'} the command {name}")
    return [name for name, one in after.items() if checked(one, click.Command) and name not in before]


@contextmanager
def _shell_exits() -> Iterator[None]:
    """Turn a closed pipe and Ctrl-C into the exit codes that a shell expects."""
    try:
        yield
    except BrokenPipeError:
        raise click.exceptions.Exit(CLOSED_PIPE) from None
    except KeyboardInterrupt as error:
        raise click.exceptions.Exit(interrupted(error)) from None


def group(plugins: PluginManager) -> click.Group:
    """The group of commands of these plugins."""

    @click.group(cls=_Group, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
    @click.version_option(__version__, "-V", "--version", prog_name="ponarscite", message="%(prog)s %(version)s")
    @click.pass_context
    def ponarscite(context: click.Context) -> None:
        """From a memo page to every bibliography: PONARS Eurasia publications as BibTeX, BibLaTeX, CSL-JSON, RIS
        and formatted citations.

        \b
        Examples:
          ponarscite export memo.html
          ponarscite export memo.html -s apa --markup html
          ponarscite explain memo.html
          ponarscite help                  the topics of the manual
        """
        context.obj = plugins
        if context.invoked_subcommand is None:
            click.echo(context.get_help())

    for found in plugins.hook.register_commands.get_hookimpls():  # built-in commands first: no other may replace them
        if plugins.is_built_in(found.plugin):
            found.function(group=ponarscite)
            continue
        try:
            ponarscite.take_commands(found.plugin_name, found.function)
        except Exception as error:
            plugins.record_failure(found.plugin_name, "register_commands", error)
    return ponarscite


def run(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    _prepare_streams()
    take_signals()
    COMMAND_LINE.begin(partial(tell, "warning"))
    code = main(arguments)
    _await_threads()
    sys.exit(code)


def _await_threads() -> None:
    """Name the plugins whose threads keep the program from ending, and wait for them until Ctrl-C."""
    waiting = list(waiting_threads(1.0))
    for name, thread in waiting:
        tell("warning", f"plugin {name!r} has a thread that has not ended: {thread.name}", "Ctrl-C ends the program")
    try:
        for _, thread in waiting:
            thread.join()
    except KeyboardInterrupt as error:
        sys.stdout.flush()
        os._exit(interruption_code(error))


def _prepare_streams() -> None:
    """Make standard output UTF-8, whatever the terminal's encoding: JSON has no other, and neither have our files.

    A closed stream is opened on the null device, before a file can get its descriptor. Writing to that standard output
    fails, since it is opened for reading.
    """
    if sys.stdout is None:
        sys.stdout = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 -- open until the process ends
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 -- as above
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")


def main(arguments: list[str] | None = None, plugins: PluginManager | None = None) -> int:
    """Run one command and return its exit code: 0 for success, 1 for a failure, 2 for misuse."""
    plugins = plugins or plugin_manager()
    try:
        code = _run(group(plugins), arguments)
    except Exception:
        _tell_suspects(plugins)
        raise
    for error in plugins.broken.values():
        tell("warning", error.message, error.hint)
    for noted in plugins.oversights.values():
        for oversight in noted.values():
            tell("warning", oversight.message, oversight.hint)
    for problem in settings.problems():
        tell("warning", problem)
    return code


def _tell_suspects(plugins: PluginManager) -> None:
    """Name the outside plugins before a traceback: they may have changed what it is about, which nothing prevents."""
    active = [name for name, one in plugins.list_name_plugin() if one and not plugins.is_built_in(one)]
    names = map(repr, dict.fromkeys((*active, *plugins.broken)))
    if active or plugins.broken:
        hint = "PONARSCITE_DISABLE_PLUGINS=1 runs without them"
        tell("warning", f"what follows may be the fault of a plugin: {', '.join(names)}", hint)


def _run(command: click.Group, arguments: list[str] | None) -> int:
    try:
        code = command.main(arguments, prog_name="ponarscite", standalone_mode=False)
        sys.stdout.flush()
    except PonarsciteError as error:
        return fail(error)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "ponarscite"
        tell("error", error.format_message(), f"see: {where} --help")
        return error.exit_code
    except click.ClickException as error:
        tell("error", error.format_message(), "see: ponarscite --help")
        return error.exit_code
    except (KeyboardInterrupt, click.Abort) as error:
        return interrupted(error)
    except OSError as error:
        return output_failed(error)
    return code if isinstance(code, int) else 0


def interrupted(error: BaseException | None = None) -> int:
    """Print that the command was interrupted, on a line below the terminal's ^C. Returns the exit code.

    Nothing is printed where the terminal is gone.
    """
    with suppress(OSError, ValueError):
        if sys.stderr.isatty():
            click.echo(err=True)
        tell("error", "interrupted", "no file was changed; run the same command again")
    return interruption_code(error)


def interruption_code(error: BaseException | None) -> int:
    """The exit code of a command that a signal ended: 128 and its number, as shells have it."""
    return SIGNALLED + error.number if isinstance(error, Interruption) else INTERRUPTED


def output_failed(error: OSError) -> int:
    """Report that standard output failed; a closed pipe is no error to report. Returns the exit code.

    Raises:
        OSError: it was not standard output that failed.
    """
    _silence_stdout()
    if error.errno == errno.EPIPE:
        return CLOSED_PIPE
    if isinstance(error, UnsupportedOperation):
        tell("error", "standard output is closed", "open it, or send it to a file")
        return 1
    if error.errno not in (errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT):
        raise error
    tell(
        "error",
        f"cannot write to standard output: {error.strerror}",
        "free some space, or write elsewhere",
    )
    return 1


def _silence_stdout() -> None:
    """Redirect standard output to the null device: Python flushes it once more at the end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 -- open until the process ends


def fail(error: PonarsciteError) -> int:
    """Print an error and its hint. Returns the exit code."""
    tell("error", error.message, error.hint or "run with --help to see the options")
    return error.exit_code


def tell(kind: str, message: str, hint: str = "") -> None:
    """Print a message and its hint on standard error, with control characters replaced."""
    click.echo(f"{kind}: {inert(message)}", err=True)
    if hint:
        click.echo(f"hint: {inert(hint)}", err=True)
