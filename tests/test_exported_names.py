"""Every public name of the front door is there, documented, and loaded when it is used."""

from __future__ import annotations

import ast
import importlib
import inspect
from pathlib import Path
from typing import Any

import pytest

import ponarscite


@pytest.mark.parametrize("name", [name for name in ponarscite.__all__ if name != "__version__"])
def test_a_name_is_exported_and_documented(name: str) -> None:
    value = getattr(ponarscite, name)
    assert value is not None
    if callable(value) and name != "hookimpl":
        documentation = inspect.getdoc(value)
        assert documentation
        assert not documentation.startswith(f"{name}("), "a dataclass without a docstring of its own"


def test_all_is_sorted_and_each_name_stands_once() -> None:
    assert sorted(ponarscite.__all__) == ponarscite.__all__
    assert len(set(ponarscite.__all__)) == len(ponarscite.__all__)


def test_type_checkers_see_the_names_that_are_exported() -> None:
    tree = ast.parse(Path(ponarscite.__file__).read_text(encoding="utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {alias.name for node in guarded.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert seen == set(ponarscite.__all__) - {"__version__"}


def test_every_error_can_be_caught_from_the_front_door() -> None:
    from ponarscite import errors

    named = {name for name, value in vars(errors).items() if inspect.isclass(value)}
    assert named <= set(ponarscite.__all__)


def test_a_room_with_a_public_name_can_be_called() -> None:
    """Importing a room sets it as an attribute of the package, in place of the name."""
    rooms = {path.stem for path in Path(ponarscite.__file__).parent.iterdir()}
    assert rooms.intersection(ponarscite.__all__) == {"reconcile"}
    claim = ponarscite.Claim("title", "A Title", ponarscite.Rank.OWN, "page", ponarscite.About())
    room: Any = importlib.import_module("ponarscite.reconcile")
    (record,) = room([claim], lambda draft: draft)
    assert record.title == "A Title"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'exprot'"):
        _ = ponarscite.exprot


def test_names_are_listed() -> None:
    assert set(ponarscite.__all__) <= set(dir(ponarscite))


def test_the_package_is_typed() -> None:
    assert (Path(ponarscite.__file__).parent / "py.typed").is_file()
