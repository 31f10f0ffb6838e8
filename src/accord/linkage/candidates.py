"""Which payloads to compare: those that share an index key, rarest keys first, ranked by how rare all shared are.

How to look up, in PostgreSQL or here:

1. Take the person's keys in the order of how many rows hold each (a count that the index knows); *one* shared key
   makes a candidate. Of each key take at most ``ROWS_A_KEY`` rows, and stop when ``ROWS`` have been read.
2. Rank each row by the summed rarity of the keys it shares, log(holding / rows of the key): five shared keys of a
   common name in a big town say less than one of a rare name and a day.
3. Keep ``CANDIDATES`` and score them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from scipy import sparse

ROWS_A_KEY = 200
ROWS = 4_000
CANDIDATES = 100
_BLOCK = 4_096

Rows = Sequence[int] | np.ndarray


def ranked(
    found: Mapping[int, Rows],
    holding: int,
    *,
    counts: Mapping[int, int] | None = None,
    most: int = CANDIDATES,
) -> np.ndarray:
    """Return the rows to score, likeliest first, at most ``most`` (64-bit integers; ties by row).

    ``found``: key → distinct rows under it, for the keys of the person sought; ``holding``: rows in the whole index;
    ``counts``: key → rows it has in the index, where ``found`` holds a part of them. Pure: no order of ``found``
    matters.
    """
    known = {key: (counts or {}).get(key, len(rows)) for key, rows in found.items() if len(rows)}
    taken: list[np.ndarray] = []
    rarity: list[np.ndarray] = []
    read = 0
    for key in sorted(known, key=lambda one: (known[one], one)):
        rows = np.asarray(found[key], dtype=np.int64)[:ROWS_A_KEY]
        taken.append(rows)
        rarity.append(np.full(len(rows), np.log(max(2.0, holding / known[key]))))
        read += len(rows)
        if read >= ROWS:
            break
    if not taken:
        return np.empty(0, dtype=np.int64)
    distinct, at = np.unique(np.concatenate(taken), return_inverse=True)
    total = np.bincount(at, weights=np.concatenate(rarity))
    return distinct[np.lexsort((distinct, -total))][:most]


class CandidateIndex:
    """The look-up in memory, row by row, for tests and small holdings; the platform's own stands in PostgreSQL."""

    def __init__(self, candidates: int = CANDIDATES) -> None:
        self._rows: defaultdict[int, list[int]] = defaultdict(list)
        self._candidates = candidates
        self._holding = 0

    def add(self, row: int, keys: Iterable[int]) -> None:
        """Note a row (any number of the caller's) under its keys."""
        self._holding += 1
        for key in keys:
            self._rows[key].append(row)

    def find(self, keys: Iterable[int]) -> list[int]:
        """Return rows that share a key, likeliest first."""
        found = {key: self._rows[key] for key in keys if key in self._rows}
        return [int(row) for row in ranked(found, self._holding, most=self._candidates)]


def candidate_blocks(
    left: Sequence[Sequence[int]], right: Sequence[Sequence[int]] | None, most: int = CANDIDATES
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield (left rows, right rows) of candidate pairs, a block of right rows at a time, for whole files at once.

    ``left``, ``right``: the keys of each row; without ``right`` the left file is searched for itself, and each pair
    comes once, the lower row first, where either row finds the other. Rows are found as by :func:`ranked`, but that
    keys held by more than ``ROWS_A_KEY`` rows are not read at all.
    """
    holding, seeking = _matrices(left, right)
    own = right is None
    for start in range(0, seeking.shape[0], _BLOCK):
        shared = (seeking[start : start + _BLOCK] @ holding.T).tocsr()
        rows = np.repeat(np.arange(shared.shape[0]), np.diff(shared.indptr))
        column, weight = shared.indices.astype(np.int64), shared.data
        if own:
            other = column != rows + start
            rows, column, weight = rows[other], column[other], weight[other]
        kept = _best(rows, column, weight, most)
        seeker, found = rows[kept] + start, column[kept]
        if own:
            yield np.minimum(seeker, found), np.maximum(seeker, found)
        else:
            yield found, seeker


def candidate_pairs(
    left: Sequence[Sequence[int]], right: Sequence[Sequence[int]] | None, most: int = CANDIDATES
) -> tuple[np.ndarray, np.ndarray]:
    """Return all candidate pairs of whole files at once, (left rows, right rows), sorted, each pair once."""
    blocks = list(candidate_blocks(left, right, most))
    lefts = np.concatenate([block[0] for block in blocks]) if blocks else np.empty(0, dtype=np.int64)
    rights = np.concatenate([block[1] for block in blocks]) if blocks else np.empty(0, dtype=np.int64)
    width = len(right if right is not None else left) or 1
    distinct = np.unique(lefts * width + rights)
    return distinct // width, distinct % width


def _matrices(
    left: Sequence[Sequence[int]], right: Sequence[Sequence[int]] | None
) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Return (holding rows x keys, ones) and (seeking rows x keys, rarity), keys too common to read left out."""
    lengths = np.array([len(keys) for keys in left], dtype=np.int64)
    flat = np.fromiter((key for keys in left for key in keys), dtype=np.int64, count=int(lengths.sum()))
    known, at, counts = np.unique(flat, return_inverse=True, return_counts=True)
    rarity = np.where(counts <= ROWS_A_KEY, np.log(np.maximum(2.0, len(left) / counts)), 0.0)
    indptr = np.concatenate(([0], np.cumsum(lengths)))
    holding = sparse.csr_matrix((np.ones(len(at)), at, indptr), shape=(len(left), len(known)))
    if right is None:
        seeking = holding.multiply(rarity).tocsr()
    else:
        lengths = np.array([len(keys) for keys in right], dtype=np.int64)
        sought = np.fromiter(
            (key for keys in right for key in keys), dtype=np.int64, count=int(lengths.sum())
        )
        place = np.minimum(np.searchsorted(known, sought), max(0, len(known) - 1))
        met = known[place] == sought if len(known) else np.zeros(len(sought), dtype=bool)
        rows = np.repeat(np.arange(len(right)), lengths)[met]
        shape = (len(right), len(known))
        seeking = sparse.csr_matrix((rarity[place[met]], (rows, place[met])), shape=shape)
    seeking.eliminate_zeros()
    return holding, seeking


def _best(rows: np.ndarray, column: np.ndarray, weight: np.ndarray, most: int) -> np.ndarray:
    """Return the positions of the ``most`` weightiest entries of each row, ties by column."""
    order = np.lexsort((column, -weight, rows))
    sorted_rows = rows[order]
    first = np.searchsorted(sorted_rows, sorted_rows, side="left")
    return order[np.arange(len(order)) - first < most]
