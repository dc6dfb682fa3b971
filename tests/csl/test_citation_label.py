"""Labels of items: letters of names or of a title, and two digits of the year."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.csl import Processor, Style
from ponarscite.csl.citation_label import citation_label
from ponarscite.csl.item import Item

STYLE = Style.parse("""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>
    <citation disambiguate-add-year-suffix="true">
      <layout><text variable="citation-label"/></layout>
    </citation></style>""")
IN_2004: dict[str, Any] = {"issued": {"date-parts": [[2004]]}}


def by(*families: str) -> dict[str, Any]:
    return {"author": [{"family": family, "given": "A"} for family in families], **IN_2004}


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        (by("Aalto"), "Aalt04"),
        (by("Li"), "Li04"),
        (by("Roe", "Noakes"), "RoNo04"),
        (by("Roe", "Noakes", "Carr"), "RoNC04"),
        (by("Roe", "Noakes", "Carr", "Doe", "Eco"), "RNCD04"),
        (by("O'Neil"), "Onei04"),
        (by("von Dahl"), "Dahl04"),
        ({"author": [{"literal": "The United Fund"}], **IN_2004}, "Unit04"),
        ({"editor": [{"family": "Orr"}], "title": "A Title", **IN_2004}, "Orr04"),
        ({"title": "Some <i>Title</i>", **IN_2004}, "Some04"),
        ({"author": [{"family": "Roe"}]}, "Roe00"),
        ({"citation-label": "Mine", **by("Roe")}, "Mine"),
        ({}, "00"),
    ],
)
def test_label(variables: dict[str, Any], expected: str) -> None:
    assert citation_label(Item({"id": "x", "type": "book", **variables})) == expected


def test_equal_labels_have_suffixes() -> None:
    processor = Processor(STYLE, [{"id": key, "type": "book", **by("Roe")} for key in "xy"])
    assert [processor.preview([{"id": key}]).render("text") for key in "xy"] == ["Roe04a", "Roe04b"]
