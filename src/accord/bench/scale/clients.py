"""Work beside the measuring: many clients that check at once, and reports that are being saved all the while."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import cycle
from multiprocessing import get_context
from typing import Any

from django.db import connections

from accord.bench.hits.stage import Desk
from accord.bench.scale.checks import Asked, check_person, check_values
from accord.bench.scale.people import COLUMNS, Values

FORK = get_context("fork")
READY = 600  # seconds that a child may take to begin
PREPARED = 600  # different checks that the clients go through
MOST_REPORTS = 6000


def checks_a_second(asked: Asked, clients: int, seconds: float) -> dict[str, float]:
    """How many person checks and identifier checks all clients together do in a second."""
    made = {}
    for name, check, what in (
        ("person", check_person, asked.persons(PREPARED)),
        ("identifier", check_values, asked.numbers(PREPARED)),
    ):
        connections.close_all()  # a child must not speak over its parent's connection
        results: Any = FORK.Queue()
        start = FORK.Barrier(clients)
        children = [
            FORK.Process(
                target=_count, args=(check, what[at * 17 :] + what[: at * 17], start, seconds, results)
            )
            for at in range(clients)
        ]
        for child in children:
            child.start()
        made[name] = round(sum(results.get(timeout=READY) for _ in children) / seconds, 1)
        for child in children:
            child.join()
    return made


def _count(check: Callable[[Any], Any], what: list[Any], start: Any, seconds: float, results: Any) -> None:
    checks = map(check, cycle(what))
    for _warm in range(5):
        next(checks)
    start.wait(READY)
    end, count = time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        next(checks)
        count += 1
    results.put(count)


@contextmanager
def reports_being_saved(desk: Desk, asked: Asked, a_second: float) -> Iterator[Any]:
    """A process that files reports on a desk at a steady pace, through the real path; yields its count of them."""
    drafts = _drafts(asked)  # made before, so that the pace is steady
    connections.close_all()
    count, stop = FORK.Value("q", 0), FORK.Event()
    child = FORK.Process(target=_file, args=(desk, drafts, a_second, count, stop))
    child.start()
    try:
        yield count
    finally:
        stop.set()
        child.join(60)
        if child.is_alive():
            child.terminate()


def _file(desk: Desk, drafts: list[Any], a_second: float, count: Any, stop: Any) -> None:
    from accord.dossiers.models import Dossier
    from accord.reports.actions import file_report

    start = time.monotonic()
    for draft in drafts:
        if stop.is_set():
            break
        time.sleep(max(0.0, start + count.value / a_second - time.monotonic()))
        with desk.lead() as member:
            file_report(by=member, dossier=Dossier.objects.get(pk=desk.dossier_id), draft=draft)
        count.value += 1
    connections.close_all()


def _drafts(asked: Asked) -> list[Any]:
    """Reports with a person and two values each, half of both held by somebody already."""
    from accord.reports.draft import IdentifierDraft, PersonDraft, ReportDraft

    drafts = []
    for person, numbers in zip(asked.persons(MOST_REPORTS), asked.numbers(MOST_REPORTS), strict=True):
        typed = [Values.typed(number) for number in numbers[:2]]
        facts = {name: getattr(person, name) or "" for name in COLUMNS if name != "sex"}
        who = PersonDraft(role="suspect", **facts | {"date_of_birth": person.date_of_birth})  # type: ignore[arg-type]
        drafts.append(
            ReportDraft(
                occurred_from=date.today(),
                lawful_reference="Bench 2026-1",
                filing_reason="bench",
                persons=(who,),
                identifiers=tuple(IdentifierDraft(one.kind, one.value, context=one.context) for one in typed),
            )
        )
    return drafts
