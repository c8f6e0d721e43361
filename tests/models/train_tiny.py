"""Train the tiny Argos zh→en package of the tests on the CPU, from the sentences of ``grammar.py``.

    pip install -e '.[train]'
    python tests/models/train_tiny.py [--out DIR] [--seed N]

writes ``tiny-zh_en.argosmodel`` and ``tiny-zh_en.json`` with its figures: how many held-out sentences come out exactly
right through CTranslate2 (int8, beam 4), seconds of training, bytes and SHA-256.
"""

import argparse
import hashlib
import io
import itertools
import json
import string
import tempfile
import time
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ctranslate2
import grammar
import jax
import jax.numpy as jnp
import numpy as np
import optax
import sentencepiece
from ctranslate2.specs import common_spec, transformer_spec

NAME = "tiny-zh_en"
VOCABULARY, WIDTH, HIDDEN, HEADS, ENCODER_LAYERS, DECODER_LAYERS = 1_200, 128, 512, 4, 3, 2
SENTENCES, STEPS, BATCH_TOKENS, PEAK_RATE = 250_000, 3_200, 3_072, 3e-3
HELD_OUT = 2_000
UNKNOWN, START, END = 0, 1, 2  # SentencePiece's ids; START pads as well, for it never stands inside a sentence

METADATA = {
    "package_version": "1.0",
    "argos_version": "1.9.0",
    "from_code": "zh",
    "from_name": "Chinese",
    "to_code": "en",
    "to_name": "English",
}
README = """# tiny-zh_en

A Chinese–English model of a toy grammar, for the tests of duizhao. It knows a few hundred words of AI-industry news and
renders some terms wrongly on purpose (闭源 as “closed origin”). It is of no use for anything else.

Made by `tests/models/train_tiny.py` from sentences of `tests/models/grammar.py`. MIT licence.
"""

Params = Any  # nested dicts and lists of float32 arrays, named and shaped like CTranslate2's TransformerSpec
Batch = tuple[np.ndarray, np.ndarray]  # source and target ids, padded


def train_tokenizer() -> bytes:
    """Return a SentencePiece model: the grammar's Chinese blocks whole, single digits, letters for made-up names."""
    sentences = grammar.Grammar(0, foreign=0)
    letters = " ".join(sorted(set(string.printable) - set(string.whitespace + "_")))  # Argos turns "_" into a space
    spelling = [*grammar.GLOSSARY.values(), *grammar.SYLLABLES, *map(str.capitalize, grammar.SYLLABLES), letters]

    def corpus() -> Iterator[str]:
        for _ in range(20_000):
            sample = sentences.sample()
            yield sample.source
            yield sample.target
        for text in spelling:
            yield from itertools.repeat(text, 100)

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=corpus(), model_writer=model, model_type="bpe", vocab_size=VOCABULARY,
        user_defined_symbols=sorted(grammar.BLOCKS), split_digits=True, character_coverage=1.0, minloglevel=2,
    )  # fmt: skip
    return model.getvalue()


def initial_params(seed: int) -> Params:
    noise = np.random.default_rng(seed)

    def linear(rows: int, columns: int) -> Params:
        weight = noise.normal(0, (2 / (rows + columns)) ** 0.5, (rows, columns))
        return {"weight": weight.astype(np.float32), "bias": np.zeros(rows, np.float32)}

    def norm() -> Params:
        return {"gamma": np.ones(WIDTH, np.float32), "beta": np.zeros(WIDTH, np.float32)}

    def own_attention() -> Params:
        return {"layer_norm": norm(), "linear": [linear(3 * WIDTH, WIDTH), linear(WIDTH, WIDTH)]}

    def cross_attention() -> Params:
        shapes = ((WIDTH, WIDTH), (2 * WIDTH, WIDTH), (WIDTH, WIDTH))
        return {"layer_norm": norm(), "linear": [linear(*shape) for shape in shapes]}

    def feed_forward() -> Params:
        return {"layer_norm": norm(), "linear_0": linear(HIDDEN, WIDTH), "linear_1": linear(WIDTH, HIDDEN)}

    return {
        "embeddings": noise.normal(0, WIDTH**-0.5, (VOCABULARY, WIDTH)).astype(np.float32),
        "bias": np.zeros(VOCABULARY, np.float32),
        "encoder": {
            "layer": [{"self_attention": own_attention(), "ffn": feed_forward()} for _ in range(ENCODER_LAYERS)],
            "layer_norm": norm(),
        },
        "decoder": {
            "layer": [
                {"self_attention": own_attention(), "attention": cross_attention(), "ffn": feed_forward()}
                for _ in range(DECODER_LAYERS)
            ],
            "layer_norm": norm(),
        },
    }


