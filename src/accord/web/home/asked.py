"""What is asked of one member across the apps, where no app by itself would ask it. Row security does the filtering."""

from __future__ import annotations

import uuid

from django.db.models import Q

from accord.agencies.models import Member
from accord.cases.models import JointProposal
from accord.deconfliction.models import Hit, HitState, Step
from accord.dossiers.queries import seats_of
from accord.dossiers.rules import WORKING
from accord.reports.models import ChangeProposal, Report
from accord.reports.models.changes import State
from accord.reports.rules import may_decide

MOST = 50


def steps_to_sign(member: Member) -> list[Hit]:
    """Steps forward that another human proposed on a desk where the member works; the longest waiting first."""
    hits = Hit.objects.filter(dossier_id__in=_worked_on(member), step=Step.PROPOSED, state=HitState.OPEN)
    others = hits.exclude(Q(step_proposed_by=member.id) | Q(step_proposed_human=member.human_id))
    return list(others.order_by("step_proposed_at", "id")[:MOST])


def proposals_to_answer(member: Member) -> list[JointProposal]:
    """Joint cases that the other side of a hit proposed to a desk which the member leads."""
    led = [seat.dossier_id for seat in seats_of(member, roles=["lead"])]
    return list(
        JointProposal.objects.filter(dossier_id__in=led, ours=False, answer="").order_by("created_at", "id")[
            :MOST
        ]
    )


def changes_to_decide(member: Member) -> list[tuple[ChangeProposal, Report]]:
    """Changes that others proposed to reports which the member owns, each with its report."""
    proposed = ChangeProposal.objects.filter(dossier_id__in=_worked_on(member), state=State.PROPOSED)
    found = []
    for change in proposed.exclude(proposed_by=member.id).order_by("created_at", "id")[:MOST]:
        report = Report.objects.get(dossier_id=change.dossier_id, id=change.report_id)
        if may_decide(member, report, change):
            found.append((change, report))
    return found


def _worked_on(member: Member) -> list[uuid.UUID]:
    return [seat.dossier_id for seat in seats_of(member, roles=WORKING)]
