"""The notes of a memo as printed -> claims. Apart from `note.footnote`: most runs read no works in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ponarscite.record.claim import About, Claim, Rank

if TYPE_CHECKING:
    from ponarscite.series.layout import Note


def note_claims(notes: Sequence[Note], subject: About) -> Iterator[Claim]:
    """Claim the text of each note for the memo itself."""
    for note in notes:
        yield Claim("notes", note.text, Rank.OWN, "page", subject, f"line {note.line.number}")
