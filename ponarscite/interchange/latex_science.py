"""Numbers and units of siunitx, and formulas of mhchem, as text with the rich text of CSL.

Source: the manuals of siunitx (version 3) and mhchem (version 4).
"""

from __future__ import annotations

import re

from ponarscite.record.richtext import CLOSING, OPENING

_WORDS = """
    metre m meter m gram g kilogram kg second s ampere A kelvin K mole mol candela cd hertz Hz newton N pascal Pa
    joule J watt W volt V coulomb C farad F ohm Ω siemens S weber Wb tesla T henry H lumen lm lux lx becquerel Bq
    gray Gy sievert Sv litre L liter L minute min hour h day d tonne t electronvolt eV bar bar dalton Da bel B
    decibel dB angstrom Å barn b percent % degree ° arcminute ′ arcsecond ″ celsius °C degreeCelsius °C hectare ha
    astronomicalunit au
""".split()
_UNITS = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
_PREFIXES = {
    "kilo": "k",
    "mega": "M",
    "giga": "G",
    "tera": "T",
    "peta": "P",
    "exa": "E",
    "hecto": "h",
    "deca": "da",
    "deci": "d",
    "centi": "c",
    "milli": "m",
    "micro": "µ",
    "nano": "n",
    "pico": "p",
    "femto": "f",
    "atto": "a",
}
_POWERS = {"square": "²", "cubic": "³"}
_POWERS_BEHIND = {"squared": "²", "cubed": "³"}

_ARROWS = {"<=>": "⇌", "<->": "↔", "->": "→", "<-": "←"}
_FORMULA = re.compile(
    r"<=>|<->|->|<-"
    r"|\^\{(?P<sup>[^{}]*)\}|\^(?P<raised>[\d+\-.]+)|(?<=[A-Za-z\d)\]])(?P<charge>[+-])(?=$|[\s)\]])"
    r"|(?<=[A-Za-z)\]}])(?P<number>\d+(?:\.\d+)?)|_\{(?P<sub>[^{}]*)\}|_(?P<lowered>\w)"
)
_NUMBER = re.compile(r"([+-]?[\d.,\s]*)[eEdD]([+-]?\d+)")
_POWER = re.compile(r"\^(?:\{([^{}]*)\}|([-+\d]))")


def formula_of(text: str) -> str:
    """A formula of mhchem: "H2O", "SO4^2-", "A -> B"."""
    return _FORMULA.sub(_in_formula, text.replace("$", ""))


def _in_formula(found: re.Match[str]) -> str:
    if found[0] in _ARROWS:
        return _ARROWS[found[0]]
    mark = "sup" if found.lastgroup in ("sup", "raised", "charge") else "sub"
    content = next(filter(None, found.groups()), "")
    return f"{OPENING[mark]}{content}{CLOSING[mark]}" if content else ""


def number_of(text: str) -> str:
    """A number of siunitx: "5e-3" is 5 × 10 to the power of -3."""
    found = _NUMBER.fullmatch(text.strip())
    if not found:
        return text.strip()
    factor = f"{found[1].strip()} × " if found[1].strip() else ""
    return f"{factor}10<sup>{found[2].lstrip('+')}</sup>"


def unit_of(text: str) -> str:
    r"""A unit of siunitx: "\kilo\gram\per\metre\squared", "m.s^{-2}"."""
    if "\\" not in text:
        spaced = text.replace(".", " ").replace("~", " ")
        return _POWER.sub(lambda found: f"<sup>{found[1] or found[2]}</sup>", spaced)
    units: list[str] = []
    before = power = ""
    for word in re.findall(r"\\([A-Za-z]+)", text):
        if word == "per" or word in _PREFIXES:
            before += _PREFIXES.get(word, "/")
        elif word in _POWERS:
            power = _POWERS[word]
        elif word in _POWERS_BEHIND and units:
            units[-1] += _POWERS_BEHIND[word]
        else:
            units.append(f"{before}{_UNITS.get(word, word)}{power}")
            before = power = ""
    return " ".join(units).replace(" /", "/")
