"""The pipeline from a source to records."""

from pathlib import Path

import pytest

from ponarscite import PluginManager, Record, SourceError, pipeline

UNDATED = """<body><ul><li>Policy Memos</li></ul><h1>An Undated Memo</h1><p>Ann Lee</p>
<p><a href="https://www.ponarseurasia.org/pdf/pepm_226_Lee_Sept2012-1.pdf">{label}</a></p>
<p>A first paragraph that is long enough to be one, and then some words more.</p></body>"""


def read(path: Path, text: str, plugins: PluginManager) -> list[Record]:
    path.write_text(text, encoding="utf-8")
    return list(pipeline.ingest(str(path), plugins))


@pytest.mark.parametrize("label", ["ponars eurasia policy memo no. 226 (pdf)", "pepm_226_Lee_Sept2012-1 (PDF)Download"])
def test_the_name_of_a_pdf_decides_on_an_undated_page(tmp_path: Path, plugins: PluginManager, label: str) -> None:
    (memo,) = read(tmp_path / "page.html", UNDATED.format(label=label), plugins)
    assert memo.identity.value == ("pepm", "226")
    assert (memo.title, str(memo.author[0]), str(memo.issued)) == ("An Undated Memo", "Ann Lee", "2012-09")


def test_the_name_of_the_source_is_evidence(tmp_path: Path, plugins: PluginManager) -> None:
    text = "An Undated Memo\nAnn Lee\nPolicy Memo No. 419\n"
    (memo,) = read(tmp_path / "pm_0419.txt", text, plugins)
    assert memo.identity.value == ("pm", "419")
    (unnamed,) = read(tmp_path / "memo.txt", text, plugins)
    assert unnamed.identity.kind == "ambiguous"


def test_the_institution_signs_what_nobody_else_did(tmp_path: Path, plugins: PluginManager) -> None:
    head = "A Joint Memo\n{}\nPolicy Memo No. 822\nFebruary 2023\n"
    (unsigned,) = read(tmp_path / "memo.txt", head.format("PONARS Eurasia"), plugins)
    assert [str(name) for name in unsigned.author] == ["PONARS Eurasia"]
    (signed,) = read(tmp_path / "memo.txt", head.format("PONARS Eurasia\nAnn Lee"), plugins)
    assert [str(name) for name in signed.author] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("name", "content", "message", "hint"),
    [
        ("a.json", '{"id": ', "no reference found", "CSL-JSON"),
        ("a.txt", "Hello", "no memo found", "a memo shows"),
    ],
)
def test_what_holds_nothing_says_what_it_would_have_to_hold(
    tmp_path: Path, plugins: PluginManager, name: str, content: str, message: str, hint: str
) -> None:
    with pytest.raises(SourceError, match=message) as raised:
        read(tmp_path / name, content, plugins)
    assert hint in raised.value.hint