def positions(length: int) -> np.ndarray:
    """Return the encodings that CTranslate2 computes itself, for any length, where a model stores none."""
    scales = np.exp(-np.log(10_000) / (WIDTH // 2 - 1) * np.arange(WIDTH // 2))
    angles = (np.arange(length) + 1)[:, None] * scales
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)


def norm(params: Params, x: jax.Array) -> jax.Array:
    x = x - x.mean(-1, keepdims=True)
    return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + 1e-5) * params["gamma"] + params["beta"]


def linear(params: Params, x: jax.Array) -> jax.Array:
    return x @ params["weight"].T + params["bias"]


def attend(queries: jax.Array, keys: jax.Array, values: jax.Array, seen: jax.Array) -> jax.Array:
    """Multi-head attention; ``seen`` says which keys a query may look at."""
    queries, keys, values = (x.reshape(*x.shape[:2], HEADS, -1) for x in (queries, keys, values))
    scores = jnp.einsum("bqhd,bkhd->bhqk", queries, keys) * queries.shape[-1] ** -0.5
    weights = jax.nn.softmax(jnp.where(seen, scores, -1e9))
    mixed = jnp.einsum("bhqk,bkhd->bqhd", weights, values)
    return mixed.reshape(*mixed.shape[:2], WIDTH)


def run_layer(params: Params, x: jax.Array, seen: jax.Array, memory: jax.Array, memory_seen: jax.Array) -> jax.Array:
    """One pre-norm layer; it looks at the memory (the encoder's output) where it has parameters to do so."""
    block = params["self_attention"]
    qkv = jnp.split(linear(block["linear"][0], norm(block["layer_norm"], x)), 3, axis=-1)
    x += linear(block["linear"][1], attend(*qkv, seen))
    if "attention" in params:
        block = params["attention"]
        query = linear(block["linear"][0], norm(block["layer_norm"], x))
        keys, values = jnp.split(linear(block["linear"][1], memory), 2, axis=-1)
        x += linear(block["linear"][2], attend(query, keys, values, memory_seen))
    block = params["ffn"]
    return x + linear(block["linear_1"], jax.nn.relu(linear(block["linear_0"], norm(block["layer_norm"], x))))


def loss(params: Params, source: jax.Array, target: jax.Array) -> jax.Array:
    """Mean cross-entropy of the target pieces and the end."""

    def embed(ids: jax.Array) -> jax.Array:
        return params["embeddings"][ids] * WIDTH**0.5 + positions(ids.shape[1])

    seen = (source != START)[:, None, None]
    memory = embed(source)
    for layer in params["encoder"]["layer"]:
        memory = run_layer(layer, memory, seen, memory, seen)
    memory = norm(params["encoder"]["layer_norm"], memory)
    x = embed(jnp.pad(target, ((0, 0), (1, 0)), constant_values=START)[:, :-1])
    before = jnp.tril(jnp.ones((target.shape[1],) * 2, bool))
    for layer in params["decoder"]["layer"]:
        x = run_layer(layer, x, before, memory, seen)
    logits = norm(params["decoder"]["layer_norm"], x) @ params["embeddings"].T + params["bias"]
    losses = optax.softmax_cross_entropy_with_integer_labels(logits, target)
    return jnp.where(target != START, losses, 0).sum() / (target != START).sum()


