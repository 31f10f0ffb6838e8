"""Did you mean: names of one's own seats that are spelled nearly like what was searched for in vain.

Compared are only names that begin with the same two letters, ``COMPARED`` of them at most: a look-up by prefix, which
an index serves under row security.
"""

from __future__ import annotations

from django.db.models import Q
from rapidfuzz import fuzz, process

from accord.reports.lookalikes import MOST_WORDS
from accord.reports.models import Person
from accord.reports.rows import folded

COMPARED = 500
SHOWN = 3
STEM = 2
SHORTEST = 4  # a shorter word is near to everything
NEAR = 75.0  # of 100: a letter of four, two of seven


def spellings_near(text: str) -> list[str]:
    """Up to ``SHOWN`` folded names, the nearest first; empty where no word of the text has a near one."""
    words = folded(text).split()[:MOST_WORDS]
    nearest = [_near(word) for word in words]
    if not any(nearest):
        return []
    found: dict[str, None] = {}
    for place in range(SHOWN):
        said = [
            near[min(place, len(near) - 1)] if near else word
            for word, near in zip(words, nearest, strict=True)
        ]
        found[" ".join(said)] = None
    found.pop(" ".join(words), None)
    return list(found)


def _near(word: str) -> list[str]:
    if len(word) < SHORTEST:
        return []
    begun = Person.objects.filter(
        Q(family_folded__begins=word[:STEM]) | Q(given_folded__begins=word[:STEM])
    ).values_list("family_folded", "given_folded")
    names = {name for pair in begun[:COMPARED] for name in pair if name.startswith(word[:STEM])}
    near = process.extract(word, sorted(names), scorer=fuzz.ratio, score_cutoff=NEAR, limit=SHOWN)
    return [name for name, _score, _place in near]
