"""`ponarscite live`: what lies in, or holds, something that a field would destroy stays, with and without a style."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from ponarscite import Library
from ponarscite.errors import SourceError
from ponarscite.integrations.live.marks import FORMS
from ponarscite.integrations.live.plan import planned
from ponarscite.integrations.live.rewriting import File, Rewritten, Wording, rewritten
from ponarscite.integrations.live.surroundings import Region, Surroundings
from ponarscite.manuscript.holdings import Holdings
from ponarscite.manuscript.reading import OURS, read_manuscript
from tests.conftest import Run
from tests.integrations.live import typed as files

AMBER = files.typed(700).removesuffix(".").replace("<i>", "").replace("</i>", "")
HEAD, TAIL = AMBER[: AMBER.index("PONARS")], AMBER[AMBER.index("PONARS") :]
OPEN, CLOSE = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
BEGIN = f"{OPEN.format('begin')}<w:r><w:instrText> QUOTE </w:instrText></w:r>{OPEN.format('separate')}"
MATH = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r/></m:oMath>'


def r(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def sdt(properties: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{p(r(AMBER))}</w:sdtContent></w:sdt>"


def held(inner: str) -> str:
    """A paragraph whose citation holds this XML."""
    return p(r(HEAD), inner, r(f"{TAIL}."))


WORD = {
    "held: tab": held("<w:r><w:tab/></w:r>"),
    "held: break": held("<w:r><w:br/></w:r>"),
    "held: note": held('<w:r><w:footnoteReference w:id="2"/></w:r>'),
    "held: ins": p(r(HEAD), f'<w:ins w:id="1" w:author="A">{r(TAIL[:7])}</w:ins>', r(TAIL[7:])),
    "held: del": held('<w:del w:id="1" w:author="A"><w:r><w:delText>x</w:delText></w:r></w:del>'),
    "held: field": p(r(HEAD), BEGIN, r(TAIL[:7]), CLOSE, r(TAIL[7:])),
    "held: drawing": held("<w:r><w:drawing/></w:r>"),
    "held: math": held(MATH),
    "held: change of format": p(r(HEAD), r(TAIL, '<w:rPr><w:b/><w:rPrChange w:id="1"><w:rPr/></w:rPrChange></w:rPr>')),
    "held: link": p(r(HEAD[:16]), f'<w:hyperlink w:anchor="x">{r(HEAD[16:40])}</w:hyperlink>', r(HEAD[40:] + TAIL)),
    "around: link": p(f'<w:hyperlink w:anchor="x">{r(AMBER)}</w:hyperlink>'),
    "half: field": p(r(f"See {HEAD}"), BEGIN, r(f"{TAIL}. End. More"), CLOSE, r(", tail.")),
    "half: field that began before": p(BEGIN, r(HEAD), CLOSE, r(TAIL)),
    "over paragraphs: field": p(BEGIN, r("Contents")) + p(r(AMBER)) + p(r("End"), CLOSE),
    "over paragraphs: no end": p(BEGIN, r("Contents")) + p(r(AMBER)),
    "over paragraphs: fields in fields": p(BEGIN) + p(BEGIN, r("a"), CLOSE) + p(r(AMBER)) + p(CLOSE),
    "locked": sdt('<w:lock w:val="contentLocked"/>'),
    "locked with its control": sdt("<w:lock w:val='sdtContentLocked'/>"),
    "plain text": sdt("<w:text/>"),
    "bound": sdt('<w:dataBinding w:xpath="/a"/>'),
}
FREE = {
    "plain": p(r(AMBER)),
    "behind a tab": p("<w:r><w:tab/></w:r>", r(AMBER)),
    "in a run with a tab": p(f"<w:r><w:footnoteRef/><w:tab/><w:t>{AMBER}</w:t><w:tab/></w:r>"),
    "behind a field": p(BEGIN, r("Contents")) + p(CLOSE, r(f"See {AMBER}.")),
    "before a field": p(r(f"{AMBER}. "), BEGIN, r("x"), CLOSE),
    "a control that stays": sdt('<w:lock w:val="sdtLocked"/>'),
    "a note behind": p(r(AMBER), '<w:r><w:footnoteReference w:id="2"/></w:r>'),
    "a tracked mark of the paragraph": p('<w:pPr><w:rPr><w:ins w:id="1"/></w:rPr></w:pPr>', r(AMBER)),
}


def t(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def index(name: str) -> str:
    return f"<text:{name}><text:index-body>{t(AMBER)}</text:index-body></text:{name}>"


START, END = '<text:change-start text:change-id="c"/>', '<text:change-end text:change-id="c"/>'
NOTE = "<text:note><text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body></text:note>"
OPEN_DOCUMENT = {
    "held: tab": t(f"{HEAD}<text:tab/>{TAIL}"),
    "held: break": t(f"{HEAD}<text:line-break/>{TAIL}"),
    "held: note": t(f"{HEAD}{NOTE.format(t('x'))}{TAIL}"),
    "held: comment": t(f"{HEAD}<office:annotation>{t('x')}</office:annotation>{TAIL}"),
    "held: change": t(f'{HEAD}<text:change text:change-id="c"/>{TAIL}'),
    "held: changed": t(f"{HEAD}{START}{TAIL[:7]}{END}{TAIL[7:]}"),
    "held: field": t(f"{HEAD}<text:page-number>{TAIL[:6]}</text:page-number>{TAIL[6:]}"),
    "held: frame": t(f'{HEAD}<draw:frame xmlns:draw="urn:d"/>{TAIL}'),
    "held: link": t(f"{HEAD[:16]}<text:a>{HEAD[16:40]}</text:a>{HEAD[40:]}{TAIL}"),
    "around: link": t(f"<text:a>{AMBER} more</text:a>"),
    "half: link": t(f"{HEAD}<text:a>{TAIL} more</text:a>"),
    "around: field": t(f"<text:conditional-text>{AMBER}</text:conditional-text>"),
    "over paragraphs: change": t(f"{START}a") + t(AMBER) + t(f"b{END}"),
    "contents": index("table-of-content"),
    "bibliography": index("bibliography"),
    "user's index": index("user-index"),
    "protected": f'<text:section text:name="s" text:protected="true">{t(AMBER)}</text:section>',
    "comment": t(f"a<office:annotation>{t(AMBER)}</office:annotation>b"),
}  # fmt: skip
OPEN_DOCUMENT_FREE = {
    "plain": t(AMBER),
    "spans": t(f"<text:span>{HEAD}</text:span><text:span>{TAIL[:9]}</text:span>{TAIL[9:]}"),
    "in a note": t(f"a{NOTE.format(t(AMBER))}"),
    "section": f'<text:section text:name="s" text:protected="false">{t(AMBER)}</text:section>',
    "behind a change": t(f"{START}a{END}. {AMBER}"),
    "behind a link": t(f"<text:a>a</text:a>. {AMBER}"),
}


@pytest.fixture(scope="module")
def holdings() -> Iterator[Holdings]:
    """The memos."""
    with files.library() as library:
        yield Holdings(library=library)


def made(content: bytes, language: str, holdings: Holdings, shown: str) -> Rewritten:
    """The file with fields of all citations; `shown` stands in for the words of a style."""
    plan = planned(read_manuscript(content, language), holdings, OURS)
    chosen = [replace(one, shown=shown) for one in plan.citations]
    return rewritten(File.read(content, language), plan, chosen, Wording(None, True), FORMS[language, "fields"])


def odt(body: str) -> bytes:
    """An OpenDocument text of these paragraphs."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(files.odt(["@@"]))) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == "content.xml":
                start, end = text.index("<office:text>") + len("<office:text>"), text.index("</office:text>")
                text = f"{text[:start]}{body}{text[end:]}"
            target.writestr(name, text)
    return stream.getvalue()


