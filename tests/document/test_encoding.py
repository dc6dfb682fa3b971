"""Decoding: every encoding that sources use, declared rightly, wrongly or not at all."""

from __future__ import annotations

import codecs
import gzip
import zlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ponarscite.document.encoding import decode
from ponarscite.errors import SourceError

RUSSIAN = """
    Иван | Аналитика | ПРИВЕТ | Ёлка | Эл | Алексей Баев | ОБ АВТОРЕ | Казахстан и Россия: уроки
    Аналитические записки, Policy Memos | Policy Memo No. 5, автор: Щербак | Мы – «здесь», а они – “там”
""".replace("\n", "|")
WESTERN = """
    café | Jean-François Ratelle | “Quoted” – it’s | où à é | Größe | naïve façade | Íslenska þýðing | à
    the year’s | São Paulo: ÉTATS-UNIS | Şener Aktürk’s friend
""".replace("\n", "|")


def phrases(text: str, encoding: str) -> list[str]:
    known = [phrase.strip() for phrase in text.split("|")]
    return [phrase for phrase in known if phrase and phrase.encode(encoding, "ignore").decode(encoding) == phrase]


@pytest.mark.parametrize("text", phrases(RUSSIAN, "windows-1251"))
@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1", "windows-1251", "cp-1251", "x-cp1251", "nonsense\0"])
def test_windows_1251(text: str, declared: str) -> None:
    assert decode(text.encode("windows-1251"), declared, "x") == text


@pytest.mark.parametrize("text", phrases(RUSSIAN, "koi8-r"))
@pytest.mark.parametrize("declared", ["", "utf-8", "koi8-r"])
def test_koi8_r(text: str, declared: str) -> None:
    assert decode(text.encode("koi8-r"), declared, "x") == text


@pytest.mark.parametrize("text", phrases(WESTERN, "windows-1252"))
@pytest.mark.parametrize("declared", ["", "utf-8", "ISO-8859-1", "windows-1252", "us-ascii", "utf-7", "utf-16"])
def test_windows_1252(text: str, declared: str) -> None:
    assert decode(text.encode("windows-1252"), declared, "x") == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("mac-roman", "Über Flüsse und Städte; Müller, Jörg: “Größe”"),
        ("mac-roman", "Mère et père, l’été “doux” — été"),
        ("cp1250", "Zażółć gęślą jaźń; Łódź i Kraków: województwo świętokrzyskie"),
        ("cp1250", "Dějiny řek a měst, Novák, Jiří; Dvořák"),
        (
            "cp1250",
            "Erdős, Pál: Magyarország története; Tőkés, László: Erdélyi örökség és jövő; Széchenyi nyűgös, hős őrültje",
        ),
        ("cp1250", "Povijest rijeka: Šimić, Čović, Đurić; Opća povijest i književnost, Matić, Anđelić"),
        ("iso8859-2", "Zażółć gęślą jaźń; źródło"),
        ("cp1254", "Nehirlerin tarihi ve şehirler, Yılmaz: Türkiye'nin dış politikası, Şahin, Doğan"),
        ("cp1257", "Lietuvos upės ir žmonės: įvadas, šaltinių rinkinys, Žukauskaitė, Vytautas Čekanauskas, ūkis"),
        ("cp1253", "Ιστορία των ποταμών, Παπαδόπουλος"),
        ("cp1253", "ΕΛΛΗΝΙΚΗ ΔΗΜΟΚΡΑΤΙΑ"),
        ("cp1252", "£5 © 2001 “x” – 5°, n.º 5, 1.ª ed."),
        ("cp1252", "Straße Müller Groß; François Théorie; Peña, Ñuñoa; São Paulo à la carte; Søren Kierkegaard"),
    ],
)
@pytest.mark.parametrize("declared", ["", "iso-8859-1"])
def test_letters_of_other_languages(encoding: str, text: str, declared: str) -> None:
    assert decode(text.encode(encoding), declared, "x") == text


def test_the_encoding_that_jabref_notes_is_believed() -> None:
    assert decode("% Encoding: Cp1250\n@book{k, title={Èsl}}".encode("cp1252"), "", "x").endswith("{Čsl}}")


@pytest.mark.parametrize("text", ["Меморандум", "«Ёж»", "Şener", "中文", "😀"])
@pytest.mark.parametrize("declared", ["", "windows-1251", "iso-8859-1", "koi8-r", "shift_jis", "utf-16"])
def test_valid_utf_8_is_utf_8_whatever_was_declared(text: str, declared: str) -> None:
    assert decode(text.encode(), declared, "x") == text


