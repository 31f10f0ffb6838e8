"""Pairs of organizations that may be one, with the reasons; a pair costs a look, not a guess.

Only pairs that share a number, a site, a street or a telling word are compared at all; what many share tells nothing.
Words weigh by how rare they are in the directory itself (inverse document frequency, Spärck Jones 1972).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from accord.directory.alike.facts import Facts
from accord.linkage.plain.runs import one_edit

COMMON = 12  # organizations that may share a number, a site or a word before it tells nothing
SAME_NAME, CLOSE_NAME, NEAR_NAME = 0.999, 0.85, 0.5
LEAST, LONGEST = 5, 20  # letters of a word that one slip leaves recognizable
NAMED = {"numbers": "phone", "hosts": "site", "streets": "street"}


@dataclass(frozen=True)
class Suggested:
    """``one`` before ``other`` by id. ``reasons``: of same_name, similar_name, phone, site, street; best first."""

    one: UUID
    other: UUID
    likeness: float
    reasons: tuple[str, ...]


def suggested(facts: Sequence[Facts]) -> list[Suggested]:
    """The likeliest first."""
    weights = _weights(facts)
    found = (_compared(left, right, weights) for left, right in _candidates(facts))
    return sorted(filter(None, found), key=lambda each: (-each.likeness, each.one, each.other))


def _weights(facts: Sequence[Facts]) -> dict[str, float]:
    counts = Counter(word for each in facts for word in set().union(*each.names))
    return {word: math.log(1 + len(facts) / count) for word, count in counts.items()}


def _candidates(facts: Sequence[Facts]) -> Iterator[tuple[Facts, Facts]]:
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, each in enumerate(facts):
        for key in _keys(each):
            blocks[key].append(at)
    pairs = {
        pair for members in blocks.values() if len(members) <= COMMON for pair in combinations(members, 2)
    }
    for left, right in sorted(pairs):
        yield facts[left], facts[right]


def _keys(each: Facts) -> Iterable[tuple[str, str]]:
    yield from {(kind, value) for kind in NAMED for value in getattr(each, kind)}
    yield from {("word", word) for name in each.names for word in name}
    yield from {("name", " ".join(sorted(name))) for name in each.names}


def _compared(left: Facts, right: Facts, weights: dict[str, float]) -> Suggested | None:
    alike = max((_names(mine, theirs, weights) for mine in left.names for theirs in right.names), default=0.0)
    shared = [word for kind, word in NAMED.items() if getattr(left, kind) & getattr(right, kind)]
    by_name = ["same_name"] if alike >= SAME_NAME else ["similar_name"] if alike >= NEAR_NAME else []
    if not (alike >= CLOSE_NAME or (by_name and shared)):
        return None
    one, other = sorted((left.id, right.id))
    return Suggested(one, other, round(min(1.0, alike + 0.1 * len(shared)), 3), (*by_name, *shared))


def _names(mine: frozenset[str], theirs: frozenset[str], weights: dict[str, float]) -> float:
    """Shared weight over all weight, 0 to 1; a word that is one letter off its like on the other side is shared."""
    here, there = mine - theirs, theirs - mine
    misspelt = {word for word in here if any(one_edit(word, other, LEAST, LONGEST) for other in there)}
    answered = {word for word in there if any(one_edit(word, other, LEAST, LONGEST) for other in here)}
    common = sum(weights[word] for word in (mine & theirs) | misspelt)
    every = common + sum(weights[word] for word in (here - misspelt) | (there - answered))
    alike = common / every if every else 0.0
    return min(alike, SAME_NAME - 0.01) if misspelt else alike
