"""Any text in ASCII, by a table that does not change."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.record.romanization import TABLE, to_ascii

GOLDEN = """
Азамат Жунисбай: Azamat Zhunisbay
Щедрин, Хрущёв и Цой: Shchedrin, Khrushchev i Tsoy
Объезд вьюги: Obezd vyugi
Сергій Їжаков, Ґалаґан Є.: Sergiy Izhakov, Galagan Ie.
Янка Маўр: Yanka Maur
Тоқаев Қасым-Жомарт: Toqaev Qasym-Zhomart
Әлия Өмірзақ Ұлы Үңғір Һаким: Aliya Omirzaq Uly Ungghir Hakim
Ўзбекистон ҳақида ҷаҳон ғарб: Uzbekiston haqida jahon gharb
Њива Љубав Џем Ђак Ћевап: Njiva Ljubav Dzhem Djak Cevap
Şener Aktürk, İlham Əliyev, Iğdır: Sener Akturk, Ilham Eliyev, Igdir
Žižek Łukasz Ørsted Đinđić Straße: Zizek Lukasz Orsted Dindic Strasse
Þór Æsir Œuvre Ðan: Thor Aesir Oeuvre Dan
John O’Loughlin: John O'Loughlin
თბილისი: tbilisi
Երեւան: Erewan
"""
PAIRS = [tuple(line.split(": ", 1)) for line in GOLDEN.strip().splitlines()]


@pytest.mark.parametrize(("text", "expected"), PAIRS, ids=[expected for _, expected in PAIRS])
def test_a_text_in_ascii(text: str, expected: str) -> None:
    assert to_ascii(text) == expected


def test_the_table_has_capitals_and_gives_ascii() -> None:
    assert (TABLE["щ"], TABLE["Щ"], TABLE["ь"], TABLE["Ь"]) == ("shch", "Shch", "", "")
    assert all(roman.isascii() for roman in TABLE.values())


@given(st.text())
def test_every_text_has_a_form_in_ascii(text: str) -> None:
    assert to_ascii(text).isascii()
    assert to_ascii(to_ascii(text)) == to_ascii(text)


@given(st.text(st.characters(min_codepoint=0xC0, max_codepoint=0x52F), max_size=8))
def test_a_text_is_spelled_alike_however_it_is_encoded(text: str) -> None:
    assert to_ascii(normalize("NFC", text)) == to_ascii(normalize("NFD", text))
