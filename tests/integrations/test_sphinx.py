"""The extension for Sphinx: what is printed in each style, by each builder, and what is written again."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sphinx.application import Sphinx
from sphinx.errors import ConfigError, ExtensionError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from ponarscite import Library, PluginManager, Record
from ponarscite.integrations.sphinx.listing import check_filter, passes, variables
from tests.markdown import PAGES

DOE, ROE, LEE = ({"family": family, "given": given} for family, given in (("Doe", "Jo"), ("Roe", "Al"), ("Lee", "Bo")))
ITEMS: list[dict[str, Any]] = [
    {"id": "doe", "type": "book", "title": "Rivers", "author": [DOE], "issued": {"date-parts": [[2019]]}},
    {"id": "doe2", "type": "book", "title": "Ports", "author": [DOE], "issued": {"date-parts": [[2019]]}},
    {"id": "roe", "type": "book", "title": "Dams", "author": [ROE], "issued": {"date-parts": [[2020]]}},
    {"id": "lee", "type": "book", "title": "Quiet <script>alert(1)</script>", "author": [LEE]},
]
NOTES = "chicago-notes-bibliography"


@dataclass
class Site:
    """A project of Sphinx in a folder.

    Attributes:
        warned: what was told by the last build.
        read, written: the documents that it read and wrote.
    """

    folder: Path
    config: dict[str, Any] = field(default_factory=dict)
    warned: str = ""
    read: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    def items(self, *items: dict[str, Any]) -> None:
        (self.folder / "refs.json").write_text(json.dumps(items or ITEMS), encoding="utf-8")

    def page(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def build(self, builder: str = "text", extensions: tuple[str, ...] = ("ponarscite.sphinx",), **config: Any) -> None:
        given = {
            "extensions": list(extensions),
            "ponarscite_sources": ["refs.json"],
            "html_theme": "basic",
            "project": "Site",
            "author": "A",
            "copyright": "A",
            "version": "1",
            **self.config,
            **config,
        }
        out = StringIO()
        with patch_docutils(str(self.folder)), docutils_namespace(), warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of Sphinx itself
            app = Sphinx(
                *(str(self.folder),) * 2,
                str(self.folder / "_build" / builder),
                str(self.folder / "_build" / "doctrees"),
                builder,
                confoverrides=given,
                status=None,
                warning=out,
            )
            self.read, self.written = [], []
            app.connect("source-read", lambda _, name, __: self.read.append(name))
            app.connect("doctree-resolved", lambda _, __, name: self.written.append(name))
            app.build()
        self.warned = re.sub(r"\x1b\[[\d;]*m", "", out.getvalue())

    def text(self, page: str, **config: Any) -> str:
        """A page as the text builder writes it, without warnings."""
        self.build(**config)
        assert self.warned == ""
        return (self.folder / "_build" / "text" / f"{page}.txt").read_text(encoding="utf-8")

    def html(self, page: str) -> str:
        return (self.folder / "_build" / "html" / f"{page}.html").read_text(encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    made.page("conf.py", 'exclude_patterns = ["_build"]\n')
    made.items()
    return made


def one_page(site: Site, text: str, **config: Any) -> str:
    """A text on a page of its own, as printed."""
    site.page("index.rst", f"Page\n====\n\n{text}\n")
    return site.text("index", **config).partition("****\n\n")[2].strip()


PRINTED = {
    ":cite:p:`roe,doe`": "(Doe, 2019; Roe, 2020)",
    ":cite:p:`{see}roe{p. 3, and on}`": "(see Roe, 2020, p. 3, and on)",
    ":cite:p:`roe, chap. 2; {also}doe`": "(Roe, 2020, Chapter 2; also Doe, 2019)",
    ":cite:year:`doe,lee`": "2019; n.d.",
    ":cite:full:`roe`": "Roe, A. (2020). *Dams*.",
    ":cite:full:`{see}roe{p. 3}`": "see Roe, A. (2020). *Dams*, p. 3.",
    "A :cite:full:`roe`.": "A Roe, A. (2020). *Dams*.",
    "A :cite:empty:`roe` nothing": "A nothing",
}


def test_roles(site: Site) -> None:
    found = one_page(site, "\n\n".join(PRINTED))
    assert found.split("\n\n") == list(PRINTED.values())


FOOTNOTES = ("A :footcite:`roe`.", "A :footcite:p:`roe, p. 5`.", ":footcite:t:`roe` says.")


def test_footnotes_in_a_style_without_notes(site: Site) -> None:
    assert one_page(site, "\n\n".join(FOOTNOTES)).split("\n\n") == [
        *("A.[1]", "A.[2]", "Roe[3] says."),
        "[1] Roe, A. (2020). *Dams*.",
        "[2] Roe, A. (2020). *Dams*, p. 5.",
        "[3] Roe, A. (2020). *Dams*.",
    ]


ROLES = re.findall(r"^\| `` (:\S*cite.*?`) `` \| ?(.*?) ?\|$", PAGES["sites"].text, re.MULTILINE)


def test_the_roles_of_the_manual_print_what_it_shows(site: Site) -> None:
    assert len(ROLES) >= 15
    found = one_page(site, "\n\n".join(f"Begin {typed} end." for typed, _ in ROLES))
    shown = [" ".join(part.split()).removeprefix("Begin ") for part in found.replace("*", "").split("\n\n")]
    assert shown == [f"{printed} end.".strip() for _, printed in ROLES]


def test_the_filters_of_the_manual_can_be_read() -> None:
    rows = re.findall(r"^\| `([^`:]+)` \| (?:what|works)", PAGES["sites"].text, re.MULTILINE)
    assert len(rows) == 4
    assert [check_filter(row) for row in rows] == rows


def test_years_have_the_letters_of_the_project(site: Site) -> None:
    assert one_page(site, ":cite:year:`doe` :cite:p:`doe2`") == "2019b (Doe, 2019a)"  # Ports, Rivers


def test_numbers_are_those_of_the_project(site: Site) -> None:
    site.page("two.rst", "Two\n===\n\n:cite:p:`doe` :cite:p:`roe`\n\n.. bibliography::\n")
    site.page("index.rst", "One\n===\n\n:cite:p:`roe`\n\n.. toctree::\n\n   two\n")
    printed = site.text("two", ponarscite_style="ieee")
    assert "[2] [1]\n\n[1] A. Roe, *Dams*. 2020.\n\n[2] J. Doe, *Rivers*. 2019." in printed


def test_a_raised_number_follows_its_word(site: Site) -> None:
    site.config["ponarscite_style"] = "nature"
    site.page("index.rst", "Page\n====\n\nWord :cite:p:`roe`.\n")
    site.build("html")
    assert re.search(r"Word<span [^>]*><sup>1</sup></span>\.", site.html("index"))


def test_notes_are_numbered_with_those_of_the_writer(site: Site) -> None:
    text = """First :cite:p:`roe`, mine [#x]_ and again :cite:p:`roe, 3`. But :cite:t:`doe`.

.. [#x] A note that cites: :cite:p:`roe, 4`. And more: :cite:t:`lee`.
"""
    assert one_page(site, text, ponarscite_style=NOTES) == (
        "First,[1] mine [2] and again.[3] But Jo Doe.[4]\n\n"
        "[2] A note that cites: (Roe, *Dams*, 4). And more: Bo Lee, *Quiet\n"
        "    <Script>alert(1)</Script>* (n.d.).\n\n"
        "[1] Al Roe, *Dams* (2020).\n\n[3] Roe, *Dams*, 3.\n\n[4] *Rivers* (2019)."
    )


def test_positions_begin_again_on_each_page(site: Site) -> None:
    site.page("two.rst", "Two\n===\n\nA :cite:p:`roe`.\n")
    site.page("index.rst", "One\n===\n\nA :cite:p:`roe`.\n\n.. toctree::\n\n   two\n")
    assert "[1] Al Roe, *Dams* (2020)." in site.text("two", ponarscite_style=NOTES)


def test_notes_go_where_the_directive_stands(site: Site) -> None:
    text = "A :footcite:`roe`.\n\n.. footbibliography::\n\nEnd :footcite:`doe`."
    assert one_page(site, text) == ("A.[1]\n\n[1] Roe, A. (2020). *Dams*.\n\nEnd.[2]\n\n[2] Doe, J. (2019). *Rivers*.")


LISTS = {
    "": ["Doe", "Roe"],
    ":cited:": ["Doe", "Roe"],
    ":all:": ["Doe", "Doe", "Lee", "Roe"],
    ":notcited:": ["Doe", "Lee"],
    ':filter: cited and year >= "2020"': ["Roe"],
    ":filter: year and year < 2020 and not cited": ["Doe"],
    ':filter: author % "l.e" or title == "Dams"': ["Lee", "Roe"],
    ":filter: docname in docnames": ["Doe", "Roe"],
    ':filter: {"other", "page1"} & docnames': ["Doe", "Roe"],
    ':filter: key in {"doe2"}': ["Doe"],
    ":list: bullet": ["* Doe", "* Roe"],
    ":list: enumerated": ["1. Doe", "2. Roe"],
    ":style: ieee": ["[1] J. Doe", "[2] A. Roe"],
}
_NAME = re.compile(r"^(?:[*\d.\[\]]+ )?(?:[A-Z]\. )?[A-Z][a-z]+(?=, )", re.MULTILINE)


def test_what_bibliographies_list(site: Site) -> None:
    for number, options in enumerate(LISTS):
        text = f":cite:p:`doe` :cite:p:`roe`\n\n.. bibliography::\n   {options}\n"
        site.page(f"page{number}.rst", f"Page\n====\n\n{text}\n")
    pages = "".join(f"   page{number}\n" for number in range(len(LISTS)))
    site.page("index.rst", f"Home\n====\n\n.. toctree::\n\n{pages}")
    site.build()
    texts = [(site.folder / "_build" / "text" / f"page{number}.txt").read_text("utf-8") for number in range(len(LISTS))]
    assert dict(zip(LISTS, map(_NAME.findall, texts), strict=True)) == LISTS


def test_a_bibliography_of_one_file(site: Site) -> None:
    site.page("more.json", json.dumps([{"id": "poe", "type": "book", "title": "Dark", "author": [{"family": "Poe"}]}]))
    site.config["ponarscite_sources"] = ["refs.json", "more.json"]
    assert "\n\nPoe. (n.d.). *Dark*." in one_page(site, ":cite:p:`poe, 3; doe`\n\n.. bibliography:: more.json\n")


def test_a_prefix_chooses_the_bibliography(site: Site) -> None:
    site.config["html_theme"] = "basic"
    site.page("two.rst", "Two\n===\n\n:cite:p:`b-doe`\n\n.. bibliography::\n   :keyprefix: b-\n")
    site.page("index.rst", "One\n===\n\n:cite:p:`doe` :cite:p:`roe`\n\n.. bibliography::\n\n.. toctree::\n\n   two\n")
    site.build("html")
    assert site.warned == ""
    assert 'href="#cite-b-doe"' in site.html("two")
    assert re.findall(r'id="cite-(?!ref)([\w-]+)"', site.html("two")) == ["b-doe"]
    assert re.findall(r'id="cite-(?!ref)([\w-]+)"', site.html("index")) == ["doe", "roe"]


def test_what_is_not_cited_can_be_listed(site: Site) -> None:
    assert "Roe, A. (2020)" in one_page(site, ".. nocite:: roe, doe\n\n.. bibliography::\n")
    assert "Lee, B. (n.d.)" in one_page(site, ".. nocite:: *\n\n.. bibliography::\n")


def test_cites_and_entries_link_to_each_other(site: Site) -> None:
    site.page("refs.rst", "Refs\n====\n\n.. bibliography::\n")
    site.page("index.rst", "One\n===\n\n:cite:p:`doe` :cite:t:`doe`\n\n.. toctree::\n\n   refs\n")
    site.build("html")
    assert '<a class="reference internal" href="refs.html#cite-doe">Doe, 2019</a>' in site.html("index")
    assert re.findall(r'href="(index[^"]*)">(↩?\d)<', site.html("refs")) == [
        ("index.html#cite-ref-0", "↩1"),
        ("index.html#cite-ref-1", "2"),
    ]


@pytest.mark.parametrize(
    ("builder", "style"),
    [("html", NOTES), ("singlehtml", "apa"), ("latex", NOTES), ("text", "ieee"), ("epub", "ieee"), ("gettext", "apa")],
)
def test_a_builder_takes_every_style(site: Site, builder: str, style: str) -> None:
    site.page("refs.rst", "Refs :cite:p:`roe`\n==================\n\n.. bibliography::\n   :all:\n")
    site.page(
        "one.md", "# One\n\nSee {cite:p}`doe{p. 3}`, {cite:t}`lee` and[^x] {cite:p}`doe`.\n\n[^x]: A {cite:p}`roe`.\n"
    )
    site.page("index.rst", "Home\n====\n\n:cite:p:`lee`\n\n.. toctree::\n\n   one\n   refs\n")
    site.build(builder, ("myst_parser", "ponarscite.sphinx"), ponarscite_style=style)
    assert site.warned == ""
    out = site.folder / "_build" / builder
    written = [path for path in out.rglob("*") if path.suffix in (".html", ".xhtml", ".tex", ".txt")]
    assert not [path for path in written if "<script>alert" in path.read_text(encoding="utf-8").lower()] or (
        builder == "text"
    )


def test_myst_notes_are_numbered_with_ours(site: Site) -> None:
    site.page("index.md", "# Page\n\nA {cite:p}`doe`, b[^x] and {cite:p}`roe`.\n\n[^x]: Mine.\n")
    printed = site.text("index", extensions=("myst_parser", "ponarscite.sphinx"), ponarscite_style=NOTES)
    assert "A,[1] b[2] and.[3]" in printed


def test_an_unknown_name_is_told_and_shown(site: Site) -> None:
    site.page("index.rst", "Page\n====\n\n:cite:p:`nosuch` and :cite:p:`roe, nosuch, doe`\n")
    site.build()
    assert (
        site.warned.splitlines()
        == [f"{site.folder}/index.rst:4: WARNING: nosuch: no record has this key [ponarscite.key_not_found]"] * 2
        or site.warned.count("no record has this key; nearest: ") == 2
    )
    assert "(**nosuch?**) and (Doe, 2019; Roe, 2020; **nosuch?**)" in (
        site.folder / "_build" / "text" / "index.txt"
    ).read_text(encoding="utf-8")
    site.build(suppress_warnings=["ponarscite.key_not_found"])
    assert site.warned == ""
    with pytest.raises(ExtensionError, match=r"1 names mean no record: nosuch"):
        site.build(ponarscite_key_not_found="error")


def test_a_library_has_what_the_sources_lack(site: Site, plugins: PluginManager) -> None:
    with Library(site.folder / "library.sqlite", plugins) as library:
        library.add(Record(type="report", title="Snow", genre="PONARS Eurasia Policy Memo", number="9001"))
    site.config["ponarscite_library"] = "library.sqlite"
    assert one_page(site, ":cite:p:`ponars:9001, 3` :cite:p:`roe`") == "(Snow, n.d., p. 3) (Roe, 2020)"
    site.config["ponarscite_library"] = "none.sqlite"
    site.build()
    assert "ponars:9001: there is no library at" in site.warned


def test_a_role_without_names_is_told(site: Site) -> None:
    site.page("index.rst", "Page\n====\n\n:cite:p:`two words`\n")
    site.build()
    assert "'two words' names no works" in site.warned


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"ponarscite_style": "nosuch"}, "no style"),
        ({"ponarscite_locale": "nosuch-XX"}, "locale"),
        ({"ponarscite_key_not_found": "ignore"}, 'is "warn" or "error"'),
    ],
)
def test_a_wrong_configuration_is_refused(site: Site, config: dict[str, Any], message: str) -> None:
    site.page("index.rst", "Page\n====\n")
    with pytest.raises(ConfigError, match=message):
        site.build(**config)


def test_a_source_that_is_missing_is_told(site: Site) -> None:
    site.page("index.rst", "Page\n====\n\n:cite:p:`roe`\n")
    site.build(ponarscite_sources=["none.json"])
    assert "no such source" in site.warned
    assert "[ponarscite.source]" in site.warned


def test_another_extension_with_the_same_roles_is_one_error(site: Site) -> None:
    site.page("index.rst", "Page\n====\n")
    with pytest.raises(ExtensionError, match=r"leave one of them out"):
        site.build(extensions=("ponarscite.sphinx", "sphinxcontrib.bibtex"))


def test_only_what_changes_is_read_and_written(site: Site) -> None:
    """Sphinx itself writes the page of the table of contents anew when a page in it was read."""
    for name, key in ("one", "doe"), ("two", "roe"), ("three", "lee"):
        site.page(f"{name}.rst", f"{name}\n=====\n\n:cite:p:`{key}`\n")
    site.page("refs.rst", "Refs\n====\n\n.. bibliography::\n")
    site.page("index.rst", "Home\n====\n\n.. toctree::\n\n   one\n   two\n   three\n   refs\n")

    def built() -> tuple[list[str], list[str]]:
        site.build("html")
        return site.read, sorted(set(site.written) - {"index"})

    assert built()[1] == ["one", "refs", "three", "two"]
    assert built() == ([], [])
    site.page("one.rst", "one\n=====\n\nAgain :cite:p:`doe`\n")
    assert built() == (["one"], ["one"])
    site.page("one.rst", "one\n=====\n\n:cite:p:`doe2`\n")
    assert built() == (["one"], ["one", "refs"])
    site.items(*ITEMS[:2], {**ITEMS[2], "title": "Dams anew"}, ITEMS[3])
    assert built() == ([], ["refs", "two"])
    assert "Dams anew" in site.html("refs")
    site.build("text")
    site.items(*ITEMS[:2], {**ITEMS[2], "title": "Dams again"}, ITEMS[3])
    site.build("text")
    assert built() == ([], ["refs", "two"])  # each builder has its own memory
    (site.folder / "two.rst").unlink()
    site.page("index.rst", "Home\n====\n\n.. toctree::\n\n   one\n   three\n   refs\n")
    assert built() == (["index"], ["refs"])
    assert "Dams" not in site.html("refs")


def test_what_only_another_builder_prints_is_not_listed(site: Site) -> None:
    text = ".. only:: latex\n\n   :cite:p:`doe`\n\n.. bibliography::\n"
    assert one_page(site, f":cite:p:`roe`\n\n{text}") == "(Roe, 2020)\n\nRoe, A. (2020). *Dams*."


@pytest.mark.parametrize(
    "text", ["__import__('os')", "key.upper()", "a if b else c", "[x for x in y]", "1 +", "(" * 5000, "lambda: 1", ""]
)
def test_a_filter_runs_no_code(text: str) -> None:
    with pytest.raises(ValueError, match="filter"):
        check_filter(text)


def test_a_filter_compares_values() -> None:
    values = variables(ITEMS[0])
    asked: Callable[[str], bool] = lambda text: passes(text, values)  # noqa: E731
    assert [asked(text) for text in ("year == 2019", '"2018" < year <= "2019"', "nosuch", 'type != "book"')] == [
        *(True, True),
        *(False, False),
    ]
    with pytest.raises(ValueError, match="fails"):
        asked("title & key")
