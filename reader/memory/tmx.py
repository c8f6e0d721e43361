"""TMX 1.4 (LISA, Translation Memory eXchange), written and read by the translate-toolkit and its safe XML parser.

Ours says in each unit who made it: `creationid` is "human" or the engine, and a machine's has its name and version as
props. Characters that XML 1.0 cannot hold are refused, for the toolkit would drop them without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

from lxml import etree
from translate.misc.xml_helpers import parse_xml
from translate.storage.tmx import tmxfile

from reader import __version__
from reader.errors import OutputError, SourceError
from reader.model import Unit

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CHINESE, _ENGLISH = ("zh", "zho", "chi", "cmn"), ("en", "eng")
_CODE = ("bpt", "ept", "it", "ph", "ut")  # elements whose content is another program's markup, not text

_ENGINE, _VERSION = "x-engine", "x-engine-version"  # props of ours
# How other programs say that a machine made a unit: creationid="MT!", <prop type="x-origin">mt</prop>, "x-mt": yes.
_MACHINE_IDS = re.compile(r"n?mt!?|machine([ -]translat(ion|ed))?", re.IGNORECASE)
_ORIGINS = re.compile(r"(x-)?(origin|machine|mt)\b", re.IGNORECASE)
_MACHINE = re.compile(r"\b(n?mt|machine|yes|true)\b", re.IGNORECASE)


def document(units: Iterable[Unit], name: str) -> str:
    """The whole file. Raises OutputError, with `name`, for a unit with a character that XML cannot hold."""
    file = tmxfile(sourcelanguage="zh", targetlanguage="en")
    file.addheader()
    header = file.document.getroot().find("header")
    header.set("creationtool", "duizhao")
    header.set("creationtoolversion", __version__)
    for unit in units:
        if found := _NOT_XML.search("".join((unit.source, unit.target, unit.engine, unit.version))):
            raise OutputError(
                name, f"XML cannot hold U+{ord(found[0]):04X} of “{unit.source[:20]}”; export to a .tsv file"
            )
        file.addtranslation(unit.source, "zh", unit.target, "en")
        element = file.units[-1].xmlelement
        element.set("creationid", unit.engine or "human")
        if unit.engine:
            for place, (kind, value) in enumerate(((_ENGINE, unit.engine), (_VERSION, unit.version))):
                prop = etree.Element("prop", type=kind)
                prop.text = value
                element.insert(place, prop)
    written = BytesIO()
    file.serialize(written)
    return written.getvalue().decode("utf-8")


def units(data: bytes, name: str) -> Iterator[Unit]:
    """The units of a file's bytes that have Chinese and English. Raises SourceError, with `name` and line.

    No DTD is read, no entity resolved, no network touched; a file that declares entities is refused.
    """
    try:
        root = parse_xml(data)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{name}, line {error.lineno or 1}", f"is not XML: {error.msg}") from error
    if etree.QName(root).localname != "tmx":
        raise SourceError(f"{name}, line {root.sourceline}", "is XML, but no TMX; its root must be <tmx>")
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise SourceError(name, "declares entities, which are not read from foreign files; write the text out")
    for element in root.iter("{*}tu"):
        texts = {language: text for tuv in element.iterfind("{*}tuv") for language, text in _segment(tuv)}
        source = next((texts[language] for language in _CHINESE if language in texts), "")
        target = next((texts[language] for language in _ENGLISH if language in texts), "")
        if source.strip() and target.strip():
            yield Unit(source, target, *_engine(element))


def _segment(tuv: etree._Element) -> Iterator[tuple[str, str]]:
    """The language of a variant, its first subtag in small letters, and its text."""
    language = (tuv.get(_LANG) or tuv.get("lang") or "").replace("_", "-").split("-")[0].lower()
    segment = tuv.find("{*}seg")
    if language and segment is not None:
        yield language, "".join(_text(segment))


def _text(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and etree.QName(child).localname not in _CODE:
            yield from _text(child)
        yield child.tail or ""


def _engine(element: etree._Element) -> tuple[str, str]:
    """Who made a unit, as far as it says that a machine did; else nobody, which is a human."""
    props = {prop.get("type", ""): "".join(_text(prop)) for prop in element.iterfind("{*}prop")}
    if props.get(_ENGINE):
        return props[_ENGINE], props.get(_VERSION, "")
    ids = (element.get(name, "") for name in ("creationid", "changeid"))
    origins = (value for kind, value in props.items() if _ORIGINS.match(kind))
    machine = any(map(_MACHINE_IDS.fullmatch, ids)) or any(map(_MACHINE.search, origins))
    return ("machine", "") if machine else ("", "")
