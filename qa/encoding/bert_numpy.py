"""The same network by numpy alone, in float32, for a process that asks one question: importing torch takes longer than
all else such a process does.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from qa.arrays import Rows
from qa.encoding.bert_files import Shape, Tokens, Weights

Array = NDArray[np.float32]
Step = Callable[[Array], Array]

_ONE = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Layer:
    mix: Step  # (t, d) to queries, keys and values (t, 3 d)
    out: Step
    after_attention: Step
    up: Step
    down: Step
    after: Step


class NumpyBert:
    """A network ready to run on a few texts, each in a thread of its own."""

    def __init__(self, weights: Weights, shape: Shape) -> None:
        self._heads = shape.heads
        self._threads = ThreadpoolController()
        names = ("word", "position", "token_type")
        self._tables = [weights[f"embeddings.{name}_embeddings.weight"] for name in names]
        self._first = _norm(weights, "embeddings.LayerNorm", shape.epsilon)
        self._layers = [_layer(weights, f"encoder.layer.{n}", shape.epsilon) for n in range(shape.layers)]

    def vectors(self, texts: Sequence[Tokens], rows: Rows | None = None) -> Array:
        """(t, d) the last layer's vectors of the tokens of all texts, at least one, one after the other; where only
        some of them are wanted, `rows` names them."""
        # OpenBLAS's own threads wait for one another by turning round: of matrices this small they make nothing faster,
        # and ten times slower where another program wants the core. Their number is the process's, so one at a time.
        with _ONE, self._threads.limit(limits=1, user_api="blas"), ThreadPoolExecutor(os.cpu_count()) as pool:
            states = np.concatenate(list(pool.map(self._states, texts)))
        return states if rows is None else states[rows]

    def _states(self, text: Tokens) -> Array:
        ids, kinds = text
        word, place, kind = self._tables
        states = self._first(word[list(ids)] + place[: len(ids)] + kind[list(kinds)])
        for layer in self._layers:
            states = layer.after_attention(layer.out(_attention(layer.mix(states), self._heads)) + states)
            states = layer.after(layer.down(gelu(layer.up(states))) + states)
        return states


def linear(weights: Weights, *names: str) -> Step:
    """What multiplies (t, n) by the matrices of these names, side by side, and adds their biases."""
    matrix, bias = (np.concatenate([weights[f"{name}.{which}"] for name in names]) for which in ("weight", "bias"))
    turned = matrix.T
    return lambda states: states @ turned + bias


def gelu(values: Array) -> Array:
    """x times the share of the normal distribution below it, by the error function of Abramowitz and Stegun (1964,
    7.1.26), which is 1.5e-7 off at most."""
    scaled = np.abs(values) * np.float32(0.5**0.5)
    near: Array = np.reciprocal(1 + np.float32(0.3275911) * scaled)
    series: Array = np.full_like(values, 1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series = series * near + np.float32(factor)
    beyond = series * near * np.exp(-scaled * scaled)  # 1 - erf
    half = 0.5 * values
    out: Array = half + np.abs(half) * (1 - beyond)
    return out


def _attention(mixed: Array, heads: int) -> Array:
    """(t, d) of queries, keys and values (t, 3 d): each token looks at all of its text."""
    tokens, width = mixed.shape[0], mixed.shape[1] // 3
    query, key, value = mixed.reshape(tokens, 3, heads, width // heads).transpose(1, 2, 0, 3)
    scores = query @ key.transpose(0, 2, 1) * np.float32((width // heads) ** -0.5)
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    looked = (scores @ value) / scores.sum(axis=-1, keepdims=True)
    found: Array = looked.transpose(1, 0, 2).reshape(tokens, width)
    return found


def _layer(weights: Weights, name: str, epsilon: float) -> _Layer:
    mixed = (f"{name}.attention.self.{which}" for which in ("query", "key", "value"))
    return _Layer(
        mix=linear(weights, *mixed),
        out=linear(weights, f"{name}.attention.output.dense"),
        after_attention=_norm(weights, f"{name}.attention.output.LayerNorm", epsilon),
        up=linear(weights, f"{name}.intermediate.dense"),
        down=linear(weights, f"{name}.output.dense"),
        after=_norm(weights, f"{name}.output.LayerNorm", epsilon),
    )


def _norm(weights: Weights, name: str, epsilon: float) -> Step:
    weight, bias = (weights[f"{name}.{which}"] for which in ("weight", "bias"))

    def normed(states: Array) -> Array:
        centred = states - states.mean(axis=-1, keepdims=True)
        variance = (centred * centred).mean(axis=-1, keepdims=True)
        out: Array = centred / np.sqrt(variance + np.float32(epsilon)) * weight + bias
        return out

    return normed
