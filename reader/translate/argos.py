"""The Argos engine: an installed Argos package, run through CTranslate2. The only file that imports argostranslate."""

import os
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from reader.errors import ModelError
from reader.model import Annotated, Machine, Translation
from reader.translate import packages
from reader.translate.engine import Attention, Hypothesis, never
from reader.translate.guards import clauses

BATCH_TOKENS = 2048
"""Source tokens in one batch, padding included: with 1024 a text takes a twentieth longer."""

INPUT_TOKENS = 256
"""Source tokens of one text, the end mark included. A model knows so many positions and no more (Marian 512, small
ones 256), and one token beyond makes CTranslate2 refuse the whole batch."""

PIECE_TOKENS = 160
"""Source tokens translated at once; a longer sentence (250 characters of Chinese) is translated in pieces. English has
up to half as many tokens again, and what a model says ends at 256."""

_CONTROL = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]"
)  # those that are not white space; half characters

_STOPS = ("。", "！", "？", "!", "?")
_BETWEEN = (re.compile(r"[、\s]+"), re.compile(r"[\u3400-\u9fff](?![、，。；：！？）”’」』》])"))  # items, characters

_PENALTY = 0.2
_AS_ARGOS = {"length_penalty": _PENALTY, "replace_unknowns": True}  # as argostranslate's own API calls the model

_Piece = tuple[str, int]  # the key of a text and the number of the piece

_SETTINGS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR")


