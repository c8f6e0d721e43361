"""English that says the same thing again and again, where the source does not."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from reader.model import Flag
from reader.pinyin import HAN

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NOT_NUMBER = re.compile(r"[^\W\d_]")
_STUTTER = re.compile(r"([^\W\d_]{1,4}?)\1{5,}")  # inside one word: lalalalalala
_TIMES = 3  # running: twice is emphasis (very, very) or chance (that that)
_LONGEST = 40  # words of a phrase that comes three times running; a longer loop is seen by its beginning (_PHRASE)
_PHRASE = 6  # words that do not come again by chance
_SAID_AGAIN = re.compile(r"([^\W\d_]{1,8}?)[\s、，,。！!？?～~…·-]*(?:\1[\s、，,。！!？?～~…·-]*)+")
_GRAM = 5  # characters of the source that do not come again by chance
_HAN = re.compile(rf"[{HAN}]+")


def flags(source: str, target: str) -> Iterator[Flag]:
    """At most one flag, about the whole sentence: the source has no place for what the English repeats."""
    running = _running(target, _times_running(source)) or _doubled(target, _words(source.replace(" ", "")))
    found = running or _over_and_over(target, _most_said(source))
    if found:
        phrase, times = found
        shown = phrase if len(phrase) <= 40 else phrase[:39] + "…"
        again = {2: "twice", 3: "three times"}.get(times, f"{times} times")
        yield Flag("loop", f"‘{shown}’ {again}{' running' if running else ''}", 0, len(source), repaired=False)


def _running(target: str, in_source: int) -> tuple[str, int] | None:
    """A phrase three times running, and how often; a list of figures (0 0 0) is none."""
    places = [found.span() for found in _WORD.finditer(target)]
    words = _words(target)
    least = max(_TIMES, 2 * in_source + 1 if in_source > 1 else 0)
    counts = Counter(words)
    if counts and max(counts.values()) >= least:
        for period in range(1, min(_LONGEST, len(words) // least) + 1):
            run = 0
            for at in range(period, len(words)):
                run = run + 1 if words[at] == words[at - period] else 0
                if run >= (least - 1) * period and any(map(_NOT_NUMBER.search, words[at - period + 1 : at + 1])):
                    return _phrase(target, places, at - run - period + 1, period, words)
    if in_source < 2 and (stutter := _STUTTER.search(target)):
        return stutter[1], len(stutter[0]) // len(stutter[1])
    return None


def _phrase(
    target: str, places: Sequence[tuple[int, int]], start: int, period: int, words: Sequence[str]
) -> tuple[str, int]:
    end = start + period
    while end < len(words) and words[end] == words[end - period]:
        end += 1
    return target[places[start][0] : places[start + period - 1][1]], (end - start) // period


def _over_and_over(target: str, in_source: int) -> tuple[str, int] | None:
    """A run of words that comes three times anywhere, or a long one twice running; and how often it comes."""
    if in_source > 1:
        return None
    places = [found.span() for found in _WORD.finditer(target)]
    words = [target[start:end].lower() for start, end in places]
    seen: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(words) - _PHRASE + 1):
        before = seen[tuple(words[at : at + _PHRASE])]
        if before and at - before[-1] < _PHRASE:
            continue
        before.append(at)
        if len(before) < 2:
            continue
        period = at - before[-2]
        twice = words[before[-2] : at] == words[at : at + period]
        if len(before) >= _TIMES or (twice and at + period <= len(words)):
            length = period if twice else _PHRASE
            return target[places[at][0] : places[min(at + length, len(places)) - 1][1]], len(before)
    return None


def _doubled(target: str, source: list[str]) -> tuple[str, int] | None:
    """An English that is nothing but the same words twice, where the source is not."""
    words, half = _words(target), len(source) // 2
    middle = len(words) // 2
    if middle < 2 or words[:middle] != words[middle:] or (source and source[:half] == source[half:]):
        return None
    return " ".join(words[:middle]), 2


def _words(text: str) -> list[str]:
    return [found[0].lower() for found in _WORD.finditer(text)]


def _times_running(source: str) -> int:
    """How often the source says something running: 3 for 哈哈哈 or 不，不，不, 1 where nothing is repeated."""
    return max((_times(again) for again in _SAID_AGAIN.finditer(source)), default=1)


def _times(again: re.Match[str]) -> int:
    times = again[0].count(again[1])
    return times if len(again[1]) > 1 or times > 2 else 1  # 今天天气 repeats nothing


def _most_said(source: str) -> int:
    """How often the source says any one thing of a few characters."""
    grams = Counter(run[at : at + _GRAM] for run in _HAN.findall(source) for at in range(len(run) - _GRAM + 1))
    return max(grams.values(), default=1)
