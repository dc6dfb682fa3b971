"""Reading: a work that a citation string names, its fields with their spans, and how far they are proven."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol, TypeAlias

from ponarscite.citestring.entry import Entry, entry_of
from ponarscite.citestring.label import LOCATOR
from ponarscite.citestring.proof import failed
from ponarscite.citestring.token import Token
from ponarscite.citestring.works import Piece, Work, works_of

Grade: TypeAlias = Literal["printed", "proven", "doubtful"]
"""How far a reading is proven, the best first.

"printed": a style prints the record back as the string. "proven": it passes every check, and the model is sure enough
of each label. "doubtful": it fails a check.
"""

THRESHOLD: Final = 0.45
"""Smallest probability of a label with which a reading may be proven."""

LONGEST: Final = 20_000
"""Characters of a string that are read; a longer text is no citation."""

UNSURE: Final = "probability"
"""Name of the check that the model is sure enough of every label."""


class Tagged(Protocol):
    """A string with the label of each token and the probability of each label, all of one length."""

    @property
    def tokens(self) -> Sequence[Token]: ...
    @property
    def labels(self) -> Sequence[str]: ...
    @property
    def marginals(self) -> Sequence[float]: ...


class Tagger(Protocol):
    """What labels the tokens of a string."""

    def tag(self, text: str) -> Tagged: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """A work that a string names.

    Args:
        grade: how far it is proven.
        item: the work as a CSL-JSON item, whole also where it is doubtful.
        marginal: the smallest probability that the model gives to a label within the work.
        spans: the fields in order: label, text as found, start and end in the string, smallest probability.
        failed: the names of the checks that it fails (`proof.CHECKS`, or "probability").
        start, end: the part of the string that names the work, from its first field to its last.
        text: that part.
        core: that part without the places cited within the work ("p. 23").
        inherited: whether its authors are those of the work before ("idem").
    """

    grade: Grade
    item: Mapping[str, Any]
    marginal: float
    spans: tuple[Piece, ...]
    failed: tuple[str, ...]
    start: int
    end: int
    text: str
    core: str
    inherited: bool = False


def read_citations(text: str, tagger: Tagger | None = None, *, threshold: float = THRESHOLD) -> tuple[Reading, ...]:
    """Read the works that a string cites, in order.

    Args:
        text: one string as people write it: an entry of a list, a note with several works and remarks.
        tagger: None for the model of the package.
        threshold: smallest probability of a label with which a reading may be proven.
    Returns:
        A Reading for each work; () for remarks, "Ibid." and any text without a work.
    Raises:
        Nothing.
    """
    if len(text) > LONGEST or not text.strip():
        return ()
    tagged = (tagger or _model()).tag(text)
    works = works_of(text, tagged.tokens, tagged.labels, tagged.marginals)
    return tuple(_reading(entry_of(work), threshold) for work in works)


def _model() -> Tagger:
    from ponarscite.citestring.model import load_model  # its weights are read when they are first needed

    return load_model()


def _reading(entry: Entry, threshold: float) -> Reading:
    work = entry.work
    own = [piece for piece in work.fields if piece not in work.inherited]
    start, end = own[0].start, own[-1].end
    missed = failed(entry) + ((UNSURE,) if work.marginal < threshold else ())
    return Reading(
        grade="doubtful" if missed else "proven",
        item=entry.item,
        marginal=work.marginal,
        spans=work.fields,
        failed=missed,
        start=start,
        end=end,
        text=work.text[start:end],
        core=_core(work, start, end),
        inherited=bool(work.inherited),
    )


def _core(work: Work, start: int, end: int) -> str:
    text = work.text
    for piece in reversed(work.pieces):
        if piece.label == LOCATOR and start <= piece.start < end:
            text = f"{text[: piece.start]} {text[piece.end :]}"
            end -= piece.end - piece.start - 1
    return text[start:end]


def sure_part(reading: Reading, threshold: float = THRESHOLD) -> dict[str, Any]:
    """What of a doubtful reading is sure: title and date, each only if the model is sure of it and its form is right.

    Returns:
        A CSL-JSON item of the type "document"; {} where the title is not sure.
    """
    sure = {span.label for span in reading.spans if span.marginal >= threshold}
    sure -= {span.label for span in reading.spans if span.marginal < threshold}
    if "title" not in sure or not {"title", "whole title", "one value"}.isdisjoint(reading.failed):
        return {}
    kept: dict[str, Any] = {
        name: reading.item[name] for name in ("title", "issued") if name in reading.item and name in sure
    }
    return {"type": "document", **kept} if "title" in kept else {}
