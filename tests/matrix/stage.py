"""The prepared world: every relationship to one desk, and one of everything that a page can show.

North's desk holds a report with a change proposed, a hit with South, a suspect waiting for a second signature, pointers
above a quota and a question of the broker. North and South share a case with a task and a disclosure each way. The
secret of it all is in ``SECRETS``, to be looked for in every answer to somebody without a seat.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.test import override_settings

from accord.agencies.models import Member
from accord.base.row_security.call import call
from accord.cases import actions as cases
from accord.cases.network.asked import Asked
from accord.cases.network.layouts import save_layout
from accord.deconfliction.models import BrokerItem, Filing, IntroductionRequest, Pointer
from accord.dossiers.models import Disclosure, Dossier
from accord.reports import actions as reports
from accord.reports.models import Identifier, Person
from tests.cases.pairs import Side, pair
from tests.cases.reports import report as report_row
from tests.deconfliction.partnership import run_jobs
from tests.matrix import stages
from tests.matrix.stages import support
from tests.reports.drafts import full, short, suspect
from tests.world import World

# Of police work; the survivor's side has its own (stages/support.py).
SECRETS = ("Motel Exemple", "Côté-Roy", "MTL-2026-17", "555-0123", "Northern desk", "Harbour")
Arguments = dict[str, Any]


@dataclass
class Stage:
    """Who there is, by role, and what there is, by the word that the matrix uses for it."""

    world: World
    people: dict[str, Member]
    things: dict[str, Arguments]


def set_stage(world: World) -> Stage:
    """Build it all through the real actions, wherever there is one."""
    people = _people(world)
    support.people(world, people)
    ours, theirs = pair(world, people["lead"], people["partner"], subject_id=uuid.uuid4())
    world.sql("UPDATE accord.dossier SET title = 'Northern desk' WHERE id = %s", ours.desk.id)
    _seats(world, people, ours)
    things = {"nothing": {}, "hit": _at(ours.desk.id, ours.hit_id), "desk": {"dossier": ours.desk.id}}
    things |= {"part": {}, "colleague": {"member": people["colleague"].id}}
    things |= _reports(world, people, ours)
    things |= _waiting(world, people, ours)
    things |= _case(world, people, ours, theirs, things["report"]["id"])
    things |= {
        "orphan": _orphan(world, people),
        "pair": _pair(world, people),
        "question": _question(world, ours),
    }
    things |= support.things(world, people, things)  # others build on the file
    for area in iter_modules(stages.__path__):
        if area.name == "support":
            continue
        things |= import_module(f"{stages.__name__}.{area.name}").things(world, people, things)
    run_jobs()
    return Stage(world, people, things)


def _at(dossier: uuid.UUID, row: uuid.UUID, **more: Any) -> Arguments:
    return {"dossier": dossier, "id": row, **more}


def _people(world: World) -> dict[str, Member]:
    north, south = world.agency(short_name="North"), world.agency(short_name="South")
    office, border = world.agency("coordination"), world.agency(short_name="Border", immigration=True)
    people = {
        name: world.member(north, name=f"North {name}") for name in ("lead", "worker", "reader", "colleague")
    }
    for duty in ("administrator", "commander", "custodian"):
        people[duty] = world.member(north, name=f"North {duty}", duties=[duty])
    people |= {
        "partner": world.member(south, name="South lead"),
        "stranger": world.member(name="Stranger"),
        "immigration": world.member(border, name="Border"),
        "support": world.member(world.agency("support"), name="Shelter"),
        "authority": world.member(world.agency("authority"), name="Permits"),
        "broker": world.member(office, name="Broker", duties=["broker"]),
        "office": world.member(office, name="Office"),
    }
    for name, kind in (("stranger", "desk"), ("immigration", "desk"), ("support", "support")):
        world.dossier(kind, people[name])
    return people


def _seats(world: World, people: dict[str, Member], ours: Side) -> None:
    with world.acting(people["lead"]):
        for role in ("worker", "reader"):
            call("grant_seat", ours.desk.id, people[role].id, role, 60)


def _reports(world: World, people: dict[str, Member], ours: Side) -> dict[str, Arguments]:
    with world.acting(people["lead"]):
        # The lead's own, so that the worker is one who proposes.
        report = reports.file_report(by=people["lead"], dossier=ours.desk, draft=full())
        person = Person.objects.filter(dossier_id=ours.desk.id, report_id=report.id).order_by("role").first()
        assert person and Identifier.objects.filter(dossier_id=ours.desk.id, report_id=report.id).exists()
    with world.acting(people["worker"]):
        change = reports.propose_change(
            by=people["worker"], report=report, changes={"place": "Bar"}, reason="heard"
        )
    with world.acting(people["lead"]):
        search = reports.save_search(by=people["lead"], name="Côté-Roy", words="Motel Exemple")
    at = _at(ours.desk.id, report.id)
    world.sql("UPDATE accord.hit SET record_id = %s WHERE id = %s", report.id, ours.hit_id)
    return {
        "report": at,
        "part": {**at, "part": "where"},
        "person": {**at, "person": person.id},
        "search": {"id": search.id},
        "proposal": {**at, "proposal": change.id},
    }


def _waiting(world: World, people: dict[str, Member], ours: Side) -> dict[str, Arguments]:
    """A suspect to be shown to partners, and pointers above the worker's quota."""
    draft = short(persons=(suspect(open_wanted=True),))
    with override_settings(REPORTS_A_DAY=1), world.acting(people["worker"]):
        first = reports.file_report(by=people["worker"], dossier=ours.desk, draft=draft)
        above = reports.file_report(by=people["worker"], dossier=ours.desk, draft=short(persons=(suspect(),)))
        pointer = Pointer.objects.get(dossier_id=ours.desk.id, record_id=first.id, opening="asked")
        assert Filing.objects.get(dossier_id=ours.desk.id, record_id=above.id).state == "waiting"
        alike = [Person.objects.get(dossier_id=ours.desk.id, report_id=each.id) for each in (first, above)]
    one, other = ((each.dossier_id, each.report_id, each.id) for each in alike)
    names = ("dossier", "report", "person", "other_dossier", "other_report", "other")
    return {
        "someone": dict(zip(names, one, strict=False)),
        "alike": dict(zip(names, one + other, strict=True)),
        "pointer": {"dossier": ours.desk.id, "pointer": pointer.id},
        "record": {"dossier": ours.desk.id, "record": above.id},
    }


