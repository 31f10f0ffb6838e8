"""The attack with the key in hand: try every name with every birthday. Nothing withstands it; this says how fast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter

from accord.bench.leak.tables import Table
from accord.linkage.fields import fields_of
from accord.linkage.keys import keys_of, plain_keys
from accord.linkage.person import Person

BIRTHDAYS = [date(2000, 1, 1) + timedelta(days=day) for day in range(366)]
MOST_NAMES = 200


def with_the_key(table: Table, known: Sequence[Person], key: bytes) -> dict[str, float]:
    """``persons``: share of the table whose name and birthday fall to the register's commonest names; ``tries``: keys
    computed; ``a_second``: on one core, in Python; a thief's own program does a thousand times as many."""
    names = _names(known)
    began = perf_counter()
    opened: set[int] = set()
    tries = 0
    for name in names:
        blank = fields_of(Person(family_name=name))
        for birthday in BIRTHDAYS:
            fields = replace(blank, born=birthday)
            wanted = [at for at, one in enumerate(plain_keys(fields)) if _names_a_birthday(one, birthday)]
            tokens = keys_of(fields, key)
            opened.update(tokens[at] & 0xFFFFFFFF for at in wanted if at < len(tokens))
            tries += len(tokens)
    seconds = perf_counter() - began
    fallen = sum(1 for row in table.stored if not opened.isdisjoint(row))
    return {
        "names": len(names),
        "persons": round(fallen / len(table.stored), 4),
        "tries": tries,
        "a_second": round(tries / seconds),
    }


def _names(known: Sequence[Person]) -> list[str]:
    """The register's family names, the most frequent first."""
    ranked = Counter(person.family_name for person in known if person.family_name)
    return [name for name, _count in ranked.most_common(MOST_NAMES)]


def _names_a_birthday(plain: str, birthday: date) -> bool:
    """Whether a plain key says a name in full and the month and day, and nothing else."""
    return plain.endswith(f" {birthday:%m%d}") and plain.split(" ", maxsplit=1)[0] == "md"
