"""The training loop: the upper layers and the heads of a cross-encoder, on the CPU, from a fixed seed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from random import Random

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from qa.training.groups import RIGHT, UNSURE, Group
from qa.training.trainable import Scores, TrainableCrossEncoder
from qa.types import Span

GROUPS = 12  # a step
LEARNING_RATE = 2e-4
WARM_UP = 100  # steps, and no more than a tenth of all
SPAN_WEIGHT = 0.25
AVERAGED = 0.998  # of what the moving average keeps at each step
BUCKET = 40  # steps whose groups are sorted by length, so that one takes as long as another
REPORTED = 50  # steps


def train(
    model: TrainableCrossEncoder,
    groups: Callable[[Random], Iterator[Group]],
    total: int,
    seed: int,
    report: Callable[[int, float], None],
) -> dict[str, Tensor]:
    """Train on `total` groups, drawn from `groups`; gives the moving average of what was learned, by name.

    `report` is told now and then how many groups were seen, and the mean loss of late.

    Losses: each sentence for itself (binary), all of a group and "none of these" against one another (listwise), and
    the answer's span.
    """
    torch.manual_seed(seed)
    random = Random(seed)
    learned = model.learned()
    optimizer = torch.optim.AdamW(learned.values(), lr=LEARNING_RATE, weight_decay=0.01)
    average = {name: value.detach().clone() for name, value in learned.items()}
    steps, late = max(1, total // GROUPS), 0.0
    warm_up = max(1, min(WARM_UP, steps // 10))
    for step, some in enumerate(_steps(groups(random), steps, random)):
        rate = LEARNING_RATE * min(1.0, (step + 1) / warm_up) * (0.5 * (1 + math.cos(math.pi * step / steps)) + 0.02)
        for settings in optimizer.param_groups:
            settings["lr"] = rate
        loss = loss_of(model, some)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learned.values(), 1.0)
        optimizer.step()
        kept = min(AVERAGED, (step + 1) / (step + 10))
        for name, value in learned.items():
            average[name].lerp_(value.detach(), 1 - kept)
        late = loss.item() if step == 0 else 0.98 * late + 0.02 * loss.item()
        if (step + 1) % REPORTED == 0 or step + 1 == steps:
            report((step + 1) * GROUPS, late)
    return average


def loss_of(model: TrainableCrossEncoder, groups: Sequence[Group]) -> Tensor:
    """The sum of the three losses, each a mean."""
    windows = [window for group in groups for window in group.windows]
    readings = model([group.question for group in groups for _ in group.windows], windows)
    scores = torch.cat([reading.log_odds for reading in readings])
    labels = torch.tensor([label for group in groups for window in group.labels for label in window])
    owner = torch.tensor([n for n, group in enumerate(groups) for window in group.labels for _ in window])
    sure = labels != UNSURE
    loss = functional.binary_cross_entropy_with_logits(scores[sure], labels[sure].float())
    loss = loss + listwise_loss(scores[sure], labels[sure] == RIGHT, owner[sure], len(groups))
    return loss + SPAN_WEIGHT * _span_loss(readings, groups)


def listwise_loss(scores: Tensor, right: Tensor, owner: Tensor, groups: int) -> Tensor:
    """Cross entropy of the right sentences of a group, together, among all of it and "none of these", whose log-odds
    are 0 (Devlin et al., 2019); of a group without a right one "none" is right. All are (n,), `owner` the groups'."""
    everything = torch.logaddexp(_logsumexp(scores, owner, groups), scores.new_zeros(groups))
    answerable = torch.zeros(groups, dtype=torch.bool).index_fill(0, owner[right], True)
    answers = _logsumexp(scores[right], owner[right], groups)
    return (everything - torch.where(answerable, answers, scores.new_zeros(groups))).mean()


def _logsumexp(scores: Tensor, owner: Tensor, groups: int) -> Tensor:
    most = torch.full((groups,), -30.0).scatter_reduce(0, owner, scores.detach(), "amax")
    return most + torch.zeros(groups).index_add(0, owner, torch.exp(scores - most[owner])).clamp(min=1e-9).log()


def _span_loss(readings: Sequence[Scores], groups: Sequence[Group]) -> Tensor:
    """Cross entropy of the answer's first and last token among those of its window's sentences."""
    losses, first = [], 0
    for group in groups:
        if group.span is not None:
            losses.extend(_of_span(readings[first], group.span))
        first += len(group.windows)
    return 2 * torch.stack(losses).mean() if losses else readings[0].ends.sum() * 0


def _of_span(reading: Scores, span: Span) -> list[Tensor]:
    own, offsets = reading.layout.sentence_of >= 0, reading.layout.offsets
    within = (offsets[own, 1] > span[0]) & (offsets[own, 0] < span[1])
    places = np.flatnonzero(within)
    if not len(places):
        return []
    logits = reading.ends[torch.from_numpy(own)]
    bounds = torch.tensor([places[0], places[-1]])
    return [functional.cross_entropy(logits.T, bounds)]


def _steps(groups: Iterator[Group], steps: int, random: Random) -> Iterator[list[Group]]:
    """`steps` lists of GROUPS groups of like lengths."""
    left = steps
    while left:
        now = min(BUCKET, left)
        drawn = sorted((next(groups) for _ in range(now * GROUPS)), key=_length)
        lists = [drawn[n : n + GROUPS] for n in range(0, len(drawn), GROUPS)]
        random.shuffle(lists)
        yield from lists
        left -= now


def _length(group: Group) -> int:
    return max(len(window.text) for window in group.windows)
