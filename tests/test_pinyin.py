"""Syllables with tone marks and tone numbers."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.pinyin import cut, is_syllable, mark, number, plain, syllables, zhuyin

FORMS = (
    "lv4 lǜ, nv3 nǚ, lve4 lüè, liu2 liú, gui4 guì, xiong1 xiōng, hao3 hǎo, xue2 xué, dou1 dōu, er2 ér, er5 er, ma5 ma, "
    "m2 ḿ, n4 ǹ, ng4 ǹg, hm5 hm, ê1 ê̄, ê2 ế, yuan2 yuán, a1 ā, o4 ò, Zhong1 Zhōng, r5 r"
)


@pytest.mark.parametrize("form", FORMS.split(", "))
def test_numbers_and_marks(form: str) -> None:
    numbered, marked = form.split()
    assert (mark(numbered), number(marked)) == (unicodedata.normalize("NFC", marked), numbered)


def test_the_dictionary_notation_of_u_with_dots() -> None:
    assert (mark("nu:3"), mark("lu:e4")) == ("nǚ", "lüè")


INITIALS = ["", *re.findall(r"[zcs]h|[a-z]", "bpmfdtnlgkhjqxzhchshrzcsyw")]
FINALS = re.findall(
    r"\S+", "a o e ê i u v ve ai ei ao ou an en ang eng ong ia ie iao iu ian in iang ing iong ua uo uai ui"
)
SYLLABLES = st.builds("{}{}{}".format, st.sampled_from(INITIALS), st.sampled_from(FINALS), st.sampled_from("12345"))


@given(SYLLABLES)
def test_a_marked_syllable_can_be_numbered_again(syllable: str) -> None:
    assert number(mark(syllable)) == syllable


TYPED = [
    ("háng zhǎng", "行长", "háng zhǎng"),
    ("hang2zhang3", "行长", "háng zhǎng"),
    ("Hang2 ZHANG3", "行长", "háng zhǎng"),
    ("xī'ān", "西安", "xī ān"),
    ("mā ma", "妈妈", "mā ma"),
    ("ma1 ma0", "妈妈", "mā ma"),
    ("de5", "的", "de"),
    ("nv3 er2", "女儿", "nǚ ér"),
    ("lve4 du2", "略读", "lüè dú"),
    ("gǔ", "A股", "gǔ"),
]


@pytest.mark.parametrize(("typed", "text", "read"), TYPED)
def test_what_people_type_is_read(typed: str, text: str, read: str) -> None:
    assert " ".join(syllables(typed, text)) == read


WRONG = [
    ("háng", "行长", "has 1 syllables of pinyin for the 2 Chinese characters of “行长”"),
    ("hang zhang", "行长", "has no tone in “hang zhang”; write kāi or kai1, and 5 for a neutral tone"),
    ("hánng zhǎng", "行长", "has “hánng”, which is no syllable with its tone (kāi or kai1)"),
    ("háng2 zhǎng", "行长", "has “háng2”, which is no syllable with its tone (kāi or kai1)"),
    ("hang7 zhang3", "行长", "has 3 syllables of pinyin for the 2 Chinese characters of “行长”"),
    ("行 长", "行长", "has “行”, which is no syllable with its tone (kāi or kai1)"),
    ("[red] x", "行长", "has “[red]”, which is no syllable with its tone (kāi or kai1)"),
]


@pytest.mark.parametrize(("typed", "text", "complaint"), WRONG)
def test_what_is_no_pinyin_is_refused(typed: str, text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(complaint)}$"):
        syllables(typed, text)


@given(st.text(), st.text(max_size=5))
def test_anything_typed_is_read_or_refused(typed: str, text: str) -> None:
    try:
        read = syllables(typed, text)
    except ValueError:
        return
    assert all(number(syllable)[-1] in "12345" for syllable in read)


def known_syllables(folder: Path) -> set[str]:
    """Every syllable of the dictionary and of pypinyin's table of characters, with its tone number."""
    from pypinyin.constants import PINYIN_DICT

    from reader.language.dictionary import Dictionary

    dictionary = Dictionary.open(folder)
    tones = {number(option) for options in PINYIN_DICT.values() for option in options.split(",")}
    words = [chr(code) for code in PINYIN_DICT] + ["一点儿", "绿", "女", "略", "嗯", "欸", "哼", "噷", "呣"]
    return tones | {tone for word in words for entry in dictionary.look_up(word) for tone in entry.pinyin}


def test_every_syllable_is_spelled_in_zhuyin_as_pypinyin_does(prepared: Path) -> None:
    from pypinyin.style.bopomofo import BopomofoConverter

    convert, others = BopomofoConverter().to_bopomofo, {}
    tones = {tone for tone in known_syllables(prepared) if is_syllable(tone)}
    assert len(tones) > 1500
    for tone in tones:
        theirs = convert(mark(tone))
        theirs = f"˙{theirs[:-1]}" if theirs.endswith("˙") else theirs
        if zhuyin(tone) != theirs:
            others[mark(tone)] = zhuyin(tone)
    # pypinyin takes these for other finals, and spells ng as n and g.
    assert set(others) <= set("m̄ ḿ m̀ m ń ň ǹ n ńg ňg ǹg ng hng er".split())


def test_hardly_anything_in_the_tables_is_no_syllable(prepared: Path) -> None:
    assert {tone for tone in known_syllables(prepared) if not is_syllable(tone)} <= {"wong4"}


SPELLED = "lv4 ㄌㄩˋ lü, nve4 ㄋㄩㄝˋ nüe, ju2 ㄐㄩˊ ju, er2 ㄦˊ er, er5 ㄦ er, de5 ˙ㄉㄜ de, ê1 ㄝ ê, ng2 ㄫˊ ng"


@pytest.mark.parametrize("form", SPELLED.split(", "))
def test_zhuyin_and_plain_letters(form: str) -> None:
    tone, written, letters = form.split()
    assert (zhuyin(tone), plain(tone)) == (written, letters)


@given(st.text("aāǎm̀·1 -A股克", max_size=12), st.text("A股克1a", max_size=6))
def test_the_pieces_of_what_is_said_join_to_it(spoken: str, text: str) -> None:
    assert "".join(piece for piece, _ in cut(spoken, text)) == spoken
