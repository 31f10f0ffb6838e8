"""Work beside the measuring: many clients that check at once, and reports that are being saved all the while."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from typing import Any

from django.db import connections

from accord.bench.hits.stage import Desk
from accord.bench.scale.checks import Asked, check_person, check_values
from accord.bench.scale.people import Values

FORK = get_context("fork")
READY = 600


def checks_a_second(asked: Asked, clients: int, seconds: float) -> dict[str, float]:
    """How many person checks and identifier checks all clients together do in a second."""
    made = {}
    for name, check in (("person", _persons), ("identifier", _values)):
        connections.close_all()  # a child must not speak over its parent's connection
        results: Any = FORK.Queue()
        start = FORK.Barrier(clients)
        children = [
            FORK.Process(target=_count, args=(replace(asked, seed=100 + at), check, start, seconds, results))
            for at in range(clients)
        ]
        for child in children:
            child.start()
        made[name] = round(sum(results.get(timeout=READY) for _ in children) / seconds, 1)
        for child in children:
            child.join()
    return made


def _count(
    asked: Asked, check: Callable[[Asked], Iterator[Any]], start: Any, seconds: float, results: Any
) -> None:
    checks = check(asked)
    for _warm in range(5):
        next(checks)
    start.wait(READY)
    end, count = time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        next(checks)
        count += 1
    results.put(count)


def _persons(asked: Asked) -> Iterator[Any]:
    people = asked.persons(60)
    while True:
        yield from map(check_person, people)


def _values(asked: Asked) -> Iterator[Any]:
    filings = asked.numbers(200)
    while True:
        yield from map(check_values, filings)


@contextmanager
def reports_being_saved(desk: Desk, asked: Asked, a_second: float) -> Iterator[Any]:
    """A process that files reports on a desk at a steady pace, through the real path; yields its count of them."""
    connections.close_all()
    count, stop = FORK.Value("q", 0), FORK.Event()
    child = FORK.Process(target=_file, args=(desk, replace(asked, seed=50), a_second, count, stop))
    child.start()
    try:
        yield count
    finally:
        stop.set()
        child.join(60)
        if child.is_alive():
            child.terminate()


def _file(desk: Desk, asked: Asked, a_second: float, count: Any, stop: Any) -> None:
    from accord.dossiers.models import Dossier
    from accord.reports.actions import file_report

    drafts = _drafts(asked)
    start = time.monotonic()
    while not stop.is_set():
        draft = next(drafts)
        time.sleep(max(0.0, start + count.value / a_second - time.monotonic()))
        with desk.lead() as member:
            file_report(by=member, dossier=Dossier.objects.get(pk=desk.dossier_id), draft=draft)
        count.value += 1
    connections.close_all()


def _drafts(asked: Asked) -> Iterator[Any]:
    """Reports with a person and two values each, half of both held by somebody already."""
    from accord.reports.draft import IdentifierDraft, PersonDraft, ReportDraft

    while True:
        for person, numbers in zip(asked.persons(500), asked.numbers(500), strict=True):
            typed = [Values.typed(number) for number in numbers[:2]]
            yield ReportDraft(
                occurred_from=date.today(),
                lawful_reference="Bench 2026-1",
                filing_reason="bench",
                persons=(
                    PersonDraft(
                        given_name=person.given_name, family_name=person.family_name, role="suspect",
                        date_of_birth=person.date_of_birth, city=person.city, street=person.street,
                        street_number=person.street_number, postal_code=person.postal_code,
                    ),
                ),
                identifiers=tuple(IdentifierDraft(one.kind, one.value, context=one.context) for one in typed),
            )  # fmt: skip
        asked = replace(asked, seed=asked.seed + 1)
