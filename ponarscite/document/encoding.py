"""Bytes -> text. The bytes themselves decide first, then the encoding that is declared."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from ponarscite.errors import SourceError

SAMPLE = 4096  # bytes: enough to tell text from binary data; HTML and XML declare their encoding in it

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
READABLE = re.compile(r"[\t\n\f\r\x20-\x7e\xa0-\u024f\u0400-\u052f\u2010-\u203a\u20ac\u2116\u2122]")

CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\f\r\x1b")
MOST_CONTROLS = 0.02  # share of a text; in compressed data it is 0.1

DECLARED = re.compile(
    rb"<\?xml[^>]{1,200}?\bencoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})"
    rb"|<meta[^>]{1,500}?\bcharset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})"
    rb"|^%[ \t]{0,9}Encoding:[ \t]{0,9}([\w.:-]{1,40})",
    re.IGNORECASE | re.MULTILINE,
)
"""A declaration of XML, of HTML, or of JabRef in a .bib file."""
LEGACY = {
    *(f"cp{number}" for number in (866, 874, 949, 1250, 1251, *range(1253, 1259))),
    *(f"iso8859-{number}" for number in (*range(2, 9), *range(9, 12), *range(13, 17))),
    *("koi8-r", "koi8-u", "mac-cyrillic", "mac-roman", "gb2312", "gbk", "gb18030", "big5", "big5hkscs"),
    *("euc_jp", "shift_jis", "euc_kr"),
}
"""Encodings that a declaration is believed for, by their Python names: those of browsers, without UTF-8 and UTF-16,
which the bytes show, and without ISO-8859-1 and its like, which servers declare by default."""

WORD = re.compile(rb"[A-Za-z\xa8\xb8\xc0-\xff]+")
FOREIGN = re.compile(rb"[^A-Za-z]+")
ASCII = bytes(range(128))
_RUSSIAN = re.compile("[оеаинтсрвл]", re.IGNORECASE), re.compile("[а-яё][А-ЯЁ]")
_GREEK = (
    re.compile("[αοιετσνηυρκπς]", re.IGNORECASE),
    re.compile("[\u03ac-\u03ce][\u0386-\u038f\u0391-\u03ab]|ς[\u03ac-\u03ce]|[^\u0386-\u03ce ]|\u03b0"),
)
OTHER_LETTERS = {"cp1251": _RUSSIAN, "koi8-r": _RUSSIAN, "cp1253": _GREEK}
"""Encoding of words without Latin letters -> their frequent letters, and what does not stand in them."""


def decode(content: bytes, charset: str, name: str) -> str:
    """The text of *content*, with its line ends, without its byte order mark.

    The encoding is, in this order: that of a byte order mark; UTF-16 or UTF-32 by their zero bytes; UTF-8 if valid;
    UTF-8 if it has few faults; the declared encoding; a guess by what is frequent in Chinese, Japanese, Korean,
    Russian, Greek, Western, Central European, Turkish and Baltic texts.

    Args:
        content: a whole document.
        charset: encoding declared by the transport, "" when unknown; believed before a declaration in HTML or XML.
        name: name of the document in messages.
    Returns:
        Text without lone surrogates; bytes that cannot be decoded become U+FFFD.
    Raises:
        SourceError: PDF and other binary data; bytes that read equally well in two encodings.
    """
    if content[:SAMPLE].lstrip().startswith(b"%PDF-"):
        raise SourceError(
            f"{name} is a PDF file, where a text was asked for",
            hint="save the text of its first page and give that",
        )
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _checked(content[len(mark) :].decode(encoding, "replace"), name)
    if _is_binary(content[:SAMPLE]):
        return _decode_wide(content, name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return (
            _decode_damaged(content)
            or _decode_declared(content, charset)
            or _decode_eastern(content, name)
            or content.decode(_guess(content), "replace")
        )


def _is_binary(sample: bytes) -> bool:
    return len(sample) - len(sample.translate(None, CONTROLS)) > MOST_CONTROLS * len(sample)


def _checked(text: str, name: str) -> str:
    if _is_binary(text[:SAMPLE].encode("utf-8")):
        raise SourceError(
            f"{name} is binary data, not text",
            hint="give a saved web page or its text (HTML, plain text or JSON)",
        )
    return text


def _decode_wide(content: bytes, name: str) -> str:
    """Text in UTF-16 or UTF-32 without a byte order mark. Raises SourceError for other bytes."""

    def readable(encoding: str) -> float:
        text = content[:SAMPLE].decode(encoding, "replace")
        return len(READABLE.findall(text)) / len(text)

    best = max(WIDE, key=readable)
    return _checked(content.decode(best if readable(best) > 0.8 else "latin-1", "replace"), name)


def _decode_damaged(content: bytes) -> str:
    """UTF-8 with few faults, such as a page that was cut inside a letter; "" for other bytes."""
    text = content.decode("utf-8", "replace")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return text if foreign > 5 * text.count("\ufffd") else ""


def _decode_declared(content: bytes, charset: str) -> str:
    """The text in the first declared encoding that fits; "" when none does."""
    for encoding in _declared(content, charset):
        text = content.decode(encoding, "replace")
        if text.count("\ufffd") <= len(text) / 100:
            return text
    return ""


def _decode_eastern(content: bytes, name: str) -> str:
    """The text in an encoding of East Asia, if that is how it reads best; "" otherwise.

    Raises SourceError for bytes that read equally well in two encodings.
    """
    from ponarscite.document.eastern import read_eastern

    found = read_eastern(content)
    if found.rivals:
        raise SourceError(
            f"{name} is unreadable: its bytes are as good a text in {' as in '.join(found.rivals)}",
            hint="save it as UTF-8, with an editor or iconv",
        )
    return content.decode(found.encoding, "replace") if found.encoding else ""


def _declared(content: bytes, charset: str) -> Iterator[str]:
    """The declared encodings that are believed, by their Python names."""
    inside = [(found[1] or found[2] or found[3]).decode() for found in DECLARED.finditer(content[:SAMPLE])]
    for label in (charset, *inside):
        try:
            encoding = codecs.lookup(re.sub(r"^x-|^(?:win|cp)-?(?=125)", "", label.strip().lower())).name
        except (LookupError, ValueError):
            continue
        if encoding in LEGACY:
            yield encoding


def _guess(content: bytes) -> str:
    """The most likely encoding of a text with one byte a letter.

    A Russian or Greek word contains no Latin letters, a Western one few others. The right encoding has more of the
    frequent letters, and no capitals behind small letters.
    """
    start = len(content) - len(content.lstrip(ASCII))
    words = [(word, FOREIGN.sub(b"", word)) for word in WORD.findall(content[start : start + 16 * SAMPLE])]
    alone = [word for word, latin in words if not latin and len(word) > 1]
    mixed = sum(len(word) - len(latin) for word, latin in words if latin)
    if sum(map(len, alone)) <= 2 * mixed:
        from ponarscite.document.latin import guess

        return guess(content)
    return max(OTHER_LETTERS, key=lambda encoding: _likelihood(b" ".join(alone), encoding))


def _likelihood(words: bytes, encoding: str) -> int:
    common, odd = OTHER_LETTERS[encoding]
    text = words.decode(encoding, "replace")
    return len(common.findall(text)) - 3 * len(odd.findall(text))