@pytest.mark.parametrize(
    ("declared", "text"),
    [("iso-8859-7", "Ελλάδα"), ("windows-1250", "Łódź"), ("gb2312", "中文"), ("IBM866", "Привет"), ("euc-jp", "日本")],
)
def test_a_declared_encoding_is_believed(declared: str, text: str) -> None:
    assert decode(text.encode(declared), declared, "x") == text
    page = f'<!doctype html><meta charset="{declared}"><title>{text}</title>'
    assert decode(page.encode(declared), "", "x") == page


@pytest.mark.parametrize(
    "start",
    [
        '<?xml version="1.0" encoding="koi8-r"?>',
        "<meta charset=koi8-r>",
        "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=KOI8-R'>",
        '<meta charset="utf-8"><meta charset = "koi8-r">',
    ],
)
def test_a_document_may_declare_its_encoding(start: str) -> None:
    assert decode(f"{start} в".encode("koi8-r"), "iso-8859-1", "x") == f"{start} в"


def test_the_transport_goes_before_the_document() -> None:
    page = '<meta charset="koi8-r"><p>в'
    assert decode(page.encode("windows-1251"), "windows-1251", "x") == page


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])).filter(lambda text: "%PDF-" not in text)
OURS = st.text(st.sampled_from("abcXYZ 0159.,«»“”’–éüёЁПривет\n\r\t"), min_size=1)


@given(TEXTS, st.sampled_from(["", "utf-8", "windows-1251", "utf-16", "base64", "../x", "\0", "idna"]))
def test_utf_8_comes_back(text: str, declared: str) -> None:
    assert decode(text.encode(), declared, "x") == text.removeprefix("\ufeff")
    assert decode(codecs.BOM_UTF8 + text.encode(), declared, "x") == text


@given(TEXTS, st.sampled_from(["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]))
def test_marked_utf_16_and_utf_32_come_back(text: str, encoding: str) -> None:
    assert decode(f"\ufeff{text}".encode(encoding), "", "x") == text


@given(OURS, st.sampled_from(["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]))
def test_unmarked_utf_16_and_utf_32_come_back(text: str, encoding: str) -> None:
    assert decode(f"PONARS: {text}".encode(encoding), "", "x") == f"PONARS: {text}"


BINARY = {
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\3\0\0\0\2\0\x08\2\0\0\0",
    "elf": b"\x7fELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0",
    "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0",
    "zip": b"PK\3\4\x14\0\6\0\x08\0\0\0!\0",
    "gzip": gzip.compress(b"a memo"),
    "zlib": zlib.compress(bytes(range(256)) * 9),
    "zeros": bytes(50),
    "marked": codecs.BOM_UTF16_LE + bytes(50),
    "marked-utf-8": codecs.BOM_UTF8 + bytes(50),
}


@pytest.mark.parametrize("content", BINARY.values(), ids=BINARY)
def test_binary_data_are_no_text(content: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        decode(content, "utf-8", "memo.bin")
    assert caught.value.message == "memo.bin is binary data, not text"
    assert caught.value.hint == "give a saved web page or its text (HTML, plain text or JSON)"


@pytest.mark.parametrize("start", [b"", b"\n "])
def test_a_pdf_is_named(start: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        decode(start + b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "", "memo.pdf")
    assert caught.value.message == "memo.pdf is a PDF file, where a text was asked for"
    assert caught.value.hint == "save the text of its first page and give that"


def test_a_cut_letter_does_not_spoil_the_rest() -> None:
    content = ("Казахстан " * 5).encode()
    assert decode(content[:-2], "", "x") == ("Казахстан " * 5)[:-2] + "\ufffd"


def test_a_stray_zero_byte_in_a_long_page_is_no_reason_to_refuse_it() -> None:
    assert decode(b"<p>" + b"x" * 500 + b"\0", "", "x").count("\0") == 1


@pytest.mark.parametrize("text", ["a\r\nb\rc\n", "\n\n", "", " \t"])
def test_line_ends_stay(text: str) -> None:
    assert decode(text.encode(), "", "x") == text


@given(st.binary(), st.text())
@example(b"\xff\xfe", "utf-16")
@example(b"\xff\xfe\x00\xd8", "")
@example(b"\xed\xa0\x80abc", "utf-8")
@example(b"\x00\xd8a\x00b\x00c\x00d\x00", "utf-16")
@example(b"+2AA-", "utf-7")
def test_any_bytes_are_text_or_an_error_of_ours(content: bytes, declared: str) -> None:
    try:
        text = decode(content, declared, "x")
    except SourceError:
        return
    assert text.encode("utf-8").decode("utf-8") == text