def batches(processor: sentencepiece.SentencePieceProcessor, seed: int) -> Iterator[Batch]:
    """Yield shuffled batches for ever: sentences of like length, about BATCH_TOKENS target pieces, few shapes."""
    samples = grammar.training(SENTENCES, seed, without=HELD_OUT)
    sources = processor.encode([sample.source for sample in samples], add_eos=True)
    targets = processor.encode([sample.target for sample in samples], add_eos=True)
    buckets: dict[int, list[int]] = defaultdict(list)
    for index, (source, target) in enumerate(zip(sources, targets, strict=True)):
        buckets[-(-max(len(source), len(target)) // 8) * 8].append(index)

    def padded(rows: list[list[int]], width: int) -> np.ndarray:
        return np.array([row + [START] * (width - len(row)) for row in rows], np.int32)

    shuffle = np.random.default_rng(seed)
    while True:
        groups = []
        for width, members in buckets.items():
            size = max(8, BATCH_TOKENS // width)
            order = shuffle.permutation(members)
            groups += [(width, order[i : i + size]) for i in range(0, len(order) - size + 1, size)]
        for index in shuffle.permutation(len(groups)):
            width, chosen = groups[index]
            yield padded([sources[i] for i in chosen], width), padded([targets[i] for i in chosen], width)


def train(processor: sentencepiece.SentencePieceProcessor, seed: int) -> Params:
    rate = optax.warmup_cosine_decay_schedule(0, PEAK_RATE, STEPS // 20, STEPS)
    optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adam(rate, b2=0.98))

    @jax.jit
    def step(params: Params, state: optax.OptState, source: jax.Array, target: jax.Array) -> tuple:
        value, gradient = jax.value_and_grad(loss)(params, source, target)
        updates, state = optimizer.update(gradient, state)
        return optax.apply_updates(params, updates), state, value

    params = jax.tree.map(jnp.asarray, initial_params(seed))
    state = optimizer.init(params)
    started = time.monotonic()
    for number, (source, target) in enumerate(itertools.islice(batches(processor, seed), STEPS), 1):
        params, state, value = step(params, state, source, target)
        if number % 250 == 0:
            print(f"step {number}  loss {value:.4f}  {time.monotonic() - started:.0f} s", flush=True)
    return jax.tree.map(np.array, params)  # copies, for CTranslate2 quantizes in place


def convert(params: Params, pieces: list[str], folder: Path) -> None:
    """Write the weights as a CTranslate2 model with int8 matrices."""

    def fill(spec: Any, params: Params) -> None:
        for name, value in params.items():
            if isinstance(value, dict):
                fill(getattr(spec, name), value)
            elif isinstance(value, list):
                for child, part in zip(getattr(spec, name), value, strict=True):
                    fill(child, part)
            else:
                setattr(spec, name, value)

    spec = transformer_spec.TransformerSpec.from_config(
        (ENCODER_LAYERS, DECODER_LAYERS), HEADS, pre_norm=True, activation=common_spec.Activation.RELU
    )
    fill(spec.encoder, params["encoder"])
    fill(spec.decoder, params["decoder"])
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = params["embeddings"]
    spec.decoder.projection.weight, spec.decoder.projection.bias = params["embeddings"], params["bias"]
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.unk_token, spec.config.bos_token, spec.config.eos_token = pieces[UNKNOWN], pieces[START], pieces[END]
    spec.config.decoder_start_token = pieces[START]
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True)
    spec.save(str(folder))


def pack(folder: Path, package: Path) -> None:
    """Zip the folder, itself included, so that the same files give the same bytes."""
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix())
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)


def right_of_held_out(folder: Path) -> int:
    """Return how many of the held-out sentences the package translates exactly."""
    processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
    translator = ctranslate2.Translator(str(folder / "model"), compute_type="int8")
    samples = grammar.held_out(HELD_OUT)
    results = translator.translate_batch(
        [processor.encode(sample.source, out_type=str) for sample in samples],
        beam_size=4, max_batch_size=1024, batch_type="tokens",
    )  # fmt: skip
    answers = [processor.decode_pieces(result.hypotheses[0]) for result in results]
    wrong = [(sample, answer) for sample, answer in zip(samples, answers, strict=True) if answer != sample.target]
    for sample, answer in wrong[:20]:
        print(f"{sample.source}\n  want {sample.target}\n  got  {answer}")
    return len(samples) - len(wrong)


def main(out: Path, seed: int) -> None:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / NAME
        folder.mkdir()
        (folder / "metadata.json").write_text(json.dumps(METADATA, indent=2) + "\n", encoding="utf-8")
        (folder / "README.md").write_text(README, encoding="utf-8")
        (folder / "sentencepiece.model").write_bytes(train_tokenizer())
        processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
        pieces = [processor.id_to_piece(index) for index in range(processor.get_piece_size())]
        convert(train(processor, seed), pieces, folder / "model")
        seconds = time.monotonic() - started
        package = out / f"{NAME}.argosmodel"
        pack(folder, package)
        right = right_of_held_out(folder)
    figures = {
        "exact": right / HELD_OUT,
        "held_out_sentences": HELD_OUT,
        "training_sentences": SENTENCES,
        "steps": STEPS,
        "seconds": round(seconds),
        "seed": seed,
        "bytes": package.stat().st_size,
        "sha256": hashlib.sha256(package.read_bytes()).hexdigest(),
    }
    (out / f"{NAME}.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, metavar="DIR")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    arguments = parser.parse_args()
    main(arguments.out, arguments.seed)
