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
STRINGS: Final = "dd98e4a078114ca11e688ec85d1be3eca3a6e42091c22497d09f6a1106167e80"
"""SHA-256 of all strings and labels that were learned from (`corpus.digest`)."""
FILE: Final = "15eb51eee11ab07c03dbd1fa20e0557fe6a289a6f20c4fb9dd7735347a025751"
"""SHA-256 of the data file."""


def fingerprint(files: Mapping[str, Sequence[Labelled]]) -> str:
    """The SHA-256 of labelled strings: types, languages, and pieces with their labels, by file."""
    whole = sha256()
    for name, strings in sorted(files.items()):
        for one in strings:
            pieces = " ".join(f"[[{piece.label}|{piece.text}]]" for piece in one.pieces)
            whole.update(f"{name}\t{' '.join(one.types)}\t{' '.join(one.languages)}\t{pieces}\n".encode())
    return whole.hexdigest()
