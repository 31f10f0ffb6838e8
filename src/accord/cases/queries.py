"""Reads of joint cases. Row security decides what is there; nothing here filters by who asks."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.timezone import localdate

from accord.agencies.models import Agency, Member
from accord.base.clock import now
from accord.cases.models import CaseEvent, CaseTask, EventKind, JointCase, JointProposal, ProposalAnswer
from accord.dossiers.models import Disclosure, DisclosureReading, Dossier, Kind, Party, Role, Seat
from accord.reports.models import Report

MOST = 200  # lines of a list; totals beyond are not told


# ── Proposals ─────────────────────────────────────────────────────────────────────────────────────────────────────


def proposal_for(hit: Any) -> JointProposal | None:
    """The open or accepted proposal about a hit, if there is one."""
    standing = JointProposal.objects.filter(dossier_id=hit.dossier_id, hit_id=hit.id)
    return standing.exclude(answer=ProposalAnswer.DECLINED).first()


def last_declined(hit: Any) -> JointProposal | None:
    declined = JointProposal.objects.filter(
        dossier_id=hit.dossier_id, hit_id=hit.id, answer=ProposalAnswer.DECLINED
    )
    return declined.order_by("-answered_at").first()


def case_of(hit: Any) -> uuid.UUID | None:
    """The dossier of the joint case that a hit became, whether or not one may open it."""
    proposal = proposal_for(hit)
    return proposal.case_id if proposal else None


# ── Lists ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class CaseLine:
    """One line of the list of cases."""

    dossier: Dossier
    reference: str
    agencies: list[Agency]
    open_tasks: int


def case_lines(
    *, state: str = "", agency: uuid.UUID | None = None, text: str = "", mine_to_lead: Member | None = None
) -> list[CaseLine]:
    """Joint cases where one has a seat, the most recently touched first, at most ``MOST``."""
    dossiers = Dossier.objects.filter(kind=Kind.CASE)
    if state:
        dossiers = dossiers.filter(closed_at__isnull=state == "open")
    if mine_to_lead is not None:
        led = Seat.objects.filter(member_id=mine_to_lead.id, role=Role.LEAD, until__gt=Now())
        dossiers = dossiers.filter(id__in=[seat.dossier_id for seat in led])
    found = [
        case
        for case in dossiers.order_by("-last_at", "-id")[:MOST]
        if text.casefold() in case.title.casefold()
    ]
    joint = {
        case.dossier_id: case for case in JointCase.objects.filter(dossier_id__in=[each.id for each in found])
    }
    parties = agencies_of(joint)
    tasks: dict[uuid.UUID, int] = defaultdict(int)
    for task in CaseTask.objects.filter(dossier_id__in=joint, done_at__isnull=True):
        tasks[task.dossier_id] += 1
    return [
        CaseLine(case, joint[case.id].reference, parties[case.id], tasks[case.id])
        for case in found
        if case.id in joint and (agency is None or agency in {party.id for party in parties[case.id]})
    ]


def agencies_of(dossiers: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Agency]]:
    """The agencies of each dossier, its owner first."""
    found: dict[uuid.UUID, list[Agency]] = defaultdict(list)
    rows = (
        Party.objects.filter(dossier_id__in=list(dossiers))
        .select_related("agency")
        .order_by("created_at", "id")
    )
    for party in sorted(rows, key=lambda party: party.reason != "owner"):
        found[party.dossier_id].append(party.agency)
    return found


# ── One case ──────────────────────────────────────────────────────────────────────────────────────────────────────


def joint_case(dossier_id: uuid.UUID) -> JointCase | None:
    return JointCase.objects.filter(dossier_id=dossier_id).first()


def live_seats(dossier_id: uuid.UUID) -> QuerySet[Seat]:
    seats = Seat.objects.filter(dossier_id=dossier_id, until__gt=Now()).select_related("member", "agency")
    return seats.order_by("agency__short_name", "created_at", "id")


def tasks_of(dossier_id: uuid.UUID) -> list[CaseTask]:
    """Open ones first, the soonest due at the top; then what is done, newest first."""
    tasks = list(CaseTask.objects.filter(dossier_id=dossier_id).order_by("created_at", "id")[:MOST])
    undone = sorted(
        (task for task in tasks if not task.is_done),
        key=lambda task: (task.due_on is None, task.due_on or localdate(now())),
    )
    return undone + sorted(
        (task for task in tasks if task.is_done), key=lambda task: task.done_at or now(), reverse=True
    )


def received_in(dossier_id: uuid.UUID) -> list[Disclosure]:
    """What partners gave to one's own agency in this case; row security shows no other agency's copies."""
    rows = Disclosure.objects.filter(dossier_id=dossier_id, side="received").select_related(
        "giver", "receiver"
    )
    return list(rows.order_by("-created_at", "-id")[:MOST])


def given_into(dossier_id: uuid.UUID) -> list[Disclosure]:
    """What was given into this case from the desks where one has a seat."""
    rows = Disclosure.objects.filter(target_dossier_id=dossier_id, side="given").select_related(
        "giver", "receiver"
    )
    return list(rows.order_by("-created_at", "-id")[:MOST])


def given(event_id: uuid.UUID) -> Disclosure | None:
    """One's own side of a disclosure."""
    return Disclosure.objects.filter(event_id=event_id, side="given").first()


def readings_of(disclosures: Iterable[Disclosure]) -> dict[uuid.UUID, list[DisclosureReading]]:
    """Who has read each of the disclosures that one's own desk gave, in the order of reading."""
    rows = list(disclosures)
    found: dict[uuid.UUID, list[DisclosureReading]] = defaultdict(list)
    readings = DisclosureReading.objects.filter(
        dossier_id__in={row.dossier_id for row in rows}, event_id__in=[row.event_id for row in rows]
    )
    for reading in readings.order_by("first_read_at", "id"):
        found[reading.event_id].append(reading)
    return found


def reports_to_give(desks: Iterable[uuid.UUID]) -> list[Report]:
    """Open reports of these desks, the newest first."""
    rows = Report.objects.filter(dossier_id__in=list(desks), outcome="open", withdrawn_at__isnull=True)
    return list(rows.order_by("-created_at", "-id")[:MOST])


# ── Timeline ──────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Happening:
    """One line of the history: a kind of ``EventKind``, or "party" or "seat", which their own rows tell."""

    kind: str
    when: datetime
    by: uuid.UUID | None
    agency_id: uuid.UUID | None
    other_agency_id: uuid.UUID | None = None
    member_id: uuid.UUID | None = None
    text: str = ""


def history(dossier_id: uuid.UUID) -> list[Happening]:
    """What has happened in the case that one's own agency may know, the newest first."""
    events = CaseEvent.objects.filter(dossier_id=dossier_id).order_by("-created_at", "-id")[:MOST]
    told = [
        Happening(
            event.kind, event.created_at, event.by, event.by_agency_id, event.other_agency_id, text=event.text
        )
        for event in events
    ]
    told += [
        Happening("party", party.created_at, None, party.agency_id)
        for party in Party.objects.filter(dossier_id=dossier_id).order_by("agency__short_name", "id")
    ]
    told += [
        Happening(
            "seat", seat.starts, seat.granted_by, seat.agency_id, member_id=seat.member_id, text=seat.role
        )
        for seat in Seat.objects.filter(dossier_id=dossier_id).order_by("agency__short_name", "id")
    ]
    last = {EventKind.OPENED: 1}  # at one and the same moment, the opening comes before what it brought about
    return sorted(told, key=lambda each: (each.when, -last.get(each.kind, 0)), reverse=True)  # type: ignore[call-overload]
