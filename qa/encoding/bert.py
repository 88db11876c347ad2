"""The network of a BERT (Devlin et al., 2019, arXiv 1810.04805), run on texts that lie one after the other.

Nothing is padded: a matrix is multiplied with the tokens of all texts at once, and only attention goes text by text. So
a text's vectors depend on the others by rounding alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from qa.arrays import Rows
from qa.encoding.bert_files import Shape, Tokens
from qa.encoding.linear import Linear, linear
from qa.encoding.precision import Precision

Weights = Mapping[str, Tensor] | Mapping[str, NDArray[np.float32]]
Tensors = Mapping[str, Tensor]
Maker = Callable[[str, Tensor, Tensor], Linear]  # of a matrix's name, weight and bias

_WIDE = 8  # inputs of a matrix; 4 to 32 do as well, none leaves passages at a cosine of .98 instead of .998


@dataclass(frozen=True, slots=True)
class _Layer:
    mix: Linear  # (t, d) to queries, keys and values (t, 3 d)
    out: Linear
    after_attention: Linear
    up: Linear
    down: Linear
    after: Linear


def bert(weights: Weights, shape: Shape, precision: Precision = "float32", probe: Sequence[Tokens] = ()) -> Bert:
    """The network in this precision; int8 needs a `probe`, the tokens of some usual text."""
    tensors = {name: torch.as_tensor(value) for name, value in weights.items()}
    wide = _wide(tensors, shape, probe) if precision == "int8" else {}
    kind = torch.bfloat16 if precision == "bfloat16" else torch.float32
    return Bert(tensors, shape, kind, lambda name, weight, bias: linear(weight, bias, precision, wide.get(name)))


class Bert:
    """A network ready to run; in float32, gradients flow to the weights it was made of where they ask for any."""

    def __init__(self, weights: Tensors, shape: Shape, kind: torch.dtype, make: Maker) -> None:
        """`weights` by the names that BERTs are kept under, tables and norms in `kind`, matrices as `make` has them."""
        self._heads = shape.heads
        names = ("word", "position", "token_type")
        self._tables = [weights[f"embeddings.{name}_embeddings.weight"].to(kind) for name in names]
        self._first = _norm(weights, "embeddings.LayerNorm", shape.epsilon, kind)
        self._layers = [_layer(weights, f"encoder.layer.{n}", shape.epsilon, kind, make) for n in range(shape.layers)]

    def __call__(self, texts: Sequence[Tokens], rows: Tensor | None = None) -> Tensor:
        """(t, d) float32: the last layer's vectors of the tokens of all texts, at least one, one after the other.

        Where only some of them are wanted, `rows` names them, and the last layer does less.
        """
        bounds = list(pairwise(accumulate((len(ids) for ids, _ in texts), initial=0)))
        places = (torch.arange(end - begin) for begin, end in bounds)
        inputs = (_flat(ids for ids, _ in texts), torch.cat(list(places)), _flat(kinds for _, kinds in texts))
        word, place, kind = map(functional.embedding, inputs, self._tables)
        states = self._first(word + place + kind)
        for layer in self._layers:
            mixed = _attention(layer.mix(states), bounds, self._heads)
            if rows is not None and layer is self._layers[-1]:
                mixed, states = mixed[rows], states[rows]
            states = layer.after_attention(layer.out(mixed) + states)
            states = layer.after(layer.down(functional.gelu(layer.up(states))) + states)
        return states.float()

    def vectors(self, texts: Sequence[Tokens], rows: Rows | None = None) -> NDArray[np.float32]:
        """The same as an array, nothing kept for training."""
        with torch.inference_mode():
            found: NDArray[np.float32] = self(texts, None if rows is None else torch.from_numpy(rows)).numpy()
        return found


def _flat(parts: Iterable[Sequence[int]]) -> Tensor:
    return torch.tensor([number for part in parts for number in part], dtype=torch.long)


def _attention(mixed: Tensor, bounds: Sequence[tuple[int, int]], heads: int) -> Tensor:
    """(t, d) of queries, keys and values (t, 3 d): each token looks at those of its own text."""
    tokens, width = mixed.shape[0], mixed.shape[1] // 3
    parts = mixed.view(tokens, 3, heads, width // heads).permute(1, 2, 0, 3)
    attend = functional.scaled_dot_product_attention
    looked = [attend(*parts[:, None, :, begin:end]).transpose(1, 2).flatten(2)[0] for begin, end in bounds]
    return torch.cat(looked)


def _layer(weights: Tensors, name: str, epsilon: float, kind: torch.dtype, make: Maker) -> _Layer:
    def made(first: str, *others: str) -> Linear:
        places = [f"{name}.{part}" for part in (first, *others)]
        weight, bias = (torch.cat([weights[f"{place}.{which}"] for place in places]) for which in ("weight", "bias"))
        return make(places[0], weight, bias)

    return _Layer(
        mix=made("attention.self.query", "attention.self.key", "attention.self.value"),
        out=made("attention.output.dense"),
        after_attention=_norm(weights, f"{name}.attention.output.LayerNorm", epsilon, kind),
        up=made("intermediate.dense"),
        down=made("output.dense"),
        after=_norm(weights, f"{name}.output.LayerNorm", epsilon, kind),
    )


def _norm(weights: Tensors, name: str, epsilon: float, kind: torch.dtype) -> Linear:
    weight, bias = (weights[f"{name}.{which}"].to(kind) for which in ("weight", "bias"))
    return lambda states: functional.layer_norm(states, weight.shape, weight, bias, epsilon)


def _wide(weights: Tensors, shape: Shape, probe: Sequence[Tokens]) -> dict[str, Tensor]:
    """By the name of each matrix, which of its inputs reach furthest."""
    reach: dict[str, Tensor] = {}

    def watched(name: str, weight: Tensor, bias: Tensor) -> Linear:
        multiply = linear(weight, bias, "float32")

        def multiplied(states: Tensor) -> Tensor:
            reach[name] = states.abs().amax(0)
            return multiply(states)

        return multiplied

    with torch.inference_mode():
        Bert(weights, shape, torch.float32, watched)(probe)
    return {name: most.topk(min(_WIDE, len(most))).indices for name, most in reach.items()}
