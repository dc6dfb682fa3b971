"""Whether there may be plugins is seen in the files of what is installed."""

from pathlib import Path

import pytest

from ponarscite.hooks.installed import plugins_are_possible


@pytest.mark.parametrize(
    ("entry_points", "possible"),
    [("[console_scripts]\nponarscite = other\n", False), ("[ponarscite]\nmine = mine\n", True), (None, False)],
)
def test_a_distribution_may_name_a_plugin(
    entry_points: str | None, possible: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "other-1.dist-info"
    info.mkdir()
    if entry_points is not None:
        (info / "entry_points.txt").write_text(entry_points)
    monkeypatch.delenv("PONARSCITE_DISABLE_PLUGINS", raising=False)
    monkeypatch.setattr("sys.path", [str(tmp_path / "nowhere"), str(tmp_path)])
    assert plugins_are_possible() == possible
    monkeypatch.setenv("PONARSCITE_DISABLE_PLUGINS", "1")
    assert not plugins_are_possible()


def test_what_an_archive_holds_is_not_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "packed.zip").write_bytes(b"PK")
    monkeypatch.delenv("PONARSCITE_DISABLE_PLUGINS", raising=False)
    monkeypatch.setattr("sys.path", [str(tmp_path / "packed.zip")])
    assert plugins_are_possible()
