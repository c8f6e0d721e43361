"""TMX 1.4: the Chinese and the English segment of each unit.

Expat is used as it is: it says where every character stands in the file, so that nothing else need be written anew.
It fetches nothing; a file that declares entities of its own is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape

from reader.bilingual.pairs import Pair, Piece
from reader.errors import SourceError

_CHUNK = 1 << 16  # bytes that are parsed at once
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})  # elements of a segment whose content is no text
_DECLARED = re.compile(r"""(\A\s*<\?xml\b[^>]*\sencoding=["'])(?!(?:utf-8|us-ascii)["'])[\w.-]+""", re.I)
_REFERENCE = re.compile(rb"&[#\w]+;")
_MAKE = "export it as TMX 1.4 again"

Place = tuple[int, int]


def pieces(text: str, name: str) -> Iterator[Piece]:
    """The pieces of a file, written as UTF-8 from now on.

    Raises:
        SourceError: with the line; it is no well-formed XML, no TMX, or declares entities.
    """
    data = _DECLARED.sub(r"\1UTF-8", text).encode()
    units, at = _Units(data, name), 0
    for start in range(0, len(data) + 1, _CHUNK):
        for first, last, pair in units.read(data[start : start + _CHUNK], final=start + _CHUNK > len(data)):
            yield data[at:first].decode()
            yield pair
            at = last
    yield data[at:].decode()


class _Segment:
    """The text of a segment, and where each character of it stands, in bytes."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.text = ""
        self.places: list[Place] = []


class _Units:
    """The state of the parser: which unit, which language, which segment it is in."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data, self._name = data, name
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.EntityDeclHandler = self._entity
        self._depth = 0
        self._language = ""
        self._code = 0  # how many elements deep within what is no text
        self._segment: _Segment | None = None
        self._unit: dict[str, _Segment] = {}
        self._found: list[tuple[int, int, Pair]] = []

    def read(self, chunk: bytes, *, final: bool) -> list[tuple[int, int, Pair]]:
        """The pairs that end in this chunk, each with the bytes from where to where its English stands."""
        try:
            self._parser.Parse(chunk, final)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise self._wrong(f"is no well-formed XML ({reason}); {_MAKE}", error.lineno) from None
        found, self._found = self._found, []
        return found

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._depth and tag != "tmx":
            raise self._wrong(f"begins with <{tag}>, not with <tmx>; {_MAKE}")
        self._depth += 1
        if self._segment is not None:
            self._code += 1 if self._code or tag in _CODES else 0
        elif tag == "tu":
            self._unit = {}
        elif tag == "tuv":
            self._language = attributes.get("xml:lang", attributes.get("lang", "")).lower()[:2]
        elif tag == "seg":
            self._segment = _Segment(self._parser.CurrentLineNumber)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._segment is not None and tag == "seg":
            self._unit.setdefault(self._language, self._segment)
            self._segment = None
        elif self._code:
            self._code -= 1
        elif tag == "tu" and "zh" in self._unit and "en" in self._unit:
            self._found.append(self._pair(self._unit["zh"].text, self._unit["en"]))

    def _characters(self, text: str) -> None:
        segment = self._segment
        if segment is None or self._code:
            return
        at, data = self._parser.CurrentByteIndex, self._data
        encoded = text.encode()
        segment.text += text
        if len(text) == 1 and (reference := _REFERENCE.match(data, at)):
            segment.places.append(reference.span())
        elif data.startswith(encoded, at):
            for character in text:
                segment.places.append((at, at := at + len(character.encode())))
        else:  # a line end with a carriage return
            segment.places.append((at, at + 1 + data.startswith(b"\r\n", at)))

    def _entity(self, *_: Any) -> None:
        raise self._wrong(f"declares entities, which may hide anything; {_MAKE}")

    def _pair(self, source: str, segment: _Segment) -> tuple[int, int, Pair]:
        places = segment.places
        if not places:
            end = self._parser.CurrentByteIndex
            return end, end, Pair(segment.line, source, "", "")
        first, last = places[0][0], places[-1][1]
        raw = self._data[first:last].decode()
        offsets, at = {0: 0}, 0  # of characters by bytes
        for number, character in enumerate(raw, start=1):
            offsets[at := at + len(character.encode())] = number
        found = tuple((offsets[start - first], offsets[end - first]) for start, end in places)
        return first, last, Pair(segment.line, source, segment.text, raw, found, escape)

    def _wrong(self, message: str, line: int = 0) -> SourceError:
        return SourceError(f"{self._name}, line {line or self._parser.CurrentLineNumber}", message)
