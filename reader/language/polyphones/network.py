"""The recurrent network of g2pM (Park and Lee 2020, Apache-2.0) in numpy: one layer, both ways, 32 units each.

It says for each character of a sentence how likely it is read as each of 876 syllables. Both directions of all
sentences that are given at once run in one loop, with the weights side by side, so that a step is one product of
matrices: of a step of one sentence, calling numpy is the greater part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[tuple[int, ...], np.dtype[np.float32]]

_GATES = 4
# Characters whose syllables are weighed at once: products of matrices up to here go a way of OpenBLAS that is quick for
# small ones, and does not wake threads, which cost more than they help (100³ multiplications, rows without gaps).
_ROWS = 32
UNKNOWN, BEGIN, END = 1, 2, 3  # places in g2pM's alphabet of what is not in it, and of the ends of a sentence


class Network:
    """Takes characters by their place in the alphabet."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        """`weights`: the alphabet's `embedding` [n, 64]; of both directions `input` [2, 128, 64], `state` [2, 128, 32]
        and `bias` [2, 128], their rows in the order of PyTorch's LSTM (input, forget, cell, output gates); `hidden`
        [32, 64] and `output` [876, 32] with their biases."""
        import numpy as np

        units = weights["state"].shape[2]
        # The sigmoid of x is (1 + tanh(x / 2)) / 2: with half weights all gates go through one tanh. The halving behind
        # it is left to the next step for the cell, and to the weights for what leaves a step: exact, as halving is.
        # The output gate comes first, and of each gate the forward units stand before the backward ones.
        half = np.float32(0.5)
        scale = np.repeat(np.array([0.5, 0.5, 0.5, 1], np.float32), units)[:, None]
        order = np.concatenate([np.arange(gate * units, (gate + 1) * units) for gate in (3, 0, 1, 2)])
        state = np.zeros((2 * units, _GATES, 2, units), np.float32)
        self._inputs = []
        for way in range(2):
            projected = weights["input"][way] @ weights["embedding"].T + weights["bias"][way][:, None]
            self._inputs.append((projected[order] * scale).T.reshape(-1, _GATES, units))
            inner = (weights["state"][way][order] * scale * half).T
            state[way * units : (way + 1) * units, :, way] = inner.reshape(units, _GATES, units)
        self._state = state.reshape(2 * units, -1)
        self._hidden, self._hidden_bias = np.ascontiguousarray(weights["hidden"].T) * half, weights["hidden_bias"]
        self._output, self._output_bias = np.ascontiguousarray(weights["output"].T), weights["output_bias"]
        self._units = units

    def opinions(self, lines: Sequence[Sequence[int]], places: Sequence[Sequence[int]]) -> Iterator[Floats]:
        """The logarithm of each syllable's likelihood for the characters at the `places` of each line, one by one.

        Places are offsets in their line, at least one, and ascend.
        """
        states = self._states(lines, places)
        for row in range(0, len(states), _ROWS):
            yield from self._said(states[row : row + _ROWS])

    def _states(self, lines: Sequence[Sequence[int]], places: Sequence[Sequence[int]]) -> Floats:
        """What both directions have made of the lines at these places [characters, units of both]."""
        import numpy as np

        ends = [len(line) + 1 for line in lines]
        # How many steps one way or the other is asked about. Lines that need most come first, so that those that have
        # enough can be left out of further steps.
        needed = [max(here[-1] + 2, end - here[0]) for here, end in zip(places, ends, strict=True)]
        order = sorted(range(len(lines)), key=needed.__getitem__, reverse=True)
        steps, count, both = max(needed), len(lines), 2 * self._units
        forward, backward = np.zeros((2, count, max(ends) + 1), int)
        for row, line in enumerate(order):
            characters = [BEGIN, *lines[line], END]
            forward[row, : len(characters)], backward[row, : len(characters)] = characters, characters[::-1]
        states = np.empty((steps, count, both), np.float32)
        inputs = np.empty((steps, count, _GATES, 2, self._units), np.float32)
        inputs[..., 0, :] = self._inputs[0][forward.T[:steps]]
        inputs[..., 1, :] = self._inputs[1][backward.T[:steps]]
        self._run(inputs.reshape(steps, count, _GATES * both), [needed[line] for line in order], states)
        rows = {line: row for row, line in enumerate(order)}
        asked = [(rows[line], place + 1, ends[line] - place - 1) for line, here in enumerate(places) for place in here]
        row, after, before = np.array(asked).T
        return np.concatenate([states[after, row, : self._units], states[before, row, self._units :]], axis=1)

    def _run(self, inputs: Floats, needed: Sequence[int], states: Floats) -> None:
        """Fill in the `states` [steps, lines, units of both directions], of each line as many as it has `needed`."""
        import numpy as np

        both, count, done = 2 * self._units, len(needed), 0
        hidden, cells = np.zeros((count, both), np.float32), np.zeros((count, both), np.float32)
        sums, product = np.empty((count, _GATES * both), np.float32), np.empty((count, both), np.float32)
        one, half = np.float32(1), np.float32(0.5)
        add, dot, multiply, tanh = np.add, np.dot, np.multiply, np.tanh
        while count:
            following = needed[count - 1]
            gates, opening, leaving = sums[:count], sums[:count, : 3 * both], sums[:count, :both]
            entering, keeping, new = (sums[:count, gate * both : (gate + 1) * both] for gate in (1, 2, 3))
            hidden, cell, inner = hidden[:count], cells[:count], product[:count]
            for given, state in zip(inputs[done:following, :count], states[done:following, :count], strict=True):
                dot(hidden, self._state, gates)  # in place, for a step is short
                add(gates, given, gates)
                tanh(gates, gates)
                add(opening, one, opening)
                multiply(keeping, cell, cell)
                multiply(entering, new, inner)
                add(cell, inner, cell)
                multiply(cell, half, cell)
                tanh(cell, inner)
                hidden = multiply(leaving, inner, state)
            done = following
            while count and needed[count - 1] == done:
                count -= 1

    def _said(self, states: Floats) -> Floats:
        """The logarithm of each syllable's likelihood for some of these states."""
        import numpy as np

        deep = np.maximum(states @ self._hidden + self._hidden_bias, 0)
        logits: Floats = deep @ self._output + self._output_bias
        logits -= logits.max(axis=1, keepdims=True)
        logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
        return logits
