"""The people in front of a title, told from signals and other words."""

from __future__ import annotations

import pytest

from ponarscite.note.byline import after_signal, is_name, read_authors, read_date, split_unquoted

SIGNALS = {
    "See: Ann Lee": "Ann Lee",
    "See also Ann Lee": "Ann Lee",
    "see, for example, Ann Lee": "Ann Lee",
    "As quoted in Ann Lee": "Ann Lee",
    "Cf. Ann Lee": "Ann Lee",
    "On rivers (see Ann Lee": "Ann Lee",
    "См. также: Анна Ли": "Анна Ли",
    "For rivers, see A; on lakes, see especially B": "B",
    "See": "",
    "Seen by Ann Lee": "Seen by Ann Lee",
    "Foresee Ann Lee": "Foresee Ann Lee",
    " Ann Lee ": "Ann Lee",
    "": "",
}


@pytest.mark.parametrize(("head", "rest"), SIGNALS.items())
def test_what_follows_the_last_signal(head: str, rest: str) -> None:
    assert after_signal(head) == rest


AUTHORS: dict[str, tuple[str, ...] | None] = {
    "": (),
    "See ": (),
    "Ann Lee, ": ("Ann Lee",),
    "Ann Lee and Bo Kim, ": ("Ann Lee", "Bo Kim"),
    "Ann Lee, Bo Kim, and Cy Poe, ": ("Ann Lee", "Bo Kim", "Cy Poe"),
    "See: and Ann Lee, ": ("Ann Lee",),
    "but Ann Lee: ": ("Ann Lee",),
    "Ann Lee et al., ": ("Ann Lee",),
    "Ann Lee and others: ": ("Ann Lee",),
    "Анна Ли и др., ": ("Анна Ли",),
    "Ann Lee (ed.), ": ("Ann Lee",),
    "Ann Lee and Bo Kim (eds.), ": ("Ann Lee", "Bo Kim"),
    "Ann Lee’s ": ("Ann Lee",),
    "Ann Lee. 2017. ": ("Ann Lee",),
    "Lee, A. (2017, May 3). ": ("Lee, A.",),
    "Lee, Ann, and Bo Kim. ": ("Lee, Ann", "Bo Kim"),
    "Lee, Ann M., Bo Kim, and Cy Poe. ": ("Lee, Ann M.", "Bo Kim", "Cy Poe"),
    "de Vogel, Sasha, and Bo Kim. ": ("de Vogel, Sasha", "Bo Kim"),
    "St. Julian-Varnon, Kim, and Bo Kim. ": ("St. Julian-Varnon, Kim", "Bo Kim"),
    "Vogel, Sasha de, and Bo Kim. ": ("Vogel, Sasha de", "Bo Kim"),
    "Ann Lee, Bo Kim, ": ("Ann Lee", "Bo Kim"),
    "the article ": (),
    "his recent report titled ": (),
    "The author’s memo, ": (),
    "her ": (),
    "Reuters, ": ("Reuters",),
    "Tomsk State University, ": ("Tomsk State University",),
    "In a long piece: Ann Lee, ": ("Ann Lee",),
    "In a long piece: the others say": None,
    "He spoke of ": None,
    "Note that Ann Lee, ": None,
    "Levada Center, Moscow and others say, ": None,
}


@pytest.mark.parametrize(("head", "authors"), AUTHORS.items())
def test_the_names_in_front_of_a_title(head: str, authors: tuple[str, ...] | None) -> None:
    assert read_authors(head) == authors


def test_only_the_end_of_a_long_head_is_read() -> None:
    assert read_authors(f"{'x' * 395} see Ann Lee, ") == ("Ann Lee",)
    assert read_authors(f"see {'Ann Lee, ' * 166}") == ("Ann Lee",) * 166
    assert read_authors(f"see {'Ann Lee, ' * 167}") is None


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("Ann Lee. 2017. ", "2017"),
        ("Lee, A. (2017, May 3). ", "May 3 2017"),
        ("Lee, A. (2017a), ", "2017"),
        ("Lee, A., 2017", "2017"),
        ("Ann Lee (May 2017), ", "2017"),
        ("Ann Lee, ", ""),
        ("", ""),
    ],
)
def test_the_date_between_names_and_title(head: str, date: str) -> None:
    assert read_date(head) == date


NAMES = {
    "Sasha de Vogel": True,
    "Junisbai, Azamat": True,
    "J. P. Goode": True,
    "Jean-François d’Arc": True,
    "Jean d'Arc": True,
    "Omar al-Said": True,
    "O’Loughlin": True,
    "Vladimir Gel'man": True,
    "Ann B C D E F": True,
    "Ann B C D E F G": False,
    "Institute of the Study of Very Many Rivers and Lakes in Asia": True,
    "Institute of the Study of Very Many Rivers and Lakes in Asia Today": False,
    "Institute for rivers": False,
    "The Author": False,
    "ibid": False,
    "Ann on Lee": False,
    "de la": False,
    "Ann 2": False,
    "ann lee": False,
    "": False,
    ",": False,
}


@pytest.mark.parametrize(("text", "is_one"), NAMES.items())
def test_a_name(text: str, is_one: bool) -> None:
    assert is_name(text) is is_one


UNQUOTED = {
    "Ann Lee, Title: Subtitle": (("Ann Lee",), "Title: Subtitle"),
    "Ann Lee and Bo Kim, Title, Continued": (("Ann Lee", "Bo Kim"), "Title, Continued"),
    "Ann Lee, Bo Kim, and Cy Poe, Title": (("Ann Lee", "Bo Kim", "Cy Poe"), "Title"),
    "Ann Lee, Bo Kim and Cy Poe, Title": (("Ann Lee", "Bo Kim", "Cy Poe"), "Title"),
    "Ann Lee, Two Rivers, Title": (("Ann Lee",), "Two Rivers, Title"),
    "Ann Lee, Two Rivers, and More": (("Ann Lee",), "Two Rivers, and More"),
    "Ann Lee et al., Title": (("Ann Lee",), "Title"),
    "See Ann Lee, Title": (("Ann Lee",), "Title"),
    "For rivers, see Ann Lee, See How It Runs": (("Ann Lee",), "See How It Runs"),
    "Ann Lee, See How It Runs": (("Ann Lee",), "See How It Runs"),
    "Rivers flow, see Ann Lee, Title": ((), "Rivers flow, see Ann Lee, Title"),
    "Ann Lee": (("Ann Lee",), ""),
    "Lee, Title": ((), "Lee, Title"),
    "Title of a Book": ((), "Title of a Book"),
    "": ((), ""),
}


@pytest.mark.parametrize(("text", "parts"), UNQUOTED.items())
def test_names_are_split_from_a_title_without_marks(text: str, parts: tuple[tuple[str, ...], str]) -> None:
    assert split_unquoted(text) == parts


def test_eight_names_are_looked_for() -> None:
    seven, eight = (", ".join(["Ann Lee"] * count) for count in (7, 8))
    assert len(split_unquoted(f"{seven}, and Bo Kim, Title")[0]) == 8
    assert len(split_unquoted(f"{eight}, and Bo Kim, Title")[0]) == 1
