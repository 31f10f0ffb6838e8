"""Settling: fresh keys into blocks, a slice at a time, so that no meeting waits long; and growing, block by block.

Each slice is one transaction: a worker that dies leaves everything as it was, or as it shall be.
"""

from __future__ import annotations

import numpy as np
from django.db import transaction

from accord.deconfliction.matching import blocks
from accord.deconfliction.matching.arrays import Int4s
from accord.deconfliction.matching.held import MATCHER, fetch, fetch_prepared
from accord.deconfliction.matching.keys import UNFRESH, WRITE, fresh_rows, read, write
from accord.deconfliction.matching.layout import ALL_ORDINALS, FIRST_KEY, Layout, locked
from accord.linkage.candidates import ROWS_A_KEY

KEPT_FRESH = 20_000  # so many fresh rows cost a look-up nothing, and are settled together later
SLICE = 4_000  # rows: about a fifth of a second
BEHIND = 10  # times KEPT_FRESH: a bulk import has outrun settling, which then takes more at once
GROWN_AT_ONCE = 2_048  # buckets
FULL = 96  # entries a bucket on average, at which the index grows

FRESH = "SELECT key, no FROM holding_key WHERE key >= %s ORDER BY key, no LIMIT %s"


def settle_some(*, keep: int = KEPT_FRESH, slice_of: int = SLICE) -> bool:
    """Settle a slice of the fresh keys and let the index grow by a step; whether there is more to do."""
    fresh = fresh_rows(BEHIND * keep + 1)
    if fresh <= keep and not _growing():
        return False
    if keep and fresh > BEHIND * keep:
        slice_of *= 5
    with transaction.atomic(using=MATCHER):
        layout = locked(wait=False)
        if layout is None:
            return False  # another worker is at it
        if fresh > keep:
            layout = settle(layout, slice_of)
        layout = grow(layout)
        layout.save()
    return bool(layout.grown_to) or fresh_rows(keep + 1) > keep


def settle_everything() -> None:
    """Settle all that is fresh, within the caller's transaction: for a rebuilding, which holds the lock."""
    layout = locked()
    assert layout is not None
    while fresh_rows(1):
        layout = settle(layout, 200_000)
    layout.save()


def settle(layout: Layout, most: int) -> Layout:
    """Move up to ``most`` fresh keys into their blocks, going on where the last slice ended."""
    rows = fetch_prepared(FRESH, [layout.settled_to, most])
    following = rows[-1][0] if len(rows) == most else FIRST_KEY
    if rows:
        keys, numbers = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
        ordinals = blocks.ordinals(keys)
        of, settled = read(layout, ordinals)
        all_of, all_numbers = blocks.within_cap(
            np.concatenate([of, ordinals]), np.concatenate([settled, numbers]), ROWS_A_KEY
        )
        write(layout, ordinals, all_of, all_numbers)
        fetch_prepared(UNFRESH, [Int4s(keys), Int4s(numbers)])
        layout = layout.changed(len(all_of) - len(of))
    return layout.going_on(following)


def grow(layout: Layout) -> Layout:
    """Split some blocks in two, where the index has become too full for its number of buckets."""
    if not layout.grown_to and (layout.entries <= FULL << layout.bits or layout.bits >= blocks.MOST_BITS):
        return layout
    start = layout.grown_to
    end = min(ALL_ORDINALS, start + (GROWN_AT_ONCE << (32 - layout.bits)))
    first, last = (int(bucket) for bucket in blocks.buckets(np.array([start, end - 1]), layout.bits))
    split = fetch_prepared(
        "DELETE FROM key_block WHERE bucket BETWEEN %s AND %s RETURNING bucket, packed", [first, last]
    )
    made = blocks.packed(*_sorted(*blocks.unpack(split)), layout.bits + 1)
    if made:
        fetch_prepared(
            WRITE, [Int4s([bucket for bucket, _packed in made]), [packed for _bucket, packed in made]]
        )
    return layout.grown(end)


def _sorted(of: blocks.Numbers, numbers: blocks.Numbers) -> tuple[blocks.Numbers, blocks.Numbers]:
    order = np.lexsort((numbers, of))
    return of[order], numbers[order]


def _growing() -> bool:
    return bool(fetch("SELECT 1 FROM key_layout WHERE grown_to > 0 OR entries > %s::bigint << bits", [FULL]))
