"""Layout of a network of citations: years as columns from left to right, the most cited works largest.

A column is as wide as its labels, and a row as high as its mark or its label, so that no two labels overlap. The order
within a column follows the works that a work is linked to (barycentre method, Sugiyama et al. 1981).
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from ponarscite.integrations.graph.network import Network, degrees
from ponarscite.integrations.graph.work import label_of, year_of

FONT = 12
"""Size of the labels in pixels."""

WIDEST = 0.68
"""Width of the widest common letters as a part of the font's size; those of East Asia are as wide as it."""

LONGEST = 30
"""Characters of a label."""

MOST_LABELS = 100
"""Labels in a large network; the most cited works have one. In a smaller one, every work has."""

LABEL_ALL = 400
"""Works that all have a label."""

FEW = 9
"""Citations from which on a mark may have the largest radius."""

LOOSEST = 60
"""Pixels that a short column leaves between two rows at most."""

LEAST = 160
"""Pixels of the height of all columns at least."""

GOLDEN = (sqrt(5) - 1) / 2
"""Short columns begin at heights that differ as much as can be, so that lines do not run through marks in a row."""

SWEEPS = 4
MARGIN, HEAD, GAP = 24, 70, 40
SMALLEST, LARGEST = 4.0, 18.0
"""Radius of a mark in pixels."""


@dataclass(frozen=True, slots=True)
class Place:
    """A work in the picture: its centre and radius in pixels, and its label, "" for none."""

    x: float
    y: float
    radius: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """The places of all works and years.

    Args:
        places: key -> place, in the order of the keys.
        columns: (year or None, x of its middle of marks), from left to right.
        width, height: of the whole, in pixels.
    """

    places: Mapping[str, Place]
    columns: tuple[tuple[int | None, float], ...]
    width: float
    height: float


def picture_of(network: Network) -> Picture:
    """Lay out a network. The same network gives the same picture."""
    columns = _columns(network)
    sizes, labels = _radii(network), _labels(network)
    places: dict[str, Place] = {}
    rows = {key: max(2 * sizes[key] + 4, FONT * 1.8 if labels[key] else 0) for key in sizes}
    whole = max([sum(rows[key] for key in keys) for _, keys in columns] + [LEAST * (len(columns) > 1)])
    heads, x = [], float(MARGIN)
    for number, (year, keys) in enumerate(columns):
        middle = round(x + LARGEST, 1)
        heads.append((year, middle))
        left = whole - sum(rows[key] for key in keys)
        free = min(left / len(keys), LOOSEST)
        y = HEAD + (left - free * len(keys)) * (number * GOLDEN % 1)
        for key in keys:
            places[key] = Place(middle, round(y + (rows[key] + free) / 2, 1), sizes[key], labels[key])
            y += rows[key] + free
        x = middle + LARGEST + max((width(labels[key]) for key in keys), default=0) + GAP
    return Picture(dict(sorted(places.items())), tuple(heads), round(x, 1), round(HEAD + whole + MARGIN, 1))


def width(label: str) -> float:
    """The most pixels that a label takes."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in label)
    return FONT * (wide + WIDEST * (len(label) - wide))


def _columns(network: Network) -> Sequence[tuple[int | None, list[str]]]:
    """The works of each year, the years in order and works without one first."""
    years: dict[int | None, list[str]] = defaultdict(list)
    for key, node in network.works.items():
        years[year_of(node.item)].append(key)
    columns = sorted(years.items(), key=lambda one: (one[0] is not None, one[0] or 0))
    near = _neighbours(network)
    for _ in range(SWEEPS):
        rank = {key: place / max(len(keys), 1) for _, keys in columns for place, key in enumerate(keys)}
        for _, keys in columns:
            keys.sort(key=lambda key: (_middle(key, near, rank), key))
    return columns


def _neighbours(network: Network) -> Mapping[str, list[str]]:
    near: dict[str, list[str]] = defaultdict(list)
    for link in network.links:
        near[link.source].append(link.target)
        near[link.target].append(link.source)
    return near


def _middle(key: str, near: Mapping[str, list[str]], rank: Mapping[str, float]) -> float:
    others = near.get(key)
    return round(sum(rank[other] for other in others) / len(others), 6) if others else 1.0


def _radii(network: Network) -> Mapping[str, float]:
    _, cited = degrees(network)
    most = max(cited.values(), default=0)
    step = (LARGEST - SMALLEST) / sqrt(max(most, FEW))
    return {key: round(SMALLEST + step * sqrt(cited[key]), 1) for key in network.works}


def _labels(network: Network) -> Mapping[str, str]:
    _, cited = degrees(network)
    ranked = sorted(network.works, key=lambda key: (-cited[key], key))
    named = set(ranked if len(ranked) <= LABEL_ALL else ranked[:MOST_LABELS])
    return {
        key: label_of(node.item, LONGEST, dated=False) if key in named else "" for key, node in network.works.items()
    }
