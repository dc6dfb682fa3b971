"""Rendering elements and the functions that compile them (CSL 1.0.2, "Rendering Elements")."""

from __future__ import annotations

from ponarscite.csl.date import compile_date
from ponarscite.csl.group import compile_choose, compile_group
from ponarscite.csl.label import compile_label
from ponarscite.csl.names import compile_names
from ponarscite.csl.number import compile_number
from ponarscite.csl.text import compile_text

RENDERING_ELEMENTS = {
    "text": compile_text,
    "number": compile_number,
    "label": compile_label,
    "date": compile_date,
    "names": compile_names,
    "group": compile_group,
    "choose": compile_choose,
}
"""Element name -> function that compiles it."""
