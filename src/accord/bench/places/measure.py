"""The whole run: candidates of one person, then the list by each way, over the same pairs that fit."""

from __future__ import annotations

import os
import resource
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from accord.bench.places.peers import first_come, most_placed, plain_loop
from accord.bench.places.population import country
from accord.places.assignment import Prepared, assign
from accord.places.assignment.matching import TENTHS, edges_of

MOST = 20
LOOPED = 60


def measured(
    services: int,
    persons: int,
    farthest_km: float,
    free: float,
    seed: int,
    say: Callable[[str], Any] = lambda step: None,
) -> dict[str, Any]:
    """Return sizes, milliseconds of candidates, seconds of matching, and who stays without by each way."""
    began = time.monotonic()
    offers, seekers = country(services, persons, seed, free)
    result: dict[str, Any] = {
        "services": services,
        "persons": persons,
        "minors": sum(one.is_minor for one in seekers),
        "free_places": sum(one.free for one in offers),
        "farthest_km": farthest_km or None,
        "seed": seed,
        "load": round(os.getloadavg()[0], 2),
    }
    say("candidates of one person")
    result["candidates"] = _candidates(offers, seekers)
    result |= _lists(offers, seekers, farthest_km or None, say)
    return {**result, "seconds": round(time.monotonic() - began, 1)}


def _candidates(offers: list[Any], seekers: list[Any]) -> dict[str, Any]:
    """Ours for every seeker, the plain loop for some, in turn with ours, so that both meet the same machine."""
    began = time.perf_counter()
    prepared = Prepared(offers)
    ready = time.perf_counter() - began
    ours, beside, loop, same = [], [], [], 0
    for seeker in seekers:
        began = time.perf_counter()
        prepared.best(seeker, MOST)
        ours.append(time.perf_counter() - began)
    for seeker in seekers[:LOOPED]:
        began = time.perf_counter()
        found = prepared.best(seeker, MOST)
        middle = time.perf_counter()
        plain = plain_loop(seeker, offers, prepared.now, MOST)
        beside.append(middle - began)
        loop.append(time.perf_counter() - middle)
        same += [one.offer.id for one in found] == [one.offer.id for one in plain]
    ours_ms, loop_ms = _milliseconds(ours), _milliseconds(loop)
    return {
        "prepare_ms": round(ready * 1000, 1),
        "ours_ms": ours_ms,
        "plain_loop_ms": loop_ms,
        "times_faster": round(loop_ms["p50"] / _milliseconds(beside)["p50"], 1),
        "same_answer": round(same / max(1, len(loop)), 4),
    }


def _milliseconds(seconds: list[float]) -> dict[str, float]:
    return {f"p{at}": round(float(np.percentile(seconds, at)) * 1000, 3) for at in (50, 95, 99)}


def _lists(offers: list[Any], seekers: list[Any], farthest_km: float | None, say: Any) -> dict[str, Any]:
    """The whole list by each way, over the same pairs that fit."""
    say("the whole list: ours")
    began = time.perf_counter()
    plan = assign(seekers, offers, farthest_km=farthest_km)
    ours_seconds = time.perf_counter() - began
    peak_mb = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)  # of the whole process, so far
    prepared = Prepared(offers)
    edges, free = edges_of(seekers, prepared, farthest_km), prepared.columns.free
    minors = np.array([one.is_minor for one in seekers])
    say("first come, first served")
    began = time.perf_counter()
    greedy = first_come(edges, free, seekers)
    greedy_seconds = time.perf_counter() - began
    in_turn = first_come(edges, free, seekers, minors_first=True)
    say("linear programs (HiGHS)")
    began = time.perf_counter()
    bound = most_placed(edges, free, minors)
    bound_seconds = time.perf_counter() - began
    ours_way = [pair.as_if_km for pair in plan.pairs]
    greedy_way, turn_way = (edges.way[list(got.values())] / TENTHS for got in (greedy, in_turn))
    ours = _without(minors, {pair.seeker for pair in plan.pairs})
    first, second = _without(minors, set(greedy)), _without(minors, set(in_turn))
    most = {"unmet": len(seekers) - bound["placed"]}
    best = {
        "unmet": len(seekers) - bound["placed_minors_first"],
        "minors_unmet": int(minors.sum()) - bound["minors"],
    }
    why = Counter(unmet.reasons[0].code for unmet in plan.unmet)
    return {
        "pairs_that_fit": len(edges.row),
        "ours": {
            **ours,
            "seconds": round(ours_seconds, 2),
            "peak_mb": peak_mb,
            **_ways(ours_way),
            "why": dict(why.most_common()),
        },
        "first_come": {**first, "seconds": round(greedy_seconds, 2), **_ways(greedy_way)},
        "first_come_minors_first": {**second, **_ways(turn_way)},
        "highs": {**most, "minors_first": best, "seconds_of_three": round(bound_seconds, 2)},
        "ratios": {
            "unmet_to_first_come": _ratio(ours["unmet"], first["unmet"]),
            "minors_unmet_to_first_come": _ratio(ours["minors_unmet"], first["minors_unmet"]),
            "unmet_to_first_come_minors_first": _ratio(ours["unmet"], second["unmet"]),
            "minors_unmet_to_first_come_minors_first": _ratio(ours["minors_unmet"], second["minors_unmet"]),
            "unmet_to_highs": _ratio(ours["unmet"], most["unmet"]),
            "unmet_to_highs_minors_first": _ratio(ours["unmet"], best["unmet"]),
            "minors_unmet_to_highs_minors_first": _ratio(ours["minors_unmet"], best["minors_unmet"]),
            "seconds_to_highs_one_program": round(ours_seconds * 3 / bound_seconds, 2),
        },
    }


def _without(minors: Any, placed: set[int]) -> dict[str, Any]:
    unmet = len(minors) - len(placed)
    young = int(minors.sum()) - sum(bool(minors[one]) for one in placed)
    return {"unmet": unmet, "unmet_share": round(unmet / max(1, len(minors)), 4), "minors_unmet": young}


def _ways(ways: Any) -> dict[str, float]:
    return {"mean_as_if_km": round(float(np.mean(ways)), 1) if len(ways) else 0.0}


def _ratio(ours: int, theirs: int) -> float | None:
    """1 where both are nothing; unknown where only theirs is."""
    return 1.0 if ours == theirs else round(ours / theirs, 4) if theirs else None
