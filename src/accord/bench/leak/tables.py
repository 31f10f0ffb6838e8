"""The thief's loot and the thief's knowledge: persons as rows of tokens, and a register of people in plain text.

The loot is made by the platform's own ``keys_of`` under a key that the attacks never see. Beside it stands what other
systems keep, the peer: a token for every single field and for each of its delete-1 neighbours.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from accord.linkage.candidates import ROWS_A_KEY
from accord.linkage.fields import Fields, fields_of
from accord.linkage.keys import keys_of, plain_keys
from accord.linkage.person import Person
from accord.linkage.tokens import deletions, tokeniser

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Persons as rows of plain keys. ``stored`` is the same in tokens, place for place: all that a thief sees."""

    plain: list[Row]
    stored: list[tuple[int, ...]]


def composites(people: Sequence[Person], key: bytes) -> Table:
    """What the matcher's index holds of people: 32 bits a key, and of a key that too many share nobody.

    Pointers are no part of the loot: theirs are sealed.
    """
    plain, stored = [], []
    for person in people:
        fields = fields_of(person)
        row = tuple(dict.fromkeys(plain_keys(fields)))
        tokens = tuple(token & 0xFFFFFFFF for token in keys_of(fields, key))
        plain.append(row[: len(tokens)])
        stored.append(tokens)
    return _without_common(Table(plain, stored))


def _without_common(table: Table) -> Table:
    shared = Counter(token for row in table.stored for token in row)
    kept = [[shared[token] <= ROWS_A_KEY for token in row] for row in table.stored]
    return Table(
        [tuple(compress(row, stay)) for row, stay in zip(table.plain, kept, strict=True)],
        [tuple(compress(row, stay)) for row, stay in zip(table.stored, kept, strict=True)],
    )


def single_fields(people: Sequence[Person], key: bytes) -> Table:
    """The peer: exact tokens of single fields, and of every delete-1 neighbour of the names."""
    tokens = tokeniser(key)
    plain = [tuple(dict.fromkeys(_singles(fields_of(person)))) for person in people]
    return Table(plain, [tuple(tokens.wide(one) & 0xFFFFFFFF for one in row) for row in plain])


def _singles(fields: Fields) -> list[str]:
    name = fields.names[0]
    found = [f"given {name.given}"] if name.given else []
    found += [f"family {name.family}"] if name.family else []
    found += [f"city {fields.city}"] if fields.city else []
    found += [f"date {fields.born}"] if fields.born else []
    found += [f"postcode {fields.postal_code}"] if fields.postal_code else []
    for field, run in (("given", name.given), ("family", name.family)):
        found += [f"{field} near {one}" for one in deletions(run)] if len(run) > 2 else []
    return found


def secret() -> bytes:
    """A key that nobody in the bench looks at again."""
    return secrets.token_bytes(32)