def _case(
    world: World, people: dict[str, Member], ours: Side, theirs: Side, report: uuid.UUID
) -> dict[str, Arguments]:
    with world.acting(ours.lead):
        cases.propose_joint_case(by=ours.lead, hit=ours.hit, title="Harbour")
    with world.acting(theirs.lead):
        case = cases.accept_joint_case(by=theirs.lead, hit=theirs.hit)
    with world.acting(ours.lead):
        for role in ("worker", "reader"):
            call("grant_seat", case, people[role].id, role, 60)
        found = Dossier.objects.get(pk=case)
        made = {"title": "Call", "assignee": None, "due_on": None, "form_key": uuid.uuid4()}
        task = cases.add_task(by=ours.lead, case=found, **made)
        layout = save_layout(
            by=ours.lead, dossier=found, name="Harbour", places={}, asked=Asked(), form_key=uuid.uuid4()
        )
    received = report_row(world, theirs.desk, theirs.lead)
    events = {}
    for giver, getter, which, name in (
        (ours, theirs, report, "given"),
        (theirs, ours, received.id, "received"),
    ):
        events[name] = uuid.uuid4()
        with world.acting(giver.lead):
            call(
                "disclose_in_case", events[name], giver.desk.id, which, "report", which, ["city"], case,
                getter.lead.agency_id, "To find the car", "red", True, None,
            )  # fmt: skip
            assert Disclosure.objects.filter(event_id=events[name]).exists()
    return {
        "case": {"dossier": case},
        "task": _at(case, task.id),
        "layout": _at(case, layout.id),
        "given": {"dossier": case, "event": events["given"]},
        "received": {"dossier": case, "event": events["received"]},
        "giving": {"dossier": case, "desk": ours.desk.id, "report": report},
    }


def _orphan(world: World, people: dict[str, Member]) -> Arguments:
    gone = world.member(people["lead"].agency, name="Gone")
    orphan = world.desk(gone, title="Northern desk, orphaned")
    world.sql("UPDATE accord.seat SET until = now() - interval '1 minute' WHERE dossier_id = %s", orphan.id)
    return {"dossier": orphan.id}


def _pair(world: World, people: dict[str, Member]) -> Arguments:
    left, right = world.agency(short_name="Left"), world.agency(short_name="Right")
    item = BrokerItem(
        number="H-4821-77", left_agency=left, right_agency=right, why="both_protected", may_introduce=True
    )
    world._insert("broker_item", item)
    return {"id": item.id}


def _question(world: World, ours: Side) -> Arguments:
    asked = IntroductionRequest(
        dossier_id=ours.desk.id, number="H-1111-22", record_id=uuid.uuid4(), own_reference="R-7K3M-92QD",
        subject_id=uuid.uuid4(), kind="phone",
    )  # fmt: skip
    world._insert("introduction_request", asked)
    return _at(ours.desk.id, asked.id)
