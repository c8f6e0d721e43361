"""The engine room: a real child process, its messages, its death."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import paths, pipeline, room
from reader.glossary import own
from reader.language.sentences import split
from reader.model import Block, Document, Entry, Sentence
from reader.store import Store

TEXT = "彭博社报道称，智谱发布了新模型。它是开源的。你好！"


def sentences(text: str = TEXT) -> tuple[Sentence, ...]:
    return tuple(split(Document("-", text, (Block("paragraph", 0, len(text)),))))


@pytest.fixture
def engine_room(home: Path, cache: Path) -> Iterator[room.Room]:
    Store(home / "store.sqlite").close()
    opened = room.Room(pipeline.Options("gloss"), home / "store.sqlite")
    yield opened
    opened.close()


def until_finished(engine_room: room.Room) -> list[room.Fact]:
    facts: list[room.Fact] = []
    while not facts or not ended(facts[-1]):
        facts.append(engine_room.receive())
    return facts


def ended(fact: room.Fact) -> bool:
    if isinstance(fact, room.WorkFailed):
        return fact.work != "glossary"
    return isinstance(fact, room.TextFinished | room.RoomCrashed)


def read(
    engine_room: room.Room, text: int, found: tuple[Sentence, ...], first: tuple[int, ...] = ()
) -> list[room.Fact]:
    engine_room.send(room.Read(text, found, (True,) * len(found), room.LookAt(min(first, default=0), first)))
    return until_finished(engine_room)


def test_a_text_comes_back_with_words_then_english(engine_room: room.Room) -> None:
    facts = read(engine_room, 1, sentences())
    assert [type(fact).__name__ for fact in facts][:3] == ["EngineOpened", "SentencesAnnotated", "SentencesTranslated"]
    assert sorted(i for f in facts if isinstance(f, room.SentencesTranslated) for i, _ in f.sentences) == [0, 1, 2]


def test_every_fact_carries_the_number_of_its_text(engine_room: room.Room) -> None:
    read(engine_room, 1, sentences())
    facts = read(engine_room, 7, sentences())
    assert {fact.text for fact in facts} == {7}  # type: ignore[union-attr]


def test_what_is_on_screen_comes_first(engine_room: room.Room) -> None:
    found = sentences("。".join(f"第{n}句话很长" for n in "一二三四五六七八九") + "。")
    facts = read(engine_room, 1, found, first=(5, 6))
    first = next(f for f in facts if isinstance(f, room.SentencesTranslated))
    assert [index for index, _ in first.sentences] == [5, 6]


def test_a_killed_room_says_how_it_died(engine_room: room.Room) -> None:
    read(engine_room, 1, sentences())
    os.kill(engine_room._process.pid or 0, signal.SIGSEGV)
    assert engine_room.receive() == room.RoomCrashed("stopped by SIGSEGV")


def test_a_new_text_ends_the_work_on_the_old_one(engine_room: room.Room) -> None:
    many = tuple(Sentence(f"{n:016x}", 0, n, n + 1, f"第{n}句话说的是开源模型。") for n in range(400))
    engine_room.send(room.Read(1, many, (True,) * 400))
    engine_room.receive()
    facts = read(engine_room, 2, sentences())
    assert room.TextFinished(1) not in facts
    assert facts[-1] == room.TextFinished(2)


def writing(engine_room: room.Room, path: Path, count: int) -> None:
    """The room writes a text of so many sentences, and the first ones are ready."""
    text = "".join(f"第{n}天，公司发布了新模型。" for n in range(count))
    document = Document("-", text, (Block("paragraph", 0, len(text)),))
    found = tuple(split(document))
    engine_room.send(room.Read(1, found, (True,) * len(found)))
    engine_room.send(room.WriteText(document, path))
    while not isinstance(fact := engine_room.receive(), room.SentencesWritten) or not fact.done:
        assert not isinstance(fact, room.RoomCrashed | room.WorkFailed), fact


def test_the_page_is_served_while_a_text_is_written(engine_room: room.Room, tmp_path: Path) -> None:
    writing(engine_room, tmp_path / "out.md", 5_000)
    engine_room.send(room.LookAt(4_800, (4_801, 4_802)))
    facts: list[room.Fact] = []
    while not isinstance(facts[-1] if facts else None, room.TextWritten | room.RoomCrashed | room.WorkFailed):
        facts.append(engine_room.receive())
    first = next(f for f in facts if isinstance(f, room.SentencesTranslated) and f.sentences[0][0] > 4_000)
    assert [index for index, _ in first.sentences[:2]] == [4_801, 4_802]
    ready = [fact.done for fact in facts if isinstance(fact, room.SentencesWritten)]
    assert ready == sorted(ready)
    assert ready[-1] == 5_000
    assert (tmp_path / "out.md").read_text("utf-8").count("\n| 第") == 5_000


def test_a_killed_room_leaves_no_half_file(engine_room: room.Room, tmp_path: Path) -> None:
    writing(engine_room, tmp_path / "out.md", 5_000)
    engine_room.close()
    assert list(tmp_path.iterdir()) == []


def test_an_order_is_given_at_once_however_long_the_text(engine_room: room.Room) -> None:
    many = tuple(Sentence(f"{n:016x}", 0, n, n + 1, f"第{n}句话说的是开源模型。") for n in range(60_000))
    engine_room.send(room.Read(1, many, (True,) * len(many)))
    engine_room.receive()
    started = time.perf_counter()
    engine_room.send(room.Read(2, many, (True,) * len(many)))
    assert time.perf_counter() - started < 0.1


def test_closing_is_quick_while_it_works(engine_room: room.Room) -> None:
    many = tuple(Sentence(f"{n:016x}", 0, n, n + 1, f"第{n}句话说的是开源模型。") for n in range(400))
    engine_room.send(room.Read(1, many, (True,) * 400))
    engine_room.receive()
    started = time.perf_counter()
    engine_room.close()
    assert time.perf_counter() - started < 0.5


def test_a_store_that_cannot_be_used_is_said_and_the_room_goes_on(home: Path, cache: Path) -> None:
    (home / "file").write_text("")
    opened = room.Room(pipeline.Options("gloss"), home / "file" / "store.sqlite")
    try:
        (failed,) = read(opened, 1, sentences())
        assert isinstance(failed, room.WorkFailed)
        assert "set DUIZHAO_HOME" in failed.message
        assert isinstance(read(opened, 2, sentences())[-1], room.WorkFailed)
    finally:
        opened.close()


def test_new_words_are_found_in_the_text_that_is_read_and_reading_goes_on(engine_room: room.Room) -> None:
    found = sentences("没有智驾就不买。谁懂智驾？")
    read(engine_room, 3, found)
    engine_room.send(room.FindNewWords())
    facts = until_finished(engine_room)
    (told,) = (fact for fact in facts if isinstance(fact, room.NewWordsFound))
    assert (told.text, [(word.text, word.places) for word in told.words]) == (3, [("智驾", ((0, 2), (1, 2)))])
    assert facts[-1] == room.TextFinished(3)


def test_another_text_ends_the_search_for_new_words(engine_room: room.Room) -> None:
    many = tuple(Sentence(f"{n:016x}", 0, n, n + 1, f"第{n}句话说的是智驾。") for n in range(4000))
    engine_room.send(room.Read(1, many, (False,) * len(many)))
    engine_room.send(room.FindNewWords())
    facts = read(engine_room, 2, sentences())
    assert [fact for fact in facts if isinstance(fact, room.NewWordsFound)] == []
    assert facts[-1] == room.TextFinished(2)


def test_a_glossary_that_was_changed_is_obeyed_at_once_and_who_is_concerned_is_said(engine_room: room.Room) -> None:
    found = sentences("智谱走了。开源很好。开源节流很难。")
    read(engine_room, 1, found)
    own.put(paths.glossary(), Entry("开源", "in the open"))
    engine_room.send(room.OpenGlossary(2, room.LookAt(0)))
    facts = until_finished(engine_room)
    assert facts[0] == room.GlossaryOpened(2, (1,))
    english = dict(pair for f in facts if isinstance(f, room.SentencesTranslated) for pair in f.sentences)
    assert ["in the open" in english[index].target.lower() for index in range(3)] == [False, True, False]


def test_what_is_far_from_the_reader_counts_by_its_characters_so_that_a_novel_does_not_hold_the_page_up(
    engine_room: room.Room,
) -> None:
    found = sentences("开源节流很难。" * (room.REACH + 2))
    engine_room.send(room.Read(1, found, (False,) * len(found)))
    until_finished(engine_room)
    own.put(paths.glossary(), Entry("开源", "in the open"))
    engine_room.send(room.OpenGlossary(2, room.LookAt(0)))
    facts = until_finished(engine_room)
    assert facts[0] == room.GlossaryOpened(2, (room.REACH + 1,), sure=False)


def test_a_broken_glossary_of_ones_own_is_said_and_the_text_is_read_without_it(engine_room: room.Room) -> None:
    paths.glossary().write_text("source\ttarget\n开源 open\n", "utf-8")
    first, *facts = read(engine_room, 1, sentences())
    said = f"{paths.glossary()}, line 2: has no tab; source and target are separated by one"
    assert first == room.WorkFailed(f"{said}; your own terms are left out until it is mended", "glossary")
    assert facts[-1] == room.TextFinished(1)
    engine_room.send(room.OpenGlossary(2, room.LookAt(0)))
    assert engine_room.receive() == room.WorkFailed(said, "glossary")
    assert until_finished(engine_room)[-1] == room.TextFinished(2)


def test_an_engine_of_one_answer_finds_no_other_english(engine_room: room.Room) -> None:
    read(engine_room, 1, sentences())
    engine_room.send(room.FindEnglish(1, 0))
    assert until_finished(engine_room)[0] == room.EnglishFound(1, 0, ())
