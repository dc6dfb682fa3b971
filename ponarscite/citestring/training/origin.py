"""Origin of the data file of the package: what it was learned from, and what came of it.

The defaults of the training make it again where the processor and Faker are what they were: first the same strings,
then, with the same version of python-crfsuite on the same kind of machine, the same file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Final

from ponarscite.citestring.training.labelled import Labelled

LABELLED: Final = "7392bbcdf4b45618fda92662c9cc39ef0b3d83640fcf414fd75b6b71ae25c6b3"
"""SHA-256 of the labelled strings of the package (`fingerprint`)."""
STRINGS: Final = "373123ee1fb6115231d5facab05efe3e5ab57d940be6ff4b2f3809c07f1bc471"
"""SHA-256 of all strings and labels that were learned from (`corpus.digest`)."""
FILE: Final = "5ef2cf6685defb67bd58cc4701a20a53fc91b827e9d726f3efb661427b6bb3df"
"""SHA-256 of the data file."""


def fingerprint(files: Mapping[str, Sequence[Labelled]]) -> str:
    """The SHA-256 of labelled strings: types, languages, and pieces with their labels, by file."""
    whole = sha256()
    for name, strings in sorted(files.items()):
        for one in strings:
            pieces = " ".join(f"[[{piece.label}|{piece.text}]]" for piece in one.pieces)
            whole.update(f"{name}\t{' '.join(one.types)}\t{' '.join(one.languages)}\t{pieces}\n".encode())
    return whole.hexdigest()
