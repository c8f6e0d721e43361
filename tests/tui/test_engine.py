"""The reader and its engine room: how far it is, when it stops, a model that arrives, a text that is written."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from driving import Reading, reading
from textual.widgets import Input

from reader.ingest import ingest
from reader.model import Document
from reader.room import InstallModel
from reader.translate.packages import install_from
from reader.tui.bars import Footer, Header

TINY = Path(__file__).parents[1] / "models" / "tiny-zh_en.argosmodel"
pytestmark = pytest.mark.usefixtures("cache")


def long_text(folder: Path, sentences: int) -> Document:
    """A file with so many sentences, four to a paragraph, none like another."""
    text = "".join(f"第{n}天，公司发布了新模型。" + "\n\n" * (n % 4 == 0) for n in range(1, sentences + 1))
    (folder / "long.txt").write_text(text, encoding="utf-8")
    return ingest(str(folder / "long.txt"))


def percent(reader: Reading) -> int | None:
    return reader.screen.query_one(Footer).percent


# How far it is


async def test_what_is_said_of_progress_is_true_of_a_long_text(tmp_path: Path) -> None:
    async with reading(long_text(tmp_path, 1_600), finished=False) as reader:
        await reader.until(lambda: reader.header.endswith("400 of 1,600 sentences"))
        await reader.until(lambda: percent(reader) is None)
        await reader.press("G")
        await reader.until(
            lambda: (
                reader.header.endswith("of 1,600 sentences") and not reader.header.endswith("400 of 1,600 sentences")
            )
        )
        await reader.until(lambda: percent(reader) is None)
        assert "▕" not in "".join(reader.footer)


# When it stops


async def stop(reader: Reading) -> None:
    reader.app.room._process.kill()
    await reader.until(lambda: "SIGKILL" in reader.message)
    await reader.pilot.pause()


@pytest.mark.parametrize("width", [20, 60, 80, 120])
async def test_a_crash_of_the_engine_leaves_the_page_and_says_what_to_do(width: int) -> None:
    async with reading(size=(width, 30)) as reader:
        await stop(reader)
        assert " ".join(reader.footer).startswith("Press E to start the engine again: it has stopped by SIGKILL.")
        assert "stopped" in reader.header
        assert any("智谱" in row for row in reader.text())


async def test_a_stopped_engine_is_said_until_it_runs_again() -> None:
    async with reading() as reader:
        await stop(reader)
        for key in ("j", "p", "l"):
            await reader.press(key)
        assert "Press E" in reader.message
        assert reader.header.endswith("word gloss, not a translation, stopped · 6 of 6 sentences")
        await reader.press("E")
        assert reader.message == "the engine is starting again …"
        await reader.until(lambda: reader.message == "")
        assert reader.header.endswith("word gloss, not a translation · 6 of 6 sentences")
        await reader.press("j", "g", "J")
        await reader.until(lambda: all(reader.screen._sheet.fresh))


async def test_a_stopped_engine_shows_no_progress(tmp_path: Path) -> None:
    async with reading(long_text(tmp_path, 1_600), finished=False) as reader:
        await reader.until(lambda: percent(reader) is not None)
        await stop(reader)
        assert "▕" not in "".join(reader.footer)


# A model


@pytest.fixture
def mirror() -> Iterator[tuple[str, int, str]]:
    """The tiny model on a server on this machine: its URL, size and SHA-256."""
    folder, archive = TINY.parent, TINY.read_bytes()

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}/tiny-zh_en.argosmodel"
        yield url, len(archive), hashlib.sha256(archive).hexdigest()
        server.shutdown()


async def test_an_installed_model_changes_the_page_in_place(mirror: tuple[str, int, str]) -> None:
    async with reading() as reader:
        offer = reader.screen.query_one("#offer")
        assert offer.display
        assert "Press M to install" in str(offer.render())
        reader.app.room.send(InstallModel(mirror))
        await reader.until(lambda: "machine translation" in reader.screen.query_one(Header).engine)
        await reader.until(lambda: all(reader.screen._sheet.fresh))
        assert {t.machine for n in range(6) if (t := reader.screen._sheet.translation(n))} == {"translation"}
        assert not offer.display


async def test_a_download_that_fails_says_so_and_the_gloss_stays(mirror: tuple[str, int, str]) -> None:
    async with reading() as reader:
        url, size, _ = mirror
        reader.app.room.send(InstallModel((url, size, "0" * 64)))
        await reader.until(lambda: "SHA-256" in reader.message)
        await reader.press("j", "g", "J")
        await reader.until(lambda: all(reader.screen._sheet.fresh))
        assert {t.machine for n in range(5) if (t := reader.screen._sheet.translation(n))} == {"gloss"}


@pytest.mark.parametrize("width", [60, 100])
async def test_a_long_complaint_shows_what_to_do_to_its_end(mirror: tuple[str, int, str], width: int) -> None:
    async with reading(size=(width, 24)) as reader:
        url, size, _ = mirror
        reader.app.room.send(InstallModel((url, size, "0" * 64)))
        await reader.until(lambda: "SHA-256" in reader.message)
        await reader.pilot.pause()
        assert " ".join(reader.footer).endswith("use duizhao model install --from FILE")
        await reader.press("j")
        assert len(reader.footer) == 1


@pytest.mark.parametrize("width", [40, 100])
async def test_the_offer_of_a_model_is_said_to_its_end(width: int) -> None:
    async with reading(size=(width, 30)) as reader:
        offer = reader.screen.query_one("#offer")
        shown = " ".join(offer.render_line(y).text.strip() for y in range(offer.size.height))
        assert "Press M to install the translation model" in shown
        assert shown.endswith("once).")


async def test_a_broken_model_is_said_with_what_mends_it() -> None:
    (install_from(TINY, trust=True).folder / "model" / "model.bin").unlink()
    async with reading() as reader:
        offer = str(reader.screen.query_one("#offer").render())
        assert "the model is broken. Press M to install it again" in offer
        assert "model/model.bin is missing" in offer


async def test_an_engine_that_fails_is_said_until_it_works() -> None:
    weights = install_from(TINY, trust=True).folder / "model" / "model.bin"
    whole = weights.read_bytes()
    weights.write_bytes(b"\xff" * len(whole))
    async with reading(size=(60, 30), finished=False) as reader:
        await reader.until(lambda: "the model does not run" in reader.message)
        await reader.press("j", "j", "p")
        await reader.press("l")
        assert " ".join(reader.footer).endswith("; E tries again")
        assert "stopped" in reader.header
        weights.write_bytes(whole)
        await reader.press("E")
        await reader.until(lambda: all(reader.screen._sheet.fresh))
        await reader.until(lambda: reader.message == "")
        assert "stopped" not in reader.header


# A text that is written


async def test_export_proposes_a_free_name_and_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news-bilingual.md").write_text("mine")
    async with reading() as reader:
        await reader.press("x")
        await reader.press("enter")
        assert reader.message == f"written: {tmp_path / 'news-bilingual-2.md'}"
    assert "| 闭源模型很贵。 |" in (tmp_path / "news-bilingual-2.md").read_text("utf-8")
    assert (tmp_path / "news-bilingual.md").read_text() == "mine"


async def write(reader: Reading, path: Path) -> None:
    """Press x and give this name."""
    await reader.press("x")
    reader.app.screen.query_one(Input).value = str(path)
    await reader.press("enter")


async def test_a_text_longer_than_the_page_holds_is_written_as_export_writes_it(tmp_path: Path) -> None:
    async with reading(long_text(tmp_path, 2_500), finished=False) as reader:
        await reader.press("j", "l", "l", "l", "g", "c", "j", "g", "J")
        await write(reader, tmp_path / "x.md")
        await reader.until(lambda: reader.message == f"written: {tmp_path / 'x.md'}")
    words = [sys.executable, "-m", "reader", "export", tmp_path / "long.txt", "-o", tmp_path / "export.md"]
    subprocess.run(words, check=True, capture_output=True)
    written = (tmp_path / "x.md").read_text("utf-8")
    assert written == (tmp_path / "export.md").read_text("utf-8")
    assert "not translated yet" not in written
    assert written.count("\n| ") == 2_500 + 2  # the table's head and its rule; one cut, one join


async def test_writing_tells_how_far_it_is_and_stops_at_esc(tmp_path: Path) -> None:
    async with reading(long_text(tmp_path, 20_000), finished=False) as reader:
        await write(reader, tmp_path / "x.md")
        await reader.until(lambda: bool(re.match(r"writing [1-9][\d,]* of 20,000 · Esc stops it", reader.message)))
        await reader.press("j")
        assert reader.word != "第1"
        await reader.press("escape")
        await reader.until(lambda: "stopped, nothing was written" in reader.message)
        await reader.press("j")
        await reader.until(lambda: reader.message == "")
    assert [path.name for path in tmp_path.iterdir()] == ["long.txt"]


async def test_a_name_that_is_taken_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("mine")
    async with reading() as reader:
        await write(reader, tmp_path / "x.md")
        assert "exists already" in reader.message
