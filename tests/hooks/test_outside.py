"""Outside plugins that exit, print, close streams or hang: each is named, and costs its own answer only."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from ponarscite import PluginManager, Renderer
from ponarscite.errors import PonarsciteError, SourceError
from ponarscite.hooks import call, interruption
from ponarscite.hooks.outside import words_of
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.series.series import Series
from tests.conftest import HANGUP, ROOT, Run
from tests.hooks.test_broken_plugins import EXPORT, PAGE, install, outsider

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and descriptors are others elsewhere")


class OddError(BaseException):
    """No Exception, and without a message that can be shown."""

    def __str__(self) -> str:
        raise ValueError("no words")


class SilentError(SourceError):
    """An error of ours without what the command line prints."""

    def __init__(self) -> None:
        pass


@pytest.fixture
def signals_are_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on the command line, where an interrupt by the user is an exception of our own."""
    monkeypatch.setattr(interruption, "_OURS", [signal.SIGINT])


def raising(error: BaseException) -> Callable[..., Any]:
    def body(*_: object) -> Any:
        raise error

    return body


def raising_late(error: BaseException) -> Callable[..., Any]:
    def body(*_: object) -> Iterator[Any]:
        yield from ()
        raise error

    return body


ERRORS: dict[str, tuple[BaseException, str]] = {
    "KeyboardInterrupt": (KeyboardInterrupt(), "KeyboardInterrupt: "),
    "GeneratorExit": (GeneratorExit(), "GeneratorExit: "),
    "SystemExit": (SystemExit(0), "SystemExit: 0"),
    "BaseException": (OddError(), "OddError (its message cannot be shown)"),
    "no message": (
        type("Mute", (Exception,), {"__str__": raising(OddError())})(),
        "Mute (its message cannot be shown)",
    ),
    "ours": (PonarsciteError("mine"), "PonarsciteError: mine"),
    "ours, half made": (SilentError(), "SilentError: "),
    "click": (click.exceptions.Exit(0), "Exit: 0"),
    "closed pipe": (BrokenPipeError(), "BrokenPipeError: "),
}


@pytest.mark.usefixtures("signals_are_ours")
@pytest.mark.parametrize("make", [raising, raising_late], ids=["at once", "late"])
@pytest.mark.parametrize("name", ERRORS)
def test_whatever_a_hook_raises_costs_its_plugin_alone(
    name: str, make: Callable[[BaseException], Callable[..., Any]], plugins: PluginManager, run: Run
) -> None:
    expected = run(*EXPORT)
    error, told = ERRORS[name]
    plugins.register(outsider(extract_claims=make(error)), "odd")
    ran = run(*EXPORT)
    assert (ran.code, ran.out) == (0, expected.out)
    assert f"warning: plugin 'odd' failed in extract_claims: {told}" in ran.err


@pytest.mark.usefixtures("signals_are_ours")
@pytest.mark.parametrize("make", [raising, raising_late], ids=["at once", "late"])
@pytest.mark.parametrize("name", sorted(ERRORS.keys() - {"ours, half made", "closed pipe"}))
def test_whatever_a_format_raises_is_an_error_that_names_it(
    name: str, make: Callable[[BaseException], Callable[..., Any]], plugins: PluginManager, run: Run
) -> None:
    error, told = ERRORS[name]
    odd = Renderer(name="odd", description="Odd", suffixes=(), render=make(error))
    plugins.register(outsider(provide_renderers=lambda: [odd]), "odd")
    ran = run("export", PAGE, "-f", "odd")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"error: plugin 'odd' failed: {told}")


def test_a_source_may_fail_with_an_error_of_ours(plugins: PluginManager, run: Run) -> None:
    body = raising(SourceError("the shelf is empty", hint="fill it"))
    plugins.register(outsider(read_source=lambda source: body() if source == "shelf:" else None), "shelf")
    ran = run("export", "shelf:", "-f", "ris")
    assert (ran.code, ran.err) == (1, "error: the shelf is empty\nhint: fill it\n")


@pytest.mark.usefixtures("signals_are_ours")
def test_a_command_that_raises_is_named(plugins: PluginManager, run: Run) -> None:
    plugins.register(outsider(register_commands=lambda group: group.command("boom")(raising(OddError()))), "odd")
    ran = run("boom")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: plugin 'odd' failed: OddError (its message cannot be shown)\nhint: ")


def test_a_type_cannot_hide_its_name() -> None:
    meta = type("Meta", (type,), {"__name__": property(raising(ValueError("no name")))})
    assert words_of(meta("Nameless", (Exception,), {})("x")) == "Nameless: x"


def printing(stream: str) -> Callable[..., Any]:
    def body(*_: object) -> Any:
        getattr(sys, stream).write("NOISE\n")
        click.echo("MORE NOISE")
        return ()

    return body


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_what_a_hook_prints_is_no_result(stream: str, plugins: PluginManager, run: Run) -> None:
    expected = run(*EXPORT)
    plugins.register(outsider(extract_claims=printing(stream)), "loud")
    ran = run(*EXPORT)
    assert (ran.code, ran.out) == (0, expected.out)
    assert ran.err == "NOISE\nMORE NOISE\n"


