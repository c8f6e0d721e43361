"""Words that no dictionary has: how jieba's hidden Markov model cuts characters.

Each character begins a word (B), is inside one (M), ends one (E) or is one by itself (S). The likeliest states are
found by Viterbi's algorithm with jieba's own figures, but in linear time.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import cache

_NEVER = -3.14e100  # what jieba takes for the logarithm of 0


@cache
def model() -> Callable[[str], list[str]]:
    """The model, loaded once: it gives the words of a text of one character or more."""
    with warnings.catch_warnings():  # it uses pkg_resources, which newer setuptools speak about on stderr
        warnings.simplefilter("ignore")
        from jieba.finalseg import emit_P, start_P, trans_P

    begins, inside, ends, single = (emit_P[state].get for state in "BMES")
    b_m, b_e, m_m, m_e = trans_P["B"]["M"], trans_P["B"]["E"], trans_P["M"]["M"], trans_P["M"]["E"]
    e_b, e_s, s_b, s_s = trans_P["E"]["B"], trans_P["E"]["S"], trans_P["S"]["B"], trans_P["S"]["S"]

    def words(text: str) -> list[str]:
        first, rest = text[0], text[1:]
        b, s = start_P["B"] + begins(first, _NEVER), start_P["S"] + single(first, _NEVER)
        m = e = _NEVER
        # For each further character, whether the better way to E, M, B and S is the first of two.
        steps = []
        for character in rest:
            closes, opens, follows, stays = b + b_e > m + m_e, b + b_m > m + m_m, e + e_b > s + s_b, e + e_s > s + s_s
            steps.append((closes, opens, follows, stays))
            b, m, e, s = (
                (e + e_b if follows else s + s_b) + begins(character, _NEVER),
                (b + b_m if opens else m + m_m) + inside(character, _NEVER),
                (b + b_e if closes else m + m_e) + ends(character, _NEVER),
                (e + e_s if stays else s + s_s) + single(character, _NEVER),
            )
        found, end, state = [], len(text), "E" if e > s else "S"
        for at in range(len(text) - 1, -1, -1):
            closes, opens, follows, stays = steps[at - 1] if at else (False, False, False, False)
            if state in "BS":
                found.append(text[at:end])
                end = at
                state = "E" if (follows if state == "B" else stays) else "S"
            else:
                state = "B" if (closes if state == "E" else opens) else "M"
        return found[::-1]

    return words
