"""Which payloads to compare: those that share an index key, at most so many a key and in all.

How to look up, in PostgreSQL or here:

1. Take the keys of ``person_keys`` in their order (rarest kind first); *one* shared key makes a candidate.
2. Of each key take at most ``ROWS_A_KEY`` rows: a key with more is a common name in a big town, and a true pair
   shares rarer keys too.
3. Rank by the number of keys shared, keep ``CANDIDATES``, score all of them.

On febrl4 with all fields (75 keys a person), true pairs share 51 keys in the middle and 5 at the second percentile;
chance pairs that share any share one in the middle and 9 at the 95th. To ask for two shared keys would halve the
candidates and lose 0.3 % of the true pairs with all fields, 1.1 % with name, date and town only: not worth it at
some 20 microseconds a score.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

ROWS_A_KEY = 200
CANDIDATES = 300


class CandidateIndex:
    """The look-up in memory, for training, measuring and tests; the platform's own stands in PostgreSQL."""

    def __init__(self, rows_a_key: int = ROWS_A_KEY, candidates: int = CANDIDATES) -> None:
        self._rows: defaultdict[int, list[int]] = defaultdict(list)
        self._rows_a_key = rows_a_key
        self._candidates = candidates

    def add(self, row: int, keys: Iterable[int]) -> None:
        """Note a row (any number of the caller's) under its keys."""
        for key in keys:
            self._rows[key].append(row)

    def find(self, keys: Iterable[int]) -> list[int]:
        """Return rows that share a key, most shared keys first, ties in the order of the rows."""
        shared: Counter[int] = Counter()
        for key in keys:
            found = self._rows.get(key)
            if found:
                shared.update(found[: self._rows_a_key])
        return [row for row, _count in sorted(shared.items(), key=lambda one: (-one[1], one[0]))][
            : self._candidates
        ]
