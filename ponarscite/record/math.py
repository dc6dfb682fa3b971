r"""Mathematics in a text: its LaTeX source between dollar signs, checked, and read as Unicode where that is exact.

Only macros of the tables below are mathematics. None of them defines, reads or writes anything, so what passes
`is_math` may be written into a .bib file as it is. Source: "The LaTeX Companion", chapter "Higher mathematics";
Unicode, blocks "Mathematical Operators", "Superscripts and Subscripts" and "Mathematical Alphanumeric Symbols".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST = 500  # characters between two dollar signs
DEEPEST = 20  # groups inside each other

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|\s+|.", re.DOTALL)
_PROSE = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}")
_MONEY = re.compile(r"\d[\d.,]*\s[^<>=^_|+]*$")
_TELLING = re.compile(r"[^\W_]|[<>=^_|+*/\\-]")
_SPAN = re.compile(rf"\$(?=[^\s$\u2060])([^$]{{1,{LONGEST}}})(?<!\s)\$(?!\d)")
_WORDS = r"[\w+\-−–.,/ ()]*"
_SPACED = re.compile(r"\\[,:;> ]|\\(?:quad|thinspace|enspace|space)(?![A-Za-z])|~")
_SCRIPT = re.compile(
    r"([_^])(?:([\w+-])"
    rf"|\{{\s*(?:\\(?:textrm|mathrm|text|rm|mbox)(?![A-Za-z])\s*)?(\{{{_WORDS}\}}|{_WORDS})\}}"
    rf"|\\(?:textrm|mathrm|text|mbox)\s*(\{{{_WORDS}\}}))"
)


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_SYMBOLS = _pairs(
    """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ
    lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ
    chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
    digamma ϝ aleph ℵ beth ℶ gimel ℷ hbar ℏ hslash ℏ ell ℓ imath ı jmath ȷ wp ℘ Re ℜ Im ℑ partial ∂ nabla ∇ infty ∞
    prime ′ emptyset ∅ varnothing ∅ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠ triangle △ square □
    Box □ Diamond ◇ diamond ⋄ star ⋆ bigstar ★ bullet • cdot · centerdot · cdots ⋯ ldots … dots … dotsc … dotsb ⋯
    vdots ⋮ ddots ⋱ times × div ÷ pm ± mp ∓ ast ∗ circ ∘ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ dagger † ddagger ‡
    cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ smallsetminus ∖ wr ≀ amalg ⨿ ltimes ⋉
    rtimes ⋊ bowtie ⋈ le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾ ll ≪ gg ≫ lesssim ≲ gtrsim ≳ ne ≠ neq ≠ equiv ≡
    sim ∼ simeq ≃ approx ≈ cong ≅ asymp ≍ propto ∝ varpropto ∝ prec ≺ succ ≻ preceq ⪯ succeq ⪰ subset ⊂ supset ⊃
    subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ in ∈ notin ∉ ni ∋
    vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ perp ⊥ parallel ∥ mid ∣ nmid ∤ smile ⌣ frown ⌢ doteq ≐ triangleq ≜ lt < gt >
    to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ uparrow ↑ downarrow ↓ updownarrow ↕ Rightarrow ⇒ Leftarrow ⇐
    Leftrightarrow ⇔ iff ⟺ implies ⟹ Uparrow ⇑ Downarrow ⇓ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷
    Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ mapsto ↦ longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩
    rightharpoonup ⇀ leftharpoonup ↼ rightleftharpoons ⇌ leftrightharpoons ⇋ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖
    rightsquigarrow ⇝ leadsto ⇝ twoheadrightarrow ↠ rightarrowtail ↣
    sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcap ⋂ bigcup ⋃ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂
    bigsqcup ⨆ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lbrace { rbrace } lbrack [ rbrack ] vert | Vert ‖
    lvert | rvert | lVert ‖ rVert ‖ backslash ∖ surd √ sharp ♯ flat ♭ natural ♮ clubsuit ♣ diamondsuit ♢ heartsuit ♡
    spadesuit ♠ degree ° checkmark ✓ therefore ∴ because ∵ blacksquare ■ lozenge ◊ complement ∁ eth ð mho ℧
    And & P ¶ S § pounds £ copyright © yen ¥ euro €
    """
)
_FUNCTIONS = frozenset(
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf injlim ker lg lim liminf limsup ln log "
    "max min Pr projlim sec sin sinh sup tan tanh bmod mod".split()
)
_SPACES = {
    "quad": " ",
    "qquad": " ",
    "thinspace": " ",
    "enspace": " ",
    "space": " ",
    "nobreakspace": " ",
} | dict.fromkeys(
    ("negthinspace", "displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle", "limits", "nolimits", "relax"), ""
)
_SIGNS = {**dict.fromkeys(",:;> ", " "), "!": "", "|": "‖", **{sign: sign for sign in "{}%#&_"}}
_DELIMITED = frozenset(
    "left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm middle".split()
)
_ACCENTS = {
    "acute": "\u0301",
    "bar": "\u0304",
    "breve": "\u0306",
    "check": "\u030c",
    "ddot": "\u0308",
    "dot": "\u0307",
    "grave": "\u0300",
    "hat": "\u0302",
    "mathring": "\u030a",
    "not": "\u0338",
    "overline": "\u0305",
    "tilde": "\u0303",
    "underline": "\u0332",
    "vec": "\u20d7",
    "widehat": "\u0302",
    "widetilde": "\u0303",
}
_ALPHABETS = {
    "mathbb": "DOUBLE-STRUCK",
    "mathbf": "BOLD",
    "mathcal": "SCRIPT",
    "mathfrak": "FRAKTUR",
    "mathscr": "SCRIPT",
    "mathsf": "SANS-SERIF",
    "mathtt": "MONOSPACE",
    "bm": "BOLD",
    "boldsymbol": "BOLD",
    "pmb": "BOLD",
    "textbf": "BOLD",
    "cal": "SCRIPT",
    "bf": "BOLD",
}
_UPRIGHT = frozenset(
    "mathrm mathit mathnormal mathup text textrm textit textnormal textup textsf mbox hbox operatorname mathop mathrel "
    "mathbin mathord ensuremath emph rm it sl sf tt".split()
)
_SWITCHES = frozenset("cal bf rm it sl sf tt".split())
_TWO = frozenset("frac dfrac tfrac cfrac binom dbinom tbinom overset underset stackrel".split())
_ONE = frozenset("overbrace underbrace overrightarrow overleftarrow slashed cancel boxed pmod sqrt".split())
_FRACTIONS = {
    (number[:1], number[-1:]): character
    for character in "¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
    if (number := unicodedata.normalize("NFKD", character))
}
_RAISED = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzTαβγδθφχ′∗*∘†",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᵅᵝᵞᵟᶿᵠᵡ′**°†",
        strict=True,
    )
)
_LOWERED = dict(zip("0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True))


class _NoMathError(Exception):
    """The source is not well-formed, or has a macro that no table has."""


def spans(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of each stretch of mathematics, with its dollar signs. Sums of money are none.

    As in pandoc's Markdown, no blank is inside the dollar signs and no digit behind the second; two words are prose.
    """
    at = text.find("$")
    while at >= 0:
        found = _SPAN.match(text, at)
        if found and is_math(found[1]):
            yield found.span()
            at = text.find("$", found.end())
        else:
            at = text.find("$", at + 1)


