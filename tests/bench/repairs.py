"""Every repair and flag made on sentences, for reading: `python tests/bench/repairs.py FILE.tsv… [--column argos]`.

Each is the set and line, the flags (+ repaired, - only flagged), the source, the English as it was, and as it is now.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from reader.translate.amounts import check


def rows(path: Path, column: str) -> list[tuple[int, str, str]]:
    """Line number (1 is the header), source and target of every line that has both."""
    header, *lines = path.read_text("utf-8").split("\n")
    source, target = header.split("\t").index("source"), header.split("\t").index(column)
    cells = [(number, line.split("\t")) for number, line in enumerate(lines, 2) if line]
    return [(number, cell[source], cell[target]) for number, cell in cells if len(cell) > max(source, target)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--column", default="argos")
    options = parser.parse_args()
    for path in options.files:
        for number, source, target in rows(path, options.column):
            checked = check(source, target)
            if not checked.flags:
                continue
            marks = "; ".join(f"{'+' if flag.repaired else '-'} {flag.kind} {flag.detail}" for flag in checked.flags)
            print(f"{path.stem} {number}  {marks}\n  {source}\n  {target}")
            if checked.target != target:
                print(f"  {checked.target}")


if __name__ == "__main__":
    main()
