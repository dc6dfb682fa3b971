"""Hostile files: whatever follows a beginning is read without failing, and no entity is expanded."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.formats import read


@settings(max_examples=60)
@given(
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=200),
    st.sampled_from(
        (
            "<xml><records>",
            "<modsCollection>",
            '<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#">',
            '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source>',
            "a:\n  type: report\n",
            "references:\n- type: report\n",
            '[{"itemType":',
            '[{"type":',
            "TY  - RPRT\n",
            "%0 Report\n%T A\n",
            "@article{a,\n",
        )
    ),
)
def test_whatever_follows_a_beginning_is_read_without_failing(text: str, start: str) -> None:
    read(start + text)


@pytest.mark.parametrize(
    "bomb",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><xml><records><record><ref-type>27</ref-type>'
        "<titles><title>T &b;</title></titles></record></records></xml>",
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><modsCollection xmlns="http://www.loc.gov/mods/v3"><mods>'
        "<titleInfo><title>T &a;</title></titleInfo></mods></modsCollection>",
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:z="http://www.zotero.org/namespaces/export#">&a;<rdf:Description>&a;<z:itemType>report</z:itemType>'
        "<z:title>T &a;</z:title></rdf:Description></rdf:RDF>",
    ],
)
def test_entities_are_not_expanded(bomb: str) -> None:
    for record in read(bomb):
        assert "aaaa" not in record.title
        assert "root" not in record.title
