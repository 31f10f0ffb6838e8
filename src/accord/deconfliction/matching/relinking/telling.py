"""Pairs that were found, told as the online way tells them, in a settled order and so many at a time."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from accord.deconfliction.matching.encounters import Encounter
from accord.deconfliction.matching.held import MATCHER, Held, held, immigration_humans, protect_for_good
from accord.deconfliction.matching.meeting import tell
from accord.deconfliction.matching.models import Match
from accord.deconfliction.matching.numbers import match_id
from accord.deconfliction.matching.relinking.export import payloads_of
from accord.deconfliction.matching.relinking.known import go_through
from accord.deconfliction.pairs import NOTHING, what_each_learns
from accord.linkage import Band, KeyedModel
from accord.linkage.batch.folder import Folder

AT_ONCE = 200

Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class FoundPairs:
    """Numbers of holdings: ``across`` agencies the best pair of each two subjects; ``within`` an agency all."""

    across: Pairs
    within: Pairs


def pairs_of(folder: Folder) -> FoundPairs:
    """What the comparing came to, in a settled order."""
    import pyarrow.parquet as pq

    table = folder.pairs()
    left, right, weight = (table[name].to_numpy() for name in ("left", "right", "weight"))
    rows = pq.read_table(folder.parts(), columns=["no", "grp", "subject"]).sort_by("no")
    number, group, subject = (rows[name].to_numpy() for name in ("no", "grp", "subject"))
    at, other = np.searchsorted(number, left), np.searchsorted(number, right)
    own = group[at] == group[other]
    low, high = np.minimum(subject[at], subject[other]), np.maximum(subject[at], subject[other])
    order = np.lexsort((right, left, -weight, high, low))
    order = order[~own[order]]
    if len(order):
        first = np.concatenate(([True], (np.diff(low[order]) != 0) | (np.diff(high[order]) != 0)))
        order = order[first]
    return FoundPairs(_listed(left[order], right[order]), _listed(left[own], right[own]))


def _listed(left: np.ndarray, right: np.ndarray) -> Pairs:
    return list(zip(left.tolist(), right.tolist(), strict=True))


def protect_within(pairs: Pairs, model: KeyedModel) -> None:
    """An agency's own person who is protected for good makes the same person, filed as open, protected too."""
    for start in range(0, len(pairs), AT_ONCE):
        found = _scored(pairs[start : start + AT_ONCE], model)
        protect_for_good(
            ((open_one if open_one.open else good).agency_id, (open_one if open_one.open else good).subject)
            for open_one, good, band, _agreed in found
            if band is not Band.POSSIBLE
            and ((open_one.open and good.for_good) or (open_one.for_good and good.open))
        )


def tell_pairs(pairs: Sequence[tuple[int, int]], model: KeyedModel, *, dry_run: bool) -> Counter[str]:
    """Tell a part of the pairs across agencies; how many were new, and how many changed."""
    excluded = immigration_humans()
    encounters: dict[uuid.UUID, Encounter] = {}
    counts: Counter[str] = Counter()
    below: list[uuid.UUID] = []
    for left, right, band, agreed in _scored(pairs, model):
        identity = _identity(left, right)
        if not (left.live and right.live):
            continue
        if band is None:
            below.append(identity)  # corrected since the comparing began
            continue
        outcome = what_each_learns(
            left.side(immigration=left.human_id in excluded),
            right.side(immigration=right.human_id in excluded),
        )
        if outcome != NOTHING:
            encounters[identity] = Encounter(left, right, "person", band.value, agreed)
    before = _as_known(list(encounters))
    for identity, one in encounters.items():
        was = before.get(identity)
        if was is None:
            counts["new"] += 1
        elif was != (one.band, list(one.agreed)):
            counts["changed"] += 1
    if not dry_run:
        tell(list(encounters.values()))
    return counts + go_through(below, model, dry_run=dry_run)


def identities(pairs: Pairs) -> set[uuid.UUID]:
    """The matches that the pairs found would be: what need not be looked at again among those known."""
    found: set[uuid.UUID] = set()
    for start in range(0, len(pairs), 5_000):
        part = pairs[start : start + 5_000]
        by_number = _held(part)
        found |= {
            _identity(by_number[left], by_number[right])
            for left, right in part
            if left in by_number and right in by_number
        }
    return found


def _held(pairs: Sequence[tuple[int, int]]) -> dict[int, Held]:
    return {one.no: one for one in held("h.no = ANY (%s)", [sorted({no for pair in pairs for no in pair})])}


def _scored(
    pairs: Sequence[tuple[int, int]], model: KeyedModel
) -> list[tuple[Held, Held, Band | None, tuple[dict[str, str], ...]]]:
    """The pairs whose holdings stand still, scored anew by what the pointers say now."""
    by_number = _held(pairs)
    payloads = payloads_of(by_number)
    found = []
    for left, right in pairs:
        if left in payloads and right in payloads:
            score = model.score(payloads[left], payloads[right])
            agreed = tuple({"field": reason.field, "level": reason.level} for reason in score.reasons)
            found.append((by_number[left], by_number[right], score.band, agreed))
    return found


def _identity(left: Held, right: Held) -> uuid.UUID:
    ends = sorted(
        ((one.agency_id, one.subject) for one in (left, right)), key=lambda end: (end[0].bytes, end[1])
    )
    return match_id(ends)


def _as_known(ids: list[uuid.UUID]) -> dict[uuid.UUID, tuple[str, list[dict[str, str]]]]:
    known = Match.objects.using(MATCHER).filter(id__in=ids)
    return {one: (band, agreed) for one, band, agreed in known.values_list("id", "band", "agreed")}
