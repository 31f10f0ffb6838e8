"""Whom to compare a person with, and the comparison: keys, then sealed payloads, then scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import structlog

from accord.base import crypto
from accord.deconfliction import encoding
from accord.deconfliction.matching import blocks, keys
from accord.deconfliction.matching.arrays import Int4s
from accord.deconfliction.matching.held import Held, fetch_prepared
from accord.deconfliction.matching.index import Fresh
from accord.linkage import KeyedModel, Model, Score
from accord.linkage.candidates import CANDIDATES, ROWS

log = structlog.get_logger()

# Candidates come best first. After so many in a row that reach no band, none is found any more: among a million
# invented people 1,003 of 1,004 true pairs came within the first eight, and all of them within sixteen; the others
# would cost as much again and more. What stands below is found by relinking. A few more are fetched at once, so that
# a hit among the first costs no second round trip.
UNLIKE = 16
AT_ONCE = UNLIKE + 4

# Of the own agency only a person that this one protects, or that protects it. Support's pointers are sealed whole.
PAYLOADS = """
SELECT h.no, h.support, 'pointer|'::bytea || uuid_send(h.dossier_id) || uuid_send(h.pointer_id),
       CASE WHEN h.support THEN
           (SELECT s.sealed FROM accord.support_pointer s WHERE s.dossier_id = h.dossier_id AND s.id = h.pointer_id)
       ELSE
           (SELECT p.payload FROM accord.pointer p WHERE p.dossier_id = h.dossier_id AND p.id = h.pointer_id)
       END
FROM holding h
WHERE h.no = ANY (%s::int[]) AND h.no <> %s AND CASE WHEN h.agency_id = %s
    THEN (h.open AND %s) OR (h.for_good AND %s) ELSE h.live END
"""


@cache
def scorer() -> KeyedModel:
    """The model under our key, made once a process."""
    return Model.load().keyed(crypto.key(encoding.MATCHING))


def alike(one: Fresh) -> Iterator[tuple[int, Score]]:
    """The holdings (by number) that reach a band with a fresh person, with their scores; best candidates first."""
    if not one.payload:
        return  # said when it did not open
    try:
        yield from compared(one.held, one.search_keys, one.payload)
    except ValueError:
        log.error("payload is not understood", holding=one.held.no)


def compared(one: Held, search_keys: Sequence[int], mine: bytes) -> Iterator[tuple[int, Score]]:
    """As ``alike``, of a person whose payload is at hand. Raises ``ValueError`` when that is none of this version."""
    score = scorer().scorer(mine)
    numbers, unlike = chosen(search_keys), 0
    for start in range(0, len(numbers), AT_ONCE):
        for no, payload in payloads(one, numbers[start : start + AT_ONCE]):
            try:
                result = score(payload)
            except ValueError:
                log.error("payload is not understood", holding=no)
                continue
            unlike += 1
            if result.band is not None:
                unlike = 0
                yield no, result
            elif unlike >= UNLIKE:
                return


def chosen(search_keys: Sequence[int]) -> list[int]:
    """Numbers of the holdings that share the rarest of some keys, best first."""
    found = keys.find(search_keys)
    return ranked(found.of, found.numbers, found.holding).tolist()


def ranked(of: blocks.Numbers, numbers: blocks.Numbers, holding: int) -> blocks.Numbers:
    """What ``linkage.candidates.ranked`` says, of arrays: sorted ordinals of keys, and the holding of each."""
    _keys, first, which, counts = np.unique(of, return_index=True, return_inverse=True, return_counts=True)
    if len(of) > ROWS:  # the rarest keys only
        order = np.lexsort((of[first], counts))
        read = np.cumsum(counts[order]) - counts[order] < ROWS
        kept = np.zeros(len(counts), dtype=bool)
        kept[order[read]] = True
        numbers, which = numbers[kept[which]], which[kept[which]]
    rarity = np.log(np.maximum(2.0, holding / counts))
    who, at = np.unique(numbers, return_inverse=True)
    total = np.bincount(at, weights=rarity[which], minlength=len(who))
    best: blocks.Numbers = who[np.lexsort((who, -total))[:CANDIDATES]]
    return best


def payloads(one: Held, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """The opened payloads of holdings that may be compared with one, in the order given."""
    if not numbers:
        return
    asked = [Int4s(numbers), one.no, one.agency_id, one.for_good, one.open]
    found = {no: rest for no, *rest in fetch_prepared(PAYLOADS, asked)}
    for no in numbers:
        if no in found and found[no][2] is not None:
            try:
                support, place, sealed = found[no]
                yield no, encoding.unseal_payload(place, sealed, support=support)
            except crypto.NotOpened:
                log.error("pointer does not open", holding=no)
