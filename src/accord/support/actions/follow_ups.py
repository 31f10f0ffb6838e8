"""What is due: planned by itself after an intake or an arrival, or added by a worker; done in one click."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import new_id, now
from accord.dossiers.models import Dossier
from accord.dossiers.sealing import sealing
from accord.support.actions.permission import require_work
from accord.support.models import FollowUp, SupportFile
from accord.support.sealed import seal_texts
from accord.support.vocabulary import FollowUpKind, Outcome

AFTER = {
    FollowUpKind.DAY: timedelta(hours=24),
    FollowUpKind.WEEK: timedelta(days=7),
    FollowUpKind.MONTH: timedelta(days=30),
}


def plan_follow_ups(*, by: Member, file: SupportFile, since: datetime) -> list[FollowUp]:
    """Those after 24 hours, 7 and 30 days from an intake or an arrival; twice from one moment is once."""
    require_work(by, Dossier.objects.get(pk=file.dossier_id))
    standing = set(
        FollowUp.objects.filter(dossier_id=file.dossier_id, since=since).values_list("kind", flat=True)
    )
    made = [
        FollowUp(
            dossier_id=file.dossier_id, id=new_id(), kind=kind, since=since, due_at=since + after, planned_by=by.id
        )
        for kind, after in AFTER.items()
        if kind not in standing
    ]  # fmt: skip
    for row in made:
        row.save(force_insert=True)
    if made:
        audit.record("follow_ups.planned", dossier_id=file.dossier_id, row_id=made[0].id)
    return made


def add_follow_up(
    *, by: Member, file: SupportFile, words: str, due_at: datetime, form_key: uuid.UUID | None = None
) -> FollowUp:
    """Something else to do by a moment."""
    require_work(by, Dossier.objects.get(pk=file.dossier_id))
    row_id = form_key or new_id()
    if (standing := FollowUp.objects.filter(dossier_id=file.dossier_id, id=row_id).first()) is not None:
        return standing
    made = FollowUp(
        dossier_id=file.dossier_id, id=row_id, kind=FollowUpKind.OTHER, since=now(), due_at=due_at,
        planned_by=by.id,
    )  # fmt: skip
    seal_texts(sealing(file.dossier_id), made, words=words)
    made.save(force_insert=True)
    audit.record("follow_up.added", dossier_id=file.dossier_id, row_id=made.id)
    return made


def finish_follow_up(*, by: Member, follow_up: FollowUp, outcome: Outcome) -> None:
    """Done, and what came of it. Two workers at once: the first one counts."""
    require_work(by, Dossier.objects.get(pk=follow_up.dossier_id))
    if follow_up.done_at is not None:
        return
    follow_up.outcome, follow_up.done_at, follow_up.done_by = outcome, now(), by.id
    follow_up.save(update_fields=["outcome", "done_at", "done_by"])
    audit.record("follow_up.done", dossier_id=follow_up.dossier_id, row_id=follow_up.id, reason=str(outcome))
