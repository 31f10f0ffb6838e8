"""The acts that are timed: a bare round trip, one filing's identifiers, one person. The matcher's own code."""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from accord.bench.scale.people import CHUNK, SEED, Values, persons, subject_of
from accord.deconfliction import encoding
from accord.deconfliction.matching.candidates import compared
from accord.deconfliction.matching.encounters import same_value
from accord.deconfliction.matching.held import Held, fetch_prepared
from accord.linkage import Person
from accord.linkage.train.invent import Inventor

VALUES_A_FILING = 3
WARM = 40
Act = Callable[[], Any]

# Somebody who files and holds nothing yet.
STRANGER = Held(
    no=0, dossier_id=uuid.UUID(int=1), pointer_id=uuid.UUID(int=1), agency_id=uuid.UUID(int=1),
    human_id=uuid.UUID(int=1), support=False, open=False, for_good=False, consents=False, contact_allowed=False,
    live=True, kind="person", subject=0, token=None,
)  # fmt: skip


def select_1() -> Any:
    """A round trip over the connection that the checks use."""
    return fetch_prepared("SELECT 1", [])


def check_values(numbers: Sequence[int]) -> int:
    """From three values as typed to all who hold one of them."""
    tokens: list[int] = []
    for number in numbers:
        token = encoding.encode(Values.typed(number)).token
        assert token is not None
        tokens += [token, encoding.support_token(token)]
    return sum(map(len, same_value(tokens).values()))


def check_person(person: Person) -> int:
    """From a person's plain text to scored candidates with their reasons."""
    encoded = encoding.encode(subject_of(person))
    search = [*encoded.keys, *encoding.support_keys(encoded.keys)]
    return sum(1 for _found in compared(STRANGER, search, encoded.payload))


@dataclass
class Asked:
    """What is asked for, drawn as reports are: half of it is held, disturbed as in life; half is new."""

    held_persons: int
    values: Values
    held_values: int
    seed: int = 1

    def persons(self, count: int) -> list[Person]:
        chance, inventor = random.Random(self.seed), Inventor(self.seed + 7)
        chunks = chance.sample(range(-(-self.held_persons // CHUNK)), min(4, -(-self.held_persons // CHUNK)))
        known = [one for chunk in chunks for one in persons(chunk)[: self.held_persons]]
        new = Inventor(SEED - 1 - self.seed).people(count)
        return [inventor.again(chance.choice(known)) if at % 2 else new[at] for at in range(count)]

    def numbers(self, count: int) -> list[list[int]]:
        chance = random.Random(self.seed)
        filings = []
        for at in range(count):
            known = [
                int(self.values.numbers(chance.randrange(self.held_values), 1)[0])
                for _ in range(VALUES_A_FILING)
            ]
            filings.append(
                known if at % 2 else [10**10 + chance.randrange(10**6) * 10 + each % 10 for each in known]
            )
        return filings


def time_acts(acts: dict[str, Callable[[int], Any]], rounds: int) -> dict[str, dict[str, float]]:
    """Milliseconds of each act, asked in turn, so that a busy moment of the machine falls on all alike."""
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for at in range(-WARM, rounds):
        for name, act in acts.items():
            start = time.perf_counter()
            act(at % rounds)
            if at >= 0:
                taken[name].append(1000 * (time.perf_counter() - start))
    return {name: percentiles(sorted(times)) for name, times in taken.items()}


def percentiles(times: Sequence[float]) -> dict[str, float]:
    """p50, p95 and p99 of sorted times."""
    return {
        f"p{point}": round(times[min(len(times) - 1, len(times) * point // 100)], 3) if times else 0.0
        for point in (50, 95, 99)
    }


def time_checks(asked: Asked, rounds: int, *, only: Sequence[str] = ()) -> dict[str, dict[str, float]]:
    """select_1, identifier check and person check, interleaved."""
    people, filings = asked.persons(rounds), asked.numbers(rounds)
    acts: dict[str, Callable[[int], Any]] = {
        "select_1_ms": lambda at: select_1(),
        "identifier_check_ms": lambda at: check_values(filings[at]),
        "person_check_ms": lambda at: check_person(people[at]),
    }
    return time_acts({name: act for name, act in acts.items() if not only or name in only}, rounds)
