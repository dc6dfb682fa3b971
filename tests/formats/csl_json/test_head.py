"""References in the head of a Markdown file, and in YAML whose first key is another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run

REFERENCES = """\
references:
- id: hale2022
  type: article-journal
  title: Patronal *politics*
  author:
  - family: Hale
    given: Henry
  issued: 2022
"""
HEAD = f"---\ntitle: My paper\n{REFERENCES}nocite: '@*'\n---\n\n# Text\n\nWords [@hale2022].\n"
MEMO = "Borrowed Rivers\n\nPONARS Eurasia Policy Memo No. 9001\nMarch 2024\n\nOlena Prykladna\n"


@pytest.mark.parametrize(
    ("name", "text", "options", "keys"),
    [
        ("x.md", HEAD, (), ["hale2022"]),
        ("x.md", HEAD, ("--as", "references"), ["hale2022"]),
        ("x.txt", HEAD.replace("\n", "\r\n"), (), ["hale2022"]),
        ("x.yml", f"title: My list\n{REFERENCES}", (), ["hale2022"]),
        ("x.yaml", f"---\n# mine\ntitle: My list\n{REFERENCES}...\n", (), ["hale2022"]),
    ],
)
def test_they_are_read(
    name: str, text: str, options: tuple[str, ...], keys: list[str], tmp_path: Path, run: Run
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    ran = run("export", tmp_path / name, "-f", "csl-json", *options)
    assert ran.code == 0, ran.err
    assert [line.split('"')[3] for line in ran.out.splitlines() if '"id"' in line] == keys


def test_a_memo_goes_first_unless_references_are_asked_for(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "x.md"
    path.write_text(f"---\ndraft: yes\n{REFERENCES}---\n{MEMO}", encoding="utf-8")
    assert "9001" in run("export", path, "-f", "ris").out
    ran = run("export", path, "-f", "ris", "--as", "references")
    assert ("hale2022" in ran.out, "9001" in ran.out) == (True, False)


def test_a_head_without_references_is_none(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "x.md"
    path.write_text("---\ntitle: My paper\n---\nThe references: none.\n", encoding="utf-8")
    for options in ((), ("--as", "references")):
        ran = run("export", path, *options)
        assert (ran.code, ran.out) == (1, "")
        assert "no memo found" in ran.err
