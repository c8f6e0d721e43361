"""How right the amounts of a translation are, before and after repair: `python tests/bench/quantities.py FILE.tsv…`.

FILE has a header naming its columns: source, and those of the translations (--column argos), reference if there is one.
Printed for each file: amounts with 万, 亿 or % that are right in the text, and right or flagged; yuan that came out as
dollars; ranges; flags by kind; chrF; and, for the sentences that `quantities.labels.tsv` labels, precision and recall.
A rendering counts as right when `check` has nothing to say about it, which is why the labels are there.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sacrebleu.metrics import CHRF

from reader.language.quantities import Quantity, find
from reader.translate.amounts import Checked, check

LABELS = Path(__file__).with_name("quantities.labels.tsv")
STRICT = re.compile("[万亿萬億%％‰]|百分之|千分之")
YUAN = re.compile("元|人民币|块钱")
OTHER_MONEY = re.compile("[美欧日韩港澳加新台]元|英镑|卢|法郎|[港台日韩]币|美金|铢|盾|镑|刀")
DOLLARS = re.compile(r"\$|\bdollars?\b|\bUSD\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file: its number (1 is the header), and the translation before and after repair."""

    line: int
    source: str
    target: str
    reference: str
    checked: Checked
    again: Checked


def rows(path: Path, column: str, reference: str) -> list[Row]:
    header, *lines = path.read_text("utf-8").split("\n")
    names = header.split("\t")
    result = []
    for number, line in enumerate(lines, 2):
        cells = dict(zip(names, line.split("\t"), strict=False))
        if cells.get("source") and cells.get(column):
            checked = check(cells["source"], cells[column])
            again = check(cells["source"], checked.target)
            result.append(Row(number, cells["source"], cells[column], cells.get(reference, ""), checked, again))
    return result


def share(part: int, whole: int) -> str:
    return f"{part} of {whole}" + (f" ({part / whole:.1%})" if whole else "")


def spans(checked: Checked) -> set[int]:
    return {flag.start for flag in checked.flags if flag.kind != "name"}


def amounts(label: str, chosen: Iterable[tuple[Row, Quantity]]) -> str:
    total = before = after = said = 0
    for row, quantity in chosen:
        total += 1
        before += quantity.start not in spans(row.checked)
        right = quantity.start not in spans(row.again)
        after += right
        said += right or quantity.start in spans(row.checked)
    shares = share(before, total), share(after, total), share(said, total)
    return "{}: {} right, after repair {}, right or flagged {}".format(label, *shares)


def chrf(chosen: list[Row], name: str) -> str:
    if not chosen:
        return f"chrF against {name}: none"
    references = [[row.reference for row in chosen]]
    before = CHRF().corpus_score([row.target for row in chosen], references).score
    after = CHRF().corpus_score([row.checked.target for row in chosen], references).score
    return f"chrF against {name} on {len(chosen)} sentences: {before:.3f} before, {after:.3f} after"


def labelled(path: Path, checked: dict[int, Row]) -> str:
    """Precision and recall of the flags on quantities, by sentence, and the wrong sentences that were missed."""
    cells = [line.split("\t") for line in LABELS.read_text("utf-8").splitlines()[1:]]
    labels = {int(line): label for name, line, label in cells if name == path.stem and int(line) in checked}
    wrong = {line for line, label in labels.items() if label != "right"}
    flagged = {line for line in labels if spans(checked[line].checked)}
    changed = {line for line in flagged if any(f.repaired and f.kind != "name" for f in checked[line].checked.flags)}
    kinds = Counter(part for line in wrong for part in labels[line].split(","))
    named = ", ".join(f"{kind} {number}" for kind, number in kinds.most_common())
    return "\n    ".join(
        (
            f"labels: {len(labels)} sentences, {len(wrong)} wrong ({named})",
            f"caught {share(len(wrong & flagged), len(wrong))}",
            f"of the flagged really wrong {share(len(wrong & flagged), len(flagged))}",
            f"of the changed right before {share(len(changed - wrong), len(changed))}",
            f"missed {sorted(wrong - flagged)}, false {sorted(flagged - wrong)}",
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--column", default="argos")
    options = parser.parse_args()
    for path in options.files:
        found = rows(path, options.column, "reference")
        has_reference = any(row.reference for row in found)
        print(f"{path.stem}, {options.column}, {len(found)} sentences")
        every = [(row, quantity) for row in found for quantity in find(row.source) if quantity.low is not None]
        strict = [(r, q) for r, q in every if STRICT.search(r.source[q.start : q.end])]
        print(amounts("  amounts with 万 亿 %", strict))
        print(
            amounts(
                "  ranges",
                [
                    (r, q)
                    for r, q in every
                    if q.high is not None and q.low != q.high and r.source[q.start] not in "数几"
                ],
            )
        )
        yuan = [
            row
            for row in found
            if any(q.unit == "CNY" for q in find(row.source)) and not OTHER_MONEY.search(row.source)
        ]
        dollars = [
            sum(bool(DOLLARS.search(text)) for text in texts)
            for texts in ((r.target for r in yuan), (r.checked.target for r in yuan))
        ]
        print(f"  dollars for yuan: {share(dollars[0], len(yuan))}, after repair {share(dollars[1], len(yuan))}")
        changed = [row for row in found if row.checked.target != row.target]
        flags = Counter((f.kind, "repaired" if f.repaired else "flagged") for row in found for f in row.checked.flags)
        with_flags = sum(bool(row.checked.flags) for row in found)
        print(f"  sentences changed {share(len(changed), len(found))}, with flags {share(with_flags, len(found))}")
        print("  flags: " + ", ".join(f"{kind} {what} {n}" for (kind, what), n in sorted(flags.items())))
        if not has_reference and options.column != "strong":
            found = rows(path, options.column, "strong")
        name = "the reference" if has_reference else "strong"
        if any(row.reference for row in found):
            print("  " + chrf(found, name))
            print("  " + chrf([row for row in found if row.checked.target != row.target], f"{name}, changed ones only"))
        if options.column == "argos" and LABELS.exists():
            print("  " + labelled(path, {row.line: row for row in found}))


if __name__ == "__main__":
    main()
