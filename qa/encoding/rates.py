"""How fast a network runs on this processor in each precision, and how near it comes to float32."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch.nn import functional

from qa.encoding.bert import Bert, Weights, bert
from qa.encoding.bert_files import Shape, Tokens
from qa.encoding.precision import AUTO, Choice, Precision, choose, possible, precision_of, remembered

_PASSES = 3  # the fastest counts: what else the machine does only slows it down
_COPIES = 4  # of the probe: some 300 tokens, at which a processor is at its best


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one precision: tokens a second, and the mean cosine of token vectors to those of float32."""

    rate: float
    cosine: float


def chosen(
    asked: str, allowed: Mapping[Precision, bool], model: str, weights: Weights, shape: Shape, probe: Sequence[Tokens]
) -> Choice:
    """The precision asked for; of those allowed the fastest here, where that is left open."""
    if asked != AUTO:
        return Choice(precision_of(asked), "asked for")
    if not any(allowed[name] for name in possible() if name != "float32"):
        return Choice("float32", "no other precision here gives the same answers")
    rates = remembered(model, lambda: {name: one.rate for name, one in measure(weights, shape, probe).items()})
    return choose(rates, allowed)


def ready(
    asked: str, allowed: Mapping[Precision, bool], model: str, weights: Weights, shape: Shape, probe: Sequence[Tokens]
) -> Bert:
    """The network in the precision that is `chosen`."""
    return bert(weights, shape, chosen(asked, allowed, model, weights, shape, probe).precision, probe)


def measure(weights: Weights, shape: Shape, probe: Sequence[Tokens]) -> dict[Precision, Measured]:
    """Each precision that this processor has, on some usual texts; takes a second or so.

    They take turns, for what else the machine does comes and goes.
    """
    texts = [text for text in probe for _ in range(_COPIES)]
    networks = {name: bert(weights, shape, name, probe) for name in possible()}
    seconds = dict.fromkeys(networks, float("inf"))
    with torch.inference_mode():
        states = {name: network(texts) for name, network in networks.items()}
        for _ in range(_PASSES):
            seconds = {name: min(seconds[name], _seconds(network, texts)) for name, network in networks.items()}
    exact = states["float32"]
    return {
        name: Measured(len(exact) / seconds[name], float(functional.cosine_similarity(found, exact).mean()))
        for name, found in states.items()
    }


def _seconds(network: Bert, texts: Sequence[Tokens]) -> float:
    began = time.perf_counter()
    network(texts)
    return time.perf_counter() - began
