"""The attack by frequency: the commonest token is the commonest value, the next the next.

Ranks of tokens are laid beside ranks of the register's plain keys. Each pair of equal rank is a claim about everybody
who carries the token; a claim is right where it says what the person's row was made of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from accord.bench.leak.tables import Row, Table

RANKS = (10, 100, 1000, 10_000)


def by_rank(table: Table, known: Sequence[Row]) -> dict[str, dict[str, float]]:
    """For the first so many ranks: ``persons`` (share of the table of whom a right thing is learnt) and ``right``
    (share of claims that are right, counted by person)."""
    tokens = _ranked(token for row in table.stored for token in row)
    values = _ranked(value for row in known for value in row)
    claimed = dict(zip(tokens, values, strict=False))
    rank = {token: at for at, token in enumerate(tokens)}
    learnt = dict.fromkeys(RANKS, 0)
    right = dict.fromkeys(RANKS, 0)
    claims = dict.fromkeys(RANKS, 0)
    for stored, plain in zip(table.stored, table.plain, strict=True):
        places = [
            (rank[token], claimed.get(token) == value) for token, value in zip(stored, plain, strict=True)
        ]
        for most in RANKS:
            within = [true for at, true in places if at < most]
            claims[most] += len(within)
            right[most] += sum(within)
            learnt[most] += any(within)
    size = len(table.stored)
    return {
        str(most): {
            "persons": round(learnt[most] / size, 5),
            "right": round(right[most] / claims[most], 5) if claims[most] else 0.0,
        }
        for most in RANKS
    }


def _ranked(values: Iterable[object]) -> list[object]:
    """Values, the most frequent first; ties in the order of first sight, which tells a thief nothing."""
    return [value for value, _count in Counter(values).most_common()]
