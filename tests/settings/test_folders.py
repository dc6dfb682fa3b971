"""The user's library lies where platformdirs says."""

import pytest
from platformdirs import user_data_path

from ponarscite import settings


@pytest.mark.parametrize("folder", [None, "", " ", "/srv/data"])
def test_the_library_lies_in_the_data_folder(folder: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PONARSCITE_LIBRARY", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    if folder is not None:
        monkeypatch.setenv("XDG_DATA_HOME", folder)
    assert settings.library_path() == str(user_data_path("ponarscite", appauthor=False) / "library.sqlite")
