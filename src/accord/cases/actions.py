"""Opening a joint case and working in it. What crosses to a partner's dossier is done by cases/functions.sql."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accord.agencies.models import Agency, Member
from accord.base import audit
from accord.base.clock import new_id, now
from accord.base.row_security.call import call
from accord.cases import queries, rules
from accord.cases.giving import Picked
from accord.cases.models import CaseTask
from accord.dossiers.models import Caveat, Disclosure, Dossier
from accord.dossiers.rules import works_on
from accord.reports.actions.standing import meet_disclosure
from accord.reports.models import Report


def propose_joint_case(*, by: Member, hit: Any, title: str) -> None:
    """Ask the other desk for a joint case, under a title that both will read. A lead's act, once both said *same*.

    ``hit`` is one's own side's ``deconfliction.models.Hit``. Raises ``PermissionDenied`` with the reason.
    """
    if not rules.may_propose(by, hit, queries.proposal_for(hit)):
        raise PermissionDenied(_("A lead may propose a joint case once both desks have answered “the same”."))
    call("propose_joint_case", new_id(), hit.dossier_id, hit.id, title)
    audit.record("joint_case.proposed", dossier_id=hit.dossier_id, row_id=hit.id)


def accept_joint_case(*, by: Member, hit: Any) -> uuid.UUID:
    """Open the case that the other desk proposed: both agencies as parties, both leads seated. Says its dossier.

    Accepting twice, or two leads at once, gives the one case; whether the second may open it is for its seats to say.
    """
    if not rules.may_accept(by, hit, queries.proposal_for(hit)) and not queries.case_of(hit):
        raise PermissionDenied(_("A lead of the other desk accepts a joint case."))
    case_id: uuid.UUID = call("accept_joint_case", hit.dossier_id, hit.id, new_id())
    audit.record("joint_case.opened", dossier_id=case_id, row_id=hit.id)
    return case_id


def decline_joint_case(*, by: Member, hit: Any) -> None:
    """Say no without a reason; the other side may propose again later."""
    if not rules.may_accept(by, hit, queries.proposal_for(hit)):
        raise PermissionDenied(_("There is no proposal here to decline."))
    call("decline_joint_case", hit.dossier_id, hit.id)
    audit.record("joint_case.declined", dossier_id=hit.dossier_id, row_id=hit.id)


# ── Giving ────────────────────────────────────────────────────────────────────────────────────────────────────────


def disclose(
    *,
    by: Member,
    case: Dossier,
    report: Report,
    picked: Sequence[Picked],
    receivers: Sequence[Agency],
    purpose: str,
    caveat: Caveat,
    third_party_rule: bool,
    expires_at: datetime | None,
    form_key: uuid.UUID,
) -> list[uuid.UUID]:
    """Give what was picked of a report (``giving.pick``) to partners of the case, as frozen copies.

    One disclosure a part and receiver, so that each can be revoked alone; their events are returned. The same form
    sent twice gives once. Raises ``PermissionDenied`` with the reason; then nothing at all was given.
    """
    desk = Dossier.objects.get(pk=report.dossier_id)
    if not rules.may_give_from(by, desk, case):
        raise PermissionDenied(_("To disclose, you need a working seat on your desk and on the case."))
    if kept := next((part.part.kept_because for part in picked if part.part.kept_because), ""):
        raise PermissionDenied(kept)
    given = []
    for part in picked:
        for receiver in receivers:
            event = uuid.uuid5(form_key, f"{part.part.key} {receiver.id}")
            _give(event, report, part, case, receiver, purpose, caveat, third_party_rule, expires_at)
            given.append(event)
    audit.record("disclosure.made", dossier_id=case.id, row_id=report.id, reason=purpose)
    return given


def _give(
    event: uuid.UUID,
    report: Report,
    picked: Picked,
    case: Dossier,
    receiver: Agency,
    purpose: str,
    caveat: Caveat,
    third_party_rule: bool,
    expires_at: datetime | None,
) -> None:
    mine = Disclosure.objects.filter(dossier_id=report.dossier_id, event_id=event, side="given")
    if mine.exists():
        return
    part = picked.part
    try:
        call(
            "disclose_in_case", event, report.dossier_id, report.id, part.subject, part.subject_id, picked.columns,
            case.id, receiver.id, purpose, caveat, third_party_rule, expires_at,
        )  # fmt: skip
    except IntegrityError:
        if not mine.exists():  # not the same form arriving twice at once
            raise
        return
    fields = {field["name"]: field["value"] for field in mine.get().fields}
    meet_disclosure(
        case_id=case.id, event_id=event, receiver_id=receiver.id, subject=part.subject, fields=fields
    )


def revoke_disclosure(*, by: Member, event_id: uuid.UUID) -> None:
    """Take back what was given: the receiver's copy is emptied, one's own stays as the register. Twice is once."""
    given = queries.given(event_id)
    if given is None or not works_on(by, Dossier.objects.get(pk=given.dossier_id)):
        raise PermissionDenied(_("Only the desk that gave it revokes a disclosure."))
    call("revoke_in_case", event_id)
    audit.record("disclosure.revoked", dossier_id=given.dossier_id, row_id=event_id)


def read_disclosures(*, by: Member, received: Sequence[Disclosure]) -> None:
    """Tell the givers, once a reader, that what they gave was read."""
    for row in received:
        call("note_disclosure_read", row.event_id)
    if received:
        audit.record("disclosures.read", dossier_id=received[0].dossier_id)


# ── Working ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _must_work_on(by: Member, case: Dossier) -> None:
    if not works_on(by, case):
        raise PermissionDenied(_("This needs a working seat on an open case."))


def note_in_case(*, by: Member, case: Dossier, text: str) -> None:
    """Add a line to the history that every agency of the case reads. It cannot be changed afterwards."""
    _must_work_on(by, case)
    call("note_in_case", case.id, text)
    audit.record("case.noted", dossier_id=case.id)


def add_task(
    *,
    by: Member,
    case: Dossier,
    title: str,
    assignee: uuid.UUID | None,
    due_on: date | None,
    form_key: uuid.UUID,
) -> CaseTask:
    """Put something on the list of the case, for somebody with a live seat on it. The same form twice is one task."""
    _must_work_on(by, case)
    if assignee and not queries.live_seats(case.id).filter(member_id=assignee).exists():
        raise PermissionDenied(_("A task is for somebody with a seat on the case."))
    if again := CaseTask.objects.filter(dossier_id=case.id, form_key=form_key).first():
        return again
    task = CaseTask(
        dossier_id=case.id, form_key=form_key, title=title, assignee_id=assignee, due_on=due_on, made_by=by.id
    )
    try:
        with transaction.atomic():
            task.save(force_insert=True)
    except IntegrityError:
        return CaseTask.objects.get(dossier_id=case.id, form_key=form_key)
    audit.record("case_task.added", dossier_id=case.id, row_id=task.id)
    return task


def finish_task(*, by: Member, case: Dossier, task: CaseTask) -> None:
    """Tick a task off; the first one to do so is named."""
    _must_work_on(by, case)
    undone = CaseTask.objects.filter(pk=task.pk, done_at__isnull=True)
    undone.update(done_at=now(), done_by=by.id)
    audit.record("case_task.done", dossier_id=case.id, row_id=task.id)


def reopen_task(*, by: Member, case: Dossier, task: CaseTask) -> None:
    """Take the tick off again."""
    _must_work_on(by, case)
    CaseTask.objects.filter(pk=task.pk).update(done_at=None, done_by=None)
    audit.record("case_task.reopened", dossier_id=case.id, row_id=task.id)
