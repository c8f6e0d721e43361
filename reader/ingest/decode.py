"""Bytes to text, the encoding found by what the bytes say.

UTF-8 is told by its form. The others have no form to speak of: almost any bytes are "valid" GB18030, Big5 and UTF-16 at
once. So each is decoded and weighed as a message: how many bits would it cost to send this text to somebody who knows
which Chinese characters are frequent? The right decoding is the cheapest by far, from a handful of characters on.
charset-normalizer needs about a hundred characters for the same certainty; it names the encodings we do not read.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from reader.errors import SourceError
from reader.ingest.frequent import CHARACTERS

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zip archive, or a Word, Excel or EPUB file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"SQLite format 3\0": "a database",
}
_DECLARED = {  # the names pages use for encodings read here; GB2312 and GBK are parts of GB18030
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "cp950": "big5hkscs",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "utf-16": "utf-16-le",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
}
_BIG5 = str.maketrans("•∼", "‧～")  # A145, the dot within foreign names, and A1E3: as cp950 and the web have them
_OURS = {"", "gb18030", "gbk", "gb2312", "big5", "big5hkscs", "cp950", "utf_16", "utf_16_le", "utf_16_be", "utf_8"}
_CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-8")
_SAMPLE = 64 * 1024  # bytes that are weighed
_HIGH = re.compile(rb"[\x80-\xff]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_CONTROL = re.compile(r"[\x00-\x07\x0e-\x1a\x1c-\x1f\x7f]")
_NO_TEXT, _BINARY = 0.3, 0.05  # share of control characters that no text has; that binary files have

# Bits a character costs: about −log2 of its share in Chinese mixed with Latin.
_FREQUENT, _LEVEL_ONE, _MARK, _ASCII, _RARE, _NEVER = 10, 14, 8, 6, 20, 32
_UTF8_SAVES = 8  # bits a character where all of the bytes have the form of UTF-8, which chance hardly gives
_DECLARED_SAVES = 5  # bits a character in the encoding that a page says it is in, which may be wrong
_NO_MARK = 8  # bits: UTF-16 without its mark is rare
_CHINESE = 15.0  # bits a character beyond ASCII at most: real text has 10 to 12, random Han 17 to 20
_DOUBTFUL = 12.5  # lists of rare characters reach it, and so does Korean read as GB18030
_MARKS = frozenset("，。、；：？！“”‘’「」『』（）《》〈〉【】…—·～％　〇‧﹑￥〔〕")


def decode(data: bytes, origin: str, *declared: str) -> str:
    """The text of `data`, without a byte order mark; damaged bytes become U+FFFD, lone surrogates stay for `clean`.

    `declared` is what an HTTP header and a `<meta charset>` say; it counts where the bytes bear it out. `origin` is
    named in errors.

    Raises:
        SourceError: the bytes are no text, or in an encoding that is not read here.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise SourceError(origin, f"this is {kind}, not text; save it as plain text, Markdown or HTML first")
    text = _strict(data, "utf-8")
    if text is None or not _HAN.search(text):
        text = _by_weight(data, text, {_declared(name) for name in declared}, origin)
    if len(_CONTROL.findall(text[:_SAMPLE])) > _NO_TEXT * len(text[:_SAMPLE]):
        raise _binary(origin)
    return text


def _by_weight(data: bytes, as_utf8: str | None, declared: set[str], origin: str) -> str:
    """The text of `data` in its cheapest encoding. `as_utf8` is what it is in UTF-8, None where it is not that."""
    weights = {name: _weigh_as(name, data) for name in _CANDIDATES}

    def bits(name: str) -> int:
        told = _DECLARED_SAVES * (name in declared) + _UTF8_SAVES * (name == "utf-8" and as_utf8 is not None)
        return weights[name].bits - told * weights[name].characters

    encoding = min(_CANDIDATES, key=bits)
    mean, characters = weights[encoding].mean, weights[encoding].characters
    if as_utf8 is not None and (encoding == "utf-8" or mean > _CHINESE):
        return as_utf8
    is_foreign = mean > _CHINESE or (mean > _DOUBTFUL and characters >= 30 and _guess(data) not in _OURS)
    if is_foreign and (encoding not in declared or _strict(data, encoding) is None):
        raise _unreadable(data, origin)
    return _decoded(data, encoding)


class _Weight(NamedTuple):
    bits: int  # of the whole text
    mean: float  # bits of a character beyond ASCII
    characters: int  # beyond ASCII


def _weigh_as(encoding: str, data: bytes) -> _Weight:
    high = _HIGH.search(data) if len(data) > _SAMPLE else None
    start = high.start() & ~1 if high else 0  # even, for UTF-16; one ASCII byte more does no harm elsewhere
    decoder = codecs.getincrementaldecoder(encoding)  # for the sample may end within a character
    errors = "surrogatepass" if encoding.startswith("utf-16") else "replace"
    bits = _NO_MARK if encoding.startswith("utf-16") else 0
    beyond = characters = 0
    for character, count in Counter(decoder(errors).decode(data[start : start + _SAMPLE])).items():
        bits += (cost := _bits(character) * count)
        if not character.isascii():
            beyond += cost
            characters += count
    return _Weight(bits, beyond / max(characters, 1), characters)


def _bits(character: str) -> int:
    if character in CHARACTERS:
        return _FREQUENT
    if character.isascii():
        return _ASCII if character.isprintable() or character in "\t\n\r" else _NEVER
    if character in _MARKS or "！" <= character <= "～":
        return _MARK
    if "\u4e00" <= character <= "\u9fff":
        return _LEVEL_ONE if _level_one(character) else _RARE
    return _NEVER if character == "\ufffd" or unicodedata.category(character) in {"Cc", "Cn", "Co", "Cs"} else _RARE


def _level_one(character: str) -> bool:
    """Whether GB2312 or Big5 has it in its first plane, which both fill with the characters in common use."""
    gb, big5 = character.encode("gb2312", "ignore"), character.encode("big5", "ignore")
    return b"\xb0" <= gb[:1] <= b"\xd7" or b"\xa4" <= big5[:1] <= b"\xc6"


def _decoded(data: bytes, encoding: str) -> str:
    text = _strict(data, encoding)
    if text is None and encoding.startswith("utf-16"):  # surrogates are let through, so an odd byte is left over
        text = data[:-1].decode(encoding, "surrogatepass") + "\ufffd"
    if text is None and encoding == "big5hkscs":
        text = _strict(data, "cp950") or data.decode(encoding, "replace").translate(_BIG5)  # cp950 has the euro sign
    return data.decode(encoding, "replace") if text is None else text


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding, "surrogatepass" if encoding.startswith("utf") else "strict")
    except UnicodeDecodeError:
        return None
    return text.translate(_BIG5) if encoding == "big5hkscs" else text


def _declared(name: str) -> str:
    try:
        return _DECLARED.get(codecs.lookup(name).name, "")
    except (LookupError, ValueError):  # an unknown name, or one with a null character
        return ""


def _unreadable(data: bytes, origin: str) -> SourceError:
    controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1b" for byte in data[:_SAMPLE])
    if controls > _BINARY * min(len(data), _SAMPLE):
        return _binary(origin)
    guess = _guess(data)
    perhaps = f" (it may be {guess})" if guess else ""
    return SourceError(origin, f"neither UTF-8, UTF-16, GB18030 nor Big5{perhaps}; convert it to UTF-8 first")


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else ""


def _binary(origin: str) -> SourceError:
    return SourceError(origin, "this is a binary file, not text; save it as plain text, Markdown or HTML first")
