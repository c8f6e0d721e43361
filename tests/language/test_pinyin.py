"""Syllables with tone marks and tone numbers."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.language.pinyin import mark, number

FORMS = (
    "lv4 lǜ, nv3 nǚ, lve4 lüè, liu2 liú, gui4 guì, xiong1 xiōng, hao3 hǎo, xue2 xué, dou1 dōu, er2 ér, er5 er, ma5 ma, "
    "m2 ḿ, n4 ǹ, ng4 ǹg, hm5 hm, ê1 ê̄, ê2 ế, yuan2 yuán, a1 ā, o4 ò, Zhong1 Zhōng, r5 r"
)


@pytest.mark.parametrize("form", FORMS.split(", "))
def test_numbers_and_marks(form: str) -> None:
    numbered, marked = form.split()
    assert (mark(numbered), number(marked)) == (unicodedata.normalize("NFC", marked), numbered)


def test_the_dictionary_notation_of_u_with_dots() -> None:
    assert (mark("nu:3"), mark("lu:e4")) == ("nǚ", "lüè")


INITIALS = ["", *re.findall(r"[zcs]h|[a-z]", "bpmfdtnlgkhjqxzhchshrzcsyw")]
FINALS = re.findall(
    r"\S+", "a o e ê i u v ve ai ei ao ou an en ang eng ong ia ie iao iu ian in iang ing iong ua uo uai ui"
)
SYLLABLES = st.builds("{}{}{}".format, st.sampled_from(INITIALS), st.sampled_from(FINALS), st.sampled_from("12345"))


@given(SYLLABLES)
def test_a_marked_syllable_can_be_numbered_again(syllable: str) -> None:
    assert number(mark(syllable)) == syllable
