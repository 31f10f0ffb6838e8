"""Two agencies' desks, what they file, and the matcher's queue drained with its own role."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import transaction

import accord.deconfliction.tasks  # noqa: F401  (the queue knows its tasks)
from accord.base import jobs
from accord.base.clock import now
from accord.deconfliction import actions
from accord.deconfliction.matching.held import execute, fetch
from accord.deconfliction.models import BrokerItem, Hit
from accord.deconfliction.subjects import Filing, Subject
from accord.linkage import Person

PLATE = Subject(subject_id=uuid.UUID(int=1), kind="plate", value="ABCD 123", context="ON")
PHONE = Subject(subject_id=uuid.UUID(int=2), kind="phone", value="514 555 0123")


def run_jobs() -> int:
    """Do what waits in the queue, oldest first, as the worker does: one task after another, as the matcher."""
    done = 0
    while waiting := fetch(
        "SELECT id, task_name, args FROM jobs.procrastinate_jobs WHERE status = 'todo' ORDER BY id LIMIT 1"
    ):
        job, name, arguments = waiting[0]
        arguments = json.loads(arguments) if isinstance(arguments, str) else arguments
        jobs.app.tasks[name].func(**arguments)
        with transaction.atomic(using="matcher"):  # the queue's triggers look for their tables on the path
            execute("SET LOCAL search_path = jobs")
            execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job])
        done += 1
    return done


def jobs_waiting() -> list[tuple[str, dict[str, Any]]]:
    rows = fetch("SELECT task_name, args FROM jobs.procrastinate_jobs WHERE status = 'todo' ORDER BY id")
    return [(name, json.loads(args) if isinstance(args, str) else args) for name, args in rows]


def plate(value: str = "ABCD 123", **more: Any) -> Subject:
    return replace(PLATE, subject_id=uuid.uuid4(), value=value, **more)


def phone(value: str = "514 555 0123", **more: Any) -> Subject:
    return replace(PHONE, subject_id=uuid.uuid4(), value=value, **more)


def person(given: str = "Mathieu", family: str = "Gagnon", born: str = "1988-03-04", **more: Any) -> Subject:
    from datetime import date

    who = Person(
        given_name=given, family_name=family, date_of_birth=date.fromisoformat(born), city="Montréal"
    )
    return Subject(subject_id=uuid.uuid4(), kind="person", person=who, **{"role": "suspect", **more})


class Desk:
    """A desk of one agency, and a member who files on it."""

    def __init__(self, world: Any, agency: Any, *, kind: str = "desk", member: Any = None) -> None:
        self.world, self.agency = world, agency
        self.lead = member or world.member(agency)
        self.worker = world.member(agency)
        self.dossier = world.dossier(kind, self.lead, self.worker)

    def file(
        self,
        *subjects: Subject,
        record: uuid.UUID | None = None,
        by: Any = None,
        run: bool = True,
        **more: Any,
    ) -> uuid.UUID:
        record = record or uuid.uuid4()
        given = {
            "record_id": record, "reference": "R-1", "lawful_reference": "s. 279.01", "reason": "open file",
            "contact_allowed": True, "filed_at": now(),
        } | more  # fmt: skip
        with self.world.acting(by or self.worker):
            actions.file_pointers(
                by=by or self.worker, dossier=self.dossier, filing=Filing(**given), subjects=subjects
            )
        if run:
            run_jobs()
        return record

    def withdraw(self, record: uuid.UUID, *, run: bool = True, forget: bool = False) -> None:
        with self.world.acting(self.worker):
            actions.withdraw_pointers(by=self.worker, dossier=self.dossier, record_id=record, forget=forget)
        if run:
            run_jobs()

    def hits(self, by: Any = None) -> list[Hit]:
        with self.world.acting(by or self.worker):
            return list(Hit.objects.filter(dossier_id=self.dossier.id).order_by("number"))

    def hit(self) -> Hit:
        (one,) = self.hits()
        return one

    def do(self, action: Callable[..., Any], *, by: Any = None, run: bool = True, **arguments: Any) -> Any:
        """Act as one of the desk's members (the worker unless named)."""
        who = by or self.worker
        with self.world.acting(who):
            result = action(by=who, **arguments)
        if run:
            run_jobs()
        return result

    def notices(self, member: Any = None) -> list[str]:
        from accord.notices.models import Notice

        who = member or self.worker
        with self.world.acting(who):
            return sorted(Notice.objects.exclude(kind="seat_granted").values_list("kind", flat=True))


class Partnership:
    """Desks of different agencies, and the brokers of the coordination office."""

    def __init__(self, world: Any) -> None:
        self.world = world
        office = world.agency("coordination")
        self.broker = world.member(office, duties=["broker"])
        self.second_broker = world.member(office, duties=["broker"])

    def desk(self, realm: str = "enforcement", **more: Any) -> Desk:
        kind = "support" if realm == "support" else "desk"
        return Desk(self.world, self.world.agency(realm, **more), kind=kind)

    def queue(self) -> list[BrokerItem]:
        with self.world.acting(self.broker):
            return list(BrokerItem.objects.order_by("number"))
