import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.interchange.latex import from_latex, to_latex, to_verbatim
from tests.strategies import texts


def depth_of(latex: str) -> tuple[int, int]:
    """The lowest and the final nesting of braces. Classic BibTeX counts escaped braces too."""
    lowest = depth = 0
    for character in latex:
        depth += {"{": 1, "}": -1}.get(character, 0)
        lowest = min(lowest, depth)
    return lowest, depth


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, tuple[tuple[int, int], ...]]:
    text = draw(texts(60))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    return text, tuple(zip(edges[::2], edges[1::2], strict=False))


@given(marked_texts())
def test_latex_gives_back_its_text_and_balances(marked: tuple[str, tuple[tuple[int, int], ...]]) -> None:
    text, kept = marked
    latex = to_latex(text, kept)
    assert from_latex(latex) == text
    assert depth_of(latex) == (0, 0)


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("plain Ünicode “q” – ў <b>", "plain Ünicode “q” – ў <b>"),
        ("& % $ # _", r"\& \% \$ \# \_"),
        ("{x} {y", r"\{x\} \textbraceleft{}y"),
        ("} {", r"\textbraceright{} \textbraceleft{}"),
        ("~ ^ \\", r"\textasciitilde{} \textasciicircum{} \textbackslash{}"),
        (r"\write18{rm}", r"\textbackslash{}write18\{rm\}"),
        ("a--b --- ''c`` ?`", "a-{}-b -{}-{}- '{}'c`{}` ?{}`"),
    ],
)
def test_spellings(text: str, latex: str) -> None:
    assert to_latex(text) == latex
    assert from_latex(latex) == text


def test_braces_go_around_what_is_kept() -> None:
    assert to_latex("The EU & NATO", ((4, 6), (9, 13))) == r"The {EU} \& {NATO}"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\'{e}t\'e {\'E} \`a \^{\i} \~n", "été É à î ñ"),
        (r"\v{S}ener Akt{\"u}rk \c{c} \c s \H{o} \k{a} \r a", "Šener Aktürk ç ş ő ą å"),
        (r"\ss{} \o{} stra\ss e \AE sir", "ß ø straße Æsir"),
        ("1--2 --- ``a'' a~b", "1–2 — “a” a b"),
        (r"\emph{War} and \textbf{Peace}", "<i>War</i> and <b>Peace</b>"),
        (r"{The {USSR}}", "The USSR"),
        (r"\url{http://x.org}", "http://x.org"),
        (r"\unknown", r"\unknown"),
        ("\\", "\\"),
    ],
)
def test_what_others_write(latex: str, text: str) -> None:
    assert from_latex(latex) == text


@given(st.text("\\{}ab'`-~^\" ", max_size=40))
def test_any_latex_is_read(latex: str) -> None:
    assert isinstance(from_latex(latex), str)


def test_verbatim_fields_hold_no_braces() -> None:
    assert to_verbatim("http://x.org/a_b%20?c=~#{d}\\ e") == "http://x.org/a_b%20?c=~#%7Bd%7D%5C%20e"


@pytest.mark.parametrize("text", ["a^b", "^^5cinput^^7bevil^^7d", "^^^^005c", "http://example.org/^^M"])
def test_no_circumflex_is_left_where_tex_would_act_on_it(text: str) -> None:
    assert to_verbatim(text) == text.replace("^", "%5E")


def test_a_run_of_accents_takes_linear_time() -> None:
    begun = time.process_time()
    from_latex("{A}" + "\u0301\u0316" * 40_000)
    assert time.process_time() - begun < 5  # it was minutes
