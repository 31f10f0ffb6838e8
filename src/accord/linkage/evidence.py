"""From levels to a weight, a band and reasons, the same for keyed tokens and for plain text."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from math import log2
from typing import Any, NamedTuple

from accord.linkage.compare.date import IN_RANGE
from accord.linkage.compare.levels import FIELDS
from accord.linkage.compare.pair import Levels
from accord.linkage.identifiers.normal import IdentifierKind
from accord.linkage.score import Band, Score, reasons_of
from accord.linkage.weigh import Rules, Table, place_weight, with_household


class Known(NamedTuple):
    """What of one side bears on a weight beside the levels.

    ``given``, ``family``, ``city``: the values that may have tables of their own, as the heads are keyed: exact tokens
    or folded text. ``width``: years of the range of birth, 1 for a date.
    """

    given: Hashable
    family: Hashable
    city: Hashable
    width: int


class Evidence:
    """The weights of a model. Symmetric: left and right may change places."""

    def __init__(
        self, tables: Mapping[str, Table], heads: Mapping[str, Mapping[Any, Table]], rules: Rules
    ) -> None:
        """``heads``: field → common value → its own table."""
        self.rules = rules
        self.tables = tuple(tables[field] for field in FIELDS)
        self._given, self._family, _date, self._city, *_rest = self.tables
        self._given_heads = heads.get("given_name", {})
        self._family_heads = heads.get("family_name", {})
        self._city_heads = heads.get("city", {})

    def listed(self, known: Known) -> dict[str, bool]:
        """Return, for each field with common values of their own, whether the value is one of them."""
        return {
            "given_name": known.given in self._given_heads,
            "family_name": known.family in self._family_heads,
            "city": known.city in self._city_heads,
        }

    def band(self, weight: float) -> Band | None:
        """Return the band of a weight in bits, None below the threshold."""
        rules = self.rules
        if weight < rules.possible:
            return None
        if weight >= rules.strong:
            return Band.STRONG
        return Band.PROBABLE if weight >= rules.probable else Band.POSSIBLE

    def score(self, levels: Levels, left: Known, right: Known) -> Score:
        """Return the score of a pair; reasons only from the threshold up."""
        weight = self.weight(levels, left, right)
        probability = 1.0 / (1.0 + 2.0 ** (self.rules.prior - weight))
        if weight < self.rules.possible:
            return Score(weight, probability, None, ())
        return Score(weight, probability, self.band(weight), reasons_of(levels))

    def weight(self, levels: Levels, left: Known, right: Known) -> float:
        """Return the evidence of a pair in bits."""
        rules, tables = self.rules, self.tables
        own, shared = self._names(levels, left, right)
        if levels[2] == IN_RANGE:
            own += self._in_range(left.width, right.width)
        else:
            own += tables[2][levels[2]]
        own += tables[7][levels[7]] + tables[8][levels[8]] + tables[9][levels[9]]
        place = (
            place_weight(self._town(levels[3], left, right), tables[4][levels[4]], rules)
            + tables[5][levels[5]]
            + tables[6][levels[6]]
        )
        shared += max(place, rules.least_place) + rules.identifier * len(levels.identifiers)
        if IdentifierKind.EMAIL not in levels.identifiers:  # the whole address has its weight already
            shared += tables[10][levels[10]]
        return with_household(own, shared, rules)

    def _names(self, levels: Levels, left: Known, right: Known) -> tuple[float, float]:
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
            mine = self._given_heads.get(left.given, self._given)
            theirs = self._given_heads.get(right.given, self._given)
            given_weight = 0.5 * (mine[given] + theirs[given])
        if family >= 0:
            mine = self._family_heads.get(left.family, self._family)
            theirs = self._family_heads.get(right.family, self._family)
            family_weight = 0.5 * (mine[family] + theirs[family])
        return given_weight, family_weight

    def _town(self, level: int, left: Known, right: Known) -> float:
        if level < 0:
            return 0.0
        mine = self._city_heads.get(left.city, self._city)
        theirs = self._city_heads.get(right.city, self._city)
        return 0.5 * (mine[level] + theirs[level])

    def _in_range(self, width: int, other: int) -> float:
        """Weight of a date inside a range, or of two ranges that overlap: less, the wider they are."""
        by_chance = min(1.0, (width + other - 1) / self.rules.range_years)
        return log2(self.rules.range_agreement / by_chance)
