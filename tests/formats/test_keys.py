"""A citation key comes back from every format as it was: in its own normal form, with its own signs."""

from __future__ import annotations

import unicodedata

import pytest

from ponarscite.record.record import Record
from tests.formats.formats import READERS, WRITERS, read, write


@pytest.mark.parametrize("name", sorted(set(READERS) & set(WRITERS)))
@pytest.mark.parametrize("key", ["nordström1992", "DBLP:journals/x", "й-2", "Ångström+2020", "a.b_c"])
def test_a_key_comes_back(name: str, key: str) -> None:
    for form in (key, unicodedata.normalize("NFD", key)):
        (found,) = read(write(name, Record(id=form, type="book", title="A Title")))
        assert ascii(found.id) == ascii(form)
