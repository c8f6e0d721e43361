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

UNKNOWN, BEGIN, END = 1, 2, 3  # places in g2pM's alphabet of what is not in it, and of the ends of a sentence


class Network:
    """Takes characters by their place in the alphabet."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        """`weights`: the alphabet's `embedding` [n, 64]; of both directions `input` [2, 128, 64], `state` [2, 128, 32]
        and `bias` [2, 128], their rows in the order of PyTorch's LSTM (input, forget, cell, output gates); `hidden`
        [32, 64] and `output` [876, 32] with their biases."""
        import numpy as np

        units = weights["state"].shape[2]
        # The sigmoid of x is (1 + tanh(x / 2)) / 2: with half weights all gates go through one tanh. The cell comes
        # last, and of each gate the forward units stand before the backward ones.
        scale = np.repeat(np.array([0.5, 0.5, 1, 0.5], np.float32), units)[:, None]
        order = np.concatenate([np.arange(gate * units, (gate + 1) * units) for gate in (0, 1, 3, 2)])
        ways = []
        for way in range(2):
            bias = weights["bias"][way][:, None]
            projected = weights["input"][way] @ weights["embedding"].T + bias
            ways.append(((projected * scale)[order].T, (weights["state"][way] * scale)[order].T))
        gates = 4
        state = np.zeros((2 * units, gates, 2, units), np.float32)
        for way, (_, inner) in enumerate(ways):
            state[way * units : (way + 1) * units, :, way] = inner.reshape(units, gates, units)
        self._state = state.reshape(2 * units, -1)
        self._inputs = [projected.reshape(-1, gates, units) for projected, _ in ways]
        self._hidden, self._hidden_bias = weights["hidden"], weights["hidden_bias"]
        self._output, self._output_bias = weights["output"], weights["output_bias"]
        self._units = units

    def opinions(self, characters: Sequence[int], places: Sequence[int]) -> Floats:
        """The logarithm of each syllable's likelihood for the characters at `places` (offsets in `characters`)."""
        import numpy as np

        units, both = self._units, 2 * self._units
        line = np.array([BEGIN, *characters, END])
        inputs = np.stack([self._inputs[0][line], self._inputs[1][line[::-1]]], axis=2).reshape(len(line), -1)
        states = np.empty((len(line), both), np.float32)
        gates, cell, inner = (np.zeros(size, np.float32) for size in (4 * both, both, both))
        opening, new = gates[: 3 * both], gates[3 * both :]
        entering, keeping, leaving = opening[:both], opening[both : 2 * both], opening[2 * both :]
        hidden = inner  # all zero before the first step
        for step, given in enumerate(inputs):  # in place, for a step is short
            np.dot(hidden, self._state, out=gates)
            gates += given
            np.tanh(gates, out=gates)
            opening *= 0.5
            opening += 0.5
            cell *= keeping
            new *= entering
            cell += new
            np.tanh(cell, out=inner)
            hidden = np.multiply(leaving, inner, out=states[step])
        at = np.array(places, int) + 1
        around = np.concatenate([states[at, :units], states[len(line) - 1 - at, units:]], axis=1)
        deep = np.maximum(around @ self._hidden.T + self._hidden_bias, 0)
        logits: Floats = deep @ self._output.T + self._output_bias
        logits -= logits.max(axis=1, keepdims=True)
        logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
        return logits
