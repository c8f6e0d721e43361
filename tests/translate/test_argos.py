"""The Argos engine on the real small model, and the rule that every answer belongs to its sentence."""

import json
import os
import re
import runpy
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ModelError
from reader.model import Annotated, Sentence, Translation, sentence_id
from reader.translate.argos import PIECE_TOKENS, Argos, _pieces
from reader.translate.engine import Engine, matched

HELD_OUT = runpy.run_path(str(Path(__file__).parents[1] / "models" / "grammar.py"))["held_out"](200)


def annotated(text: str, occurrence: int = 0) -> Annotated:
    return Annotated(Sentence(sentence_id(text, occurrence), 0, 0, len(text), text), ())


def english(engine: Engine, *texts: str) -> list[str]:
    sentences = [annotated(text) for text in texts]
    return [translation.target for translation in matched(sentences, list(engine.translate(sentences)))]


def answer(key: str) -> Translation:
    return Translation(key, key.upper(), "argos", "1.0", "translation")


# The engine


def test_held_out_sentences_come_out_right(unpacked):
    targets = english(Argos(unpacked), *(sample.source for sample in HELD_OUT))
    right = sum(target == sample.target for target, sample in zip(targets, HELD_OUT, strict=True))
    assert right / len(HELD_OUT) >= 0.95


def test_one_at_a_time_is_the_same(unpacked):
    engine, sources = Argos(unpacked), [sample.source for sample in HELD_OUT[:20]]
    assert [english(engine, source) for source in sources] == [[target] for target in english(engine, *sources)]


def test_who_made_it(unpacked):
    engine = Argos(unpacked, beam=2)
    (made,) = engine.translate([annotated(HELD_OUT[0].source)])
    assert (made.engine, made.version, made.machine) == ("argos", "1.0", "translation")
    assert engine.options == f"beam=2 penalty=0.2 model={(unpacked / 'model' / 'model.bin').stat().st_size}"


def test_equal_ids_share_one_answer(unpacked):
    twice = [annotated(HELD_OUT[0].source), annotated(HELD_OUT[1].source), annotated(HELD_OUT[0].source)]
    answers = list(Argos(unpacked).translate(twice))
    assert len(answers) == 2
    assert [translation.id for translation in matched(twice, answers)] == [one.sentence.id for one in twice]


def test_nothing_to_say_is_an_empty_target(unpacked):
    source = HELD_OUT[0].source
    assert english(Argos(unpacked), "", source, "\u200b") == ["", *english(Argos(unpacked), source), ""]


def test_an_endless_sentence_hurts_no_other(unpacked):
    source = HELD_OUT[0].source
    endless, other = english(Argos(unpacked), source.rstrip("。") * 300, source)
    assert endless
    assert [other] == english(Argos(unpacked), source)


def long_line(length: int, join: str) -> tuple[list[str], str]:
    """Held-out sentences and a line of at least `length` characters that has them all, joined by a mark."""
    sources: list[str] = []
    for sample in HELD_OUT:
        if sum(map(len, sources)) < length and re.fullmatch("[^。！？?”’]+。", sample.source):
            sources.append(sample.source.rstrip("。") + join)
    return sources, "".join(sources)


@pytest.mark.parametrize("length", [700, 2_000])
def test_a_long_line_loses_no_sentence(unpacked, length):
    engine, (sources, line) = Argos(unpacked), long_line(length, "。")
    assert english(engine, line) == [" ".join(english(engine, *sources))]


@pytest.mark.parametrize("length", [700, 2_000])
def test_a_long_sentence_is_translated_to_its_end(unpacked, length):
    engine, (_, line) = Argos(unpacked), long_line(length, "，")
    pieces = ["".join(piece) for piece in _pieces(line, engine._loaded.encode)]
    (made,) = english(engine, line)
    assert len(pieces) > 1
    assert made == " ".join(english(engine, *pieces))
    ((_, found),) = engine.hypotheses({"long": line}, 4)
    assert found[0].text == made


def texts_of(pieces: list[list[str]]) -> list[str]:
    return ["".join(piece).replace("▁", "") for piece in pieces]


@given(st.text("甲乙，。、；a1 “”", max_size=1_500))
def test_the_pieces_of_a_text_join_back_to_it(text):
    pieces = _pieces(text, list)
    assert "".join(texts_of(pieces)) == text
    assert max(map(len, pieces)) <= PIECE_TOKENS


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("甲" * 100 + "，" + "乙" * 90, [101, 90]),  # behind the comma
        ("这是一句。" * 40, [5] * 40),  # a model has learned from single sentences
        ("甲" * 80 + "、" + "乙" * 100, [81, 100]),
        ("甲乙" * 60 + "a" * 59 + "，。", [90, 91]),  # no Latin word is cut, no line begins with a comma
        ("a" * 200, [100, 100]),
    ],
    ids=["clauses", "sentences", "items", "characters", "letters"],
)
def test_where_a_long_text_is_cut(text, told):
    assert list(map(len, _pieces(text, list))) == told


def test_cancelled_at_the_next_batch(unpacked):
    sentences = [annotated(sample.source) for sample in HELD_OUT]
    answers: list[Translation] = []
    answers.extend(Argos(unpacked).translate(sentences, cancelled=lambda: bool(answers)))
    assert 0 < len(answers) < len(sentences) / 2


def test_cancelled_before_the_start_loads_nothing(unpacked):
    (unpacked / "model" / "model.bin").write_bytes(b"noise")
    assert list(Argos(unpacked).translate([annotated("好。")], cancelled=lambda: True)) == []


