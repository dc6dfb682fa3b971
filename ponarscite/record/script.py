"""Scripts that write words without spaces between them: Chinese, Japanese and Korean.

Source: the blocks of the Unicode Standard, chapter 18 (East Asia).
"""

from __future__ import annotations

HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HANGUL = "\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff"
KANA = "\u3041-\u309f\u30a1-\u30ff\u31f0-\u31ff\uff66-\uff9f"
BOPOMOFO = "\u3105-\u312f"

EAST_ASIAN = HAN + HANGUL + KANA + BOPOMOFO
"""Characters of these scripts, for a character class in a regular expression."""
