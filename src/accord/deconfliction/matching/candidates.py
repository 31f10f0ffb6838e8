"""Whom to compare a person with, and the comparison: keys, then sealed payloads, then scores."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import structlog

from accord.base import crypto
from accord.deconfliction import encoding
from accord.deconfliction.matching import blocks, keys
from accord.deconfliction.matching.held import Held, fetch_prepared
from accord.deconfliction.matching.index import Fresh
from accord.linkage import KeyedModel, Model, Score
from accord.linkage.candidates import ROWS_A_KEY

log = structlog.get_logger()

SCORED = 100  # of those who share a key, so many that share the rarest ones are compared

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
    mine = _mine(one.held)
    if mine is None:
        return
    try:
        score = scorer().scorer(mine)
    except ValueError:
        log.error("payload is not understood", pointer=str(one.held.pointer_id))
        return
    for no, payload in payloads(one.held, chosen(one.search_keys)):
        try:
            result = score(payload)
        except ValueError:
            log.error("payload is not understood", holding=no)
            continue
        if result.band is not None:
            yield no, result


def chosen(search_keys: list[int]) -> list[int]:
    """Numbers of the holdings that share the rarest of some keys, best first."""
    of, numbers = keys.find(search_keys)
    return ranked(of, numbers).tolist()


def ranked(of: blocks.Numbers, numbers: blocks.Numbers) -> blocks.Numbers:
    """Holdings by the summed rarity of the keys they share: one that n share is worth 1 and log2 of the cap over n."""
    _keys, which_key, counts = np.unique(of, return_inverse=True, return_counts=True)
    worth = 1 + np.log2(ROWS_A_KEY / counts)
    who, which = np.unique(numbers, return_inverse=True)
    total = np.bincount(which, weights=worth[which_key], minlength=len(who))
    return who[np.lexsort((who, -total))[:SCORED]]


def payloads(one: Held, numbers: list[int]) -> Iterator[tuple[int, bytes]]:
    """The opened payloads of holdings that may be compared with one, in the order given."""
    if not numbers:
        return
    asked = [numbers, one.no, one.agency_id, one.for_good, one.open]
    found = {no: rest for no, *rest in fetch_prepared(PAYLOADS, asked)}
    for no in numbers:
        if no in found and found[no][2] is not None:
            try:
                yield no, _opened(*found[no])
            except crypto.NotOpened:
                log.error("pointer does not open", holding=no)


def _mine(one: Held) -> bytes | None:
    place = encoding.place(one.dossier_id, one.pointer_id)
    column, table = ("sealed", "support_pointer") if one.support else ("payload", "pointer")
    rows = fetch_prepared(
        f"SELECT {column} FROM accord.{table} WHERE dossier_id = %s AND id = %s",
        [one.dossier_id, one.pointer_id],
    )
    try:
        return _opened(one.support, place, rows[0][0]) if rows else None
    except crypto.NotOpened:
        log.error("pointer does not open", pointer=str(one.pointer_id))
        return None


def _opened(support: bool, place: bytes, sealed: bytes) -> bytes:
    if support:
        return encoding.unpack(crypto.open_sealed(encoding.SUPPORT, sealed, aad=place)).payload
    return crypto.open_sealed(encoding.PAYLOAD, sealed, aad=place)
