"""The index of keys: fresh rows and settled blocks; adding, taking away, looking up.

A look-up reads both in one statement, and so in one snapshot: what settles meanwhile is seen exactly once.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from accord.deconfliction.matching import blocks
from accord.deconfliction.matching.arrays import Int4s
from accord.deconfliction.matching.held import execute, fetch, fetch_prepared
from accord.deconfliction.matching.layout import Layout, locked
from accord.linkage.candidates import ROWS_A_KEY

LOOK_UP = """
SELECT 0, bucket, packed FROM key_block WHERE bucket = ANY (%s::int[])
UNION ALL
SELECT * FROM (SELECT 1, key, int4send(no) FROM holding_key WHERE key = ANY (%s::int[]) LIMIT %s) fresh
UNION ALL
SELECT 2, bits, int8send(entries) || int8send(grown_to) FROM key_layout
"""
IN_BUCKETS = "SELECT bucket, packed FROM key_block WHERE bucket = ANY (%s::int[])"
WRITE = """
INSERT INTO key_block (bucket, packed) SELECT * FROM unnest(%s::int[], %s::bytea[])
ON CONFLICT (bucket) DO UPDATE SET packed = excluded.packed
"""
UNFRESH = """
DELETE FROM holding_key k USING unnest(%s::int[], %s::int[]) AS gone (key, no)
WHERE k.key = gone.key AND k.no = gone.no
"""

MOST_FRESH = 20_000  # rows read; more are fresh only while a bulk import settles
KEYS_A_PERSON = 55  # about: how rare a key is depends on how many are held, and hardly on this
Depths = tuple[int, ...]
# Sizes of buckets as last read; a look-up notices that they have changed.
_SEEN: list[Depths] = [(blocks.LEAST_BITS,)]


@dataclass(frozen=True, slots=True)
class Found:
    """Entries: sorted ordinals of keys, and the holding of each. ``holding``: about how many persons are held."""

    of: blocks.Numbers
    numbers: blocks.Numbers
    holding: int


def find(keys: Sequence[int]) -> Found:
    """All entries of some keys, without those of keys that too many share."""
    asked = blocks.ordinals(keys)
    while True:
        wanted = np.concatenate([blocks.buckets(asked, bits) for bits in _SEEN[0]])
        rows = fetch_prepared(LOOK_UP, [Int4s(wanted), Int4s(keys), MOST_FRESH])
        now, entries = _layout(rows)
        if set(now) <= set(_SEEN[0]):
            break
        _SEEN[0] = now
    of, numbers = blocks.unpack(((bucket, packed) for what, bucket, packed in rows if what == 0), only=asked)
    fresh = [(key, int.from_bytes(no, "big")) for what, key, no in rows if what == 1]
    if fresh:
        of = np.concatenate([of, blocks.ordinals([key for key, _no in fresh])])
        numbers = np.concatenate([numbers, np.array([no for _key, no in fresh], dtype=np.int64)])
    of, numbers = blocks.within_cap(of, numbers, ROWS_A_KEY)
    good = numbers != blocks.COMMON
    return Found(of[good], numbers[good], entries // KEYS_A_PERSON)


def _layout(rows: Iterable[tuple[int, int, bytes]]) -> tuple[Depths, int]:
    """Which sizes of bucket there are, and how many entries are settled."""
    for what, bits, said in rows:
        if what == 2:
            entries, grown_to = struct.unpack(">qq", said)
            return ((bits, bits + 1) if grown_to else (bits,)), entries
    return (blocks.LEAST_BITS,), 0


def add(pairs: Iterable[tuple[int, Sequence[int]]]) -> None:
    """Put (holding's number, its keys) into the fresh rows."""
    keys, numbers = _flat(pairs)
    if keys:
        execute(
            "INSERT INTO holding_key (key, no) SELECT * FROM unnest(%s::int[], %s::int[]) ON CONFLICT DO NOTHING",
            [keys, numbers],
        )


def take_away(pairs: Iterable[tuple[int, Sequence[int]]]) -> None:
    """Remove (holding's number, its keys) from fresh rows and blocks. The transaction's first lock."""
    keys, numbers = _flat(pairs)
    if not keys:
        return
    layout = locked()
    assert layout is not None
    execute(UNFRESH, [keys, numbers])
    gone_of, gone = blocks.ordinals(keys), np.array(numbers, dtype=np.int64)
    of, found = read(layout, gone_of)
    left = ~np.isin(blocks.joined(of, found), blocks.joined(gone_of, gone))
    write(layout, gone_of, of[left], found[left])
    layout.changed(int(left.sum()) - len(left)).save()


def read(layout: Layout, of: blocks.Numbers) -> tuple[blocks.Numbers, blocks.Numbers]:
    """All entries of the blocks where some ordinals stand, sorted."""
    wanted = np.unique(blocks.buckets(of, layout.bits_of(of)))
    found_of, numbers = blocks.unpack(fetch_prepared(IN_BUCKETS, [Int4s(wanted)]))
    order = np.lexsort((numbers, found_of))
    return found_of[order], numbers[order]


def write(layout: Layout, over: blocks.Numbers, of: blocks.Numbers, numbers: blocks.Numbers) -> None:
    """Replace the blocks where the ordinals ``over`` stand by the sorted entries given; empty ones go."""
    made = dict(blocks.packed(of, numbers, layout.bits_of(of)))
    before = np.unique(blocks.buckets(over, layout.bits_of(over))).tolist()
    if made:
        fetch_prepared(WRITE, [Int4s(list(made)), list(made.values())])
    if empty := [bucket for bucket in before if bucket not in made]:
        execute("DELETE FROM key_block WHERE bucket = ANY (%s)", [empty])


def fresh_rows(most: int) -> int:
    """How many keys are fresh; counted up to ``most``."""
    [(count,)] = fetch("SELECT count(*) FROM (SELECT 1 FROM holding_key LIMIT %s) AS counted", [most])
    return int(count)


def _flat(pairs: Iterable[tuple[int, Sequence[int]]]) -> tuple[list[int], list[int]]:
    keys: list[int] = []
    numbers: list[int] = []
    for no, its in pairs:
        keys.extend(its)
        numbers.extend([no] * len(its))
    return keys, numbers
