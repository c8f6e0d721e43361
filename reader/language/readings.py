"""How the Chinese words of a sentence are read, where each reading comes from, and whether it is a guess.

The order of authority: the reader; the glossary; a dictionary word with one reading, unless the model outvotes it; the
model of the polyphones; the tables of phrases and of characters. Readings are citation tones: 一 is yī, 不 is bù
whatever follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reader.language import names
from reader.language.dictionary import ALONE
from reader.language.polyphones import Choice, Line, Polyphones
from reader.language.polyphones.context import Known, Token, Tones, Wanted
from reader.model import ReadingSource
from reader.pinyin import HAN, HAN_ONE, is_han, mark, number

if TYPE_CHECKING:
    from reader.language.dictionary import Dictionary
    from reader.language.vocabulary import Vocabulary

# How likely the model must find a reading for it to be no guess: 87 of 100 polyphones of CPP's development split are
# that, and 99.55% of these are right. `tests/models/train_polyphones.py` prints the table, by models that have not
# seen the sentence.
SURE = 0.9965
# Below this the model's doubt counts although all tables have one reading, and the same: where a border between words
# is wrong (上海|关卡), or the word has another reading that they lack. Of 11 such cases 7 are wrong there.
_DOUBTED = 0.95

# Words that CC-CEDICT lacks, or reads otherwise than people do.
_OWN = {
    "调优": "tiao2 you1",
    "调参": "tiao2 can1",
    "重写": "chong2 xie3",
    "重训": "chong2 xun4",
    "重排": "chong2 pai2",
    "还贷": "huan2 dai4",
    "还款": "huan2 kuan3",
    "拖拽": "tuo1 zhuai4",
    "微调": "wei1 tiao2",
    "单曲": "dan1 qu3",
    "部分": "bu4 fen5",
    "全长": "quan2 chang2",
    "边长": "bian1 chang2",
    "数了数": "shu3 le5 shu3",
    "吐槽": "tu3 cao2",
    "弹窗": "tan2 chuang1",
    "字帖": "zi4 tie4",
    "碑帖": "bei1 tie4",
    "微创": "wei1 chuang1",
    "粘连": "zhan1 lian2",
    "会稽": "kuai4 ji1",
    "单于": "chan2 yu2",
    "查良镛": "zha1 liang2 yong1",
    "长子县": "zhang3 zi3 xian4",
    "大城县": "dai4 cheng2 xian4",
    "筠连": "jun1 lian2",
}

# Of the characters that mostly have one reading when they are a word of their own, those that have another too often
# for the table to say so.
_DOUBTFUL = frozenset("得都还将好过只着了地吗吧啊哪")

_NAMED = 0.99  # how sure the reading of a surname is: a guess

# How likely the model must find a reading that no table has for the word; it is a guess in any case. It is right where
# a border between words is wrong: 速通关|卡.
_OUTVOTES = 0.6

# Characters whose first reading in both tables is not the one that is mostly meant.
_LIKELY = {"壳": "ke2", "曝": "bao4"}

_RUNS = re.compile(f"[{HAN}]+|[^{HAN}]+")
_LONGEST = 8  # characters of a word looked for inside another
_CROSSING = 3  # and of one that crosses a border


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading of a word: exactly one item a character, in both forms; empty for what is not all Han.

    Such a word is `spoken` as its Han characters are read, with the rest as it stands: A gǔ, mǎ kè·zhā kè bó gé.
    A character that no table knows stands for itself. `certain` is False where a reader should see a guess.
    """

    pinyin: tuple[str, ...] = ()
    tones: Tones = ()
    source: ReadingSource | None = None
    certain: bool = True
    spoken: str = ""


class Cut(NamedTuple):
    """A sentence with its tokens (start, end, kind), offsets in `text`.

    `given` are the glossary's readings by the start of their token, with tone marks, one syllable a Han character.
    """

    text: str
    tokens: Sequence[Token]
    given: Mapping[int, Sequence[str]] = {}