class Argos:
    """An Argos zh→en package as an `Engine`.

    A sentence longer than `PIECE_TOKENS` is translated in pieces, cut at its clauses, and what they say is joined.
    """

    name = "argos"
    machine: Machine = "translation"

    def __init__(self, folder: Path, *, beam: int = 4, threads: int = 0) -> None:
        """Open the package in `folder`; nothing is loaded yet. `threads` 0 means all processors.

        Raises ModelError if the folder holds no well-formed zh→en package.
        """
        package = packages.inspect(folder)
        if package.problem:
            raise ModelError(str(folder), f"{package.problem}; duizhao model install gets a new one")
        self.folder = folder
        self.version = package.version
        self.options = f"beam={beam} penalty={_PENALTY} model={(folder / 'model' / 'model.bin').stat().st_size}"
        self._beam = beam
        self._threads = threads or os.cpu_count() or 1

    def load(self) -> None:
        """Load the model now, which the first `translate` does otherwise. Raises ModelError if it cannot be loaded."""
        self._loaded  # noqa: B018 — a cached property

    def translate(self, sentences: Sequence[Annotated], cancelled: Callable[[], bool] = never) -> Iterator[Translation]:
        """See `Engine.translate`. Long sentences come first: a batch of equal lengths wastes least."""
        texts = {annotated.sentence.id: annotated.sentence.text for annotated in sentences}
        for key, results in self._translated(texts, cancelled):
            said = _joined(self._text(result.hypotheses[0]) for _, result in results)
            yield Translation(key, said, self.name, self.version, self.machine)

    def hypotheses(
        self, sources: Mapping[str, str], count: int, cancelled: Callable[[], bool] = never, *, wide: bool = False
    ) -> Iterator[tuple[str, tuple[Hypothesis, ...]]]:
        """See `Hypothesizer.hypotheses`. There are no more of them than the beam is wide."""
        beam = max(self._beam, count) if wide else self._beam
        more = {
            "beam_size": beam,
            "num_hypotheses": min(count, beam),
            "return_scores": True,
            "return_attention": True,
        }
        for key, results in self._translated(sources, cancelled, **more):
            if len(results) == 1:
                ((tokens, result),) = results
                heard = _offsets(tokens, sources[key])
                found = zip(result.hypotheses, result.scores, result.attention, strict=True)
                yield key, tuple(self._hypothesis(pieces, score, rows, heard) for pieces, score, rows in found)
            else:
                ranks = zip(
                    *(zip(result.hypotheses, result.scores, strict=True) for _, result in results), strict=False
                )
                yield key, tuple(self._of_pieces(rank) for rank in ranks)

    def _of_pieces(self, parts: Sequence[tuple[list[str], float]]) -> Hypothesis:
        """The hypotheses of equal rank of all pieces as one; no attention, it would grow with the square."""
        length = sum(len(said) + 1 for said, _ in parts)
        score = sum(_per_token(score, said) * (len(said) + 1) for said, score in parts) / length
        return Hypothesis(_joined(self._text(said) for said, _ in parts), score)

    def _hypothesis(
        self, pieces: list[str], score: float, rows: list[list[float]], heard: list[tuple[int, int]] | None
    ) -> Hypothesis:
        text, lead = self._text(pieces), len(self._loaded.prefix)
        said = _offsets(pieces[lead:], text)
        score = _per_token(score, pieces)
        if heard is None or said is None:
            return Hypothesis(text, score)
        weights = tuple(tuple(row) for row in rows[lead:])
        return Hypothesis(text, score, Attention(tuple(said), tuple(heard), weights))

    def _translated(
        self, texts: Mapping[str, str], cancelled: Callable[[], bool], **more: Any
    ) -> Iterator[tuple[str, list[tuple[list[str], Any]]]]:
        """Every key with its pieces, one or more: their source tokens, and what CTranslate2 makes of them."""
        if not texts or cancelled():
            return
        with self._complaints():
            pieces = {key: _pieces(text, self._loaded.encode) for key, text in texts.items()}
        tokens = {(key, number): piece for key, found in pieces.items() for number, piece in enumerate(found)}
        done: dict[str, dict[int, Any]] = {key: {} for key in texts}
        for batch in _batches(tokens):
            if cancelled():
                return
            results = self._run([tokens[piece] for piece in batch], more)
            for (key, number), result in zip(batch, results, strict=True):
                done[key][number] = result
                if len(done[key]) == len(pieces[key]):
                    made = done.pop(key)
                    yield key, [(piece, made[number]) for number, piece in enumerate(pieces[key])]

    def _run(self, batch: list[list[str]], more: Mapping[str, Any]) -> list[Any]:
        model = self._loaded
        with self._complaints():
            results: list[Any] = model.translator.translate_batch(
                batch,
                target_prefix=[model.prefix] * len(batch) if model.prefix else None,
                max_batch_size=BATCH_TOKENS,
                batch_type="tokens",
                max_input_length=INPUT_TOKENS,
                **_AS_ARGOS,
                **{"beam_size": self._beam, **more},
            )
        return results

    def _text(self, pieces: list[str]) -> str:
        model = self._loaded
        with self._complaints():
            return _clean(model.decode(pieces[len(model.prefix) :]))

    @cached_property
    def _loaded(self) -> "_Loaded":
        import ctranslate2

        with self._complaints():
            package = _read(self.folder)
            return _Loaded(
                encode=package.tokenizer.encode,
                decode=_decoder(package.tokenizer),
                prefix=[package.target_prefix] if package.target_prefix else [],
                translator=ctranslate2.Translator(
                    str(self.folder / "model"),
                    device="cpu",
                    compute_type="default",  # the numbers the model was made with: one output on every machine
                    inter_threads=1,
                    intra_threads=self._threads,
                ),
            )

    @contextmanager
    def _complaints(self) -> Iterator[None]:
        """What CTranslate2, SentencePiece and argostranslate say of a broken package, as one line."""
        try:
            yield
        except (RuntimeError, ValueError, OSError, MemoryError, LookupError) as error:
            reason = _clean(str(error)) or type(error).__name__
            raise ModelError(
                str(self.folder),
                f"the model does not run ({reason:.200}); duizhao model verify tells whether it is whole",
            ) from error


@dataclass(frozen=True, slots=True)
class _Loaded:
    encode: Callable[[str], list[str]]
    decode: Callable[[list[str]], str]
    prefix: list[str]
    translator: Any


def _pieces(text: str, encode: Callable[[str], list[str]]) -> list[list[str]]:
    """The tokens of a text; where they are more than `PIECE_TOKENS`, of its parts, which join back to it.

    A line of several sentences is cut into these, for a model has learned from single ones; a longer part in two.
    """
    waiting, found = [text], []
    while waiting:
        part = waiting.pop()
        tokens = encode(part)
        if len(tokens) <= PIECE_TOKENS or len(part) < 2:
            found.append(tokens)
        else:
            cuts = [0, *(_ends(part) or [_middle(part)]), len(part)]
            waiting += reversed([part[start:end] for start, end in pairwise(cuts)])
    return found


