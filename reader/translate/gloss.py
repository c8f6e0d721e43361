"""The engine that needs nothing: word by word from glossary, dictionary, numbers and dates.

It is a word gloss and not a translation, and everything that shows it says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from reader.language import quantities
from reader.model import Annotated, Machine, Term, Translation, Word
from reader.translate.engine import never

# Words whose work is done by English grammar or word order, and words whose first dictionary meaning misleads.
_FUNCTION_WORDS = {
    "的": "", "地": "", "得": "", "了": "", "着": "", "过": "", "们": "", "把": "", "所": "", "个": "",
    "之": "of", "是": "is", "在": "in", "不": "not", "也": "also", "都": "all", "就": "then", "和": "and",
    "与": "and", "及": "and", "或": "or", "被": "by", "将": "will", "对": "toward", "从": "from", "到": "to",
    "向": "toward", "为": "for", "于": "in", "以": "with", "而": "and", "但": "but", "这": "this", "那": "that",
    "有": "has", "没有": "has not", "会": "will", "要": "want", "能": "can", "上": "on", "下": "under", "中": "in",
    "里": "in", "年": "year", "月": "month", "日": "day", "并": "and", "却": "but", "还": "still", "又": "again",
    "更": "more", "最": "most", "很": "very", "已": "already", "已经": "already", "等": "etc.", "由": "by",
    "其": "its", "该": "this", "此": "this", "吗": "?", "呢": "", "吧": "", "啊": "", "说": "say", "称": "say",
    "来": "come", "去": "go", "做": "do", "多": "many", "大": "big", "小": "small", "新": "new", "人": "person",
    "时": "when", "后": "after", "前": "before", "我": "I", "你": "you", "他": "he", "她": "she", "它": "it",
}  # fmt: skip

_MARKS = {
    "，": ",", "。": ".", "、": ",", "；": ";", "：": ":", "？": "?", "！": "!", "（": "(", "）": ")", "「": "“",
    "」": "”", "『": "‘", "』": "’", "《": "“", "》": "”", "〈": "‘", "〉": "’", "【": "[", "】": "]", "——": "—",
    "……": "…", "·": " ", "～": "–", "％": "%",
}  # fmt: skip
_OPENING, _CLOSING = "([{“‘", ")]}”’,.;:?!…%"
_SKIPPED = re.compile(r"^(?:CL:|see\b|variant of|old variant|also written|also pr\.|used in|surname\b|abbr\.|\()", re.I)
_ASIDE = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]\s*")


class Gloss:
    """An Engine: renders every word by its glossary term or first dictionary meaning."""

    name = "gloss"
    version = "1"  # another version makes kept glosses be made again
    options = ""
    machine: Machine = "gloss"

    def translate(self, sentences: Sequence[Annotated], cancelled: Callable[[], bool] = never) -> Iterator[Translation]:
        for annotated in sentences:
            if cancelled():
                return
            target, terms = render(annotated)
            yield Translation(annotated.sentence.id, target, self.name, self.version, self.machine, terms)


def render(annotated: Annotated) -> tuple[str, tuple[Term, ...]]:
    """The gloss of a sentence, and its terms with their exact places in it (offsets in characters)."""
    line = _Line()
    entries = {match.start: match.entry for match in annotated.matches}
    terms = []
    for word in annotated.words:
        start, end = line.add(_english(word), opening=word.text in _OPENING)
        if word.start in entries:
            entry = entries[word.start]
            terms.append(Term(entry.source, entry.target, word.start, word.end, start, end, "present"))
    return line.text, tuple(terms)


@dataclass(slots=True)
class _Line:
    """An English line that grows by words: sets spaces as English does and the first letter large."""

    text: str = ""
    open_straight: bool = field(default=False)

    def add(self, english: str, *, opening: bool) -> tuple[int, int]:
        """Append a word; returns its offsets in the line."""
        english = english.strip()
        if not english:
            return len(self.text), len(self.text)
        closing = english[0] in _CLOSING and not opening
        if english == '"':
            closing, self.open_straight = self.open_straight, not self.open_straight
        glued = not self.text or closing or self.text[-1] in _OPENING or self._after_straight()
        if not glued:
            self.text += " "
        elif english[0] in ",;:" and self.text.endswith((",", ";", ":")):
            return len(self.text), len(self.text)
        start = len(self.text)
        if not self.text.strip("“‘([\"'# "):
            english = english[0].upper() + english[1:]
        self.text += english
        return start, len(self.text)

    def _after_straight(self) -> bool:
        return self.open_straight and self.text.endswith('"')


def _english(word: Word) -> str:
    if word.term:
        return word.term
    if word.kind in ("number", "date"):
        found = quantities.find(word.text)
        return found[0].english if len(found) == 1 and found[0].end == len(word.text) else word.text
    if word.kind == "punctuation":
        return _MARKS.get(word.text, word.text)
    if word.kind == "hashtag":
        return "#" + " ".join(filter(None, (_meaning(p.text, p.definitions, p.pinyin) for p in word.parts))) + "#"
    if word.kind in ("word", "name"):
        return _meaning(word.text, word.definitions, "".join(word.pinyin))
    return word.text


def _meaning(text: str, definitions: Sequence[str], pinyin: str) -> str:
    """A short English for a word: from the table of function words, else its first usable meaning, else its sound."""
    if text in _FUNCTION_WORDS:
        return _FUNCTION_WORDS[text]
    for definition in definitions:
        if not _SKIPPED.match(definition):
            meaning = _ASIDE.sub(" ", definition).split(";")[0].split("/")[0].strip(" ,.")
            if meaning:
                return re.sub(r"^(?:to|a|an|the) (?=\w)", "", meaning)
    return pinyin.capitalize() if pinyin else text
