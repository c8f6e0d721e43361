"""How OpenCC's simplified and traditional forms agree with CC-CEDICT's: `python tests/bench/script.py`.

Every headword of two characters or more is converted both ways, and counted as right where the dictionary has it so;
of those that differ many are written both ways (佈 布, 週 周). Prints the share, some that differ, and the speed.
"""

from __future__ import annotations

import time

from reader import paths
from reader.language.dictionary import Dictionary
from reader.language.script import SCRIPTS, Script, convert

SHOWN = 12


def main() -> None:
    words = [pair[:2] for pair in Dictionary.open(paths.cache()).headwords() if len(pair[0]) > 1]
    forms: dict[Script, dict[str, set[str]]] = {script: {} for script in SCRIPTS}
    for simplified, traditional in words:
        forms["simplified"].setdefault(traditional, set()).add(simplified)
        forms["traditional"].setdefault(simplified, set()).add(traditional)
    for script in SCRIPTS:
        start = time.perf_counter()
        found = {word: convert(word, script) for word in forms[script]}
        seconds = time.perf_counter() - start
        wrong = [f"{word} → {found[word]}" for word, right in forms[script].items() if found[word] not in right]
        print(f"to {script}: {100 - 100 * len(wrong) / len(found):.1f}% of {len(found):,} words as in CC-CEDICT")
        print(f"  {sum(map(len, found)) / seconds:,.0f} characters/s, word by word")
        print(f"  {', '.join(wrong[:: max(1, len(wrong) // SHOWN)][:SHOWN])}")


if __name__ == "__main__":
    main()