def is_math(source: str) -> bool:
    """Whether LaTeX is well-formed mathematics that uses known macros alone."""
    return _parse(source)[0]


def reading(source: str) -> str:
    """The Unicode text of mathematics where it is exact ("√s=7", "α", "10⁻³"), else ""."""
    return _parse(source)[1]


def script_of(source: str) -> tuple[str, str]:
    """("sub", "2") of "_2", ("sup", "-3") of "^{-3}"; ("", "") where there is more than a script of words or digits."""
    found = _SCRIPT.fullmatch(source.strip())
    if not found:
        return "", ""
    text = next(filter(None, found.groups()[1:]), "").strip("{}").strip()
    return ({"_": "sub", "^": "sup"}[found[1]], text) if text else ("", "")


@lru_cache(maxsize=1024)
def _parse(source: str) -> tuple[bool, str]:
    if len(source) > LONGEST or "^^" in source or not _TELLING.search(source) or not source.isprintable():
        return False, ""
    if ("\\" not in source and (_PROSE.search(source) or _MONEY.match(source))) or not _is_balanced(source):
        return False, ""
    try:
        found = _Parser(source).whole()
    except _NoMathError:
        return False, ""
    return True, f"{' ' * bool(_SPACED.match(source))}{' '.join(found.split())}" if found else ""


def _is_balanced(source: str) -> bool:
    """Whether braces balance as BibTeX counts them: the escaped ones, too."""
    depth = 0
    for brace in re.findall(r"[{}]", source):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return not depth


