"""Which services the senses of a question find, and in which order: a name says more than a description, the words as
asked more than others for the same thing, and a rare word more than one that half the directory has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from math import log
from operator import or_

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, FloatField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from accord.directory.models import Service
from accord.directory.wording import Phrase, Sense, respelt, senses, stems_of, written

SHORTEST_BEGUN = 4  # letters of a word that may be the beginning of another
COMMON = 5_000  # services that have a sense, above which it is not told how common it is
# Where a sense stands, and what that is worth: weights of `found_by` (A names, C description, D what else it says).
ASKED = {"A": 1.0, "C": 0.6, "D": 0.4}
OTHERS = {"A": 0.75, "C": 0.45}
TOKENS, PLACE, LEAST = 0.7, 0.9, 0.3


@dataclass(frozen=True)
class Wanted:
    """A sense as the database is asked for it: phrases as stems. ``begun``: what was asked may be beginnings of words.

    ``worth`` is how much it tells; 0 where no service has it.
    """

    place: str
    asked: tuple[Phrase, ...]
    others: tuple[Phrase, ...]
    tokens: tuple[str, ...]
    begun: bool = False
    worth: float = 0.0

    def anywhere(self) -> Q:
        """Services that have it in any way: one look into the index, which does not know of weights."""
        own = _asked(self.asked, begun=self.begun)
        return _found(" | ".join(filter(None, (own, _asked(self.others), _asked(self._all_tokens())))))

    def score(self) -> Combinable:
        """From 0 to 1: the best of where it stands."""
        best_first = sorted(self._tiers(), key=lambda tier: -tier[0])
        stands = Case(*(When(where, then=Value(worth)) for worth, where in best_first), default=Value(LEAST))
        return Case(When(self.anywhere(), then=stands), default=Value(0.0), output_field=FloatField())

    def _all_tokens(self) -> list[Phrase]:
        return [(token,) for token in (*self.tokens, *([f"at{self.place}"] if self.place else []))]

    def _tiers(self) -> Iterator[tuple[float, Q]]:
        """What it is worth to stand somewhere."""
        if self.place:
            yield PLACE, _found(f"at{self.place}")
        for weight, worth in ASKED.items():
            yield worth, _found(_asked(self.asked, weight, begun=self.begun))
        for weight, worth in OTHERS.items() if self.others else ():
            yield worth, _found(_asked(self.others, weight))
        if self.tokens:
            yield TOKENS, _found(" | ".join(self.tokens))


def wanted(words: Sequence[str], among: QuerySet[Service]) -> tuple[list[Wanted], dict[str, str]]:
    """What the folded words want of these services, and words that were read as others because no service has them."""
    total = among.count()
    found: list[Wanted] = []
    read_as: dict[str, str] = {}
    for each in _stemmed(senses(words)):
        weighed = _weighed(each, among, total)
        if not weighed.worth and len(each.place) >= SHORTEST_BEGUN:
            weighed = _weighed(replace(each, begun=True), among, total)
        if not weighed.worth and (meant := respelt(each.place)):
            read_as[each.place] = written(meant)
            found += [_weighed(other, among, total) for other in _stemmed(senses([meant]))]
        found.append(weighed)
    return [each for each in found if each.worth], read_as


def scored(found: QuerySet[Service], all_wanted: Sequence[Wanted]) -> QuerySet[Service]:
    """Services that have any of it, with ``score`` from 0 to 1: the share of what was wanted that they have."""
    whole = sum(each.worth for each in all_wanted)
    score: Combinable = Value(0.0, output_field=FloatField())
    for each in all_wanted:
        score = score + each.score() * Value(each.worth / whole)
    return found.filter(reduce(or_, (each.anywhere() for each in all_wanted))).annotate(score=score)


def _stemmed(found: Iterable[Sense]) -> list[Wanted]:
    listed = [*found]
    stems = stems_of(word for each in listed for phrase in (each.asked, *each.others) for word in phrase)

    def said(phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
        forms = (tuple(stems[word][language] for word in phrase) for phrase in phrases for language in (0, 1))
        return tuple(dict.fromkeys(form for form in forms if all(form)))

    return [
        Wanted(
            each.asked[0] if len(each.asked) == 1 else "", said([each.asked]), said(each.others), each.tokens
        )
        for each in listed
    ]


def _weighed(one: Wanted, among: QuerySet[Service], total: int) -> Wanted:
    has = among.filter(one.anywhere())[:COMMON].count()
    return replace(one, worth=log(1 + total / has) if has else 0.0)


def _asked(phrases: Iterable[Phrase], weight: str = "", *, begun: bool = False) -> str:
    """Any of the phrases in that part of a service, or in any. Stems are of folded words: letters and digits alone."""
    mark = f":{'*' if begun else ''}{weight}".removesuffix(":")
    return " | ".join(f"({' & '.join(f'{stem}{mark}' for stem in phrase)})" for phrase in phrases)


def _found(asked: str) -> Q:
    return Q(found_by=SearchQuery(asked, config="simple", search_type="raw"))
