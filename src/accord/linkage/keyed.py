"""The scorer: a model keyed for the payloads of one key. Plain Python, some microseconds a pair."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from struct import Struct
from typing import TYPE_CHECKING

from accord.linkage.compare.date import WIDTH_AT
from accord.linkage.compare.pair import Left, Levels
from accord.linkage.evidence import Evidence, Known
from accord.linkage.payload import layout
from accord.linkage.score import Band, Score
from accord.linkage.tokens import tokeniser
from accord.linkage.weigh import Rules, Table

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from accord.linkage.vectors.pairlevels import PairLevels
    from accord.linkage.vectors.weigh import Weigher

_TOKEN_FIELD = {"given_name": "name", "family_name": "name", "city": "place"}
_KNOWN = Struct(
    f"<{WIDTH_AT}xB{layout.GIVEN_AT - WIDTH_AT - 1}xI{layout.FAMILY_AT - layout.GIVEN_AT - 4}xI"
    f"{layout.CITY_AT - layout.FAMILY_AT - 4}xI"
).unpack_from


def _known(payload: bytes) -> Known:
    width, given, family, city = _KNOWN(payload)
    return Known(given, family, city, width)


class KeyedModel:
    """Scores payloads made under one key. Symmetric: ``score(a, b) == score(b, a)``."""

    def __init__(
        self, tables: dict[str, Table], heads: dict[str, dict[str, Table]], rules: Rules, key: bytes
    ) -> None:
        tokens = tokeniser(key)
        self._by_field = tables
        self._heads = {
            field: {
                tokens.narrow(f"{_TOKEN_FIELD[field]}|e|{value}"): table for value, table in values.items()
            }
            for field, values in heads.items()
        }
        self.rules = rules
        self._evidence = Evidence(tables, self._heads, rules)
        self._tables = self._evidence.tables

    def score(self, left: bytes, right: bytes) -> Score:
        """Return the score of two payloads; raises ValueError when one is no payload of this version."""
        return self.scorer(left)(right)

    def scorer(self, left: bytes) -> Callable[[bytes], Score]:
        """Return a function that scores payloads against this one, which is unpacked only once."""
        mine, scored = Left(left), self._evidence.score
        known, levels_of = _known(left), mine.levels

        def score(right: bytes) -> Score:
            if len(right) < layout.ALIASES_AT or right[0] != layout.VERSION:
                raise ValueError("not a payload of this version")
            return scored(levels_of(right), known, _known(right))

        return score

    @cached_property
    def weigher(self) -> Weigher:
        """The same weights over arrays, for batch jobs and training; needs NumPy, which nothing online loads."""
        from accord.linkage.vectors.weigh import Weigher

        return Weigher(self._by_field, self._heads, self.rules)

    def weigh_many(self, pairs: PairLevels) -> npt.NDArray[np.float64]:
        """Return the evidence of many pairs in bits, each the same as :meth:`weigh` gives it."""
        return self.weigher.weights(pairs)

    def listed(self, left: bytes) -> dict[str, bool]:
        """Return, for each field with common values of their own, whether a payload's value is one of them."""
        return self._evidence.listed(_known(left))

    def band(self, weight: float) -> Band | None:
        """Return the band of a weight in bits, None below the threshold."""
        return self._evidence.band(weight)

    def weigh(self, left: bytes, right: bytes, levels: Levels) -> float:
        """Return the evidence in bits of two payloads at given levels."""
        return self._evidence.weight(levels, _known(left), _known(right))
