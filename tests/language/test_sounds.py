"""Readings as they are shown, in every style, and the colours of the tones."""

from __future__ import annotations

import pytest

from reader.config import Config, PinyinStyle
from reader.language import sounds
from reader.language.colours import COLOURS
from reader.model import Part, Word
from reader.pinyin import mark

STYLES: tuple[PinyinStyle, ...] = ("marks", "numbers", "zhuyin", "none")


def word(text: str, tones: str) -> Word:
    numbered = tuple(tones.split())
    return Word(text, 0, len(text), "word", tuple(map(mark, numbered)), numbered)


@pytest.mark.parametrize(
    ("text", "tones", "shown"),
    [
        ("开源", "kai1 yuan2", "kāiyuán|kai1yuan2|ㄎㄞ ㄩㄢˊ|kaiyuan"),
        ("女人", "nv3 ren2", "nǚrén|nv3ren2|ㄋㄩˇ ㄖㄣˊ|nüren"),
        ("战略", "zhan4 lve4", "zhànlüè|zhan4lve4|ㄓㄢˋ ㄌㄩㄝˋ|zhanlüe"),
        ("方案", "fang1 an4", "fāng'àn|fang1an4|ㄈㄤ ㄢˋ|fang'an"),
        ("花儿", "hua1 er5", "huāer|hua1er5|ㄏㄨㄚ ㄦ|huaer"),
        ("妈妈", "ma1 ma5", "māma|ma1ma5|ㄇㄚ ˙ㄇㄚ|mama"),
    ],
)
def test_a_word_in_every_style(text: str, tones: str, shown: str) -> None:
    found = [sounds.text(sounds.readings([word(text, tones)], Config(pinyin=style))[0]) for style in STYLES]
    assert "|".join(found) == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (Word("A股", 0, 2, "word", spoken="A gǔ"), "A gǔ|A gu3|A ㄍㄨˇ|A gu"),
        (Word("e租宝", 0, 3, "name", spoken="e zū bǎo"), "e zūbǎo|e zu1bao3|e ㄗㄨ ㄅㄠˇ|e zubao"),
        (
            Word("马克·吐温", 0, 5, "name", spoken="mǎ kè·tǔ wēn"),
            "mǎkè·tǔwēn|ma3ke4·tu3wen1|ㄇㄚˇ ㄎㄜˋ·ㄊㄨˇ ㄨㄣ|make·tuwen",
        ),
        (
            Word("1/3", 0, 3, "number", spoken="sān fēn zhī yī"),
            "sān fēn zhī yī|san1 fen1 zhi1 yi1|ㄙㄢ ㄈㄣ ㄓ ㄧ|san fen zhi yi",
        ),
        (Word("，", 0, 1, "punctuation"), "|||"),
    ],
)  # fmt: skip
def test_what_is_not_all_han_in_every_style(said: Word, shown: str) -> None:
    found = [sounds.text(sounds.readings([said], Config(pinyin=style))[0]) for style in STYLES]
    assert "|".join(found) == shown


def test_syllables_stand_apart_on_the_card() -> None:
    assert sounds.text(sounds.readings([word("方案", "fang1 an4")], Config(), apart=True)[0]) == "fāng àn"


def test_a_character_that_no_table_knows_stands_as_it_is_in_every_style() -> None:
    unknown = Word("𠮷好", 0, 2, "word", ("𠮷", "hǎo"), ("𠮷", "hao3"))
    found = [sounds.text(sounds.readings([unknown], Config(pinyin=style))[0]) for style in STYLES]
    assert found == ["𠮷 hǎo", "𠮷 hao3", "𠮷 ㄏㄠˇ", "𠮷 hao"]


def test_a_word_inside_another_is_said_alone() -> None:
    assert sounds.text(sounds.of_part(Part("不会", ("bù", "huì"), ()), Config(tones="spoken"))) == "búhuì"
    assert sounds.text(sounds.of_part(Part("A股", ("gǔ",), ()), Config(pinyin="numbers"))) == "gu3"


def test_every_syllable_has_its_tone() -> None:
    line = sounds.readings([word("一个的", "yi1 ge4 de5")], Config(tones="spoken"))[0]
    assert [(sound.text, sound.tone) for sound in line if sound.tone] == [("yí", 2), ("gè", 4), ("de", 5)]


def luminance(colour: str) -> float:
    """WCAG 2.1, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(colour: str, ground: str) -> float:
    dark, light = sorted((luminance(colour), luminance(ground)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ground", "least"), [("#000000", 4.4), ("#ffffff", 4.4), ("#1e1e1e", 3), ("#d8d8d8", 3)])
def test_the_colours_can_be_read_on_dark_and_on_light(ground: str, least: float) -> None:
    found = {colour: contrast(colour, ground) for scheme in COLOURS.values() for colour in scheme if colour}
    assert {colour: ratio for colour, ratio in found.items() if ratio < least} == {}


def test_a_scheme_has_four_colours_for_four_tones() -> None:
    assert {name: len({*scheme[1:5]}) for name, scheme in COLOURS.items()} == {"off": 1, "dummitt": 4, "pleco": 4}
