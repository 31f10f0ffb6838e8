"""Invented persons of two agencies, a tenth of them seen by both: rows to compare, and the same as files."""

from __future__ import annotations

import csv
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random

from accord.linkage import Person, person_keys, person_payload
from accord.linkage.batch.folder import MEETS, Folder, Row
from accord.linkage.train.invent import Inventor

KEY = b"the key of a bench, of no holding"
A_PART = 25_000
SEEN_AGAIN = 0.1
COLUMNS = ("given_name", "family_name", "sex", "street_number", "street", "city", "postal_code")


@dataclass(frozen=True, slots=True)
class Crowd:
    """``persons``: rows in all; ``truth``: pairs of rows that are one person, left (even) before right (odd)."""

    persons: int
    truth: set[tuple[int, int]]


def crowd(folder: Path, persons: int, seed: int, workers: int) -> Crowd:
    """Write ``work/`` for us, ``left.csv`` and ``right.csv`` for the peer. A row of agency 0 has an even number."""
    Folder(folder / "work")
    # A spawned worker inherits nothing: the parent may have set up Django and threads.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        parts = range(-(-persons // A_PART))
        of_each = [
            pool.submit(_part, folder, at, min(A_PART, persons - at * A_PART), f"{seed} {at}") for at in parts
        ]
        made = [one.result() for one in of_each]
    for side in ("left", "right"):
        with (folder / f"{side}.csv").open("w", newline="") as whole:
            whole.write(",".join(("row", *COLUMNS, "date_of_birth")) + "\n")
            for at in parts:
                part = folder / f"{side}-{at}.csv"
                whole.write(part.read_text())
                part.unlink()
    return Crowd(sum(count for count, _truth in made), {pair for _count, truth in made for pair in truth})


def _part(folder: Path, at: int, count: int, seed: str) -> tuple[int, list[tuple[int, int]]]:
    random, inventor = Random(seed), Inventor(at * 7919 + len(seed))
    rows: list[tuple[int, Person]] = []
    truth: list[tuple[int, int]] = []
    following = [2 * A_PART * at, 2 * A_PART * at + 1]

    def add(agency: int, person: Person) -> int:
        number = following[agency]
        following[agency] += 2
        rows.append((number, person))
        return number

    people = iter(inventor.people(count))
    while len(rows) < count:
        person, agency = next(people), random.randrange(2)
        number = add(agency, person)
        if random.random() < SEEN_AGAIN and len(rows) < count:
            other = add(1 - agency, inventor.again(person))
            truth.append((number, other) if agency == 0 else (other, number))
    Folder(folder / "work").write_part(
        at,
        (
            Row(number, number % 2, MEETS, number, _keys(person), person_payload(person, KEY))
            for number, person in rows
        ),
    )
    for agency, side in enumerate(("left", "right")):
        with (folder / f"{side}-{at}.csv").open("w", newline="") as file:
            csv.writer(file).writerows(
                (number, *(getattr(person, name) for name in COLUMNS), _born(person))
                for number, person in rows
                if number % 2 == agency
            )
    return len(rows), truth


def _keys(person: Person) -> list[int]:
    narrow = (((key & 0xFFFFFFFF) ^ 0x80000000) - 0x80000000 for key in person_keys(person, KEY))
    return list(dict.fromkeys(narrow))


def _born(person: Person) -> str:
    if person.date_of_birth:
        return person.date_of_birth.isoformat()
    return str(sum(person.year_of_birth) // 2) if person.year_of_birth else ""
