"""Whether the English has a glossary term, in which form, and where."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Entry, Match
from reader.translate import inflection, terms


def settled(target: str, *entries: Entry) -> str:
    found = terms.find(target, [Match(entry, 3 * n, 3 * n + 2) for n, entry in enumerate(entries)])
    return " ".join(
        f"{t.source}:{target[t.target_start : t.target_end] if t.target_end else '-'}/{t.status}" for t in found
    )


OPEN = Entry("开源", "open-source", pos="adj")
MODEL = Entry("模型", "model", pos="noun")
DERIVED = Entry("衍生模型", "derivative model", pos="noun")
MEMBER = Entry("委员", "member of the committee", pos="noun")
SHELL = Entry("套壳", "wrap", pos="verb")
CITY = Entry("城市", "city")
UNION = Entry("联合国", "United Nations", pos="org", variants=("UN", "U.N."))
FIJI = Entry("斐济", "Fiji", pos="place", variants=("Fijian",))
DAILY = Entry("日报", "People's Daily", pos="media")


@pytest.mark.parametrize(
    ("target", "entries", "expected"),
    [
        ("An open-source model.", (OPEN,), "开源:open-source/present"),
        ("An Open Source model.", (OPEN,), "开源:Open Source/present"),
        ("It was open-sourced.", (OPEN,), "开源:open-sourced/present"),
        ("They are open sourcing it.", (OPEN,), "开源:open sourcing/present"),
        ("It was opened.", (OPEN,), "开源:-/unplaced"),
        ("The models grow.", (MODEL,), "模型:models/present"),
        ("The model’s size.", (MODEL,), "模型:model/present"),
        ("A supermodel.", (MODEL,), "模型:-/unplaced"),
        ("They modelled it.", (MODEL,), "模型:-/unplaced"),
        ("Both cities.", (CITY,), "城市:cities/present"),
        ("Members of the committee.", (MEMBER,), "委员:Members of the committee/present"),
        ("It wrapped GPT.", (SHELL,), "套壳:wrapped/present"),
        ("The UN said.", (UNION,), "联合国:UN/present"),
        ("The U.N. said.", (UNION,), "联合国:U.N./present"),
        ("An un-American act.", (UNION,), "联合国:-/unplaced"),
        ("Fijians cheered.", (FIJI,), "斐济:Fijians/present"),
        ("The People ' s Daily said.", (DAILY,), "日报:People ' s Daily/present"),
        ("The People’s Daily said.", (DAILY,), "日报:People’s Daily/present"),
        ("A derivative model.", (MODEL, DERIVED), "模型:-/unplaced 衍生模型:derivative model/present"),
        ("A model of a model.", (MODEL, MODEL), "模型:model/present 模型:model/present"),
        ("One model.", (MODEL, MODEL), "模型:model/present 模型:-/unplaced"),
        ("", (OPEN,), "开源:-/unplaced"),
    ],
)
def test_a_term_is_present_or_said_to_be_unplaced(target: str, entries: tuple[Entry, ...], expected: str) -> None:
    assert settled(target, *entries) == expected


WORDS = st.lists(st.sampled_from(["model", "models", "open-source", "Open source", "the", "UN", "’s", ",", "a"]))


@given(WORDS, st.lists(st.sampled_from([OPEN, MODEL, DERIVED, UNION, Entry("甲", "the model"), Entry("乙", "…")])))
def test_places_cut_out_a_form_and_never_overlap(words: list[str], entries: list[Entry]) -> None:
    target = " ".join(words)
    found = terms.find(target, [Match(entry, n, n + 1) for n, entry in enumerate(entries)])
    assert [term.source for term in found] == [entry.source for entry in entries]
    places = sorted((t.target_start, t.target_end) for t in found if t.target_start is not None and t.target_end)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
    for term, entry in zip(found, entries, strict=True):
        if term.target_start is not None:
            form = target[term.target_start : term.target_end].lower().replace(" ", "-")
            forms = {f for english in (entry.target, *entry.variants) for f in inflection.forms(english, entry.pos)}
            assert form in {f.replace(" ", "-") for f in forms}


@given(st.text(max_size=30), st.text(min_size=1, max_size=8), st.sampled_from(["", "verb", "noun", "adj"]))
def test_any_text_is_searched(target: str, form: str, pos: str) -> None:
    terms.find(target, [Match(Entry("词", form, pos=pos, variants=(form[::-1],)), 0, 1)])


@pytest.mark.parametrize(
    ("term", "form"),
    [
        ("derivative model", "derivative models"),
        ("company", "companies"),
        ("computing power", "computing power"),
        ("member of the committee", "members of the committee"),
        ("travel warning", "travel warnings"),
        ("Qwen", "Qwen"),
        ("prosecutors", "prosecutors"),
        ("open-mindedness", "open-mindedness"),
        ("AI", "AI"),
        ("", ""),
    ],
)
def test_plurals(term: str, form: str) -> None:
    assert inflection.plural(term) == form


@pytest.mark.parametrize(
    "line",
    [
        "a wrapper", "an agent", "an hour", "a unit", "a European", "an uninteresting", "a one-off", "an MP", "a UN",
        "an F-16", "a NATO", "an AI", "a GPU", "an NBA", "an honest", "a user", "an umbrella", "an 8", "a useful",
    ],
)  # fmt: skip
def test_articles(line: str) -> None:
    article, word = line.split()
    assert inflection.article(word) == article
