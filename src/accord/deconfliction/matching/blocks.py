"""Settled index keys, packed: a block holds the entries of one bucket of keys, six bytes each.

A key is a signed 32-bit integer. Its bucket is its leading ``bits`` bits below a leading one, so that buckets of two
sizes never share a number and the index can grow block by block. An entry is the key's last 16 bits and the number of
a holding; as a bucket says 16 bits at least, both together say the whole key. Number 0 marks a key that too many
share: it chooses nobody, and nothing more is stored under it.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

LEAST_BITS = 16
MOST_BITS = 30
ENTRY = np.dtype([("rest", ">u2"), ("no", ">u4")])
COMMON = 0
HALF = 1 << 31

Numbers = NDArray[np.int64]


def ordinals(keys: Iterable[int] | Numbers) -> Numbers:
    """Keys as unsigned integers in the same order."""
    given = keys if isinstance(keys, np.ndarray) else np.array(list(keys), dtype=np.int64)
    return given.astype(np.int64) + HALF


def joined(of: Numbers, numbers: Numbers) -> Numbers:
    """Each entry as one number, in the same order: key and holding's number side by side."""
    made: Numbers = ((of - HALF) << 32) | numbers
    return made


def buckets(of: Numbers, bits: int | Numbers) -> Numbers:
    """Bucket numbers of ordinals; ``bits`` one for all or one each."""
    shift = np.int64(32) - bits
    return (of >> shift) | (np.int64(1) << np.asarray(bits, dtype=np.int64))


def unpack(found: Iterable[tuple[int, bytes]], only: Numbers | None = None) -> tuple[Numbers, Numbers]:
    """The ordinals and holdings' numbers of blocks (bucket, packed); ``only``: of these ordinals."""
    parts = list(found)
    sizes = [len(packed) // ENTRY.itemsize for _bucket, packed in parts]
    entries = np.frombuffer(b"".join(packed for _bucket, packed in parts), ENTRY)
    leading = np.repeat(np.array([_leading(bucket) for bucket, _packed in parts], dtype=np.int64), sizes)
    if only is not None:  # nearly all go by their last bits, which costs a tenth of comparing them whole
        ends = np.zeros(1 << 16, dtype=bool)
        ends[only & 0xFFFF] = True
        near = np.flatnonzero(ends[entries["rest"]])
        leading, entries = leading[near], entries[near]
    # Of a bucket beyond 16 bits both say the bits between: they are the same.
    of, numbers = leading | entries["rest"].astype(np.int64), entries["no"].astype(np.int64)
    if only is not None:
        asked = np.isin(of, only)
        of, numbers = of[asked], numbers[asked]
    return of, numbers


def _leading(bucket: int) -> int:
    bits = bucket.bit_length() - 1
    return (bucket - (1 << bits)) << (32 - bits)


def within_cap(of: Numbers, numbers: Numbers, most: int) -> tuple[Numbers, Numbers]:
    """Entries without doubles, sorted; a key with more than ``most``, or marked already, is left with its mark."""
    if not len(of):
        return of, numbers
    entries = np.sort(joined(of, numbers))
    entries = entries[_firsts(entries)]
    of, numbers = (entries >> 32) + HALF, entries & 0xFFFFFFFF
    at = np.flatnonzero(_firsts(of))
    counts = np.diff(at, append=len(of))
    common = (numbers[at] == COMMON) | (counts > most)
    if not common.any():
        return of, numbers
    dropped = np.repeat(common, counts)
    kept_of = np.concatenate([of[~dropped], of[at[common]]])
    kept = np.concatenate([numbers[~dropped], np.full(int(common.sum()), COMMON, dtype=np.int64)])
    order = np.argsort(kept_of, kind="stable")
    return kept_of[order], kept[order]


def _firsts(values: Numbers) -> NDArray[np.bool_]:
    """Which of sorted values differ from the one before."""
    return np.concatenate([[True], values[1:] != values[:-1]])


def packed(of: Numbers, numbers: Numbers, bits: int | Numbers) -> list[tuple[int, bytes]]:
    """Entries sorted by ordinal as blocks (bucket, packed)."""
    if not len(of):
        return []
    made = np.empty(len(of), ENTRY)
    made["rest"] = of & 0xFFFF
    made["no"] = numbers
    content, size = made.tobytes(), ENTRY.itemsize
    which = buckets(of, bits)
    starts = [0, *(np.flatnonzero(np.diff(which)) + 1).tolist()]
    return [
        (int(which[start]), content[start * size : end * size])
        for start, end in zip(starts, [*starts[1:], len(of)], strict=True)
    ]
