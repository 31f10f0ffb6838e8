"""The model on plain text: one pair with its reasons, or many pairs of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from accord.linkage.compare.pair import Levels
from accord.linkage.evidence import Evidence, Known
from accord.linkage.fields import Fields, fields_of
from accord.linkage.identifiers.normal import IdentifierKind
from accord.linkage.model import Model
from accord.linkage.person import Person
from accord.linkage.plain.facts import Birth, date_level, number_level, one_level, postcode_level
from accord.linkage.plain.names import PlainName, name_levels, plain_names
from accord.linkage.plain.runs import loose_level, run_level
from accord.linkage.score import Score


class _Side(NamedTuple):
    """One person ready to be compared with many."""

    fields: Fields
    names: tuple[PlainName, ...]
    birth: Birth
    identifiers: frozenset[tuple[str, str]]
    known: Known


def _side(fields: Fields) -> _Side:
    names = plain_names(fields.names)
    years = fields.years or (0, 0)
    known = Known(names[0].given, names[0].family, fields.city, years[1] - years[0] + 1)
    return _Side(fields, names, (fields.born, fields.years), frozenset(fields.identifiers), known)


def _levels(left: _Side, right: _Side) -> Levels:
    given, family, swapped, alias = name_levels(left.names, right.names)
    mine, theirs = left.fields, right.fields
    return Levels(
        given,
        family,
        date_level(left.birth, right.birth),
        run_level(mine.city, theirs.city, True),
        postcode_level(mine.postal_code, theirs.postal_code),
        number_level(mine.number, theirs.number),
        loose_level(mine.street, theirs.street),
        loose_level(mine.birth_place, theirs.birth_place),
        one_level(mine.sex, theirs.sex),
        loose_level(mine.occupation, theirs.occupation),
        loose_level(mine.email, theirs.email),
        swapped,
        alias,
        _shared(left.identifiers, right.identifiers),
    )


def _shared(
    left: frozenset[tuple[str, str]], right: frozenset[tuple[str, str]]
) -> tuple[IdentifierKind, ...]:
    if not left or not right:
        return ()
    return tuple(sorted({IdentifierKind(kind) for kind, _form in left & right}))


class PlainModel:
    """Scores persons whose text is at hand. Symmetric, and the twin of ``KeyedModel``: same weights, same bands."""

    def __init__(self, model: Model) -> None:
        self._evidence = Evidence(model.tables, model.heads, model.rules)

    def levels(self, left: Fields, right: Fields) -> Levels:
        """Return the level of every field of two persons."""
        return _levels(_side(left), _side(right))

    def score(self, left: Person, right: Person) -> Score:
        """Return the score of two persons."""
        mine, theirs = _side(fields_of(left)), _side(fields_of(right))
        return self._evidence.score(_levels(mine, theirs), mine.known, theirs.known)

    def score_pairs(
        self, left: Sequence[Fields], right: Sequence[Fields], pairs: Iterable[tuple[int, int]]
    ) -> list[float]:
        """Return the evidence in bits of pairs given as (left row, right row); ``right`` may be ``left``.

        The levels of two values are kept while they repeat, so a pair of common names costs little.
        """
        mine = [_side(fields) for fields in left]
        theirs = mine if right is left else [_side(fields) for fields in right]
        weight = self._evidence.weight
        return [
            weight(_levels(mine[one], theirs[other]), mine[one].known, theirs[other].known)
            for one, other in pairs
        ]
