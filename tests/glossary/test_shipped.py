"""The glossaries and the sample article that ship with the program, read as plain files."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from pypinyin import Style, pinyin

from reader.glossary import Glossary
from reader.language.dictionary import Dictionary
from reader.language.words import Segmenter

ROOT = Path(__file__).parents[2]
COLUMNS = ["source", "target", "pinyin", "pos", "note", "variants"]
LEAST = {"ai.tsv": 150, "names.tsv": 80}
POS = {"noun", "verb", "adj", "adv", "phrase", "company", "person", "model", "media", "place", "org", "product"}
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
TONES = dict.fromkeys(map(ord, "\u0304\u0301\u030c\u0300"))
# Readings that pypinyin does not list for the character: 哔哩哔哩 is bī lī in CC-CEDICT.
REVIEWED = {"哔": "bī", "哩": "lī"}


def fields_of(name: str) -> list[list[str]]:
    """The fields of every line that is neither empty nor a comment, the header first."""
    text = (ROOT / "glossaries" / name).read_bytes().decode("utf-8")
    return [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]


FILES = {name: fields_of(name) for name in LEAST}
ENTRIES = [entry for lines in FILES.values() for entry in lines[1:]]
LINES = {entry[0].strip("*?"): "/".join([entry[0].strip("*?"), entry[2], entry[1]]) for entry in ENTRIES}


def legal(character: str) -> set[str]:
    """The syllables a character may have: its readings, each of them in the neutral tone too, those reviewed."""
    readings = set(pinyin(character, heteronym=True, style=Style.TONE)[0])
    neutral = {unicodedata.normalize("NFC", unicodedata.normalize("NFD", r).translate(TONES)) for r in readings}
    return readings | neutral | {REVIEWED.get(character, "")}


@pytest.mark.parametrize("name", LEAST)
def test_a_file_begins_with_the_header(name: str) -> None:
    assert FILES[name][0] == COLUMNS


@pytest.mark.parametrize(("name", "least"), LEAST.items())
def test_a_file_has_enough_entries(name: str, least: int) -> None:
    assert len(FILES[name]) - 1 >= least


def test_every_entry_has_six_fields() -> None:
    assert [entry for entry in ENTRIES if len(entry) != len(COLUMNS)] == []


def test_no_field_is_padded_or_has_a_control_character() -> None:
    fields = [field for entry in ENTRIES for field in entry]
    assert [f for f in fields if f != f.strip() or any(unicodedata.category(c).startswith("C") for c in f)] == []


def test_no_source_stands_twice() -> None:
    assert [source for source, times in Counter(e[0].strip("*?") for e in ENTRIES).items() if times > 1] == []


def test_every_source_has_a_han_character_and_every_target_is_english() -> None:
    assert [e for e in ENTRIES if not HAN.search(e[0]) or not e[1] or HAN.search(e[1])] == []


def test_every_part_of_speech_is_a_known_one() -> None:
    assert {entry[3] for entry in ENTRIES} <= POS


def test_pinyin_has_one_syllable_a_han_character() -> None:
    sources = [(entry[0].strip("*?"), entry[2].split()) for entry in ENTRIES]
    wanted = [(source, len(HAN.findall(source))) for source, _ in sources]
    assert [(source, len(syllables)) for source, syllables in sources] == wanted


def test_every_syllable_is_a_reading_of_its_character() -> None:
    pairs = {pair for e in ENTRIES if e[2] for pair in zip(HAN.findall(e[0]), e[2].split(), strict=True)}
    assert sorted((han, syllable) for han, syllable in pairs if syllable not in legal(han)) == []


def test_no_variant_repeats_the_target_or_another_variant() -> None:
    forms = {e[0]: [form.casefold() for form in (e[1], *e[5].split("|")) if form or e[5]] for e in ENTRIES}
    assert [source for source, each in forms.items() if len(set(each)) < len(each) or "" in each] == []


@pytest.mark.parametrize(
    "line",
    [
        "开源/kāi yuán/open-source",
        "并购/bìng gòu/mergers and acquisitions",
        "马克·扎克伯格/mǎ kè zhā kè bó gé/Mark Zuckerberg",
        "苹果/píng guǒ/Apple",
        "闭源/bì yuán/closed-source",
        "衍生模型/yǎn shēng mó xíng/derivative model",
        "套壳/tào ké/wrapper",
        "大语言模型/dà yǔ yán mó xíng/large language model",
        "长上下文/cháng shàng xià wén/long context",
        "调优/tiáo yōu/tuning",
        "工具调用/gōng jù diào yòng/tool calling",
        "参数量/cān shù liàng/parameter count",
        "权重/quán zhòng/weight",
        "提示词/tí shì cí/prompt",
        "知识图谱/zhī shi tú pǔ/knowledge graph",
        "推理框架/tuī lǐ kuàng jià/inference framework",
        "投行/tóu háng/investment bank",
        "卡脖子/qiǎ bó zi/chokepoint",
        "千问/qiān wèn/Qwen",
        "通义千问/tōng yì qiān wèn/Qwen",
        "文心一言/wén xīn yī yán/ERNIE Bot",
        "月之暗面/yuè zhī àn miàn/Moonshot AI",
        "智谱/zhì pǔ/Zhipu AI",
        "长鑫存储/cháng xīn cún chǔ/CXMT",
        "小札/xiǎo zhá/Zuckerberg",
        "任正非/rén zhèng fēi/Ren Zhengfei",
        "曾毓群/zēng yù qún/Robin Zeng",
        "华为/huá wéi/Huawei",
        "中国证监会/zhōng guó zhèng jiān huì/China Securities Regulatory Commission",
        "彭博社/péng bó shè/Bloomberg",
        "观察者网/guān chá zhě wǎng/Guancha",
        "AI六小龙/liù xiǎo lóng/Six Little Dragons of AI",
    ],
)
def test_an_entry_that_readers_and_programs_often_get_wrong(line: str) -> None:
    assert LINES.get(line.partition("/")[0]) == line


SAMPLE = (ROOT / "assets" / "sample.md").read_text(encoding="utf-8")


def test_the_sample_has_the_length_of_a_short_article() -> None:
    assert 400 <= len(HAN.findall(SAMPLE)) <= 800


@pytest.mark.parametrize("term", ["开源", "闭源", "衍生模型", "套壳", "长上下文", "GPT-4o", "Qwen3-Max", "Llama 4"])
def test_the_sample_uses_the_terms_it_is_to_show(term: str) -> None:
    assert term in SAMPLE


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a title", r"(?m)^# \S"),
        ("a subheading", r"(?m)^## \S"),
        ("a list of two or more", r"(?m)(^- \S.*\n){2}"),
        ("a block quotation", r"(?m)^> \S"),
        ("a quotation with its speaker after it", r"[。！？]”\w+(说|表示)"),
        ("a date", r"\d+月\d+日"),
        ("an amount in yuan", r"\d亿元"),
        ("an amount in dollars", r"\d\.\d亿美元"),
        ("a percentage", r"\d\.\d%"),
        ("a word with two readings", r"银行"),
    ],
)
def test_the_sample_shows(what: str, pattern: str) -> None:
    assert re.search(pattern, SAMPLE), what


def test_the_sample_has_full_width_punctuation_between_han_characters() -> None:
    assert re.findall(r"(?<=[\u4e00-\u9fff])[,;:!?.]", SAMPLE) == []


@pytest.mark.parametrize("source", ["营收", "营业收入"])
def test_revenue_is_no_income(source: str) -> None:
    assert [e[5] for e in ENTRIES if e[0] == source and "income" in e[5]] == []


@pytest.mark.parametrize(
    "line",
    [
        "农民卖苹果 -",
        "苹果树 -",
        "小米加步枪 -",
        "豆包和馒头 -",
        "盘古开天辟地 -",
        "一碗小米粥 -",
        "苹果发布会 Apple",
        "苹果公司 Apple",
        "小米集团发布财报 Xiaomi",
        "小米推出新车 Xiaomi",
        "豆包用户超过一亿 Doubao",
        "豆包大模型 Doubao model",
        "华为盘古模型 Pangu",
        "跟乐视合作 LeEco",
        "和乐视合作 LeEco",
    ],
)
def test_an_everyday_word_is_a_name_only_in_business(prepared: Path, line: str) -> None:
    text, target = line.split(" ", 1)
    glossary = Glossary.open([ROOT / "glossaries" / name for name in LEAST])
    fits = Segmenter.open(Dictionary.open(prepared), prepared).fits(text)
    names = {match.entry.target for match in glossary.match(text, fits)} - {
        "Huawei",
        "earnings report",
        "model",
        "user",
    }
    assert (target in names) if target != "-" else not names
