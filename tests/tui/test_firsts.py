"""The first places of words, found while sentences come in any order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model import Word
from reader.tui.firsts import FirstPlaces

texts = st.lists(st.lists(st.sampled_from("开源水行"), max_size=6), min_size=1, max_size=8)


def words(sentence: list[str]) -> list[Word]:
    return [Word(text, at, at + 1, "word", (text,)) for at, text in enumerate(sentence)]


def plain(text: list[list[str]]) -> list[list[bool]]:
    """The same by reading the text from its beginning."""
    seen: set[str] = set()
    found = []
    for sentence in text:
        found.append([])
        for word in sentence:
            found[-1].append(word not in seen)
            seen.add(word)
    return found


@given(texts, st.randoms())
def test_first_places_are_those_of_reading_from_the_beginning(text: list[list[str]], random: object) -> None:
    firsts, shown = FirstPlaces(), {}
    order = list(range(len(text)))
    random.shuffle(order)  # type: ignore[attr-defined]
    for sentence in order:
        later = firsts.add(sentence, words(text[sentence]))
        for changed in {sentence, *later}:
            shown[changed] = firsts.of(changed, words(text[changed]))
    assert [shown[sentence] for sentence in range(len(text))] == plain(text)


@given(texts, texts)
def test_a_sentence_cut_anew_hides_no_first_place(text: list[list[str]], other: list[list[str]]) -> None:
    firsts = FirstPlaces()
    for sentence, said in enumerate(text):
        firsts.add(sentence, words(said))
    firsts.forget(0, words(text[0]))
    now = [other[0], *text[1:]]
    firsts.add(0, words(now[0]))
    found = [firsts.of(sentence, words(said)) for sentence, said in enumerate(now)]
    assert all(
        f or not p for row, right in zip(found, plain(now), strict=True) for f, p in zip(row, right, strict=True)
    )
