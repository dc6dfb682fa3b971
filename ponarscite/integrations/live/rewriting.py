"""Rewriting: a .docx or .odt file with some citations as fields; all its other bytes stay (pure)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from ponarscite.csl import Formatted, Processor
from ponarscite.document.package import members
from ponarscite.errors import SourceError
from ponarscite.integrations.live.marks import Form
from ponarscite.integrations.live.opendocument import OpenDocumentParagraph, italic_style
from ponarscite.integrations.live.payload import Embedded, Shown, citation
from ponarscite.integrations.live.plan import Plan, Planned
from ponarscite.integrations.live.splice import Splice, spliced
from ponarscite.integrations.live.styled_text import Piece, capitalized, pieces, plain, without_stop
from ponarscite.integrations.live.surroundings import Surroundings
from ponarscite.integrations.live.wordml import Change, Refused, WordParagraph
from ponarscite.manuscript.office import Paragraph, Part, read_parts
from ponarscite.manuscript.package import pieces_of, place, refuse_twins, repacked


class _Paragraph(Protocol):
    def splices(self, change: Change) -> list[Splice]: ...


_SETTINGS = "word/settings.xml"
_PROTECTION = re.compile(rb"<\w{1,20}:documentProtection\b[^>]{0,2000}")
_IN_FORCE = re.compile(rb"""\benforcement\s*=\s*["'](?:1|true|on)["']""")
"""Source: ECMA-376 part 1, 17.15.1.29."""

_ENDS = ("", ".")
"""Signs behind a citation that ends a sentence."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Texts of the citations of a plan, in its order.

    Args:
        processor: of the style; None where no citation needs one.
        keeps_typed: whether typed citations keep their words.
    """

    processor: Processor | None
    keeps_typed: bool

    @property
    def in_notes(self) -> bool:
        """Whether the style puts citations into notes."""
        return self.processor is not None and self.processor.style.in_notes


@dataclass(slots=True)
class Rewritten:
    """A file with fields.

    Args:
        content: of the file.
        done: the citations that became fields.
        refused: those that could not, each with the reason.
    """

    content: bytes
    done: list[Planned] = field(default_factory=list)
    refused: list[Planned] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of a citation: `lead` before its field, None for the characters as they are; and how many characters
    before and behind it go, too.
    """

    text: Sequence[Piece] | None
    lead: str = ""
    before: int = 0
    behind: int = 0


@dataclass(frozen=True, slots=True)
class File:
    """A .docx or .odt file: its bytes, its language ("docx"), and its parts with text."""

    content: bytes
    language: str
    parts: tuple[Part, ...]

    @classmethod
    def read(cls, content: bytes, language: str) -> File:
        """Read a file. Raises SourceError as `read_parts` does, and for a part whose bytes may not be changed
        or that the archive has twice."""
        parts = tuple(read_parts(content, language))
        refuse_twins(content)
        _refuse_protected(content)
        for part in parts:
            if not part.is_plain:
                problem = f"{part.name} is not in UTF-8, or declares entities"
                raise SourceError(problem, hint="save the manuscript again")
        return cls(content, language, parts)


def _refuse_protected(content: bytes) -> None:
    """Raise SourceError for a document of Word whose protection is in force: its writer must lift it first."""
    settings = dict(members(content, _SETTINGS.__eq__, "this file")).get(_SETTINGS, b"")
    tag = _PROTECTION.search(settings)
    if tag and _IN_FORCE.search(tag[0]):
        raise SourceError("the document is protected", hint="lift the protection in Word first")


def without_fields(plan: Plan, file: File) -> Plan:
    """The plan without what stands in fields of Zotero or of another program already."""
    paragraphs = {(part.name, one.number): one for part in file.parts for one in part.paragraphs}

    def is_free(one: Planned) -> bool:
        found = pieces_of(paragraphs[one.part, one.block], one.start, one.end)
        return not any(piece.is_locked for piece in found)

    return replace(plan, citations=tuple(filter(is_free, plan.citations)))


def rewritten(file: File, plan: Plan, chosen: Iterable[Planned], wording: Wording, form: Form) -> Rewritten:
    """Make fields of the chosen citations of a plan. Raises SourceError for a file that is signed."""
    wanted = list(chosen)
    texts = _texts(wanted, wording)
    by_part: dict[str, list[_Numbered]] = defaultdict(list)
    for number, (one, text) in enumerate(zip(wanted, texts, strict=True)):
        by_part[one.part].append(_Numbered(one, text, number))
    editor = _Editor(file.language, form, {name: Embedded.of(item) for name, item in plan.items.items()})
    changed = {part.name: editor.edited(part, by_part[part.name]) for part in file.parts if part.name in by_part}
    made = {name: content for name, content in changed.items() if content}
    content = repacked(file.content, made) if made else file.content
    return Rewritten(content, editor.done, editor.refused)


class _Numbered(NamedTuple):
    cited: Planned
    text: _Text
    number: int


@dataclass(slots=True)
class _Editor:
    """Makes fields in parts.

    Attributes:
        done, refused: as in `Rewritten`.
    """

    language: str
    form: Form
    items: Mapping[str, Embedded]
    done: list[Planned] = field(default_factory=list)
    refused: list[Planned] = field(default_factory=list)

    def edited(self, part: Part, cited: Iterable[_Numbered]) -> bytes:
        """The bytes of a part with fields; b"" where none could be made."""
        make = self._maker(part)
        around = Surroundings.of(part.content)
        made: dict[int, _Paragraph] = {}
        splices: list[Splice] = []
        for one in sorted(cited, key=lambda each: (each.cited.block, each.cited.start)):
            if one.cited.block not in made:
                made[one.cited.block] = make(part.paragraphs[one.cited.block - 1])
            paragraph = part.paragraphs[one.cited.block - 1]
            if reason := around.reason(*_bytes(part.content, paragraph, one.cited)):
                self.refused.append(replace(one.cited, reason=reason))
                continue
            splices += self._splices(made[one.cited.block], one)
        return spliced(part.content, splices) if splices else b""

    def _maker(self, part: Part) -> Callable[[Paragraph], _Paragraph]:
        if self.language == "docx":
            return lambda paragraph: WordParagraph(part.content, paragraph)
        italic = italic_style(part.content)
        return lambda paragraph: OpenDocumentParagraph(part.content, paragraph, italic)

    def _splices(self, paragraph: _Paragraph, one: _Numbered) -> list[Splice]:
        cited, text, number = one
        shown = cited.text if text.text is None else plain(text.text)
        code = citation(number, cited.cites, self.items, Shown(shown, note=cited.note))
        span = cited.start - text.before, cited.end + text.behind
        change = Change(*span, self.form.cite(code, number), text.lead, text.text)
        try:
            found = paragraph.splices(change)
        except Refused as reason:
            self.refused.append(replace(cited, reason=str(reason)))
            return []
        self.done.append(cited)
        return found


def _bytes(content: bytes, paragraph: Paragraph, one: Planned) -> tuple[int, int]:
    """The indices of the first byte of a citation and behind its last."""
    found = [piece for piece in pieces_of(paragraph, one.start, one.end) if piece.start >= 0]
    if not found:
        return paragraph.span
    first, last = found[0], found[-1]
    start = place(content, first, max(one.start - first.at, 0))
    return start, place(content, last, min(one.end - last.at, len(last.text)))


def _texts(wanted: Sequence[Planned], wording: Wording) -> list[_Text]:
    """The text of each citation."""
    processor = wording.processor
    if processor is None:
        return [_Text([Piece(one.shown)] if one.shown else None) for one in wanted]
    leads: list[str] = []
    for number, one in enumerate(wanted):
        leads.append(_cite(processor, one, str(number)))
    printed = {text.id: text for text in processor.citations()}
    return [
        _text(one, lead, printed.get(str(number)), wording)
        for number, (one, lead) in enumerate(zip(wanted, leads, strict=True))
    ]


def _cite(processor: Processor, one: Planned, ident: str) -> str:
    """Cite in the processor, and give the author for running text, "" for none."""
    if one.shown:
        return ""
    note = one.note if processor.style.in_notes else 0
    cites = [dict(cite) for cite in one.cites]
    processor.cite(cites, note, id=ident)
    if not one.is_textual:
        return ""
    author = processor.preview([{"id": cites[0]["id"]}], mode="author-only")
    return plain(pieces(author.runs))


def _text(one: Planned, lead: str, printed: Formatted | None, wording: Wording) -> _Text:
    if one.shown:
        return _Text([Piece(one.shown)])
    if one.is_typed and wording.keeps_typed:
        return _Text(None)
    found = pieces(printed.runs) if printed else []
    if not found:
        return _Text(None)
    words = plain(found)
    if one.is_enclosed and words.startswith("(") and words.endswith(")"):
        return _Text(found, before=1, behind=1)  # the style has parentheses of its own
    if words.endswith(".") and one.follows not in _ENDS:
        found = without_stop(found)
    found = capitalized(found) if one.is_first else found
    has_stop = words.endswith(".") and one.follows == "."  # Zotero prints it, too
    return _Text(found, _lead(lead, found[0], in_notes=wording.in_notes), behind=int(has_stop))


def _lead(author: str, first: Piece, *, in_notes: bool) -> str:
    """The author in running text with what parts it from the citation."""
    if not author or "superscript" in first.formats:
        return author
    return f"{author}, " if in_notes else f"{author} "
