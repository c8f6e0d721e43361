"""The reader's own glossary file: a term at a time, all else as it stands, and every change can be taken back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import paths
from reader.errors import GlossaryError
from reader.glossary import Glossary, load, own
from reader.glossary.own import Change
from reader.model import Entry
from reader.pipeline import Options, open_glossary

HEADER = "source\ttarget\tpinyin\tpos\tnote\tvariants\n"
FOREIGN = ("# 中文 comment", "", "  ", "闭源\tclosed-source\t\t\tmine", "套壳\twrapper", "*壳*\tshell", "壳\tskin")
SOURCES = ("闭源", "套壳", "壳", "智驾")


def test_the_first_term_makes_the_file_with_its_folder(home: Path) -> None:
    path = home / "deep" / "glossary.tsv"
    own.put(path, Entry("智驾", "assisted driving", ("zhì", "jià"), note="of cars"))
    assert path.read_text("utf-8") == HEADER + "智驾\tassisted driving\tzhì jià\t\tof cars\n"


def test_a_term_takes_the_place_of_the_line_that_counted(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_text(f"# mine\n{HEADER}\n套壳\ta\n套壳\tb\n# end\n", "utf-8")
    own.put(path, Entry("套壳", "wrapper"))
    assert path.read_text("utf-8") == f"# mine\n{HEADER}\n套壳\ta\n套壳\twrapper\n# end\n"


def test_a_term_that_is_dropped_leaves_no_line(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_text(f"{HEADER}套壳?\ta\n# 套壳 is no comment's business\n套壳产品\tc\n 套壳 \tb\n", "utf-8")
    own.drop(path, "套壳")
    assert path.read_text("utf-8") == f"{HEADER}# 套壳 is no comment's business\n套壳产品\tc\n"


def test_what_is_so_already_is_no_change(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    own.put(path, Entry("套壳", "wrapper"))
    assert (own.put(path, Entry("套壳", "wrapper")), own.drop(path, "开源")) == (None, None)


def file_of(lines: list[str], end: str, bom: str) -> bytes:
    return (bom + "".join(line + end for line in (HEADER.strip(), *lines))).encode()


@given(
    st.lists(st.sampled_from(FOREIGN), max_size=8),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
    st.lists(st.tuples(st.sampled_from(SOURCES), st.sampled_from(["", "one", "two"])), max_size=6),
)
def test_all_changes_taken_back_leave_the_file_byte_for_byte_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], end: str, bom: str, said: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("own") / "g.tsv"
    path.write_bytes(file_of(lines, end, bom))
    states = [path.read_bytes()]
    changes = []
    for source, target in said:
        change = own.put(path, Entry(source, target)) if target else own.drop(path, source)
        if change:
            changes.append(Change.loaded(change.dumped()))
            states.append(path.read_bytes())
            entries = {entry.source: entry.target for entry in load(path).entries}
            assert entries.get(source, "") == target
    for change, state in zip(reversed(changes), reversed(states[:-1]), strict=True):
        assert own.make(path, change.reversed)
        assert path.read_bytes() == state
    for change, state in zip(changes, states[1:], strict=True):
        assert own.make(path, change)
        assert path.read_bytes() == state


@given(st.lists(st.sampled_from(FOREIGN), max_size=8), st.sampled_from(SOURCES))
def test_no_line_but_those_of_the_source_is_touched(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], source: str
) -> None:
    path = tmp_path_factory.mktemp("own") / "g.tsv"
    path.write_bytes(file_of(lines, "\n", ""))
    own.put(path, Entry(source, "new"))
    own.drop(path, source)
    kept = [line for line in lines if line.strip("*").split("\t")[0].strip("*") != source]
    assert path.read_bytes() == file_of(kept, "\n", "")


def test_what_was_changed_by_hand_since_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    change = own.put(path, Entry("套壳", "wrapper"))
    assert change
    by_hand = f"# a new first line\n{HEADER}套壳\tshell\n"
    path.write_text(by_hand, "utf-8")
    assert (own.make(path, change.reversed), path.read_text("utf-8")) == (False, by_hand)


def test_a_change_is_taken_back_though_other_lines_were_changed_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_text(HEADER + "套壳\twrapper\n", "utf-8")
    change = own.put(path, Entry("套壳", "shell"))
    assert change
    path.write_text(f"# a new first line\n{path.read_text('utf-8')}开源\topen\n", "utf-8")
    assert own.make(path, change.reversed)
    assert [entry.target for entry in load(path).entries] == ["wrapper", "open"]


def test_a_link_stays_a_link_and_a_mode_its_mode(tmp_path: Path) -> None:
    real, link = tmp_path / "real.tsv", tmp_path / "g.tsv"
    real.write_text(HEADER, "utf-8")
    real.chmod(0o600)
    link.symlink_to(real)
    own.put(link, Entry("套壳", "wrapper"))
    assert (link.is_symlink(), real.stat().st_mode & 0o777, len(load(real).entries)) == (True, 0o600, 1)


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(GlossaryError, match="cannot be changed"):
        own.put(tmp_path / "file" / "g.tsv", Entry("套壳", "wrapper"))
    (tmp_path / "bad.tsv").write_bytes("source\ttarget\n套壳\twrapper\n".encode("gb18030"))
    with pytest.raises(GlossaryError, match="is not UTF-8"):
        own.put(tmp_path / "bad.tsv", Entry("套壳", "wrapper"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.tsv", "file"]


def test_of_two_that_write_at_once_neither_loses_a_term(tmp_path: Path) -> None:
    path, signs = tmp_path / "g.tsv", "甲乙丙丁戊己庚辛"
    script = (
        "import sys; from pathlib import Path; from reader.glossary import own; from reader.model import Entry\n"
        "for sign in sys.argv[2]:\n"
        "    for other in sys.argv[2]: own.put(Path(sys.argv[1]), Entry(sys.argv[3] + sign + other, 'x'))"
    )
    writers = [subprocess.Popen([sys.executable, "-c", script, path, signs, first]) for first in "天地"]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert len(load(path).entries) == 2 * len(signs) ** 2


# Which glossary counts


def test_own_terms_outrank_those_that_ship_and_chosen_files_outrank_both(tmp_path: Path) -> None:
    chosen = tmp_path / "chosen.tsv"
    chosen.write_text(HEADER + "套壳\tchosen\n", "utf-8")
    for source in ("开源", "套壳"):
        own.put(paths.glossary(), Entry(source, "mine"))
    glossary = open_glossary(Options(glossaries=(chosen,)))
    found = [(glossary.get(source), glossary.origin(source)) for source in ("开源", "套壳")]
    assert found == [(Entry("开源", "mine"), paths.glossary()), (Entry("套壳", "chosen"), chosen)]
    shipped = open_glossary(Options(own=False)).origin("开源")
    assert shipped
    assert shipped.name == "ai.tsv"


def test_a_shipped_term_can_be_said_to_be_none() -> None:
    own.put(paths.glossary(), Entry("开源", "-"))
    glossary = open_glossary(Options())
    assert (glossary.get("开源"), glossary.said("开源")) == (None, Entry("开源", "-"))
    assert [m.entry.source for m in glossary.match("开源模型", lambda start, end: True)] != ["开源"]


def test_a_broken_own_file_is_said_with_its_line() -> None:
    paths.glossary().write_text(HEADER + "套壳\twrapper\n开源 open\n", "utf-8")
    with pytest.raises(GlossaryError) as error:
        open_glossary(Options())
    assert str(error.value) == f"{paths.glossary()}, line 3: has no tab; source and target are separated by one"


def test_a_glossary_says_what_another_has_otherwise() -> None:
    one = Glossary([Entry("开源", "a"), Entry("闭源", "b"), Entry("壳", "c")])
    other = Glossary([Entry("开源", "a"), Entry("闭源", "x"), Entry("智驾", "d")])
    changed = one.changed(other)
    assert [source for source in ("开源", "闭源", "壳", "智驾") if changed.has_any(source)] == ["闭源", "壳", "智驾"]
