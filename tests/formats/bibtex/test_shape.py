"""Entries whose type or whose people only their shape tells, as Zotero writes them."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.record.item import variables
from ponarscite.record.name import Name
from tests.formats.formats import read

LEE, UNO = (Name("Lee", "Ann"),), (Name("Uno", "Bo"),)
COLLABORATOR = "editora = {Lee, Ann}, editoratype = {collaborator}"


@pytest.mark.parametrize(
    ("entry", "csl_type"),
    [
        ("@article{k, title={A}, journaltitle={J}, location={Bath}, edition={Late}}", "article-newspaper"),
        ("@article{k, title={A}, journal={J}, address={Bath}, year=2020}", "article-newspaper"),
        ("@article{k, title={A}, journal={J}, address={Bath}, volume={2}}", "article-journal"),
        ("@article{k, title={A}, journal={J}, address={Bath}, publisher={P}}", "article-journal"),
        ("@article{k, title={A}, journal={J}}", "article-journal"),
        ("@misc{k, title={Roe v. {Wade}}, volume={410}, pages={113}}", "legal_case"),
        ("@misc{k, title={Roe v. Wade}, author={Lee, Ann}, volume={410}, pages={113}}", "document"),
        ("@misc{k, title={Nature v. Nurture}}", "document"),
        ("@misc{k, title={Water Act}, chapter={3}}", "legislation"),
        ("@misc{k, title={Water}, author={Lee, Ann}, chapter={3}}", "document"),
        ("@misc{k, title={A}, type={Email}, author={Lee, Ann}}", "personal_communication"),
        ("@misc{k, title={A}, type={preprint}, author={Lee, Ann}, url={https://example.org}}", "article"),
        ("@audio{k, title={A}, author={Lee, Ann}}", "broadcast"),
        ("@audio{k, title={A}, " + COLLABORATOR + "}", "song"),
    ],
)
def test_types(entry: str, csl_type: str) -> None:
    (found,) = read(entry)
    assert found.type == csl_type


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("@letter{k, title={A}, author={Uno, Bo}, " + COLLABORATOR + "}", {"author": UNO, "recipient": LEE}),
        ("@audio{k, title={A}, author={Uno, Bo}, " + COLLABORATOR + "}", {"author": UNO, "guest": LEE}),
        ("@audio{k, title={A}, " + COLLABORATOR + "}", {"author": LEE}),
        ("@misc{k, title={A}, " + COLLABORATOR + "}", {"author": LEE}),
        ("@misc{k, title={A}, author={Uno, Bo}, collaborator={Lee, Ann}}", {"author": UNO, "contributor": LEE}),
        (
            "@misc{k, title={A}, type={Email}, author={Uno, Bo}, collaborator={Lee, Ann}}",
            {"author": UNO} | {"recipient": LEE, "genre": "Email"},
        ),
        ("@book{k, title={A}, editorb={Lee, Ann}, editorbtype={redactor}}", {"collection-editor": LEE}),
        (
            "@online{k, title={A}, titleaddon={Site}, url={https://example.org}}",
            {"container-title": "Site"} | {"URL": "https://example.org"},
        ),
        (
            "@article{k, title={A}, journal={J}, address={Bath}, chapter={World}}",
            {"container-title": "J"} | {"publisher-place": "Bath", "section": "World"},
        ),
        ("@article{k, title={A}, langid={pinyin}}", {"language": "zh"}),
        ("@book{k, booktitle={A}, publisher={P}}", {"publisher": "P"}),
        ("@proceedings{k, title={}, booktitle={A}}", {}),
        ("@collection{k, title={A}, booktitle={A}}", {}),
        ("@book{k, title={A}, booktitle={B}}", {"container-title": "B"}),
        ("@incollection{k, title={A}, booktitle={A}}", {"container-title": "A"}),
    ],
)
def test_fields(entry: str, expected: dict[str, Any]) -> None:
    (found,) = read(entry)
    assert variables(found) == {"title": "A", **expected}