def test_text_stays_one_clean_line(unpacked):
    # The tokenizer has no escape: what a model makes of noise is still one line.
    for target in english(Argos(unpacked), "开源\x1b[31m模型\n\t发布。", "_ _"):
        assert target.isprintable()
        assert target == " ".join(target.split())


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("model/model.bin", b"noise"),
        ("model/model.bin", b""),
        ("model/shared_vocabulary.json", b'["one"]'),
        ("model/config.json", b"{"),
        ("sentencepiece.model", b"noise"),
    ],
)
def test_a_broken_model_is_one_line(unpacked, file, content):
    (unpacked / file).write_bytes(content)
    with pytest.raises(ModelError, match="duizhao model verify") as caught:
        english(Argos(unpacked), HELD_OUT[0].source)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "file", ["metadata.json", "model/model.bin", "model/shared_vocabulary.json", "sentencepiece.model"]
)
def test_a_missing_file_is_named_at_once(unpacked, file):
    (unpacked / file).unlink()
    with pytest.raises(ModelError, match=f"{file} is missing; duizhao model install"):
        Argos(unpacked)


# Kinds of packages


def with_metadata(folder: Path, **more: str) -> Path:
    file = folder / "metadata.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | more))
    return folder


def test_the_target_prefix_leads_and_is_left_out(unpacked):
    source, plain = HELD_OUT[0].source, english(Argos(unpacked), HELD_OUT[0].source)
    (led,) = english(Argos(with_metadata(unpacked, target_prefix="▁Bloomberg")), source)
    assert led
    assert [led] != plain
    assert not led.startswith("Bloomberg")


def piece_table(tokens: str, folder: Path, **options: object) -> Path:
    """A package whose tokenizer was trained on `tokens`; its model is the small one, which knows few of them."""
    import sentencepiece

    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([tokens] * 50),
        model_prefix=str(folder / "sentencepiece"),
        hard_vocab_limit=False,
        minloglevel=2,
        **options,
    )
    return folder


def test_underscores_and_bytes_survive_the_tokenizer(unpacked):
    piece_table("snake_case names are plain", unpacked, vocab_size=400, byte_fallback=True, model_type="bpe")
    loaded = Argos(unpacked)._loaded
    for text in ("snake_case names", "a 鲸 plain snake_case", "😀 names_"):
        assert loaded.decode(loaded.encode(text)) == text


def test_a_package_with_bpe(unpacked):
    (unpacked / "sentencepiece.model").unlink()
    (unpacked / "bpe.model").write_text("#version: 0.2\nM e\nt a</w>\nMe ta</w>\n", encoding="utf-8")
    loaded = Argos(unpacked)._loaded
    assert loaded.encode("Meta Metal") == ["Meta", "Me@@", "t@@", "a@@", "l"]
    assert loaded.decode(["Me@@", "ta", "'s", "snake_case", "."]) == "Meta's snake_case."
    assert english(Argos(unpacked), "Meta") != [""]


# argostranslate, kept in its place


SEALED = """
import os, sys
from pathlib import Path
from reader.translate.argos import Argos
def settings():
    return {name: value for name, value in os.environ.items() if name.startswith(("XDG_", "ARGOS_"))}
before = settings()
Argos(Path(sys.argv[1])).load()
heavy = {"argostranslate.translate", "argostranslate.sbd", "minisbd", "onnxruntime", "torch", "textual", "jieba"}
print(sorted(heavy & sys.modules.keys()), settings() == before)
"""


def test_argostranslate_makes_no_folder_and_loads_no_splitter(unpacked, disk):
    disk.read_only()
    clean = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    home = {"HOME": str(disk.folder), "ARGOS_PACKAGES_DIR": str(disk.folder / "argos"), "ARGOS_DEBUG": "1"}
    told = subprocess.run(
        [sys.executable, "-c", SEALED, unpacked], env=clean | home, capture_output=True, text=True, check=False
    )
    assert told.stdout + told.stderr == "[] True\n"


def test_opening_imports_neither_argostranslate_nor_ctranslate2(unpacked):
    code = "import sys; from pathlib import Path; from reader.translate.argos import Argos; Argos(Path(sys.argv[1])); "
    code += "print(sorted({'argostranslate', 'ctranslate2', 'sentencepiece', 'numpy'} & sys.modules.keys()))"
    told = subprocess.run([sys.executable, "-c", code, unpacked], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


# Rows cannot slip


@given(st.lists(st.text("abc", min_size=1, max_size=2), max_size=8), st.randoms())
def test_answers_in_any_order_find_their_sentences(texts, random):
    sentences = [annotated(text) for text in texts]
    answers = [answer(key) for key in {one.sentence.id for one in sentences}]
    random.shuffle(answers)
    assert [one.id for one in matched(sentences, answers)] == [one.sentence.id for one in sentences]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda answers: answers[1:], "argos: no answer to 1 of 2 sentences"),
        (lambda answers: [], "the engine: no answer to 2 of 2 sentences"),
        (lambda answers: [*answers, answers[0]], "argos: a second answer to "),
        (lambda answers: [replace(answers[0], target="two\nlines"), *answers], "argos: what it says of .* is no line"),
        (
            lambda answers: [replace(answers[0], target="half a \ud83d"), *answers],
            "argos: what it says of .* is no line",
        ),
        (lambda answers: [*answers, answer("stray")], "argos: an answer to the unknown sentence stray"),
    ],
)
def test_a_slipped_row_is_an_error(change: Callable[[list[Translation]], list[Translation]], told):
    sentences = [annotated("一。"), annotated("二。")]
    with pytest.raises(ModelError, match=told):
        matched(sentences, change([answer(one.sentence.id) for one in sentences]))