@pytest.mark.parametrize("stream", ["stdout", "stderr", "__stdout__"])
def test_a_hook_cannot_close_a_stream(stream: str, plugins: PluginManager, run: Run) -> None:
    expected = run(*EXPORT)
    plugins.register(outsider(extract_claims=lambda document: getattr(sys, stream).close()), "closer")
    ran = run(*EXPORT)
    assert (ran.code, ran.out) == (0, expected.out)
    assert "warning: plugin 'closer' failed in extract_claims: OSError: it closed a standard stream" in ran.err


def test_one_that_claims_to_have_written_and_took_nothing_is_named(plugins: PluginManager, run: Run) -> None:
    expected = run(*EXPORT)
    plugins.register(outsider(write_output=lambda target: True), "thief")
    ran = run(*EXPORT)
    assert (ran.code, ran.out) == (0, expected.out)
    assert "warning: plugin 'thief' failed in write_output: TypeError: it took no piece" in ran.err


@pytest.mark.parametrize("hook", ["extract_claims", "provide_series"])
def test_a_hook_that_never_ends_to_give_values_is_named(
    hook: str, plugins: PluginManager, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(call, "MOST_VALUES", 3)
    given = {
        "extract_claims": Claim("keyword", "more", Rank.GUESSED, "me", About("subject", "", "a page")),
        "provide_series": Series(id="x", label="X", labels=("X",)),
    }
    plugins.register(outsider(**{hook: lambda: itertools.repeat(given[hook])}), "endless")
    ran = run(*EXPORT)
    assert ran.code == 0
    assert f"warning: plugin 'endless' failed in {hook}: OverflowError: it gives more than 3 values" in ran.err


HEAD = "import os, subprocess, sys, time\nfrom ponarscite import hookimpl\n"
HOOK = HEAD + "@hookimpl\ndef extract_claims(document):\n    {}\n    return []\n"
PROCESSES = {
    "interrupt": ("raise KeyboardInterrupt\n", "failed in loading: KeyboardInterrupt: "),
    "generator": ("raise GeneratorExit\n", "failed in loading: GeneratorExit: "),
    "base": ("class B(BaseException): pass\nraise B('x')\n", "failed in loading: B: x"),
    "hook": (HOOK.format("raise KeyboardInterrupt"), "failed in extract_claims: KeyboardInterrupt: "),
    "child": (HOOK.format("subprocess.run([sys.executable, '-c', 'print(1234)'])"), "1234"),
    "descriptor": (HOOK.format("os.write(1, b'1234'); os.close(1)"), "1234"),
}
"""Name of a plugin -> its module, and what standard error says."""

MAIN = (
    "import sys, ponarscite.hooks.outside as outside\n"
    "outside.PATIENCE = 0.3\nfrom ponarscite.__main__ import main\nsys.argv[1:] = {!r}\nmain()"
)


def started(place: Path, name: str, module: str) -> subprocess.Popen[str]:
    """`ponarscite export PAGE` with one plugin, in a process of its own."""
    install(place, **{name: module})
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(place), str(ROOT)))}
    environment.pop("PONARSCITE_DISABLE_PLUGINS", None)
    command = [sys.executable, "-c", MAIN.format(["export", str(PAGE), "-s", "ponars-eurasia"])]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@POSIX
@pytest.mark.parametrize("name", PROCESSES)
def test_a_process_goes_on(name: str, tmp_path: Path) -> None:
    module, told = PROCESSES[name]
    process = started(tmp_path, name, module)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out[:16]) == (0, "Olena Prykladna ")
    assert told in err
    assert "1234" not in out


@POSIX
@pytest.mark.parametrize(
    "module",
    ["import ponarscite.record.text as text\ntext.clean = lambda words: 1 / 0\n", "import re\nre.compile = None\n"],
    ids=["a module of ours", "a module of Python"],
)
def test_one_that_breaks_the_modules_of_others_is_named_before_the_traceback(module: str, tmp_path: Path) -> None:
    process = started(tmp_path, "patcher", module)
    _, err = process.communicate(timeout=60)
    lines = err.splitlines()
    assert process.returncode == 1
    assert lines[0] == "warning: what follows may be the fault of a plugin: 'patcher'"
    assert lines[1].startswith("hint: PONARSCITE_DISABLE_PLUGINS=1")
    assert lines[2].startswith("Traceback")


THREAD = HOOK.format("import threading; threading.Thread(target=time.sleep, args=(600,), name='sleeper').start()")


@POSIX
def test_a_thread_that_does_not_end_is_named_and_a_signal_ends_it(tmp_path: Path) -> None:
    process = started(tmp_path, "threads", THREAD)
    assert process.stderr
    assert process.stderr.readline() == "warning: plugin 'threads' has a thread that has not ended: sleeper\n"
    assert process.stderr.readline() == "hint: Ctrl-C ends the program\n"
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out[:16], err) == (130, "Olena Prykladna ", "")


@POSIX
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (HANGUP, 129)])
def test_a_hook_that_hangs_is_named_and_a_signal_ends_it(number: int, code: int, tmp_path: Path) -> None:
    process = started(tmp_path, "hang", HOOK.format("time.sleep(600)"))
    assert process.stderr
    warning, hint = process.stderr.readline(), process.stderr.readline()
    assert warning == "warning: plugin 'hang' has been in extract_claims for 0 seconds\n"
    assert hint.startswith("hint: Ctrl-C ends it; ")
    time.sleep(0.05)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (code, "")
    assert err.splitlines() == ["error: interrupted", "hint: no file was changed; run the same command again"]
