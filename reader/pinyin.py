"""Syllables: with a tone mark, with a tone number, in zhuyin, without a tone, as people type them.

Between the rooms a syllable has two forms: with a tone mark ("lǜ", "er") and with a tone number ("lv4", "er5": neutral
5, ü as v). Zhuyin and plain letters are for the eye alone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# 〇, extension A, the main block, compatibility ideographs, and all Han extensions of the planes 2 and 3.
HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_HAN_ONLY = re.compile(f"[{HAN}]+")
HAN_ONE = re.compile(f"[{HAN}]")
_TYPED = re.compile(r"[^\s\d'’]+[0-5]?|\d")

_MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}
_NUMBERS = {mark: number for number, mark in _MARKS.items()}
# Where the mark stands (Hanyu Pinyin 汉语拼音方案): on a or e, on the o of ou, else on the last vowel; then m, n, ng.
_BEARERS = [re.compile(p, re.IGNORECASE) for p in ("[aeê]", "o(?=u)", "[iouü](?=[^iouü]*$)", "[mn]")]


def is_han(text: str) -> bool:
    """Every character is a Han character, and there is at least one."""
    return _HAN_ONLY.fullmatch(text) is not None


def syllables(pinyin: str, text: str) -> tuple[str, ...]:
    """The syllables of `text`, one a Han character, in lower case with tone marks: "háng zhǎng", "hang2zhang3".

    A neutral tone has no mark, or the number 5 or 0; without any tone at all it must have the number. Raises
    ValueError, which says what is wrong.
    """
    typed = _TYPED.findall(unicodedata.normalize("NFC", pinyin).lower())
    if len(typed) != len(HAN_ONE.findall(text)):
        count = len(HAN_ONE.findall(text))
        raise ValueError(f"has {len(typed)} syllables of pinyin for the {count} Chinese characters of “{text}”")
    marked = tuple(mark(f"{syllable[:-1]}5" if syllable[-1] == "0" else syllable) for syllable in typed)
    for syllable, shown in zip(typed, marked, strict=True):
        twice = syllable[-1].isdigit() and number(syllable[:-1])[-1] != "5"
        if twice or not is_syllable(number(shown)):
            raise ValueError(f"has “{syllable}”, which is no syllable with its tone (kāi or kai1)")
    if not any(syllable[-1].isdigit() or number(syllable)[-1] != "5" for syllable in typed):
        raise ValueError(f"has no tone in “{pinyin}”; write kāi or kai1, and 5 for a neutral tone")
    return marked


@lru_cache(maxsize=8_192)  # there are about 2,000 syllables
def mark(syllable: str) -> str:
    """A syllable with its tone mark: "lv4" and "lu:4" → "lǜ", "ma5" → "ma", "ng4" → "ǹg". Capitals are kept."""
    base, tone = (syllable[:-1], syllable[-1]) if syllable[-1:] in {*_MARKS, "5"} else (syllable, "5")
    base = base.replace("u:", "ü").replace("U:", "Ü").replace("v", "ü").replace("V", "Ü")
    if tone == "5":
        return base
    for bearer in _BEARERS:
        if found := bearer.search(base):
            return unicodedata.normalize("NFC", base[: found.end()] + _MARKS[tone] + base[found.end() :])
    return syllable


@lru_cache(maxsize=8_192)
def number(syllable: str) -> str:
    """A syllable with its tone number: "lǜ" → "lv4", "ma" → "ma5". Undoes `mark`."""
    decomposed = unicodedata.normalize("NFD", syllable)
    tone = next((_NUMBERS[c] for c in decomposed if c in _NUMBERS), "5")
    base = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _NUMBERS))
    return base.replace("ü", "v").replace("Ü", "V") + tone


def toneless(syllable: str) -> str:
    """A syllable with a tone number as people type it without: "lv4" → "lv", "er5" → "er"."""
    return syllable.rstrip("012345").lower()


def plain(tone: str) -> str:
    """A syllable with a tone number as letters without a tone: "lve4" → "lüe"."""
    return mark(f"{tone[:-1]}5")


# Zhuyin by the table of the Hanyu Pinyin scheme (汉语拼音方案, 1958), which sets every initial and final beside it.
_INITIALS = dict(
    zip(
        "b p m f d t n l g k h j q x zh ch sh r z c s".split(),
        "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙ",
        strict=True,
    )
)
_FINALS = """
a ㄚ o ㄛ e ㄜ ê ㄝ ai ㄞ ei ㄟ ao ㄠ ou ㄡ an ㄢ en ㄣ ang ㄤ eng ㄥ ong ㄨㄥ
i ㄧ ia ㄧㄚ io ㄧㄛ ie ㄧㄝ iao ㄧㄠ iu ㄧㄡ ian ㄧㄢ in ㄧㄣ iang ㄧㄤ ing ㄧㄥ iong ㄩㄥ
u ㄨ ua ㄨㄚ uo ㄨㄛ uai ㄨㄞ ui ㄨㄟ uan ㄨㄢ un ㄨㄣ uang ㄨㄤ v ㄩ ve ㄩㄝ ue ㄩㄝ van ㄩㄢ vn ㄩㄣ
"""
# Syllables that are not an initial with a final as they stand.
_WHOLE = """
yi ㄧ ya ㄧㄚ yo ㄧㄛ ye ㄧㄝ yai ㄧㄞ yao ㄧㄠ you ㄧㄡ yan ㄧㄢ yin ㄧㄣ yang ㄧㄤ ying ㄧㄥ yong ㄩㄥ
yu ㄩ yue ㄩㄝ yuan ㄩㄢ yun ㄩㄣ wu ㄨ wa ㄨㄚ wo ㄨㄛ wai ㄨㄞ wei ㄨㄟ wan ㄨㄢ wen ㄨㄣ wang ㄨㄤ weng ㄨㄥ
zhi ㄓ chi ㄔ shi ㄕ ri ㄖ zi ㄗ ci ㄘ si ㄙ er ㄦ r ㄦ m ㄇ n ㄋ ng ㄫ hm ㄏㄇ hng ㄏㄫ
"""
_ZHUYIN_TONES = {"1": "", "2": "ˊ", "3": "ˇ", "4": "ˋ"}
_LETTERS = re.compile("((?:[^\\W\\d_][\u0300-\u030c]*)+)")


@lru_cache(maxsize=1)
def _bases() -> dict[str, str]:
    """The zhuyin of every syllable without its tone, ü as v."""
    finals, whole = _FINALS.split(), _WHOLE.split()
    bases = {}
    for spelled, initial in {"": "", **_INITIALS}.items():
        for final, written in zip(finals[::2], finals[1::2], strict=True):
            rounded = spelled in ("j", "q", "x") and final[0] == "u"
            bases[spelled + final] = initial + (written.replace("ㄨ", "ㄩ") if rounded else written)
    return bases | dict(zip(whole[::2], whole[1::2], strict=True))


def is_syllable(tone: str) -> bool:
    """Whether this is a syllable with its tone number, and not a letter or a character that stands for itself."""
    return tone[-1:] in {*_MARKS, "5"} and tone[:-1].lower() in _bases()


def zhuyin(tone: str) -> str:
    """A syllable with a tone number in zhuyin: "lv4" → "ㄌㄩˋ", "ma5" → "˙ㄇㄚ"; erhua ("er5") has no dot.

    The first tone has no mark, and the dot of the neutral one goes before (Taiwan's 國語注音符號手冊).
    """
    written = _bases()[tone[:-1].lower()]
    if tone[-1] == "5":
        return written if written == "ㄦ" else f"˙{written}"
    return written + _ZHUYIN_TONES[tone[-1]]


def cut(spoken: str, text: str) -> list[tuple[str, str]]:
    """What is said of `text`, as pieces that join to `spoken`: each with its syllable, or "" for what is none.

    Syllables are spelled with tone marks; Latin letters of the text itself are none (the A of A股).
    """
    latin = set(_LETTERS.findall(_HAN_ONLY.sub(" ", text)))
    pieces = [piece for piece in _LETTERS.split(spoken) if piece]
    tones = [number(piece) if _LETTERS.fullmatch(piece) and piece not in latin else "" for piece in pieces]
    return [(piece, tone if is_syllable(tone) else "") for piece, tone in zip(pieces, tones, strict=True)]
