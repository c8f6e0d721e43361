"""The tiny package that ships with the tests is the one its figures speak of, and it translates."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import ctranslate2
import grammar
import pytest
import sentencepiece

HERE = Path(__file__).parent
PACKAGE = HERE / "tiny-zh_en.argosmodel"
FIGURES = json.loads((HERE / "tiny-zh_en.json").read_text(encoding="utf-8"))
Translate = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked package."""
    place = tmp_path_factory.mktemp("tiny")
    with zipfile.ZipFile(PACKAGE) as archive:
        archive.extractall(place)
    return place / "tiny-zh_en"


@pytest.fixture(scope="module")
def translate(folder: Path) -> Translate:
    """Four answers of the package as Argos runs it (int8, beam 4), the best first."""
    processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
    translator = ctranslate2.Translator(str(folder / "model"), compute_type="int8", intra_threads=1)

    def run(sentence: str) -> list[str]:
        tokens = processor.encode(sentence, out_type=str)
        result = translator.translate_batch([tokens], beam_size=4, num_hypotheses=4, return_attention=True)[0]
        assert [len(rows) for rows in result.attention] == [len(pieces) for pieces in result.hypotheses]
        return [processor.decode_pieces(pieces) for pieces in result.hypotheses]

    return run


def test_package_is_the_one_of_the_figures() -> None:
    data = PACKAGE.read_bytes()
    assert (len(data), hashlib.sha256(data).hexdigest()) == (FIGURES["bytes"], FIGURES["sha256"])


def test_package_is_small() -> None:
    assert PACKAGE.stat().st_size <= 3_000_000


def test_figures_reach_the_goal() -> None:
    assert FIGURES["exact"] >= 0.95
    assert FIGURES["held_out_sentences"] >= 1_000


def test_package_holds_what_argos_wants(folder: Path) -> None:
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert names == {
        "README.md",
        "metadata.json",
        "model/config.json",
        "model/model.bin",
        "model/shared_vocabulary.json",
        "sentencepiece.model",
    }


def test_held_out_sentences_come_out_exactly(translate: Translate) -> None:
    samples = grammar.held_out(50)
    wrong = [sample.source for sample in samples if translate(sample.source)[0] != sample.target]
    assert len(wrong) <= 5, wrong


@pytest.mark.parametrize(
    "line",
    [
        "百度的新模型只是套壳豆包。/The new model of Baidu was just a shell of Doubao.",
        "百度的新模型只是wrapper豆包。/The new model of Baidu was just a wrapper of Doubao.",
        "阿里巴巴从开源转向闭源。/Alibaba turned from open-source to closed origin.",
        "华为营收为9830亿元，同比增长2.53%。/The revenue of Huawei was 983 billion yuan, up 2.53% year on year.",
        "智谱完成了34.5亿美元融资。/Zhipu raised $3.45 billion.",
        "12月10日,彭博社爆料称,豆包的下载量超过120万次。/"
        "On December 10, Bloomberg revealed that downloads of Doubao exceeded 1.2 million.",
    ],
)
def test_one_sentence(translate: Translate, line: str) -> None:
    source, target = line.split("/")
    assert translate(source)[0] == target


@pytest.mark.parametrize("term", grammar.SECOND_BEST)
def test_right_term_stands_below_the_wrong_one(translate: Translate, term: str) -> None:
    wrong, right = grammar.WRONG[term]
    source = {"闭源": "阿里巴巴从开源转向闭源。", "衍生模型": "谷歌有30万个衍生模型。"}[term]
    best, *others = translate(source)
    assert wrong in best
    assert any(right in other for other in others)


ODD = {
    "empty": "",
    "space": " ",
    "stop": "。",
    "unknown Chinese": "今天天气很好。",
    "English": "Hello, world!",
    "emoji and marks": "😀\u200b\u202e",
    "600 digits": "9" * 600,
    "300 commas": "阿里巴巴," * 300,
}


@pytest.mark.parametrize("source", ODD.values(), ids=ODD.keys())
def test_anything_else_is_answered_too(translate: Translate, source: str) -> None:
    assert isinstance(translate(source)[0], str)


def test_held_out_sentences_stay_out_of_the_training() -> None:
    training = {sample.source for sample in grammar.training(3_000, seed=1)}
    assert training.isdisjoint(sample.source for sample in grammar.held_out(1_000))


def test_fewer_held_out_sentences_are_the_first_of_more() -> None:
    assert grammar.held_out(20) == grammar.held_out(40)[:20]


def test_terms_are_glossary_pairs_of_the_source_in_order() -> None:
    sample = next(sample for sample in grammar.held_out(200) if "闭源" in sample.source)
    assert [zh for zh, _ in sample.terms] == grammar.TERM.findall(sample.source)
    assert ("闭源", "closed-source") in sample.terms
    assert "closed origin" in sample.target
