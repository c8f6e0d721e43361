"""The recurrent network of g2pM (Park and Lee 2020, Apache-2.0) in numpy: one layer, both ways, 32 units each.

It says for each character of a sentence how likely it is read as each of 876 syllables. Both directions run in one
loop, with their weights side by side, so that a step is one product of matrices however short the sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[tuple[int, ...], np.dtype[np.float32]]

_GATES = 4
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
        self._hidden, self._hidden_bias = (weights["hidden"] * half).T, weights["hidden_bias"]
        self._output, self._output_bias = weights["output"].T, weights["output_bias"]
        self._units = units

    def opinions(self, characters: Sequence[int], places: Sequence[int]) -> Floats:
        """The logarithm of each syllable's likelihood for the characters at `places` (offsets in `characters`).

        `places` ascend.
        """
        import numpy as np

        units, both = self._units, 2 * self._units
        line = np.array([BEGIN, *characters, END])
        steps = max(places[-1] + 2, len(line) - 1 - places[0])  # that one way or the other is asked about
        inputs = np.empty((steps, _GATES, 2, units), np.float32)
        inputs[:, :, 0] = self._inputs[0][line[:steps]]
        inputs[:, :, 1] = self._inputs[1][line[::-1][:steps]]
        states = np.empty((steps, both), np.float32)
        # Output, input and forget gate, what is new, and the cell, side by side: new and cell are let through at once.
        parts = np.zeros((_GATES + 1) * both, np.float32)
        gates, opening, leaving = parts[: _GATES * both], parts[: 3 * both], parts[:both]
        doors, passing, cell = parts[both : 3 * both], parts[3 * both :], parts[_GATES * both :]
        passed, inner, hidden = np.empty((2, both), np.float32), np.empty(both, np.float32), np.zeros(both, np.float32)
        through = passed.reshape(-1)
        ones, halves, weights = np.ones(3 * both, np.float32), np.array([0.5, 0.5], np.float32), self._state
        add, dot, multiply, tanh = np.add, np.dot, np.multiply, np.tanh
        for given, state in zip(inputs.reshape(steps, -1), states, strict=True):  # in place, for a step is short
            dot(hidden, weights, gates)
            add(gates, given, gates)
            tanh(gates, gates)
            add(opening, ones, opening)
            multiply(doors, passing, through)
            dot(halves, passed, cell)
            tanh(cell, inner)
            hidden = multiply(leaving, inner, state)
        at = np.array(places, int) + 1
        around = np.concatenate([states[at, :units], states[len(line) - 1 - at, units:]], axis=1)
        deep = np.maximum(around @ self._hidden + self._hidden_bias, 0)
        logits: Floats = deep @ self._output + self._output_bias
        logits -= logits.max(axis=1, keepdims=True)
        logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
        return logits
