"""The attack with the key in hand: try every date of birth, and the sound of every name with every birthday.

Nothing withstands it; this says how fast.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter

from accord.bench.leak.tables import Table
from accord.linkage.fields import Fields, fields_of
from accord.linkage.keys import keys_of, plain_keys
from accord.linkage.person import Person

BIRTHDAYS = [date(2000, 1, 1) + timedelta(days=day) for day in range(366)]
DATES = [date(1930, 1, 1) + timedelta(days=day) for day in range(366 * 90)]
MOST_NAMES = 200


def with_the_key(table: Table, known: Sequence[Person], key: bytes) -> dict[str, float]:
    """``dates``: share of the table whose date of birth falls to all dates; ``persons``: whose name (by its sound) and
    birthday fall to the register's commonest names; ``tries``: keys computed; ``a_second``: on one core, in Python; a
    thief's own program does a thousand times as many."""
    names = _names(known)
    began = perf_counter()
    nobody = fields_of(Person())
    dates, tries = _tokens((replace(nobody, born=born) for born in DATES), "date", key)
    named = (replace(fields_of(Person(family_name=name)), born=born) for name in names for born in BIRTHDAYS)
    birthdays, more = _tokens(named, "s-md", key)
    seconds = perf_counter() - began
    return {
        "names": len(names),
        "dates": _fallen(table, dates),
        "persons": _fallen(table, birthdays),
        "tries": tries + more,
        "a_second": round((tries + more) / seconds),
    }


def _tokens(guesses: Iterable[Fields], kind: str, key: bytes) -> tuple[set[int], int]:
    """Tokens of the keys of one kind that guesses make, and how many keys were computed on the way."""
    found: set[int] = set()
    tries = 0
    for fields in guesses:
        tokens = keys_of(fields, key)
        tries += len(tokens)
        found.update(tokens[at] & 0xFFFFFFFF for at in _places(fields, kind) if at < len(tokens))
    return found, tries


def _places(fields: Fields, kind: str) -> Iterator[int]:
    """Where the keys of a kind stand among the keys of fields."""
    return (
        at
        for at, one in enumerate(dict.fromkeys(plain_keys(fields)))
        if one.split(" ", maxsplit=1)[0] == kind
    )


def _fallen(table: Table, opened: set[int]) -> float:
    return round(sum(not opened.isdisjoint(row) for row in table.stored) / len(table.stored), 4)


def _names(known: Sequence[Person]) -> list[str]:
    """The register's family names, the most frequent first."""
    ranked = Counter(person.family_name for person in known if person.family_name)
    return [name for name, _count in ranked.most_common(MOST_NAMES)]
