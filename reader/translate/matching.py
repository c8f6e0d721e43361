"""Which figure renders which quantity: the assignment of least cost."""

from __future__ import annotations

from collections.abc import Sequence


def assign(costs: Sequence[Sequence[float | None]], unmatched: float) -> list[int | None]:
    """For each row the column it is matched with, so that the sum of costs is least; None where it has none.

    A pair without a cost is never matched; leaving a row alone costs `unmatched`. The Hungarian method by shortest
    augmenting paths (Jonker and Volgenant 1987), in time rows² × columns.
    """
    rows, columns = len(costs), len(costs[0]) if costs else 0
    width = columns + rows  # a row's own column, rows beyond `columns`, is “no match”
    forbidden = unmatched * (rows + columns + 1)

    def cost(row: int, column: int) -> float:
        if column >= columns:
            return unmatched if column - columns == row else forbidden
        value = costs[row][column]
        return forbidden if value is None else value

    potential, price = [0.0] * (rows + 1), [0.0] * (width + 1)
    owner = [rows] * (width + 1)
    for row in range(rows):
        owner[width] = row
        least, path, seen = [float("inf")] * width, [width] * width, [False] * (width + 1)
        column = width
        while owner[column] != rows:
            seen[column] = True
            current, shortest, following = owner[column], float("inf"), width
            for candidate in range(width):
                if seen[candidate]:
                    continue
                reduced = cost(current, candidate) - potential[current] - price[candidate]
                if reduced < least[candidate]:
                    least[candidate], path[candidate] = reduced, column
                if least[candidate] < shortest:
                    shortest, following = least[candidate], candidate
            for candidate in range(width + 1):
                if seen[candidate]:
                    potential[owner[candidate]] += shortest
                    price[candidate] -= shortest
                elif candidate < width:
                    least[candidate] -= shortest
            column = following
        while column != width:
            owner[column], column = owner[path[column]], path[column]
    matched: list[int | None] = [None] * rows
    for column in range(columns):
        if owner[column] != rows and costs[owner[column]][column] is not None:
            matched[owner[column]] = column
    return matched
