"""Percentiles of times, and how well times tell two kinds of answer apart."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence


def percentile(times: Sequence[float], share: float) -> float:
    """The time that this share of the answers stayed within."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def milliseconds(act: Callable[[], object]) -> float:
    """How long the act took."""
    began = time.perf_counter_ns()
    act()
    return (time.perf_counter_ns() - began) / 1e6


def auc(slow: Sequence[float], quick: Sequence[float]) -> float:
    """The chance that a random time of the first kind exceeds one of the second (Mann and Whitney); 0.5 tells nothing.

    It ranks and so minds no outliers. Ties count half.
    """
    ranked = sorted([(each, True) for each in slow] + [(each, False) for each in quick])
    wins, below, at = 0.0, 0, 0
    while at < len(ranked):
        end = at
        while end < len(ranked) and ranked[end][0] == ranked[at][0]:
            end += 1
        of_slow = sum(1 for _, is_slow in ranked[at:end] if is_slow)
        of_quick = end - at - of_slow
        wins += of_slow * (below + of_quick / 2)
        below += of_quick
        at = end
    return wins / (len(slow) * len(quick))


def separation(one: Callable[[], object], other: Callable[[], object], *, pairs: int, seed: int = 7) -> float:
    """How well time tells the two acts apart, 0.5 to 1.0, whichever of them is the slower.

    The acts are interleaved in pairs of random order, so that a busy machine slows both alike.
    """
    order = random.Random(seed)
    times: tuple[list[float], list[float]] = ([], [])
    acts = (one, other)
    for _ in range(pairs):
        for which in order.sample((0, 1), 2):
            times[which].append(milliseconds(acts[which]))
    told = auc(*times)
    return max(told, 1 - told)