class Readings:
    """Reads words by CC-CEDICT, pypinyin and the model. pypinyin's own tables are only looked at, never changed."""

    def __init__(self, dictionary: Dictionary, polyphones: Polyphones, vocabulary: Vocabulary) -> None:
        from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

        self._dictionary = dictionary
        self._polyphones = polyphones
        self._words = vocabulary
        self._phrases = PHRASES_DICT
        self._characters = PINYIN_DICT
        self.known = lru_cache(maxsize=65_536)(self._known)
        self._character = lru_cache(maxsize=16_384)(self._look_up)
        self._alone = lru_cache(maxsize=16_384)(self._word)
        self._read = lru_cache(maxsize=65_536)(self._assembled)
        self._other = lru_cache(maxsize=16_384)(self._mixed)

    def read(self, token: str, given: Sequence[str] = ()) -> Reading:
        """The reading of a word that stands alone; `given` as in `Cut`."""
        return self._given(token, given) if given else self._alone(token)

    def sentence(self, text: str, tokens: Sequence[Token]) -> list[Reading]:
        """The readings of all tokens of a sentence, (start, end, kind) with offsets in `text`."""
        return self.sentences([Cut(text, tokens)])[0]

    def sentences(self, cuts: Sequence[Cut]) -> list[list[Reading]]:
        """The readings of all tokens of sentences: several at once take less time than one by one."""
        parted = [self.parts(cut.text, cut.tokens) for cut in cuts]
        pairs = zip(cuts, parted, strict=True)
        lines = [Line(cut.text, parts, self.wanted(cut.text, parts)) for cut, (parts, _) in pairs]
        chosen = self._polyphones.choose(lines, self._words.tag)
        return [self._line(*found) for found in zip(cuts, parted, chosen, strict=True)]

    def _line(
        self, cut: Cut, parted: tuple[list[Token], dict[int, tuple[int, int]]], choices: dict[int, Choice]
    ) -> list[Reading]:
        (text, tokens, given), (parts, places), found = cut, parted, []
        choices |= self._surnames(text, parts)
        for start, end, _ in tokens:
            token = text[start:end]
            if given.get(start):
                found.append(self._given(token, given[start]))
            elif is_han(token):
                words = [parts[place] for place in range(*places[start])]
                alone = len(tokens) == 1
                read = [self._read(text[a:b], self._chosen(text[a:b], a, choices, alone=alone)) for a, b, _ in words]
                found.append(_joined(read))
            else:
                found.append(self._other(token))
        return found

    def corrected(self, token: str, given: Sequence[str]) -> Reading | None:
        """A word as the reader reads it; None where nothing is `given`, or not a syllable for each Han character."""
        if len(given) == len(HAN_ONE.findall(token)) > 0:
            return replace(self._given(token, given), source="correction")
        return None

    def parts(self, text: str, tokens: Sequence[Token]) -> tuple[list[Token], dict[int, tuple[int, int]]]:
        """The tokens, with those that no table has cut into known words: 银行行长 → 银行, 行长.

        And for the start of each token which of the parts are in it. A name of a person stays whole.
        """
        parts: list[Token] = []
        places = {}
        for start, end, kind in tokens:
            first = len(parts)
            token = text[start:end]
            if kind in ("word", "name") and self._compound(token):
                offset = start
                for part in self._cut(token):
                    parts.append((offset, offset + len(part), kind))
                    offset += len(part)
            else:
                parts.append((start, end, kind))
            places[start] = (first, len(parts))
        return parts, places

    def wanted(self, text: str, parts: Sequence[Token]) -> list[Wanted]:
        """The characters that the model is asked for: not those that mostly are a word of their own, like 的."""
        several, found = self._polyphones.characters, []
        for at, (start, end, kind) in enumerate(parts):
            here = [place for place in range(start, end) if text[place] in several]
            if here and kind in ("word", "name", "other") and not (end - start == 1 and any(self.known(text[start]))):
                known = self.known(text[start:end])
                found += [Wanted(place, at, known, self._crossing(text, place, start, end)) for place in here]
        return found

    def _surnames(self, text: str, parts: Sequence[Token]) -> dict[int, Choice]:
        """The readings of surnames, by their offset."""
        found = {}
        for at, (start, end, kind) in enumerate(parts):
            if (tone := names.READINGS.get(text[start : start + 1])) and (
                (kind == "name" and 1 < end - start < 4 and not any(self.known(text[start:end])))
                or (end - start == 1 and at + 1 < len(parts) and text[slice(*parts[at + 1][:2])] in names.TITLES)
            ):
                found[start] = Choice(tone, _NAMED)
        return found

    def _crossing(self, text: str, place: int, start: int, end: int) -> tuple[str, ...]:
        """The readings of a character in words that cross a border of its token [start, end)."""
        readings: dict[str, None] = {}
        for first in range(max(0, place - _CROSSING + 1), place + 1):
            for last in range(max(place, first + 1) + 1, min(len(text), first + _CROSSING) + 1):
                if (first < start or last > end) and (word := text[first:last]) in self._words:
                    known = self.known(word)
                    tones = [*known.dictionary, *([known.phrase] if known.phrase else [])]
                    readings |= dict.fromkeys(reading[place - first] for reading in tones)
        return tuple(readings)

    def _word(self, token: str) -> Reading:
        if token in ALONE:
            return _reading((ALONE[token],), "dictionary", certain=token not in _DOUBTFUL)
        # Whatever looks like a name may be one, where no sentence says otherwise.
        return self.sentence(token, [(0, len(token), "name" if names.is_chinese(token) else "word")])[0]

    def _given(self, token: str, given: Sequence[str]) -> Reading:
        """The glossary's reading; of a word with other characters, the Han runs of it are read so."""
        if is_han(token):
            if len(given) == len(token):
                return _reading(tuple(map(number, given)), "glossary", certain=True)
            return self._alone(token)
        runs = _RUNS.findall(token)
        if not any(map(is_han, runs)):
            return Reading()
        syllables = iter(given)
        spoken = [" ".join(islice(syllables, len(run))) if is_han(run) else run for run in runs]
        return Reading(source="glossary", spoken=_spaced(spoken))

    def _mixed(self, token: str) -> Reading:
        """A word with Han characters and others: as CC-CEDICT has all of it, else run by run."""
        runs = _RUNS.findall(token)
        if not any(map(is_han, runs)):
            return Reading()
        entries = self._dictionary.look_up(token)
        if entries and len(entries[0].pinyin) == len(token):
            syllables = iter(entries[0].pinyin)
            parts = [[*islice(syllables, len(run))] for run in runs]
            spoken = [
                run if part == [*run] else " ".join(map(mark, part)) for run, part in zip(runs, parts, strict=True)
            ]
            return Reading(source="dictionary", certain=len(entries) == 1, spoken=_spaced(spoken))
        readings = {run: self._alone(run) for run in runs if is_han(run)}
        spoken = [" ".join(readings[run].pinyin) if run in readings else run for run in runs]
        return Reading(source="character", certain=False, spoken=_spaced(spoken))

    def _chosen(
        self, word: str, start: int, choices: Mapping[int, Choice], *, alone: bool
    ) -> tuple[tuple[int, str, bool], ...]:
        """What the model and the tables say of a word's polyphones: offset in it, reading, whether that is sure."""
        places = [place for place in range(start, start + len(word)) if place in choices]
        if not places:
            return ()
        known, found = self.known(word), []
        for place in places:
            tone, sureness = weighed(known, place - start, choices[place].tone, choices[place].probability, alone=alone)
            found.append((place - start, tone, sureness >= SURE))
        return tuple(found)

    def _assembled(self, word: str, chosen: tuple[tuple[int, str, bool], ...]) -> Reading:
        """The reading of a word from the tables and what is `chosen` of its polyphones, as `_chosen` gives it."""
        known = self.known(word)
        if word in _OWN:
            return _reading(known.dictionary[0], "dictionary", certain=True)
        sure = all(is_sure for _, _, is_sure in chosen)
        plain = [] if known.phrase and known.dictionary else [self._character(character) for character in word]
        places = {inside for inside, _, _ in chosen}
        guess = _with(known.phrase or tuple(tone for tone, _ in plain), chosen)
        if known.dictionary:
            best = max(known.dictionary, key=lambda tones: _agreement(tones, guess))
            tones = _with(best, chosen)
            differing = {i for other in known.dictionary for i in range(len(word)) if other[i] != best[i]}
            certain = sure and tones == best and differing <= places and known.phrase in (None, best)
            by_model = chosen and (tones != best or len(known.dictionary) > 1)
            return _reading(tones, "model" if by_model else "dictionary", certain=certain)
        certain = sure and (guess == known.phrase or all(only for i, (_, only) in enumerate(plain) if i not in places))
        if not chosen and len(word) == 1 and certain:
            return _reading(guess, "dictionary", certain=True)
        source: ReadingSource = "model" if chosen else "phrase" if known.phrase else "character"
        return _reading(guess, source, certain=certain)

    def _known(self, word: str) -> Known:
        """What the tables say; surnames and variants only if there is nothing else.

        Of a word of one character they only say what it mostly is.
        """
        if word in _OWN:
            return Known((tuple(_OWN[word].split()),), tuple(_OWN[word].split()))
        if len(word) == 1:
            return Known(((ALONE[word],),), (ALONE[word],)) if word in ALONE and word not in _DOUBTFUL else Known()
        entries = [entry for entry in self._dictionary.look_up(word) if len(entry.pinyin) == len(word)]
        usual = [entry for entry in entries if not entry.minor]
        readings = dict.fromkeys(_citation(word, entry.pinyin) for entry in usual or entries)
        return Known(tuple(readings), self._phrase(word))

    def _phrase(self, word: str) -> Tones | None:
        """The reading in pypinyin's phrase table, if it has one alone; the table has few traditional words."""
        syllables = self._phrases.get(word) or self._phrases.get(self._simplified(word)) or []
        tones = tuple(number(options[0]) for options in syllables if len(options) == 1)
        return _citation(word, tones) if len(tones) == len(word) else None

    def _simplified(self, word: str) -> str:
        return next((entry.simplified for entry in self._dictionary.look_up(word)), word)

    def _look_up(self, character: str) -> tuple[str, bool]:
        """The likeliest reading of a character, or itself; and whether both tables know it and no other."""
        known = {entry.pinyin[0] for entry in self._dictionary.look_up(character) if len(entry.pinyin) == 1}
        options = [number(option) for option in self._characters.get(ord(character), "").split(",") if option]
        shared = [option for option in options if option in known]
        likely = _LIKELY.get(character) or next(iter([*shared, *options, *sorted(known), character]))
        return likely, shared == [likely]

    def _compound(self, token: str) -> bool:
        """Whether a word is to be cut for its reading: no table has it, and it looks like no name of a person."""
        if len(token) < 3 or not is_han(token) or any(self.known(token)):
            return False
        return not names.is_chinese(token)

    def _cut(self, token: str) -> Iterator[str]:
        """Cut a word into the longest words that the tables know, from the left, and single characters."""
        start = 0
        while start < len(token):
            ends = range(min(len(token), start + _LONGEST), start + 1, -1)
            parts = (token[start:end] for end in ends if end - start < len(token))
            part = next((part for part in parts if part in self._phrases or self._dictionary.has(part)), token[start])
            yield part
            start += len(part)


