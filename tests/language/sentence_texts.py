"""What the tests of sentences share: cases written with |, and any text of the marks that matter."""

from __future__ import annotations

from hypothesis import strategies as st

from reader.ingest.text import from_text
from reader.language.sentences import spans, split

MARKS = "。！？!?….，,；;：:、“”‘’「」\"'（）()《》【】#—～ \n　\u200d他她说问道的就是一1２aZ/@①②亦曾"
ANY = st.text(st.sampled_from(MARKS) | st.characters(), max_size=400) | st.text(st.sampled_from(MARKS), max_size=400)
TEXT = ANY.map(lambda text: text.encode("utf-8", "replace").decode())  # a document has no lone surrogates


def cut(text: str) -> str:
    return "|".join(text[start:end] for start, end in spans(text))


def cut_file(text: str) -> str:
    """As `cut`, for a plain text of several lines."""
    return "|".join(sentence.text for sentence in split(from_text(text, "-")))
