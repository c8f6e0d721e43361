"""The real article, where it is present: set as a person would set it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.ingest import ingest
from reader.model import Document


@pytest.fixture
def document(article: Path) -> Document:
    return ingest(str(article))


def test_kinds_of_blocks(document: Document) -> None:
    assert [block.kind for block in document.blocks] == ["heading", "paragraph", "aside", "aside", "aside", "aside"]


def test_title_is_whole_and_stands_in_the_heading(document: Document) -> None:
    heading = document.text_of(document.blocks[0])
    assert (len(document.title), heading.endswith(f"#【{document.title}】")) == (24, True)


def test_publisher_and_date_are_taken_out(document: Document) -> None:
    body = document.text_of(document.blocks[1])
    assert (document.publisher, document.date) == ("观察者网", "2025-12-11 21:10:00")
    assert (document.date in document.text, body.startswith("12月10日,"), body.endswith("。")) == (False, True, True)


def test_nothing_of_the_article_is_lost(document: Document, article: Path) -> None:
    source = article.read_text("utf-8").split("\n")
    lead_and_body = source[4]
    assert "".join(document.text_of(block) for block in document.blocks[:2]) == lead_and_body


def test_tail_is_set_aside(document: Document) -> None:
    tail = [document.text_of(block) for block in document.blocks[2:]]
    assert (tail[0], tail[1] == tail[2] == document.publisher, tail[3].startswith(document.publisher)) == (
        "0 阅读:68",
        True,
        True,
    )
