"""JSON for standard output: indented, in the letters of the texts, and without what a terminal would act on."""

from __future__ import annotations

import json

from ponarscite.record.text import harmless_json

_encode = json.JSONEncoder(ensure_ascii=False).encode
_encode_indented = json.JSONEncoder(ensure_ascii=False, indent=2).encode


def json_text(value: object, *, indented: bool = True) -> str:
    """A value as JSON."""
    return harmless_json(_encode_indented(value) if indented else _encode(value))
