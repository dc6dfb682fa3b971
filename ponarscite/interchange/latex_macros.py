"""The macros of LaTeX that bibliographies use, as tables: what each prints, and what becomes of its arguments.

Source: the LaTeX kernel (latexrelease, textcomp), the manuals of biblatex (sections 4.6 and 4.10), csquotes, hyperref,
siunitx and mhchem. A macro that is not here is looked up in pylatexenc.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


SYMBOLS = _pairs(
    """
    textasciitilde ~ textasciicircum ^ textbackslash \\ textbraceleft { textbraceright } lbrace { rbrace }
    textless < textgreater > textbar | textunderscore _ textquotesingle ' textquotedbl " textasciigrave `
    textendash – textemdash — textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ” lq ‘ rq ’
    guillemotleft « guillemotright » guillemetleft « guillemetright » flqq « frqq » guilsinglleft ‹ guilsinglright ›
    flq ‹ frq › glqq „ grqq “ glq ‚ grq ‘ quotedblbase „ quotesinglbase ‚ ldots … dots … textellipsis … dotso …
    ss ß SS ẞ ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł aa å AA Å i ı j ȷ dh ð DH Ð dj đ DJ Đ th þ TH Þ ng ŋ NG Ŋ ij ĳ IJ Ĳ
    textnumero № numero № cprime ʹ cdprime ʺ textprimstress ˈ
    euro € texteuro € EUR € pounds £ textsterling £ textyen ¥ textcent ¢ textcurrency ¤ textflorin ƒ textwon ₩
    textdegree ° degree ° textcelsius ℃ textohm Ω textmu µ textperthousand ‰ textpertenthousand ‱ texttimes × textdiv ÷
    textpm ± textminus − textlnot ¬ textsurd √ textonehalf ½ textonequarter ¼ textthreequarters ¾ textonesuperior ¹
    texttwosuperior ² textthreesuperior ³ textordfeminine ª textordmasculine º textfractionsolidus ⁄
    copyright © textcopyright © textregistered ® texttrademark ™ textservicemark ℠ textcircledP ℗ S § textsection §
    P ¶ textparagraph ¶ textpilcrow ¶ dag † textdagger † ddag ‡ textdaggerdbl ‡ textbullet • textperiodcentered ·
    textasteriskcentered ∗ textbrokenbar ¦ textbardbl ‖ textexclamdown ¡ textquestiondown ¿ textinterrobang ‽
    textvisiblespace ␣ textestimated ℮ textlangle ⟨ textrangle ⟩ textrightarrow → textleftarrow ← textuparrow ↑
    textdownarrow ↓ textasciiacute ´ textasciidieresis ¨ textasciimacron ¯ textasciicaron ˇ textasciibreve ˘
    LaTeX LaTeX LaTeXe LaTeX2ε TeX TeX BibTeX BibTeX XeLaTeX XeLaTeX XeTeX XeTeX LuaLaTeX LuaLaTeX pdfLaTeX pdfLaTeX
    pdfTeX pdfTeX ConTeXt ConTeXt MF METAFONT MP METAPOST
    circledR ® slash / bibrangedash – textcolon : addcolon : addcomma , adddot . addsemicolon ; hyphen - nbhyphen -
    textnobreakhyphen -
    """
)
"""Macro without arguments -> what it prints."""

BLANKS = frozenset(
    "quad qquad enspace enskip thinspace medspace thickspace space nobreakspace hfill hfil newline linebreak par break "
    "bibnamedelima bibnamedelimb bibnamedelimi addspace addnbspace newblock tabularnewline".split()
)
"""Macros that print a blank or begin a line."""

NOTHING = frozenset(
    "relax protect negthinspace negmedspace allowbreak nobreak noindent sloppy xspace centering ignorespaces unskip "
    "textcompwordmark isdot nolinebreak null leavevmode begingroup endgroup bgroup egroup "
    "rm rmfamily sf sffamily tt ttfamily normalfont upshape up md mdseries lf tiny scriptsize footnotesize small "
    "normalsize large Large LARGE huge Huge nocorr".split()
)
"""Macros that print nothing. One that has an argument in other packages prints it."""

LOOKS = {
    **dict.fromkeys(("emph", "textit", "textsl", "mkbibemph", "mkbibitalic", "mathit"), "i"),
    **dict.fromkeys(("textbf", "mkbibbold", "mathbf"), "b"),
    **dict.fromkeys(("textsuperscript", "mkbibsuperscript", "up", "textsu"), "sup"),
    **dict.fromkeys(("textsubscript", "mkbibsubscript"), "sub"),
    **dict.fromkeys(("textsc", "mkbibacro"), "sc"),
}
"""Macro -> the mark of rich text that its argument gets."""

DECLARATIONS = {
    **dict.fromkeys(("em", "it", "itshape", "sl", "slshape"), "i"),
    **dict.fromkeys(("bf", "bfseries"), "b"),
    **dict.fromkeys(("sc", "scshape"), "sc"),
}
"""Macro -> the mark of rich text from there to the end of its group."""

AROUND = {
    "mkbibparens": ("(", ")"),
    "parentext": ("(", ")"),
    "mkbibbrackets": ("[", "]"),
    "brackettext": ("[", "]"),
    "footnote": (" (", ")"),
    "mkbibfootnote": (" (", ")"),
}
"""Macro -> what is printed before and after its argument."""

QUOTED = frozenset("enquote mkbibquote textquote MakeAutoQuote".split())
"""Macros that put their argument in quotation marks: double ones, and single ones inside of those."""

KEPT = (
    dict.fromkeys(
        "mbox hbox fbox framebox makebox textrm textsf texttt textup textnormal textmd textlf text underline uline ul "
        "sout uwave nohyphens textlatin textgreek textcyrillic textenglish autocap "
        "NoCaseChange nocase title smash strut hl mathrm mathsf mathtt operatorname textulc textssc textsw".split(),
        "k",
    )
    | dict.fromkeys(
        "href foreignlanguage textcolor raisebox hypertarget hyperlink hyperref scalebox rotatebox".split(), "dk"
    )
    | dict.fromkeys("colorbox bibinfo translate fontsize resizebox otherlanguage".split(), "dk")
    | dict.fromkeys("texorpdfstring".split(), "kd")
    | dict.fromkeys("noopsort SortNoop phantom hphantom vphantom label index selectlanguage vspace color".split(), "d")
)
"""Macro -> what becomes of its arguments in order: k is kept, d is dropped."""

STRINGS = {
    "nodate": "n.d.",
    "andothers": "et al.",
    "and": "and",
    "in": "in",
    "chapter": "chap.",
    "part": "pt.",
    "page": "p.",
    "pages": "pp.",
    "volume": "vol.",
    "volumes": "vols.",
    "number": "no.",
    "edition": "ed.",
    "editor": "ed.",
    "editors": "eds.",
    "translator": "trans.",
    "translators": "trans.",
    "jourser": "ser.",
    "newseries": "new ser.",
    "oldseries": "old ser.",
    "sequens": "sq.",
    "sequentes": "sqq.",
    "circa": "ca.",
    "phdthesis": "PhD thesis",
    "mathesis": "MA thesis",
    "bathesis": "BA thesis",
    "techreport": "tech. rep.",
    "inpress": "in press",
    "forthcoming": "forthcoming",
    "submitted": "submitted",
    "inpreparation": "in preparation",
}
"""Key of biblatex in `\\bibstring` -> what biblatex prints in English; a key that is not here stays."""

VERBATIM = frozenset("url nolinkurl path doi".split())
"""Macros whose argument is printed as it is."""

ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    '"': "\u0308",
    "u": "\u0306",
    "h": "\u0309",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "U": "\u030e",
    "G": "\u030f",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
    "textcommabelow": "\u0326",
    "textcommaabove": "\u0313",
    "textogonekcentered": "\u0328",
    "textroundcap": "\u0311",
    "newtie": "\u0361",
}
"""Macro or sign -> the combining character for the letter behind it."""

SIGNS = {
    "\\": " ",
    " ": " ",
    ",": " ",
    ":": " ",
    ";": " ",
    ">": " ",
    "-": "",
    "/": "",
    "!": "",
    "@": "",
    "\n": " ",
    "\t": " ",
}
"""Sign behind a backslash -> what it prints; any other sign prints itself."""


@lru_cache(maxsize=4096)
def symbol_elsewhere(name: str) -> str | None:
    """What a macro without arguments prints by pylatexenc's tables; None where they do not have it."""
    printed = getattr(_database().get_macro_spec(name), "simplify_repl", None)
    is_symbol = isinstance(printed, str) and 0 < len(printed) <= 3 and printed.isprintable() and "%" not in printed
    return str(printed) if is_symbol else None


@lru_cache(maxsize=1)
def _database() -> Any:
    from pylatexenc.latex2text import get_default_latex_context_db

    return get_default_latex_context_db()
