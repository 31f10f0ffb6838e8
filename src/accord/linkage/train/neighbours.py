"""How common each value of a file is, and how common are the values near it: u by value and level.

Trained where the plain text is, so the ladder of ``compare.run`` is read off the text: edits by rapidfuzz, bigrams
by one sparse product of the filters that payloads hold, since two towns that share no bigram may yet share bits, and
then stand near each other wherever they meet. For a value v, u(v, level) is the share of rows whose value stands at
that level to v.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist
from scipy import sparse

from accord.linkage.fields import LONGEST_RUN, Fields
from accord.linkage.payload.encode import sound_of
from accord.linkage.tokens import FILTER_BITS, Tokeniser

MOST_VALUES = 3_000
"""Values with a table of their own; the commonest where a file has more."""

NEAR = ("exact", "one_letter", "close", "sounds", "start", "faint", "initial")
_BLOCK = 500
_NONE = len(NEAR)


def values_of(folded: Sequence[Fields], field: str) -> list[str]:
    """Return the value of a field in each row, "" where unknown: given name, family name or city."""
    if field == "city":
        return [one.city for one in folded]
    side = "given" if field == "given_name" else "family"
    return [getattr(one.names[0], side)[:LONGEST_RUN] for one in folded]


def neighbourhoods(values: Sequence[str], tokens: Tokeniser) -> tuple[dict[str, np.ndarray], int]:
    """Return (value → rows at each level of ``NEAR`` to it, rows that know the field), for the commonest values."""
    counted = Counter(value for value in values if len(value) > 1)
    if not counted:
        return {}, 0
    names = [value for value, _count in sorted(counted.items(), key=lambda one: (-one[1], one[0]))]
    rows = np.array([counted[name] for name in names], dtype=np.float64)
    listed = min(len(names), MOST_VALUES)
    bigrams = _bigrams(names, tokens)
    sizes = np.asarray(bigrams.sum(axis=1)).ravel()
    sounds = np.unique([sound_of(name) for name in names], return_inverse=True)[1]
    starts = np.unique([name[:3] for name in names], return_inverse=True)[1]
    initials = np.unique([name[0] for name in names], return_inverse=True)[1]
    long = np.array([len(name) > 2 for name in names])
    found = np.zeros((listed, _NONE + 1))
    for start in range(0, listed, _BLOCK):
        block = slice(start, min(start + _BLOCK, listed))
        dice = 2.0 * (bigrams[block] @ bigrams.T).toarray() / (sizes[block, None] + sizes)
        level = np.where(initials[block, None] == initials, 6, _NONE).astype(np.int64)
        level[dice >= 0.32] = 5
        level[(starts[block, None] == starts) | (dice >= 0.47)] = 4
        level[sounds[block, None] == sounds] = 3
        level[dice >= 0.7] = 2
        near = cdist(names[block], names, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8) <= 1
        level[near & long & long[block, None]] = 1
        level[np.arange(level.shape[0]), np.arange(block.start, block.stop)] = 0
        at = level + (_NONE + 1) * np.arange(level.shape[0])[:, None]
        weights = np.broadcast_to(rows, level.shape).ravel()
        counts = np.bincount(at.ravel(), weights=weights, minlength=at.shape[0] * (_NONE + 1))
        found[block] = counts.reshape(-1, _NONE + 1)
    return {names[at]: found[at, :_NONE] for at in range(listed)}, int(rows.sum())


def _bigrams(names: Sequence[str], tokens: Tokeniser) -> sparse.csr_matrix:
    """Return a matrix of names and the bits of their filters."""
    width = FILTER_BITS // 8
    filters = b"".join(tokens.bigram_filter(name).to_bytes(width, "little") for name in names)
    bits = np.unpackbits(np.frombuffer(filters, np.uint8).reshape(-1, width), axis=1)
    return sparse.csr_matrix(bits, dtype=np.float32)
