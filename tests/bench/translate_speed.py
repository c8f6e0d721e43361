"""How fast a whole text is translated, beside what is possible and what Argos Translate needs.

    python tests/bench/translate_speed.py [MODEL_FOLDER] [--text FILE] [--beam N] [--runs N] [--no-api]

On the same sentences and beam: one bare `translate_batch`, our whole pipeline, and argostranslate's own API; the best
of several runs, taken in turns. Without MODEL_FOLDER (an unpacked package) the shape model is built, of which
../shared has the maker: as large as the real one, and its output means nothing. So every glossary term is missing in
it, and the proof asks the engine again for each of them, which with a real model it does for some. The main figure is
therefore the pipeline with all its stages less the seconds of such second asking, which are printed beside it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
TEXT = SHARED / "article" / "news-2025-12-11.txt"
os.environ["DUIZHAO_HOME"] = tempfile.mkdtemp()

from reader import page  # noqa: E402 — the home comes first
from reader.ingest import ingest  # noqa: E402
from reader.language.sentences import split  # noqa: E402
from reader.model import Document, Sentence  # noqa: E402
from reader.pipeline import Options, Pipeline, Renderings  # noqa: E402
from reader.translate.argos import BATCH_TOKENS, Argos  # noqa: E402
from reader.translate.engine import Hypothesis, never  # noqa: E402

_COLUMNS, _LINES = 120, 36  # of a common terminal, less the header and the footer


class Watched(Argos):
    """The engine, with the seconds that it was asked again."""

    again = 0.0
    sentences_again = 0

    def hypotheses(
        self, sources: Mapping[str, str], count: int, cancelled: Callable[[], bool] = never
    ) -> Iterator[tuple[str, tuple[Hypothesis, ...]]]:
        if count > 1:
            yield from super().hypotheses(sources, count, cancelled)
            return
        started = time.perf_counter()
        found = list(super().hypotheses(sources, count, cancelled))
        self.again += time.perf_counter() - started
        self.sentences_again += len(sources)
        yield from found


def ours(pipeline: Pipeline, engine: Watched, sentences: list[Sentence], screen: int) -> tuple[float, ...]:
    """Seconds for all, for the first screen, and those of asking again within each."""
    engine.again = engine.sentences_again = 0
    started, first = time.perf_counter(), (0.0, 0.0)
    missing = set(range(screen))
    for found in pipeline.run(sentences, [True] * len(sentences)):
        if missing and isinstance(found, Renderings):
            missing -= {index for index, _ in found.sentences}
            if not missing:
                first = time.perf_counter() - started, engine.again
    return time.perf_counter() - started, engine.again, *first


def proof_alone(pipeline: Pipeline, sentences: list[Sentence]) -> float:
    """Seconds of everything but the engine: words, readings, terms, amounts, guards."""
    started = time.perf_counter()
    annotated = [pipeline.annotate(sentence) for sentence in sentences]
    for one in annotated:
        plain = next(iter(pipeline._gloss.translate([one])))
        pipeline._proof.checked(plain, one, plain.target)
    return time.perf_counter() - started


def bare(translator: Any, tokens: list[list[str]], beam: int, size: int) -> float:
    started = time.perf_counter()
    translator.translate_batch(tokens, beam_size=beam, max_batch_size=size, batch_type="tokens")
    return time.perf_counter() - started


def api(folder: Path, sentences: list[Sentence]) -> float:
    """argostranslate's own `hypotheses()`, paragraph by paragraph, with these very sentences."""
    with tempfile.TemporaryDirectory() as own:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR"):
            os.environ[name] = own
        import argostranslate.package
        import argostranslate.translate
    paragraphs = {
        "".join(sentence.text for sentence in group).replace("\n", " "): group
        for group in (list(found) for _, found in groupby(sentences, key=lambda one: one.paragraph))
    }

    class Known(argostranslate.sbd.ISentenceBoundaryDetectionModel):  # type: ignore[misc]
        def split_sentences(self, text: str) -> list[str]:
            return [sentence.text for sentence in paragraphs[text]]

    package = argostranslate.package.Package(folder)
    translation = argostranslate.translate.PackageTranslation(None, None, package)
    translation.sentencizer = type("One", (), {"split_sentences": lambda _, text: [text]})()
    translation.hypotheses("你好。", 1)
    translation.sentencizer = Known()
    started = time.perf_counter()
    translation.hypotheses("\n".join(paragraphs), 1)
    return time.perf_counter() - started


