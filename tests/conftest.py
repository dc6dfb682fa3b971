"""Fixtures, folders and options for the tests of every room."""

from __future__ import annotations

import itertools
import os
import re
import signal
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import HealthCheck, settings

from ponarscite import PluginManager, plugin_manager
from ponarscite.cli import main
from ponarscite.testing import Golden, Ran, Run
from tests.paths import DATA, EXAMPLES, GOLDEN, ROOT, SHARED

__all__ = ["DATA", "EXAMPLES", "GOLDEN", "HANGUP", "ROOT", "SHARED", "Golden", "Ran", "Run"]

settings.register_profile(
    "patient",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],  # it takes a busy machine for a bad strategy
    derandomize=bool(os.environ.get("CI")),
)
settings.register_profile("brief", settings.get_profile("patient"), max_examples=10)  # --hypothesis-profile=brief
settings.load_profile("patient")

HANGUP = getattr(signal, "SIGHUP", signal.SIGTERM)
"""The signal of a terminal that closes, which Windows does not have."""

# A background job of a shell, and a program under nohup, ignore these; so would every process that a test starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(HANGUP, signal.SIG_DFL)


@pytest.fixture(scope="session", autouse=True)
def nothing_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests touch no library and no settings of the user, do not wait between requests, and use no proxy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PONARSCITE_LIBRARY", str(tmp_path_factory.getbasetemp() / "none" / "library.sqlite"))
        patch.setenv("PONARSCITE_DELAY", "0")
        patch.setenv("PONARSCITE_CONFIG", str(tmp_path_factory.getbasetemp() / "none" / "config.toml"))
        for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
            patch.delenv(name, raising=False)
            patch.delenv(name.upper(), raising=False)
        yield


_CACHES = itertools.count()


@pytest.fixture(autouse=True)
def cache_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give each test its own cache folder. It is made by the first write, as most tests need none."""
    monkeypatch.setenv("PONARSCITE_CACHE", str(tmp_path_factory.getbasetemp() / "caches" / str(next(_CACHES))))


@pytest.fixture
def plugins() -> PluginManager:
    """A plugin manager for one test, without the plugins installed in the environment."""
    return plugin_manager(external=False)


@pytest.fixture
def run(plugins: PluginManager, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process with the plugins of the test."""

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments], plugins)
        return Ran(code, *capsys.readouterr())

    return run


def unstable(ids: Iterable[str]) -> list[str]:
    """The test ids that contain an object's address, which differs from process to process."""
    return [name for name in ids if re.search(r" at 0x[0-9a-f]+", name)]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Reject ids that would differ between two workers. pytest-xdist compares the lists and their order itself."""
    if wrong := unstable(item.nodeid for item in items):
        raise pytest.UsageError(f"give these tests ids= of their own: {wrong}")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/, to be read as a diff")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with a file below tests/golden/, or rewrite the file under --update-golden."""

    def golden(text: str, name: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert path.is_file(), f"no golden file {name}: run pytest --update-golden"
        assert text == path.read_bytes().decode("utf-8")

    return golden
