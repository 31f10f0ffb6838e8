"""Her goals and her safety plan."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import new_id, now
from accord.dossiers.models import Dossier
from accord.dossiers.sealing import sealing
from accord.support.actions.permission import require_work
from accord.support.models import Goal, SafetyPlan, SupportFile
from accord.support.sealed import seal_texts
from accord.support.vocabulary import GoalState

PARTS = ("phone", "hours", "saying", "avoid", "signal", "people", "steps")


def add_goal(*, by: Member, file: SupportFile, words: str, form_key: uuid.UUID | None = None) -> Goal:
    """A goal in her words. ``form_key`` makes a repeated form harmless."""
    require_work(by, Dossier.objects.get(pk=file.dossier_id))
    goal_id = form_key or new_id()
    if (standing := Goal.objects.filter(dossier_id=file.dossier_id, id=goal_id).first()) is not None:
        return standing
    made = Goal(dossier_id=file.dossier_id, id=goal_id, added_by=by.id, added_at=now(), changed_at=now())
    seal_texts(sealing(file.dossier_id), made, words=words)
    made.save(force_insert=True)
    audit.record("goal.added", dossier_id=file.dossier_id, row_id=made.id)
    return made


def change_goal(*, by: Member, goal: Goal, state: GoalState) -> None:
    require_work(by, Dossier.objects.get(pk=goal.dossier_id))
    goal.state, goal.changed_at = state, now()
    goal.save(update_fields=["state", "changed_at"])
    audit.record("goal.changed", dossier_id=goal.dossier_id, row_id=goal.id)


def write_safety_plan(
    *, by: Member, file: SupportFile, parts: Mapping[str, str], voicemail: bool = False, texts: bool = False
) -> SafetyPlan:
    """The whole plan anew. ``parts`` by the names of ``PARTS``; a part left out is emptied."""
    require_work(by, Dossier.objects.get(pk=file.dossier_id))
    standing = SafetyPlan.objects.filter(dossier_id=file.dossier_id).first()
    plan = standing or SafetyPlan(dossier_id=file.dossier_id, id=file.dossier_id)
    plan.voicemail, plan.texts, plan.changed_by, plan.changed_at = voicemail, texts, by.id, now()
    seal_texts(sealing(file.dossier_id), plan, **{name: parts.get(name, "") for name in PARTS})
    plan.save(force_insert=standing is None)
    audit.record("safety_plan.written", dossier_id=file.dossier_id, row_id=plan.id)
    return plan