CASES = {f"docx, {name}": files.docx([], body) for name, body in WORD.items()} | {
    f"odt, {name}": odt(body) for name, body in OPEN_DOCUMENT.items()
}
FREE_CASES = {f"docx, {name}": files.docx([], body) for name, body in FREE.items()} | {
    f"odt, {name}": odt(body) for name, body in OPEN_DOCUMENT_FREE.items()
}


@pytest.mark.parametrize("shown", ["", "(Amberova, 2021)"])
@pytest.mark.parametrize("name", CASES)
def test_what_a_field_would_destroy_stays_and_is_told(holdings: Holdings, name: str, shown: str) -> None:
    found = made(CASES[name], name.partition(",")[0], holdings, shown)
    assert [one.reason[:2] for one in found.refused] == ["it"]
    assert found.content == CASES[name]


@pytest.mark.parametrize("shown", ["", "(Amberova, 2021)"])
@pytest.mark.parametrize("name", FREE_CASES)
def test_what_stands_beside_an_obstacle_becomes_a_field(holdings: Holdings, name: str, shown: str) -> None:
    found = made(FREE_CASES[name], name.partition(",")[0], holdings, shown)
    assert (len(found.done), found.refused) == (1, [])


@pytest.mark.parametrize("member", ["word/document.xml", "docProps/app.xml"])
def test_an_archive_with_a_file_twice_is_refused(tmp_path: Path, run: Run, member: str) -> None:
    source, target = tmp_path / "typed.docx", tmp_path / "live.docx"
    with Library(tmp_path / "library.sqlite"):
        pass
    source.write_bytes(files.docx([files.typed(700)]))
    with warnings.catch_warnings(), zipfile.ZipFile(source, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(member, archive.read(member))
    for options in (("-o", target), ("--dry-run",)):
        ran = run("live", "--library", tmp_path / "library.sqlite", source, *options)
        assert (ran.code, f"{member} twice" in ran.err) == (1, True)
    assert not target.exists()


PROTECTIONS = {
    '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>': True,
    "<w:documentProtection w:enforcement='true' w:edit='forms'/>": True,
    '<w:documentProtection w:edit="readOnly" w:enforcement="0"/>': False,
    '<w:documentProtection w:edit="readOnly"/>': False,
    "<w:zoom/>": False,
}


@pytest.mark.parametrize("settings", PROTECTIONS)
def test_a_document_whose_protection_is_in_force_is_refused(settings: str) -> None:
    stream = io.BytesIO(files.docx([files.typed(700)]))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/settings.xml", f'<w:settings xmlns:w="{files.W}">{settings}</w:settings>')
    with pytest.raises(SourceError, match="protected") if PROTECTIONS[settings] else nullcontext():
        File.read(stream.getvalue(), "docx")


@pytest.mark.parametrize(
    ("span", "reason"), [((0, 5), ""), ((4, 6), "a"), ((12, 13), "a"), ((20, 25), ""), ((22, 31), "c"), ((40, 41), "")]
)
def test_regions_are_found_by_their_bytes(span: tuple[int, int], reason: str) -> None:
    around = Surroundings([Region(30, 40, "c"), Region(10, 12, "b"), Region(5, 20, "a")])
    assert around.reason(*span) == reason
