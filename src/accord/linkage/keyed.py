"""The scorer: a model keyed for the payloads of one key. Plain Python, some microseconds a pair."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from math import log2
from struct import Struct
from typing import TYPE_CHECKING

from accord.linkage.compare.date import IN_RANGE, WIDTH_AT
from accord.linkage.compare.levels import FIELDS
from accord.linkage.compare.pair import Left, Levels
from accord.linkage.identifiers.normal import IdentifierKind
from accord.linkage.payload import layout
from accord.linkage.score import Band, Score, reasons_of
from accord.linkage.tokens import tokeniser
from accord.linkage.weigh import Rules, Table, place_weight, with_household

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from accord.linkage.vectors.pairlevels import PairLevels
    from accord.linkage.vectors.weigh import Weigher

_TOKEN = Struct("<I").unpack_from
_TOKEN_FIELD = {"given_name": "name", "family_name": "name", "city": "place"}


class KeyedModel:
    """Scores payloads made under one key. Symmetric: ``score(a, b) == score(b, a)``."""

    def __init__(
        self, tables: dict[str, Table], heads: dict[str, dict[str, Table]], rules: Rules, key: bytes
    ) -> None:
        tokens = tokeniser(key)
        keyed = {
            field: {
                tokens.narrow(f"{_TOKEN_FIELD[field]}|e|{value}"): table for value, table in values.items()
            }
            for field, values in heads.items()
        }
        self.rules = rules
        self._by_field, self._keyed = tables, keyed
        self._tables = tuple(tables[field] for field in FIELDS)
        self._given, self._family, _date, self._city, *_rest = self._tables
        self._given_heads = keyed.get("given_name", {})
        self._family_heads = keyed.get("family_name", {})
        self._city_heads = keyed.get("city", {})

    def score(self, left: bytes, right: bytes) -> Score:
        """Return the score of two payloads; raises ValueError when one is no payload of this version."""
        return self.scorer(left)(right)

    def scorer(self, left: bytes) -> Callable[[bytes], Score]:
        """Return a function that scores payloads against this one, which is unpacked only once."""
        mine, rules, weigh = Left(left), self.rules, self.weigh
        levels_of, prior, possible = mine.levels, rules.prior, rules.possible

        def score(right: bytes) -> Score:
            if len(right) < layout.ALIASES_AT or right[0] != layout.VERSION:
                raise ValueError("not a payload of this version")
            levels = levels_of(right)
            weight = weigh(mine, right, levels)
            probability = 1.0 / (1.0 + 2.0 ** (prior - weight))
            if weight < possible:
                return Score(weight, probability, None, ())
            return Score(weight, probability, self.band(weight), reasons_of(levels))

        return score

    @cached_property
    def weigher(self) -> Weigher:
        """The same weights over arrays, for batch jobs and training; needs NumPy, which nothing online loads."""
        from accord.linkage.vectors.weigh import Weigher

        return Weigher(self._by_field, self._keyed, self.rules)

    def weigh_many(self, pairs: PairLevels) -> npt.NDArray[np.float64]:
        """Return the evidence of many pairs in bits, each the same as :meth:`weigh` gives it."""
        return self.weigher.weights(pairs)

    def listed(self, left: Left) -> dict[str, bool]:
        """Return, for each field with common values of their own, whether the left value is one of them."""
        return {
            "given_name": left.names.given.exact in self._given_heads,
            "family_name": left.names.family.exact in self._family_heads,
            "city": left.city.exact in self._city_heads,
        }

    def band(self, weight: float) -> Band | None:
        """Return the band of a weight in bits, None below the threshold."""
        rules = self.rules
        if weight < rules.possible:
            return None
        if weight >= rules.strong:
            return Band.STRONG
        return Band.PROBABLE if weight >= rules.probable else Band.POSSIBLE

    def weigh(self, left: Left, right: bytes, levels: Levels) -> float:
        """Return the evidence of a pair in bits."""
        rules, tables = self.rules, self._tables
        own, shared = self._names(left, right, levels)
        if levels[2] == IN_RANGE:
            own += self._in_range(left.width, right[WIDTH_AT])
        else:
            own += tables[2][levels[2]]
        own += tables[7][levels[7]] + tables[8][levels[8]] + tables[9][levels[9]]
        place = (
            place_weight(self._town(left, right, levels[3]), tables[4][levels[4]], rules)
            + tables[5][levels[5]]
            + tables[6][levels[6]]
        )
        shared += max(place, rules.least_place) + rules.identifier * len(levels.identifiers)
        if IdentifierKind.EMAIL not in levels.identifiers:  # the whole address has its weight already
            shared += tables[10][levels[10]]
        return with_household(own, shared, rules)

    def _names(self, left: Left, right: bytes, levels: Levels) -> tuple[float, float]:
        """Weights of (given, family) name; a common name's own, the mean of both sides' where they differ."""
        given, family = levels[0], levels[1]
        if levels.alias:
            lone = given < 0 or family < 0
            paid = self.rules.lone_alias if lone else self.rules.alias
            return paid + self._given[given], self._family[family]
        if levels.swapped:
            one = 0.5 * (self._given[given] + self._family[given])
            other = 0.5 * (self._given[family] + self._family[family])
            return self.rules.swapped + min(one, other), max(one, other)  # one name shared is a family's
        given_weight = family_weight = 0.0
        if given >= 0:
            mine = self._given_heads.get(left.names.given.exact, self._given)
            theirs = self._given_heads.get(_TOKEN(right, layout.GIVEN_AT)[0], self._given)
            given_weight = 0.5 * (mine[given] + theirs[given])
        if family >= 0:
            mine = self._family_heads.get(left.names.family.exact, self._family)
            theirs = self._family_heads.get(_TOKEN(right, layout.FAMILY_AT)[0], self._family)
            family_weight = 0.5 * (mine[family] + theirs[family])
        return given_weight, family_weight

    def _town(self, left: Left, right: bytes, level: int) -> float:
        if level < 0:
            return 0.0
        mine = self._city_heads.get(left.city.exact, self._city)
        theirs = self._city_heads.get(_TOKEN(right, layout.CITY_AT)[0], self._city)
        return 0.5 * (mine[level] + theirs[level])

    def _in_range(self, width: int, other: int) -> float:
        """Weight of a date inside a range, or of two ranges that overlap: less, the wider they are."""
        by_chance = min(1.0, (width + other - 1) / self.rules.range_years)
        return log2(self.rules.range_agreement / by_chance)