def weighed(known: Known, inside: int, tone: str, probability: float, *, alone: bool = False) -> tuple[str, float]:
    """The reading of the character at an offset `inside` its word, and how sure it is: the model's, unless the tables
    have others and the model is not sure enough to outvote them.

    What all agree on is sure, unless the model doubts it for what stands around, which a word that stands `alone` has
    not; where they do not agree, nothing is.
    """
    tables = {tones[inside]: None for tones in (*known.dictionary, *([known.phrase] if known.phrase else []))}
    if tone == "er2" and "er5" in tables:  # the suffix, for which pypinyin often has the full tone
        return "er5", 0.0
    if tone in tables:
        agreed = len(tables) == 1 == len(known.dictionary) and known.phrase
        return tone, 1.0 if agreed and (alone or probability >= _DOUBTED) else probability
    if not tables:
        return tone, probability
    only = next(iter(tables))
    if only.endswith("5") and len(known.dictionary) < 2 and only[:-1] == tone[:-1] and len(tables) == 1:
        return only, 0.0  # neutral tones are the tables' to know
    return (tone if probability >= _OUTVOTES else only), 0.0


def _joined(parts: Sequence[Reading]) -> Reading:
    """The reading of a word from those of its parts."""
    if len(parts) == 1:
        return parts[0]
    sources = {part.source for part in parts}
    source: ReadingSource = "model" if "model" in sources else "character" if "character" in sources else "phrase"
    tones = tuple(tone for part in parts for tone in part.tones)
    return _reading(tones, source, certain=all(part.certain for part in parts))


