"""JSON Lines for scripts: every line keeps assets/schema.json, and every offset and id is true."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from reader.ingest import ingest
from reader.model import Block, Document, Translation
from reader.store import Correction, Store

Records = list[dict[str, Any]]

SCHEMA = json.loads((Path(__file__).parents[2] / "assets" / "schema.json").read_text("utf-8"))
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")

FIRST = "云雀公司发布了新模型。价格下降12.8%！"
SECOND = "“套壳并不可怕。”她说，“开源才重要。”银行行长还款了。"
LAST = "衍生模型很多。衍生模型很多。"


def wrong(definition: str, records: Records) -> list[str]:
    """What the schema has against these records."""
    validator = Draft202012Validator(SCHEMA | {"oneOf": [{"$ref": f"#/$defs/{definition}"}]})
    return [error.message for record in records for error in validator.iter_errors(record)]


def parts(record: dict[str, Any]) -> list[str]:
    """The words of a sentence as their offsets have them."""
    return [record["text"][word["start"] : word["end"]] for word in record["words"]]


# annotate


def test_annotate_keeps_the_schema(annotated: Records) -> None:
    assert annotated
    assert wrong("annotated", annotated) == []


def test_words_join_back_to_their_sentence(annotated: Records) -> None:
    assert ["".join(word["text"] for word in record["words"]) for record in annotated] == [r["text"] for r in annotated]


def test_word_offsets_are_true(annotated: Records) -> None:
    assert [[word["text"] for word in record["words"]] for record in annotated] == [parts(r) for r in annotated]


def test_sentence_offsets_slice_the_document(annotated: Records, text: Path) -> None:
    document = ingest(str(text))
    assert [document.text[r["start"] : r["end"]] for r in annotated] == [r["text"] for r in annotated]


def test_nothing_but_white_space_stands_between_sentences(annotated: Records, text: Path) -> None:
    document, rest, end = ingest(str(text)).text, "", 0
    for record in annotated:
        assert record["start"] >= end
        rest += document[end : record["start"]]
        end = record["end"]
    assert (rest + document[end:]).strip() == ""


def test_every_han_character_of_a_word_has_one_reading(annotated: Records) -> None:
    words = [w for record in annotated for w in record["words"]]
    han = [w for w in words if HAN.fullmatch(w["text"])]
    assert han
    assert [(w["text"], w.get("pinyin")) for w in han if len(w.get("pinyin", ())) != len(w["text"])] == []
    assert [(w["text"], w.get("tones")) for w in han if len(w.get("tones", ())) != len(w["text"])] == []


def test_what_is_not_all_han_has_no_pinyin(annotated: Records) -> None:
    words = [word for record in annotated for word in record["words"] if not HAN.fullmatch(word["text"])]
    assert [word["text"] for word in words if "pinyin" in word or "tones" in word] == []


def test_tones_carry_their_number(annotated: Records) -> None:
    tones = {tone for record in annotated for word in record["words"] for tone in word.get("tones", ())}
    assert sorted(tone for tone in tones if not re.fullmatch("[a-z]+[1-5]", tone)) == []


def test_a_word_of_several_characters_has_a_meaning_or_is_a_name_or_new(duizhao: Any) -> None:
    text = "云雀公司的端侧算力在增长。参会者斯图尔特和王晓梅买了3个T恤，花了9830亿元。"
    words = [w for record in duizhao("annotate", "-", stdin=text).fine().records for w in record["words"]]
    known = [w for w in words if w["kind"] != "word" or len(w["text"]) == 1 or w.get("definitions") or w.get("term")]
    assert [w["text"] for w in words if w.get("new")] == [w["text"] for w in words if w not in known]
    assert "参会" in [w["text"] for w in words if w.get("new")]


def test_without_definitions_everything_else_is_the_same(annotated: Records, text: Path, house: Any, run: Any) -> None:
    without = [
        record | {"words": [{k: v for k, v in word.items() if k != "definitions"} for word in record["words"]]}
        for record in annotated
    ]
    assert without != annotated
    assert run("annotate", text, "--no-definitions", **house).fine().records == without


# translate


def test_translate_keeps_the_schema(translated: Records) -> None:
    assert translated
    assert wrong("translated", translated) == []


def test_term_offsets_are_true(translated: Records) -> None:
    found = [(record, term) for record in translated for term in record["terms"]]
    assert found
    for record, term in found:
        assert record["source"][term["start"] : term["end"]] == term["source"]
        placed = record["target"][term["target_start"] : term["target_end"]]
        stems = [word[:3] for word in term["target"].casefold().split()]  # a verb may have another ending
        assert [word[:3] for word in placed.casefold().split()] == stems


def test_term_offsets_are_true_in_a_real_translation(duizhao: Any, model: Path) -> None:
    records = duizhao("translate", "-", "--lines", stdin="谷歌发布大模型。\n千问发布大模型。\n").fine().records
    assert wrong("translated", records) == []
    terms = [(record["target"], term) for record in records for term in record["terms"]]
    placed = {t["source"]: target[t["target_start"] : t["target_end"]] for target, t in terms if t["target_end"]}
    assert placed["谷歌"] == "Google"
    assert placed["大模型"] == "large model"
    assert placed["千问"] == "Qwen"
    assert [t["source"] for _, t in terms if t["status"] != "present"] == ["千问"]


def test_ids_and_texts_are_those_of_annotate(annotated: Records, translated: Records) -> None:
    assert {(r["id"], r["source"]) for r in translated} <= {(r["id"], r["text"]) for r in annotated}


def test_what_a_site_puts_around_its_article_is_not_translated(
    translated: Records, annotated: Records, text: Path, house: Any, run: Any
) -> None:
    blocks = ingest(str(text)).blocks
    aside = [r["text"] for r in annotated if blocks[r["paragraph"]].kind == "aside"]
    printed = run("sentences", text, **house).fine().lines
    assert printed == [" ".join(r["text"].split("\n")) for r in annotated]
    assert [r["source"] for r in translated] == [r["text"] for r in annotated if blocks[r["paragraph"]].kind != "aside"]
    assert set(aside) <= set(printed)
    assert aside or text.suffix == ".md"  # the article has some


# ids


def ids(run: Any, *paragraphs: str) -> dict[str, list[str]]:
    """The ids of the sentences by their text."""
    found: dict[str, list[str]] = {}
    for record in run("annotate", "-", stdin="\n\n".join(paragraphs)).fine().records:
        found.setdefault(record["text"], []).append(record["id"])
    return found


def test_ids_are_the_same_in_the_next_run(duizhao: Any) -> None:
    assert ids(duizhao, FIRST, SECOND, LAST) == ids(duizhao, FIRST, SECOND, LAST)


def test_a_change_elsewhere_leaves_ids_alone(duizhao: Any) -> None:
    before, after = ids(duizhao, FIRST, SECOND, LAST), ids(duizhao, "今天的新闻在这里。", FIRST, "没有了。", LAST)
    kept = [sentence for sentence in before if sentence in after]
    assert len(kept) == 3
    assert [before[sentence] for sentence in kept] == [after[sentence] for sentence in kept]


def test_equal_sentences_of_a_paragraph_are_told_apart(duizhao: Any) -> None:
    first, second = ids(duizhao, LAST)["衍生模型很多。"]
    assert first != second


# --lines


LINES = "开源。闭源？\n\n  \n开源。闭源？\n第一行\u2028还是第一行，\u0085没有完\r\n\nOnly English.\n最后"


@pytest.mark.parametrize(("command", "field"), [("annotate", "text"), ("translate", "source")])
def test_every_input_line_is_one_output_line(duizhao: Any, command: str, field: str) -> None:
    records = duizhao(command, "-", "--lines", stdin=LINES).fine().records
    assert wrong("annotated" if command == "annotate" else "translated", records) == []
    texts = [record[field] for record in records]
    assert [texts[0], texts[1], texts[3], texts[5:]] == [
        "开源。闭源？",
        "",
        "开源。闭源？",
        ["", "Only English.", "最后"],
    ]
    assert texts[4].startswith("第一行")
    assert texts[4].endswith("没有完")


def test_sentences_prints_every_line_as_it_is(duizhao: Any) -> None:
    assert duizhao("sentences", "-", "--lines", stdin="开源。闭源？\n\n最后").fine().lines == [
        "开源。闭源？",
        "",
        "最后",
    ]


def test_empty_lines_go_through_a_real_engine(duizhao: Any, model: Path) -> None:
    records = duizhao("translate", "-", "--lines", stdin="\n谷歌发布大模型。\n\n").fine().records
    assert [bool(record["target"]) for record in records] == [False, True, False]


def test_no_output_line_is_broken_by_a_line_separator(duizhao: Any) -> None:
    printed = duizhao("annotate", "-", stdin="模型\u2028开源，\u2029\u0085\u000b很多人都说好。").fine().out
    assert len(printed.splitlines()) == printed.count("\n")


def test_english_chosen_in_the_reader_is_a_machines_and_says_so(duizhao: Any, home: Path) -> None:
    source = "开源很好。"
    document = Document("/a.txt", source, (Block("paragraph", 0, len(source)),))
    chosen = Translation("", "Open is good.", "argos", "1.9", "translation")
    store = Store(home / "store.sqlite")
    store.correct(store.shelve(document), Correction("alternative", 0, source, chosen.target), chosen)
    records = duizhao("translate", "-", "--engine", "gloss", stdin=source).fine().records
    assert wrong("translated", records) == []
    assert [(r["target"], r["engine"], r["machine"], r["chosen"]) for r in records] == [
        ("Open is good.", "argos", "translation", True)
    ]
    assert "✓" in duizhao("show", "-", "--engine", "gloss", "--width", "80", stdin=source).fine().out
