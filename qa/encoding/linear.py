"""One matrix of a network, multiplied in the precision asked for."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional

from qa.encoding.precision import Precision

Linear = Callable[[Tensor], Tensor]


def linear(weight: Tensor, bias: Tensor, precision: Precision, wide: Tensor | None = None) -> Linear:
    """What multiplies (t, n) by `weight` (m, n) and adds `bias` (m,); `wide` names inputs that int8 would clip."""
    if precision == "int8":
        return _int8(weight.detach(), bias.detach(), torch.tensor([0]) if wide is None else wide)
    kind = torch.bfloat16 if precision == "bfloat16" else torch.float32
    # Turned in memory, as a product reads it: a question of 14 tokens takes .93 of the time, 640 tokens .98 (AVX2).
    held, added = weight.to(kind).t().contiguous().t(), bias.to(kind)
    return lambda states: functional.linear(states, held, added)


def _int8(weight: Tensor, bias: Tensor, wide: Tensor) -> Linear:
    """Weights as whole numbers of one byte with a scale for each row, states with one scale for all.

    As in LLM.int8() (Dettmers et al., 2022, arXiv 2208.07339) the few inputs that are far wider than the others are
    multiplied in float32: one scale for all would leave the others a few steps each.
    """
    narrow = torch.ones(weight.shape[1])
    narrow[wide] = 0
    apart = weight[:, wide].t().contiguous()
    packed = _packed(weight * narrow, bias)
    multiply = torch.ops.quantized.linear_dynamic
    return lambda states: multiply(states * narrow, packed).addmm_(states.index_select(1, wide), apart)


def _packed(weight: Tensor, bias: Tensor) -> object:
    scales = (weight.abs().amax(1) / 127).clamp(min=1e-12).double()
    zeros = torch.zeros(len(scales), dtype=torch.long)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a later version will make such tensors in another way
        return torch.ops.quantized.linear_prepack(
            torch.quantize_per_channel(weight, scales, zeros, 0, torch.qint8), bias
        )