def _spaced(runs: Iterable[str]) -> str:
    """Runs in one line, with a space where letters or digits meet: A gǔ, mǎ kè·zhā kè bó gé."""
    line = ""
    for run in runs:
        line += f" {run}" if line[-1:].isalnum() and run[:1].isalnum() else run
    return line


def _reading(tones: Tones, source: ReadingSource, *, certain: bool) -> Reading:
    return Reading(tuple(map(mark, tones)), tones, source, certain)


def _citation(token: str, tones: Tones) -> Tones:
    """Undo tone sandhi, which tables have baked in: yí dù → yī dù, bú huì → bù huì, bǐ yi bǐ → bǐ yī bǐ."""
    if "一" not in token and "不" not in token:
        return tones
    sandhi = {("一", "yi2"): "yi1", ("一", "yi4"): "yi1", ("一", "yi5"): "yi1", ("不", "bu2"): "bu4"}
    return tuple(sandhi.get(pair, pair[1]) for pair in zip(token, tones, strict=True))


def _with(tones: Tones, chosen: Iterable[tuple[int, str, bool]]) -> Tones:
    """The tones with those that were chosen in their places."""
    line = [*tones]
    for inside, tone, _ in chosen:
        line[inside] = tone
    return tuple(line)


def _agreement(tones: Tones, other: Tones) -> int:
    """How many syllables are alike; a neutral tone is like any, because pypinyin often has the full one (东西)."""
    return sum(a == b or (a[-1] == "5" and a[:-1] == b[:-1]) for a, b in zip(tones, other, strict=True))
