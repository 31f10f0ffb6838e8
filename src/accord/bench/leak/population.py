"""Who is in the tables, and whom the thief knows of: invented people with skewed names, and registers of them."""

from __future__ import annotations

from dataclasses import dataclass

from accord.linkage.person import Person
from accord.linkage.train.invent import Inventor


@dataclass(frozen=True, slots=True)
class Register:
    """What a thief knows in plain text. ``whom[i]``: the row of the tables that entry i is, or -1: somebody else."""

    people: list[Person]
    whom: list[int]


def population(size: int, seed: int) -> tuple[list[Person], dict[str, Register]]:
    """The people in the tables, and three registers of the same size.

    ``same``: the very records (nobody knows more); ``other hands``: the same people as another office wrote them;
    ``half``: every second of them in other hands, and as many strangers.
    """
    inventor = Inventor(seed)
    people = inventor.people(size)
    again = [inventor.again(person) for person in people]
    strangers = inventor.people(size)
    half = [again[at] if at % 2 == 0 else strangers[at] for at in range(size)]
    everybody = list(range(size))
    return people, {
        "same": Register(people, everybody),
        "other hands": Register(again, everybody),
        "half": Register(half, [at if at % 2 == 0 else -1 for at in everybody]),
    }