def _ends(text: str) -> list[int]:
    """Where a sentence ends within a text; not at the end of a quotation, behind which its sentence may go on."""
    return [end for start, end in clauses(text)[:-1] if text[start:end].rstrip().endswith(_STOPS)]


def _middle(text: str) -> int:
    """The offset nearest to the middle where a text is best cut: behind a clause, else between words or characters."""
    ends = [end for _, end in clauses(text)[:-1]]
    for between in _BETWEEN:
        ends = ends or [found.end() for found in between.finditer(text) if found.end() < len(text)]
    return min(ends, key=lambda end: abs(2 * end - len(text)), default=len(text) // 2)


def _per_token(score: float, pieces: Sequence[str]) -> float:
    """The log probability a token, end mark included; CTranslate2 divides that of all by a power of their number."""
    return float(score * (len(pieces) + 1) ** (_PENALTY - 1))


def _joined(texts: Iterable[str]) -> str:
    return " ".join(text for text in texts if text)


def _batches(tokens: Mapping[_Piece, list[str]]) -> Iterator[list[_Piece]]:
    """The keys of the texts, longest first, in batches of at most `BATCH_TOKENS`, as CTranslate2 would cut them."""
    keys = sorted(tokens, key=lambda key: len(tokens[key]), reverse=True)
    while keys:
        longest = min(len(tokens[keys[0]]) + 1, INPUT_TOKENS)
        count = max(1, BATCH_TOKENS // longest)
        yield keys[:count]
        keys = keys[count:]


def _clean(text: str) -> str:
    """One line of text: no control characters, single blanks. ▁ is SentencePiece's blank, left in unknown pieces."""
    return " ".join(_CONTROL.sub("", text.replace("▁", " ")).split())


def _offsets(pieces: Sequence[str], text: str) -> list[tuple[int, int]] | None:
    """Where each piece stands in `text`, or None where the pieces do not spell it (bytes, another normal form).

    White space is left out, and full-width forms count as what SentencePiece makes of them (NFKC).
    """
    spelt = [(c, at) for at, char in enumerate(text) for c in unicodedata.normalize("NFKC", char) if not c.isspace()]
    offsets: list[tuple[int, int]] = []
    place = 0
    for piece in pieces:
        letters = "".join(unicodedata.normalize("NFKC", piece.replace("▁", "")).split())
        ahead = spelt[place : place + len(letters)]
        if "".join(letter for letter, _ in ahead) != letters:
            return None
        start = ahead[0][1] if ahead else offsets[-1][1] if offsets else 0
        offsets.append((start, ahead[-1][1] + 1 if ahead else start))
        place += len(letters)
    return offsets


def _decoder(tokenizer: Any) -> Callable[[list[str]], str]:
    """Tokens to text. That of argostranslate's SentencePiece tokenizer would turn every `_` into a blank."""
    if not hasattr(tokenizer, "lazy_processor"):
        decode: Callable[[list[str]], str] = tokenizer.decode
        return decode
    decode_pieces: Callable[[list[str]], str] = tokenizer.lazy_processor().decode_pieces
    return decode_pieces


def _read(folder: Path) -> Any:
    """The package as argostranslate sees it: metadata and tokenizer."""
    with _own_settings():
        from argostranslate.package import Package

    return Package(folder)


@contextmanager
def _own_settings() -> Iterator[None]:
    """Import argostranslate with folders of our own and none of the reader's settings for it.

    At import it makes a data, a config and a cache folder, which fails in a read-only home, and may log to stdout.
    Ours are temporary, because nothing that is used of it looks there again.
    """
    foreign = {name: value for name, value in os.environ.items() if name in _SETTINGS or name.startswith("ARGOS_")}
    with tempfile.TemporaryDirectory(prefix="duizhao-") as folder:
        for name in foreign:
            del os.environ[name]
        os.environ.update(dict.fromkeys(_SETTINGS, folder))
        try:
            yield
        finally:
            for name in _SETTINGS:
                del os.environ[name]
            os.environ.update(foreign)
