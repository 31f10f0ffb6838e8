"""Weights of many pairs: the sums of ``keyed.KeyedModel.weigh`` and ``weigh`` over arrays."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from accord.linkage.compare.date import IN_RANGE
from accord.linkage.compare.levels import FIELDS
from accord.linkage.identifiers.normal import IdentifierKind
from accord.linkage.payload.blocks import IDENTIFIER_NUMBERS
from accord.linkage.vectors.pairlevels import Flags, PairLevels, Small, Words
from accord.linkage.weigh import Rules, Table

Bits = npt.NDArray[np.float64]
_EMAIL = np.uint16(1 << IDENTIFIER_NUMBERS[IdentifierKind.EMAIL])
_AT = {name: at for at, name in enumerate(FIELDS)}


class _Heads:
    """The tables of a field: each common value's own, the field's for all others."""

    def __init__(self, table: Table, heads: Mapping[int, Table]) -> None:
        """``heads``: exact token → table."""
        self.table = np.array(table)
        self._tokens = np.array(sorted(heads), np.uint32)
        self._tables = np.array([*(heads[token] for token in sorted(heads)), table])
        differs = (self._tables != self.table).any(axis=0)
        self._last = int(np.flatnonzero(differs).max(initial=-1))

    def known(self, tokens: Words) -> Flags:
        """Say which tokens are of common values."""
        if not self._tokens.size:
            return np.zeros(len(tokens), np.bool_)
        places = np.minimum(np.searchsorted(self._tokens, tokens), len(self._tokens) - 1)
        return self._tokens[places] == tokens

    def weights(self, levels: Small, left: Words, right: Words) -> Bits:
        """Return the mean of both sides' tables at a level, 0 where missing."""
        found = self.table[levels]
        rows = np.flatnonzero((levels >= 0) & (levels <= self._last))
        if rows.size:
            level = levels[rows]
            found[rows] = 0.5 * (self._own(left[rows], level) + self._own(right[rows], level))
        return found

    def _own(self, tokens: Words, levels: Small) -> Bits:
        rows = np.full(len(tokens), len(self._tokens))
        places = np.searchsorted(self._tokens, tokens)
        inside = places < len(self._tokens)
        rows[inside] = np.where(
            self._tokens[places[inside]] == tokens[inside], places[inside], len(self._tokens)
        )
        found: Bits = self._tables[rows, levels]
        return found


class Weigher:
    """Weighs pairs under one keyed model."""

    def __init__(
        self, tables: Mapping[str, Table], heads: Mapping[str, Mapping[int, Table]], rules: Rules
    ) -> None:
        """``heads``: field → exact token of a common value → its own table."""
        self._rules = rules
        self._tables = [np.array(tables[field]) for field in FIELDS]
        self._heads = [
            _Heads(tables[field], heads.get(field, {})) for field in ("given_name", "family_name", "city")
        ]

    def weights(self, pairs: PairLevels) -> Bits:
        """Return the evidence of each pair in bits."""
        rules = self._rules
        own, shared = self._names(pairs)
        own += self._birth(pairs)
        for field in ("birth_place", "sex", "occupation"):
            own += self._of(field, pairs)
        town = self._heads[2].weights(pairs.of("city"), pairs.tokens[4], pairs.tokens[5])
        place = _place(town, self._of("postal_code", pairs), rules)
        place += self._of("street_number", pairs) + self._of("street", pairs)
        shared += np.maximum(place, rules.least_place) + rules.identifier * np.bitwise_count(pairs.kinds)
        whole_address = (pairs.kinds & _EMAIL) != 0
        shared += np.where(whole_address, 0.0, self._of("email", pairs))
        return _with_household(own, shared, rules)

    def listed(self, pairs: PairLevels) -> dict[str, Flags]:
        """Return, for each field with common values of their own, whether the left value is one of them."""
        fields = ("given_name", "family_name", "city")
        return {
            field: heads.known(pairs.tokens[2 * at])
            for at, (field, heads) in enumerate(zip(fields, self._heads, strict=True))
        }

    def _of(self, field: str, pairs: PairLevels) -> Bits:
        found: Bits = self._tables[_AT[field]][pairs.of(field)]
        return found

    def _names(self, pairs: PairLevels) -> tuple[Bits, Bits]:
        """Weights of (given, family) name, by the rules of ``KeyedModel``."""
        given_level, family_level = pairs.levels[0], pairs.levels[1]
        given_heads, family_heads = self._heads[0], self._heads[1]
        given = given_heads.weights(given_level, pairs.tokens[0], pairs.tokens[1])
        family = family_heads.weights(family_level, pairs.tokens[2], pairs.tokens[3])
        rows = np.flatnonzero(pairs.swapped & ~pairs.alias)
        if rows.size:
            of_given, of_family = given_level[rows], family_level[rows]
            one = 0.5 * (given_heads.table[of_given] + family_heads.table[of_given])
            other = 0.5 * (given_heads.table[of_family] + family_heads.table[of_family])
            given[rows] = self._rules.swapped + np.minimum(one, other)
            family[rows] = np.maximum(one, other)
        rows = np.flatnonzero(pairs.alias)
        if rows.size:
            of_given, of_family = given_level[rows], family_level[rows]
            lone = (of_given < 0) | (of_family < 0)
            given[rows] = (
                np.where(lone, self._rules.lone_alias, self._rules.alias) + given_heads.table[of_given]
            )
            family[rows] = family_heads.table[of_family]
        return given, family

    def _birth(self, pairs: PairLevels) -> Bits:
        found = self._of("date_of_birth", pairs)
        rows = np.flatnonzero(pairs.of("date_of_birth") == IN_RANGE)
        if rows.size:
            years = pairs.widths[:, rows].sum(axis=0, dtype=np.float64) - 1.0
            by_chance = np.minimum(1.0, years / self._rules.range_years)
            found[rows] = np.log2(self._rules.range_agreement / by_chance)
        return found


def _place(town: Bits, postcode: Bits, rules: Rules) -> Bits:
    """``weigh.place_weight`` over arrays."""
    alike = ((town > 0) & (postcode > 0)) | ((town < 0) & (postcode < 0))
    town_first = np.abs(town) >= np.abs(postcode)
    greater, lesser = np.where(town_first, town, postcode), np.where(town_first, postcode, town)
    return np.where(alike, greater + rules.lesser_place * lesser, town + postcode)


def _with_household(own: Bits, shared: Bits, rules: Rules) -> Bits:
    """``weigh.with_household`` over arrays."""
    over = shared - rules.household
    capped = np.minimum(over, 30.0)
    some = own + shared - np.log2(1.0 + np.exp2(capped))
    return np.where(over < -8, own + shared, np.where(over > 30, own + rules.household, some))