class _Parser:
    """One pass over the tokens of a source. Each method gives the exact Unicode text of what it reads, or None."""

    def __init__(self, source: str) -> None:
        self.tokens = _TOKEN.findall(source)
        self.at = 0
        self.depth = 0

    def whole(self) -> str | None:
        found = self.row("")
        if self.at < len(self.tokens):
            raise _NoMathError
        return found

    def row(self, end: str) -> str | None:
        """Atoms with their scripts, up to the code *end*, which is consumed."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise _NoMathError
        read: list[str | None] = []
        font = ""
        while (code := self.next(end)) != end:
            if code[1:] in _SWITCHES and code[0] == "\\":
                font = code[1:]
            elif code in ("^", "_"):
                read.append(self.script(code))
            else:
                atom = self.atom(code)
                read.append(_in_font(font, atom) if font else atom)
        self.depth -= 1
        return None if None in read else "".join(filter(None, read))

    def next(self, end: str) -> str:
        if self.at == len(self.tokens):
            if end:
                raise _NoMathError
            return ""
        self.at += 1
        return str(self.tokens[self.at - 1])

    def skip_blanks(self) -> None:
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1

    def argument(self) -> str | None:
        """The group or the single code of an argument."""
        self.skip_blanks()
        code = self.next("an argument")
        if code in ("^", "_"):
            raise _NoMathError
        return self.atom(code)

    def script(self, sign: str) -> str | None:
        text = self.argument()
        table = _RAISED if sign == "^" else _LOWERED
        if text is None or not all(character in table for character in text.replace(" ", "")):
            return None
        return "".join(table[character] for character in text.replace(" ", ""))

    def atom(self, code: str) -> str | None:
        if code == "{":
            return self.row("}")
        if code[0] != "\\":
            return self.character(code)
        name = code[1:]
        if not name.isalpha():
            return self.sign(name)
        text = self.macro(name)
        if name in _SYMBOLS and _SYMBOLS[name].isalpha():
            self.skip_blanks()  # TeX prints none; behind other signs they help to read
        return text

    def character(self, code: str) -> str | None:
        if code in ("}", "%", "#", "&", "^", "_", "$"):
            raise _NoMathError
        if code.isspace():
            return " "
        return {"-": "−", "'": "′", "~": " "}.get(code, code)

    def sign(self, name: str) -> str | None:
        if name not in _SIGNS:
            raise _NoMathError
        return _SIGNS[name]

    def macro(self, name: str) -> str | None:
        if name in _SYMBOLS:
            return _SYMBOLS[name]
        if name in _FUNCTIONS:
            return name
        if name in _SPACES:
            return _SPACES[name]
        if name in _DELIMITED:
            return self.delimited(name)
        if name in _ACCENTS:
            return _accented(self.argument(), _ACCENTS[name])
        if name in _ALPHABETS or name in _UPRIGHT:
            return _in_font(name, self.argument())
        return self.built(name)

    def built(self, name: str) -> str | None:
        """Fractions, roots and what is set above or below."""
        if name in _TWO:
            first, second = self.argument(), self.argument()
            return _FRACTIONS.get((first or "", second or "")) if "frac" in name else None
        if name not in _ONE:
            raise _NoMathError
        is_root = name == "sqrt" and not self.degree()
        text = self.argument()
        return f"√{text}" if is_root and text and (len(text) == 1 or text.isdecimal()) else None

    def degree(self) -> bool:
        """Read the degree of a root, [3]; whether there is one."""
        self.skip_blanks()
        if self.at == len(self.tokens) or self.tokens[self.at] != "[":
            return False
        self.at += 1
        self.row("]")
        return True

    def delimited(self, name: str) -> str | None:
        """A delimiter; `left` reads as far as its `right`."""
        opening = self.delimiter()
        if name == "right":
            raise _NoMathError
        if name != "left":
            return opening
        inner = self.row("\\right")
        closing = self.delimiter()
        return None if inner is None else f"{opening}{inner}{closing}"

    def delimiter(self) -> str:
        self.skip_blanks()
        code = self.next("a delimiter")
        if code[0] == "\\":
            found = _SYMBOLS.get(code[1:]) or _SIGNS.get(code[1:], "")
            if not found.strip():
                raise _NoMathError
            return found
        if code not in "()[]|/.<>":
            raise _NoMathError
        return "" if code == "." else code


def _accented(text: str | None, mark: str) -> str | None:
    return unicodedata.normalize("NFC", text + mark) if text and len(text) == 1 else None


def _in_font(name: str, text: str | None) -> str | None:
    """The text in a mathematical alphabet; None where Unicode lacks one of its characters."""
    if text is None or name not in _ALPHABETS:
        return text
    letters = [_lettered(character, _ALPHABETS[name]) for character in text]
    return None if None in letters else "".join(filter(None, letters))


def _lettered(character: str, alphabet: str) -> str | None:
    if not character.isalnum():
        return character
    if not character.isascii():
        return None
    kind = "DIGIT" if character.isdecimal() else "CAPITAL" if character.isupper() else "SMALL"
    name = unicodedata.name(character).rpartition(" ")[2]
    older = {"FRAKTUR": "BLACK-LETTER"}.get(alphabet, alphabet)
    for form in (f"MATHEMATICAL {alphabet} {kind} {name}", f"{older} {kind} {name}"):
        try:
            return unicodedata.lookup(form)
        except KeyError:
            continue
    return None
