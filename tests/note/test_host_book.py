"""Books that hold a chapter: editors, title, edition, volume and pages."""

from __future__ import annotations

import pytest

from ponarscite.note.host_book import HostBook, read_host_book

LEE, KIM = "Ann Lee", "Bo Kim"


@pytest.mark.parametrize(
    ("before", "behind", "book"),
    [
        ("in Ann Lee, ed., Rafts, 7th ed. ", ", 3–20.", HostBook("Rafts", (LEE,), "7", "", "3–20")),
        (" in Rafts: A Book, ed. Ann Lee ", ": 3-20", HostBook("Rafts: A Book", (LEE,), page="3-20")),
        (", in Rafts, 2nd edition, edited by Ann Lee and Bo Kim ", "", HostBook("Rafts", (LEE, KIM), "2")),
        (" in Ann Lee and Bo Kim, eds., Rafts ", ", pp. 3–20", HostBook("Rafts", (LEE, KIM), page="3–20")),
        (" in: Ann Lee & Bo Kim (eds): Rafts ", "", HostBook("Rafts", (LEE, KIM))),
        (" In Lee, A. (ed.) Rafts ", "", HostBook("Rafts", ("Lee, A.",))),
        (" in Rafts, vol. 2, pp. 3–20 ", "", HostBook("Rafts", volume="2", page="3–20")),
        (" in Rafts (eds. Ann Lee and Bo Kim) ", "", HostBook("Rafts", (LEE, KIM))),
        (" in Rafts ", ", p. 3", HostBook("Rafts")),
        (" in The Edges of Empire, 2nd ed.", "", HostBook("The Edges of Empire", edition="2")),
    ],
)
def test_the_parts_of_a_book(before: str, behind: str, book: HostBook) -> None:
    assert read_host_book(before, behind) == book


@pytest.mark.parametrize("before", ["", "Rafts", "within Rafts", "in"])
def test_without_in_there_is_no_book(before: str) -> None:
    assert read_host_book(before, "") is None
