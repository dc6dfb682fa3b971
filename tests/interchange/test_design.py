"""The stylesheet: colours with enough contrast in both schemes, which every eye tells apart, and nothing to load."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import product

import pytest

from ponarscite.interchange.design import stylesheet

SCHEMES = ("light", "dark")
TEXT = ("ink", "soft", "link", "good", "doubt", "wrong")
SHAPE = ("edge", "own", "other")

Colour = tuple[float, float, float]

SIGHT: Mapping[str, tuple[Colour, Colour, Colour]] = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""What each eye sees of linear RGB: Machado, Oliveira and Fernandes (2009), severity 1."""


@cache
def colours(scheme: str) -> Mapping[str, Colour]:
    """Name of a variable -> linear RGB. The rules of the dark scheme come second, before those for printing."""
    light, dark = re.findall(r":root \{(.*?)\}", stylesheet().partition("@media print")[0], re.DOTALL)
    both = {"light": light, "dark": light + dark}
    return {
        name: tuple(map(linear, (value[0:2], value[2:4], value[4:6])))  # type: ignore[misc]
        for name, value in re.findall(r"--([a-z]+): #([0-9a-f]{6});", both[scheme])
    }


def linear(hexadecimal: str) -> float:
    """Source: WCAG 2.2, relative luminance."""
    part = int(hexadecimal, 16) / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: Colour) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def contrast(one: Colour, other: Colour) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def seen(colour: Colour, sight: str) -> Colour:
    return tuple(max(0.0, sum(a * b for a, b in zip(row, colour, strict=True))) for row in SIGHT[sight])  # type: ignore[return-value]


def lab(colour: Colour) -> Colour:
    """Linear sRGB as CIELAB, D65."""
    red, green, blue = colour
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = luminance(colour)
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: Colour, other: Colour) -> float:
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5  # type: ignore[no-any-return]


@pytest.mark.parametrize(("scheme", "name", "ground"), [*product(SCHEMES, TEXT, ("paper", "raised"))])
def test_text_has_the_contrast_that_wcag_wants(scheme: str, name: str, ground: str) -> None:
    assert contrast(colours(scheme)[name], colours(scheme)[ground]) >= 4.5


@pytest.mark.parametrize(("scheme", "name"), [*product(SCHEMES, SHAPE)])
def test_marks_and_edges_of_controls_have_theirs(scheme: str, name: str) -> None:
    assert contrast(colours(scheme)[name], colours(scheme)["paper"]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_found_words_are_read(scheme: str) -> None:
    assert contrast(colours(scheme)["ink"], colours(scheme)["mark"]) >= 4.5


@pytest.mark.parametrize(("scheme", "sight"), [*product(SCHEMES, SIGHT)])
@pytest.mark.parametrize(("one", "other"), [("own", "other"), ("good", "doubt"), ("good", "wrong")])
def test_every_eye_tells_colours_with_a_meaning_apart(scheme: str, sight: str, one: str, other: str) -> None:
    known = colours(scheme)
    assert distance(seen(known[one], sight), seen(known[other], sight)) >= 15


def test_it_loads_nothing() -> None:
    text = stylesheet()
    assert not re.search(r"@import|@font-face|url\(|//|/\*|<", text)
    assert text.count("{") == text.count("}")


def test_works_in_a_list_hang() -> None:
    """An indent of the first line is inherited: what lies within an item starts anew."""
    text = stylesheet()
    assert "padding-left: 2rem; text-indent: -2rem" in text
    assert ".references > li > * { text-indent: 0; }" in text


def test_no_work_is_cut_by_the_end_of_a_page() -> None:
    _, _, printed = stylesheet().partition("@media print")
    assert "li, tr { break-inside: avoid; }" in printed
