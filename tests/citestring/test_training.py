"""The pure parts of training: exchange of values, noise, printed strings, and what is drawn with a seed."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from ponarscite.citestring.label import FIELDS, OTHERS
from ponarscite.citestring.model import parse
from ponarscite.citestring.token import tokenize
from ponarscite.citestring.training.__main__ import main
from ponarscite.citestring.training.corpus import Corpus, Shares, digest, examples, settled, split, styles
from ponarscite.citestring.training.crf import averaged, exported
from ponarscite.citestring.training.exchange import Exchange
from ponarscite.citestring.training.labelled import Labelled, Piece, parse_line, read_labelled, token_labels
from ponarscite.citestring.training.lent import Lent
from ponarscite.citestring.training.measure import Score, spans
from ponarscite.citestring.training.noise import noisy
from ponarscite.citestring.training.pool import pools_of
from ponarscite.citestring.training.printed import printed
from ponarscite.csl import Style

LENT = Lent(
    given={"en": ("Jo", "Kai"), "ru": ("Яна",), "uk": ("Їжак",)},
    family={"en": ("Roe", "Lund"), "ru": ("Лунд",), "uk": ("Ґава",)},
    cities={"en": ("Turku",), "ru": ("Тверь",), "uk": ("Львів",)},
    words={"en": ("apple", "stone")},
    journals=("Acta Lunae", "Review of Stones"),
)
LINES = """article-journal\t[[author|Ann Lee]] and [[author|Bo Ek]], “[[title|Rivers of Mud]],” [[container|Review of Water]] [[volume|12]], no. [[issue|3]] ([[issued|May 2014]]): [[page|145–67]].
book\t[[author|Lee, Ann]]. [[title|The Book of Mud: A Life]]. [[place|London]]: [[publisher|Hurst]], [[issued|2012]].
book@ru\t[[author|Ли А.Б.]] [[title|Книга о воде]]. [[place|М.]]: [[publisher|Наука]], [[issued|2012]]. 300 с.
report\t[[org|Lake Office]], [[title|Mud]], [[genre|Policy Memo]] No. [[number|12]], [[URL|https://lake.org/2012/mud]], doi:[[DOI|10.1000/abc.12]]
none\t[[N|Emphasis added.]]""".split("\n")
STRINGS = [parse_line(line) for line in LINES]


def exchange(seed: int) -> Exchange:
    return Exchange(Random(seed), LENT, pools_of(STRINGS))


@pytest.mark.parametrize(
    ("text", "language", "shape"),
    [
        ("Frye, Timothy M.", "en", r"(Roe|Lund), (Jo|Kai) [JK]\."),
        ("Timothy M. Frye", "en", r"(Jo|Kai) [JK]\. (Roe|Lund)"),
        ("T. M. Frye", "en", r"[JK]\. [JK]\. (Roe|Lund)"),
        ("Frye T", "en", r"(Roe|Lund) [JK]"),
        ("Frye TM", "en", r"(Roe|Lund) [JK][JK]"),
        ("FRYE, Timothy", "en", r"(ROE|LUND), (Jo|Kai)"),
        ("J. van den Bosch", "en", r"[JK]\. van den (Roe|Lund)"),
        ("Bourdieu (Pierre)", "en", r"(Roe|Lund) \((Jo|Kai)\)"),
        ("Иванова И.П.", "ru", r"Лунд Я\.Я\."),
        ("Ivanova I.P.", "ru", r"(Roe|Lund) [JK]\.[JK]\."),
        ("Nye, Joseph, Jr.", "en", r"(Roe|Lund), (Jo|Kai), Jr\."),
    ],
)
def test_names_keep_their_shape(text: str, language: str, shape: str) -> None:
    for seed in range(20):
        assert re.fullmatch(shape, exchange(seed).name(text, language))


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("12 May 2014", r"\d{1,2} [A-Z][a-z]+ \d{4}"),
        ("March/April 2007", r"[A-Z][a-z]+/[A-Z][a-z]+ \d{4}"),
        ("2012, April 24", r"\d{4}, [A-Z][a-z]+ \d{1,2}"),
        ("01.02.2013", r"\d\d\.\d\d\.\d{4}"),
        ("14 мая 2016", r"\d{1,2} [а-я]+ \d{4}"),
        ("Sept. 3, 2001", r"[A-Z][a-z]{2,3}\. \d{1,2}, \d{4}"),
    ],
)
def test_dates_keep_their_shape(text: str, shape: str) -> None:
    for seed in range(20):
        assert re.fullmatch(shape, exchange(seed).date(text, "en", "").replace("May.", "May.")), text


def test_pages_stay_ranges_and_abridged() -> None:
    for seed in range(60):
        first, last = exchange(seed).digits("145–67").split("–")
        assert int(first + "0") > 0
        assert len(last) <= len(first) + 1
        first, last = exchange(seed).digits("145–167").split("–")
        assert int(first) < int(last)


def test_a_string_keeps_its_labels() -> None:
    for seed in range(40):
        for string in STRINGS:
            new = exchange(seed).string(string)
            assert {piece.label for piece in new.pieces} == {piece.label for piece in string.pieces}
            assert all(piece.text for piece in new.pieces)


def test_the_number_of_names_changes() -> None:
    counts = {sum(piece.label == "author" for piece in exchange(seed).string(STRINGS[0]).pieces) for seed in range(60)}
    assert {1, 2, 3} <= counts


def test_noise_changes_no_field_but_quotes_and_dashes() -> None:
    for seed in range(200):
        for string in STRINGS[:4]:
            kept = [piece for piece in noisy(string.pieces, Random(seed)) if piece.label not in ("O", "N", "URL")]
            wanted = [piece for piece in string.pieces if piece.label not in ("O", "N", "URL")]
            assert [plain(piece.text) for piece in kept] == [plain(piece.text) for piece in wanted]
            assert [piece.label for piece in kept] == [piece.label for piece in wanted]


def plain(text: str) -> str:
    return re.sub("[–—-]+", "-", text)


def test_printed_strings_have_exact_labels() -> None:
    item = {
        "id": "a", "type": "article-journal", "title": "Rivers of Mud?", "container-title": "Review of Water",
        "author": [{"family": "Lee", "given": "Ann"}, {"literal": "Lake Office"}], "volume": "12", "page": "1-9",
        "issued": {"date-parts": [[2014]]}, "DOI": "10.1000/x",
    }  # fmt: skip
    (string,) = printed(Style.load("apa"), [item], note=False)
    assert string.pieces == (
        Piece("author", "Lee, A."), Piece("O", ", & "), Piece("org", "Lake Office"), Piece("O", ". ("),
        Piece("issued", "2014"), Piece("O", "). "), Piece("title", "Rivers of Mud?"), Piece("O", " "),
        Piece("container", "Review of Water"), Piece("O", ", "), Piece("volume", "12"), Piece("O", ", "),
        Piece("page", "1–9"), Piece("O", ". https://doi.org/"), Piece("DOI", "10.1000/x"),
    )  # fmt: skip


def test_a_seed_decides_what_is_drawn() -> None:
    def drawn(seed: int) -> str:
        corpus = Corpus(STRINGS, LENT, ["apa", "ieee"], seed)
        return digest(list(examples(islice(corpus.draw(60, Shares()), 60))))

    assert drawn(1) == drawn(1) != drawn(2)


def test_a_tenth_of_the_real_strings_is_held_out() -> None:
    strings = [Labelled((), (), (Piece("N", f"Remark {n}."),)) for n in range(1000)]
    learned, held = split({"real-x.txt": strings, "book.txt": strings})
    assert len(learned) + len(held["real-x.txt"]) == 2000
    assert 60 < len(held["real-x.txt"]) < 140
    assert split({"real-x.txt": strings[::-1]})[1]["real-x.txt"] == held["real-x.txt"][::-1]


def test_styles_held_out_are_not_learned_from() -> None:
    learned, held = styles(15)
    assert len(held) == 300
    assert not {*learned} & {*held}


def test_spans_and_score() -> None:
    labels = "B-author I-author O B-author O B-title I-title N loc".split()
    texts = "Ann Lee and Bo A Book see 5".split()
    assert spans(labels, texts) == {("author", 0, 1), ("author", 3, 3), ("title", 5, 6)}
    score = Score()
    score.add(texts, labels, "B-author I-author O B-author O B-title O N loc".split())
    assert str(score) == "66.7% of 3 fields right, 66.7% of those found; 0 of 1 strings wholly"


def test_the_labelled_strings_of_the_package_become_examples() -> None:
    known = {*OTHERS, *FIELDS}
    for strings in read_labelled().values():
        for string in strings:
            assert {
                label.removeprefix("B-").removeprefix("I-")
                for label in token_labels(string.pieces, tokenize(string.text))
            } <= known


def test_the_full_stop_behind_an_initial_is_part_of_the_name() -> None:
    pieces = parse_line("book\t[[author|Lee A]]. [[title|Mud]]. [[author|Bo Ek]]. [[editor|Ek B.]]").pieces
    wanted = parse_line("book\t[[author|Lee A.]] [[title|Mud]]. [[author|Bo Ek]]. [[editor|Ek B.]]").pieces
    assert tuple(settled(pieces)) == wanted


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("# source\nbook\t[[titel|T]]\n", encoding="utf-8")
    ran = CliRunner().invoke(main, ["--labelled", str(tmp_path)])
    assert (ran.exit_code, ran.output) == (1, "Error: mine.txt, line 2: unknown label 'titel'\n")


def test_weights_that_are_too_small_are_cut() -> None:
    model = parse(exported({}, {"a": {"O": 0.0551, "B-title": -0.054}, "b": {"O": 0.01}}, ("O", "B-title")))
    assert model.decode([(("a",),)])[0] == ["O"]
    assert model.decode([(("b",),)])[1] == [0.5]


def test_a_mean_has_the_weights_of_all_models() -> None:
    one = ({("O", "B-title"): 1.0}, {"a": {"O": 1.0, "B-title": 0.5}})
    other = ({("O", "B-title"): 0.5, ("O", "O"): 1.0}, {"a": {"O": 0.5}, "b": {"O": 1.0}})
    transitions, states = averaged([one, other])
    assert transitions == {("O", "B-title"): 0.75, ("O", "O"): 0.5}
    assert states == {"a": {"O": 0.75, "B-title": 0.25}, "b": {"O": 0.5}}
