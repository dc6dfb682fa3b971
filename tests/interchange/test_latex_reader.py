"""Macros of LaTeX -> text with the rich text of CSL."""

from __future__ import annotations

import time

import pytest

from ponarscite.interchange.latex import from_latex, plain_of, to_latex, unknown_macros
from ponarscite.record.richtext import OPENING

CAPS = OPENING["sc"]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\enquote{Quoted} word", "“Quoted” word"),
        (r"\enquote{out \enquote{in}} \mkbibquote{x} \enquote*{y}", "“out ‘in’” “x” ‘y’"),
        (r"4\textsuperscript{eme} O\textsubscript{2}", "4<sup>eme</sup> O<sub>2</sub>"),
        (r"\emph{a \textbf{b}} \textit{c}", "<i>a <b>b</b></i> <i>c</i>"),
        (r"{\em a} {\it b} {\bfseries c} d", "<i>a</i> <i>b</i> <b>c</b> d"),
        (r"\textsc{Nato} {\sc Un}", f"{CAPS}Nato</span> {CAPS}Un</span>"),
        (r"\emph{}x \emph y", "x <i>y</i>"),
        (r"\href{https://example.org/a_b}{A link}", "A link"),
        (r"Th{\'{\^e}} {\~\^e} {\'\u a} \'{\^{a}} \d{\^o}", "Thế ễ ắ ấ ộ"),
        (r"\ifmmode \check{Z}\else \v{Z}\fi{}umer \ifmmode\times\else\texttimes\fi{}", "Žumer ×"),
        (
            r"Work &amp; play &lt; 5 &#x2013; &eacute; \&amp; &nonsense; AT&T",
            r"Work & play < 5 – é &amp; &nonsense; AT&T",
        ),
        (r"\bibstring{nodate}, \bibstring{jourser} 1, \bibstring{unheard}", "n.d., ser. 1, unheard"),
        ("A `single' word, an O`ahu's, `n'y'", "A ‘single’ word, an O`ahu's, ‘n'y’"),
        (r"\url{https://example.org/a\_b%20}", "https://example.org/a_b%20"),
        (r"\foreignlanguage{german}{Wasser}", "Wasser"),
        (r"\textcommabelow{s}\textcommabelow{T} \t{ts} \b{k}", "șȚ t͡s ḵ"),
        (r"\noopsort{1973}X {\noopsort{b}}Y", "X Y"),
        (r"\uppercase{abc \emph{d}} \MakeLowercase{EF}", "ABC <i>D</i> ef"),
        (r"a\footnote{See b.} \mkbibparens{c}", "a (See b.) (c)"),
        (r"\texorpdfstring{$\alpha$}{alpha} rays", r"$\alpha$ rays"),
        (
            r"\ce{H2O} \ce{SO4^2-} \ce{Na+} \ce{A -> B}",
            "H<sub>2</sub>O SO<sub>4</sub><sup>2-</sup> Na<sup>+</sup> A → B",
        ),
        (r"\SI{5}{\kilo\gram\per\metre\squared} \num{5e-3} \ang{45}", "5 kg/m² 5 × 10<sup>-3</sup> 45°"),
        (r"\euro{} 5, \pounds 6, 7\textdegree{}C, \textregistered, \ng\slash\LaTeX", "€ 5, £6, 7°C, ®, ŋ/LaTeX"),
        (r"a\hspace{0pt}b\hspace{1em}c\,d\ e\quad f\/g\-h\kern0pt i", "ab c d e fghi"),
        (r"\CYRI\cyrv", "Ив"),
        (r"fa\c cade na\"\i ve \'{\ae} \AA", "façade naïve ǽ Å"),
        (r"\textless{}i\textgreater", "<i>"),
        (r"\begin{x}y", r"\begin{x}y"),
        (r"\foo[a]{b}{c \emph{d}} e", r"\foo[a]{b}{c \emph{d}} e"),
        (r"}a{ \emph{b", "a <i>b</i>"),
    ],
)
def test_macros(latex: str, text: str) -> None:
    assert " ".join(from_latex(latex).split()) == text


@pytest.mark.parametrize(
    ("latex", "text", "plain"),
    [
        (
            r"H$_2$O 10$^{-3}$ x$_{\textrm{2}}$ T$_{\rm c}$",
            "H<sub>2</sub>O 10<sup>-3</sup> x<sub>2</sub> T<sub>c</sub>",
            "H2O 10-3 x2 Tc",
        ),
        (r"10$\,\mu$m", r"10$\,\mu$m", "10 μm"),
        (r"$W$ at $\sqrt{s}=7$", r"$W$ at $\sqrt{s}=7$", "W at √s=7"),
        (r"$\mathcal{N}=4$ ${\cal N}$", r"$\mathcal{N}=4$ ${\cal N}$", "𝒩=4 𝒩"),
        (r"\(x\) \ensuremath{\mu}m $$y$$", r"$x$ $\mu$m $y$", "x μm y"),
        (
            r"$e^+e^-$, $\frac{1}{2}$, $\bar{x}$, $30^\circ$",
            r"$e^+e^-$, $\frac{1}{2}$, $\bar{x}$, $30^\circ$",
            "e⁺e⁻, ½, x̄, 30°",
        ),
        (r"$\frac{a}{b}$", r"$\frac{a}{b}$", r"$\frac{a}{b}$"),
        (r"\$5 and \$6, A\$b", "$5 and $6, A$b", "$5 and $6, A$b"),
        (r"\$x\$ and $x$2", "$\u2060x$\u2060 and $x$\u20602", "$x$ and x2"),
        (r"$\write18{rm}$ $a", r"$\write18{rm}$ $a", r"$\write18{rm}$ $a"),
    ],
)
def test_mathematics_and_money(latex: str, text: str, plain: str) -> None:
    assert from_latex(latex) == text
    assert plain_of(latex) == plain
    assert from_latex(to_latex(text)) == text


@pytest.mark.parametrize(
    "latex", [r"The $W$-boson at $\sqrt{s}=7$ TeV", r"\$5 or $x$2", r"A\$b and Ke\$c", r"\$x\$ 10$^{-3}$"]
)
def test_what_is_read_is_written_as_it_was(latex: str) -> None:
    assert to_latex(from_latex(latex)) == latex


def test_unknown_macros_are_named() -> None:
    latex = r"\foo{a} \textbackslash bar $\sqrt{x}$ $\baz$"
    assert list(unknown_macros(latex, from_latex(latex))) == [r"\foo", r"\baz"]


@pytest.mark.parametrize(
    "start",
    [
        "{",
        r"\emph{",
        r"\uppercase{",
        r"\enquote{",
        r"\'",
        r"\foo{",
        r"\foo[",
        "$",
        "$x",
        r"\(",
        r"{\em ",
        r"\ce{",
        "<i>",
    ],
)
def test_depth_costs_no_recursion_and_length_is_linear(start: str) -> None:
    deep = start * 10_000 + "a" + "}" * 10_000
    begin = time.process_time()
    assert isinstance(to_latex(from_latex(deep)), str)
    assert time.process_time() - begin < 20
