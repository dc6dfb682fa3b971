"""Rewriting: a .docx or .odt file with some citations as fields; all its other bytes stay (pure)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from ponarscite.csl import Formatted, Processor
from ponarscite.errors import SourceError
from ponarscite.integrations.live.marks import Form
from ponarscite.integrations.live.opendocument import OpenDocumentParagraph, italic_style
from ponarscite.integrations.live.payload import Item, Shown, citation
from ponarscite.integrations.live.plan import Plan, Planned
from ponarscite.integrations.live.splice import Splice, spliced
from ponarscite.integrations.live.styled_text import Piece, capitalized, pieces, plain, without_stop
from ponarscite.integrations.live.wordml import Change, Refused, WordParagraph
from ponarscite.manuscript.office import Paragraph, Part
from ponarscite.manuscript.package import pieces_of, repacked


class _Paragraph(Protocol):
    def splices(self, change: Change) -> list[Splice]: ...


_ENDS = ("", ".")
"""What follows a citation that ends a sentence."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What the citations of a plan show, in the order of the plan.

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
    """What a citation shows: `lead` before its field, None for the characters as they are; and how many characters
    behind it go, too.
    """

    text: Sequence[Piece] | None
    lead: str = ""
    more: int = 0


@dataclass(frozen=True, slots=True)
class File:
    """A .docx or .odt file: its bytes, its language ("docx"), and its parts with text."""

    content: bytes
    language: str
    parts: tuple[Part, ...]


def without_fields(plan: Plan, file: File) -> Plan:
    """The plan without what stands in fields of Zotero or of another program already."""
    paragraphs = {(part.name, one.number): one for part in file.parts for one in part.paragraphs}

    def is_free(one: Planned) -> bool:
        found = pieces_of(paragraphs[one.part, one.block], one.start, one.end)
        return not any(piece.is_locked for piece in found)

    return replace(plan, citations=tuple(filter(is_free, plan.citations)))


def rewritten(file: File, plan: Plan, chosen: Iterable[Planned], wording: Wording, form: Form) -> Rewritten:
    """Make fields of the chosen citations of a plan.

    Raises:
        SourceError: a part is not in UTF-8 or declares entities, or the file is signed.
    """
    wanted = list(chosen)
    texts = _texts(wanted, wording)
    result = Rewritten(file.content)
    by_part: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(wanted):
        by_part[one.part].append(number)
    changed = {
        part.name: _changed(
            part, file.language, [(wanted[n], texts[n], n) for n in by_part[part.name]], plan, form, result
        )
        for part in file.parts
        if part.name in by_part
    }
    made = {name: bytes_ for name, bytes_ in changed.items() if bytes_ is not None}
    result.content = repacked(file.content, made) if made else file.content
    return result


def _changed(
    part: Part,
    language: str,
    cited: Sequence[tuple[Planned, _Text, int]],
    plan: Plan,
    form: Form,
    result: Rewritten,
) -> bytes | None:
    """The bytes of a part with fields; None where none could be made."""
    if not part.is_plain:
        raise SourceError(f"{part.name} is not in UTF-8, or declares entities", hint="save the manuscript again")
    of_block: Mapping[int, Paragraph] = {one.number: one for one in part.paragraphs}
    make = _maker(part, language)
    made: dict[int, _Paragraph] = {}
    splices: list[Splice] = []
    for one, text, number in sorted(cited, key=lambda each: (each[0].block, each[0].start)):
        paragraph = made.setdefault(one.block, make(of_block[one.block]) if one.block not in made else made[one.block])
        change = Change(
            one.start,
            one.end + text.more,
            form.cite(_code(one, text, number, plan.items), number),
            text.lead,
            text.text,
        )
        try:
            splices += paragraph.splices(change)
        except Refused as reason:
            result.refused.append(replace(one, reason=str(reason)))
        else:
            result.done.append(one)
    return spliced(part.content, splices) if splices else None


def _maker(part: Part, language: str) -> Callable[[Paragraph], _Paragraph]:
    if language == "docx":
        return lambda paragraph: WordParagraph(part.content, paragraph)
    italic = italic_style(part.content)
    return lambda paragraph: OpenDocumentParagraph(part.content, paragraph, italic)


def _code(one: Planned, text: _Text, number: int, items: Mapping[str, Item]) -> str:
    shown = one.text if text.text is None else plain(text.text)
    return citation(number, one.cites, items, Shown(shown, note=one.note))


def _texts(wanted: Sequence[Planned], wording: Wording) -> list[_Text]:
    """What each citation shows."""
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
    cites: list[dict[str, Any]] = [{**cite, "unsorted": one.is_typed} for cite in one.cites]
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
    more = 0
    if plain(found).endswith("."):
        more = int(one.follows == ".")  # Zotero prints the stop, too
        found = found if one.follows in _ENDS else without_stop(found)
    found = capitalized(found) if one.is_first else found
    return _Text(found, _lead(lead, found[0], in_notes=wording.in_notes), more)


def _lead(author: str, first: Piece, *, in_notes: bool) -> str:
    """The author in running text with what parts it from the citation."""
    if not author or "superscript" in first.formats:
        return author
    return f"{author}, " if in_notes else f"{author} "
