"""What is particular to the CSL-YAML that is written."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from hypothesis import given, settings

from ponarscite.formats.csl_json import markdown as csl_yaml
from ponarscite.formats.csl_json import yaml_writer
from ponarscite.record.record import Record
from tests.formats.formats import write
from tests.strategies import records


@settings(max_examples=60)
@given(records())
def test_any_record_is_its_item(record: Record) -> None:
    (found,) = yaml.safe_load(write("csl-yaml", record))["references"]
    assert found == json.loads(json.dumps(yaml_writer.item(record)))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a *b* _c_ [d](e) <f> $g$ `h` @i ^j^ ~k~", r"a \*b\* \_c\_ \[d\]\(e\) \<f\> \$g\$ \`h\` \@i \^j\^ \~k\~"),
        ("St. Petersburg: a well-known city, isn't it?", r"St\. Petersburg: a well-known city, isn\'t it?"),
        ("one -- two ... 'q'", r"one \-\- two \.\.\. \'q\'"),
        ("# no heading", r"\# no heading"),
    ],
)
def test_csl_yaml_is_markdown_without_a_meaning(text: str, written: str) -> None:
    assert csl_yaml.escaped(text) == written


@settings(max_examples=60)
@given(records())
def test_markdown_loses_its_backslashes_only(record: Record) -> None:
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", csl_yaml.escaped(record.title)) == record.title
