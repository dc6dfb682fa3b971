"""Chinese, Japanese and Korean without a declared encoding, and texts that only look like them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.document.eastern import READINGS, Found, read_eastern
from ponarscite.document.encoding import decode
from ponarscite.errors import SourceError

TEXTS = {
    "gbk": "河流研究 | 张, 伟 | 中国农村社会发展研究 | 俄罗斯外交政策的演变 | 李明 | 北京大学出版社 | 论语",
    "big5": "河流研究 | 黃河流域水資源管理 | 臺灣社會發展史 | 張偉 | 俄羅斯外交政策的演變 | 論語",
    "shift_jis": "河川の研究 | 日本の政治 | ロシアの外交政策 | 東京大学出版会 | 山田太郎 | ソビエト連邦の崩壊",
    "euc_jp": "河川の研究 | 日本の政治 | ロシアの外交政策 | 東京大学出版会 | 山田太郎",
    "euc_kr": "하천 연구 | 한국의 정치 | 러시아의 외교 정책 | 서울대학교 출판부 | 김철수 | 박사학위 논문",
    "koi8-r": "Исследование рек | Внешняя политика России | Иванов, Иван | Москва | Мы",
    "cp1251": "Исследование рек | Внешняя политика России | ОБЩЕСТВО И ВЛАСТЬ | Щербак",
    "cp1252": "café | Größe der Flüsse | São Paulo | Müller, Jürgen | Østergård | “Quoted” – it’s | Ñandú",
}
CASES = [(encoding, text.strip()) for encoding, texts in TEXTS.items() for text in texts.split("|")]


@pytest.mark.parametrize(("encoding", "text"), CASES)
@pytest.mark.parametrize("frame", ["{}", "TY  - BOOK\nTI  - {}\nPY  - 2001\nER  - \n", "@book{{k, title = {{{}}}}}\n"])
def test_an_encoding_is_told_by_what_is_frequent(encoding: str, text: str, frame: str) -> None:
    whole = frame.format(text)
    assert decode(whole.encode(encoding), "", "x") == whole


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("iso8859-7", "Η εξωτερική πολιτική της Ρωσίας"),
        ("cp1250", "Zażółć gęślą jaźń"),
        ("cp1254", "Şener Aktürk"),
        ("cp1255", "מדיניות החוץ של רוסיה"),
        ("cp1256", "السياسة الخارجية الروسية"),
        ("cp874", "นโยบายต่างประเทศ"),
        ("cp1251", "Зовнішня політика України"),
        ("cp866", "Внешняя политика"),
        ("mac-roman", "Müller"),
    ],
)
def test_other_alphabets_are_not_taken_for_it(encoding: str, text: str) -> None:
    assert read_eastern(text.encode(encoding)) == Found()


def test_a_cut_letter_is_no_obstacle() -> None:
    text = "中国农村社会发展研究" * 1_000
    assert decode(text.encode("gbk")[:-1], "", "x") == text[:-1] + "\ufffd"


def test_two_equal_readings_are_named() -> None:
    content = _equal()
    with pytest.raises(
        SourceError, match=r"x\.ris is unreadable: its bytes are as good a text in \S+ as in \S+"
    ) as caught:
        decode(content, "", "x.ris")
    assert caught.value.hint == "save it as UTF-8, with an editor or iconv"


def _equal() -> bytes:
    """Two letters that are frequent ones in two encodings."""
    pairs = [bytes((lead, trail)) for lead in range(0xB0, 0xC6) for trail in range(0xA1, 0xFF)]
    gbk, korean = READINGS[0], READINGS[4]
    both = [
        pair
        for pair in pairs
        if gbk.weight(pair.decode(gbk.encoding)) == 1 == korean.weight(pair.decode(korean.encoding))
    ]
    return next(one + other for one in both for other in both if read_eastern(one + other).rivals)


def test_a_long_text_takes_no_longer() -> None:
    start = time.perf_counter()
    for content in (
        "河流研究".encode("gbk") * 1_000_000,
        b"a" * 5_000_000 + b"\xff" * 1_000_000,
        b"\x81\x30\x81" * 1_000_000,
    ):
        read_eastern(content)
    assert time.perf_counter() - start < 5


@given(st.binary(max_size=40))
def test_any_bytes_have_a_reading_or_none(content: bytes) -> None:
    found = read_eastern(content)
    assert not found.encoding or content.decode(found.encoding, "replace")