def on_screen(document: Document, sentences: list[Sentence], pipeline: Pipeline) -> int:
    """How many sentences the first screen shows, by the rows of their Chinese."""
    rows = count = 0
    geometry = page.geometry(_COLUMNS)
    while rows < _LINES and count < len(sentences):
        sentence = sentences[count]
        block = document.blocks[sentence.paragraph]
        words = [word.text for word in pipeline.annotate(sentence).words]
        rows += len(page.rows(page.Pair(block, words, first=sentence.start == block.start), geometry))
        count += 1
    return count


def shape_model(folder: Path) -> Path:
    maker = SHARED / "tools" / "make_shape_model.py"
    subprocess.run([sys.executable, maker, folder, TEXT, ROOT / "README.md"], check=True, stdout=subprocess.DEVNULL)
    return next(folder.iterdir())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("model", nargs="?", type=Path, metavar="MODEL_FOLDER")
    parser.add_argument("--text", type=Path, default=TEXT)
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-api", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        compare(asked.model or shape_model(Path(folder)), asked)


def compare(folder: Path, asked: argparse.Namespace) -> None:
    document = ingest(str(asked.text))
    sentences = split(document)
    engine = Watched(folder, beam=asked.beam)
    pipeline = Pipeline(Options("gloss"))
    pipeline.engine = engine
    translator = engine._loaded.translator
    tokens = [engine._loaded.encode(sentence.text) for sentence in sentences]
    screen = on_screen(document, sentences, pipeline)
    checks = proof_alone(pipeline, sentences)
    print(f"{asked.text.name}: {len(sentences)} sentences, {sum(map(len, tokens))} tokens, beam {asked.beam}")
    bare(translator, tokens[:2], asked.beam, BATCH_TOKENS)
    theirs: dict[int, list[float]] = {1024: [], BATCH_TOKENS: []}
    whole: list[tuple[float, ...]] = []
    for _ in range(asked.runs):
        for size, seconds in theirs.items():
            seconds.append(bare(translator, tokens, asked.beam, size))
        whole.append(ours(pipeline, engine, sentences, screen))
    best = {size: min(seconds) for size, seconds in theirs.items()}
    for size, seconds in best.items():
        print(f"bare translate_batch, {size} tokens a batch: {seconds:.2f} s")
    total, main_figure = min(one[0] for one in whole), min(one[0] - one[1] for one in whole)
    print(f"the pipeline less asking again: {main_figure:.2f} s, {ratios(main_figure, best)}   ← the main figure")
    print(f"the pipeline, {engine.sentences_again} texts asked again: {total:.2f} s, {ratios(total, best)}")
    print(f"of these, words, readings and checks without an engine: {checks:.2f} s")
    first, first_less = min(one[2] for one in whole), min(one[2] - one[3] for one in whole)
    print(f"first screen, {screen} sentences: {first_less:.2f} s, with asking again {first:.2f} s")
    if not asked.no_api:
        slow = api(folder, sentences)
        print(f"argostranslate's own API: {slow:.2f} s")
        print(f"it needs {slow / main_figure:.1f} times as long as the pipeline (with asking again {slow / total:.1f})")
        print(
            f"first screen: 1/{slow / first_less:.1f} of what it needs for all (with asking again 1/{slow / first:.1f})"
        )


def ratios(seconds: float, best: Mapping[int, float]) -> str:
    return ", ".join(f"{seconds / bare:.2f} × bare ({size})" for size, bare in best.items())


if __name__ == "__main__":
    main()
