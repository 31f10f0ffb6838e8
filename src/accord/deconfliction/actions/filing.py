"""Filing pointers, and taking them back. What the screen says afterwards is always the same."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.base import audit, jobs
from accord.base.row_security.call import call
from accord.deconfliction import rules, subjects
from accord.deconfliction.actions.making import Made, make_pointers
from accord.deconfliction.models import Filing, Pointer, SupportPointer, Watch
from accord.dossiers.models import Dossier, Role, Seat
from accord.notices.models import Notice, NoticeKind

MOST_SUBJECTS = 100  # of one filing; more wait for a lead, whatever the quota
FILINGS_A_JOB = 25


def file_pointers(
    *, by: Member, dossier: Dossier, filing: subjects.Filing, subjects: Sequence[subjects.Subject]
) -> None:
    """File a record's subjects; filing a record again files what is new or changed, and nothing else.

    Above the member's quota the pointers wait for a lead. A member without pointer right files none: the record stands
    without. Raises ``PermissionDenied`` without a working seat, ``ValueError`` without law or reason.
    """
    rules.require(rules.works(by, dossier.id), _("Filing needs a working seat on this dossier."))
    may_point = bool(call("may_point"))
    made = make_pointers(by, dossier.id, filing, subjects if may_point else ())
    if may_point and made.nothing_new:
        return
    state = Watch.WATCHED if may_point else Watch.NOT_MATCHED
    if may_point and _is_too_much(made):
        state = Watch.WAITING
    _save(by, dossier, [made], state)
    if state == Watch.WAITING:
        _tell_leads(by, dossier, NoticeKind.POINTERS_WAITING, filing.record_id)
    elif made.wants_signature:
        _tell_leads(by, dossier, NoticeKind.COUNTERSIGN, filing.record_id)


def file_many_pointers(
    *,
    by: Member,
    dossier: Dossier,
    filings: Sequence[tuple[subjects.Filing, Sequence[subjects.Subject]]],
) -> None:
    """File many records' subjects at once: a lead's act, and so outside the quota."""
    rules.require(rules.leads(by, dossier.id), _("Filing in bulk is a lead's act."))
    may_point = bool(call("may_point"))
    state = Watch.WATCHED if may_point else Watch.NOT_MATCHED
    made = [
        make_pointers(by, dossier.id, filing, its if may_point else (), known={}) for filing, its in filings
    ]
    _save(by, dossier, made, state)


def withdraw_pointers(
    *,
    by: Member,
    dossier: Dossier,
    record_id: uuid.UUID,
    subject_ids: Sequence[uuid.UUID] | None = None,
    forget: bool = False,
) -> None:
    """Take the pointers of a record (or of some subjects of it) back. Unseen hits vanish, seen ones close.

    ``forget``: of a record that keeps no person, not even the withdrawn tokens stay.
    """
    rules.require(rules.works(by, dossier.id), _("Withdrawing needs a working seat on this dossier."))
    call(
        "end_pointers",
        dossier.id,
        record_id,
        list(subject_ids) if subject_ids is not None else None,
        "withdrawn",
    )
    task = "forget_pointers" if forget else "drop_pointers"
    jobs.enqueue(task, dossier_id=dossier.id, record_id=record_id)
    audit.record("pointers.withdrawn", dossier_id=dossier.id, row_id=record_id)


def release_waiting(*, by: Member, dossier: Dossier, record_id: uuid.UUID) -> None:
    """A lead lets pointers go that were above somebody else's quota."""
    rules.require(rules.leads(by, dossier.id), _("Only a lead releases waiting pointers."))
    released = call("release_filings", dossier.id, record_id)
    jobs.enqueue("meet_pointers", dossier_id=dossier.id, filing_ids=released)
    audit.record("pointers.released", dossier_id=dossier.id, row_id=record_id)


def countersign_open(*, by: Member, pointer: Pointer | SupportPointer) -> None:
    """A second human shows a suspect to partners: the pointer is open from here."""
    rules.require(rules.works(by, pointer.dossier_id), _("Signing needs a working seat on this dossier."))
    filing_id = call("sign_open", pointer.dossier_id, pointer.id)
    jobs.enqueue("meet_pointers", dossier_id=pointer.dossier_id, filing_ids=[filing_id])
    audit.record("pointer.opened", dossier_id=pointer.dossier_id, row_id=pointer.id)


def _is_too_much(made: Made) -> bool:
    above = call("take_quota", settings.TIME_ZONE) > settings.REPORTS_A_DAY
    return above or len(made.pointers) > MOST_SUBJECTS


def _save(by: Member, dossier: Dossier, made: Sequence[Made], state: Watch) -> None:
    for each in made:
        each.row.state = state
        for pointer in each.pointers:
            pointer.state = state
        if each.ended:
            withdraw_pointers(by=by, dossier=dossier, record_id=each.row.record_id, subject_ids=each.ended)
        if each.replaced:
            call("end_pointers", dossier.id, each.row.record_id, each.replaced, "replaced")
        audit.record(
            "pointers.filed", dossier_id=dossier.id, row_id=each.row.record_id, reason=each.row.reason
        )
    Filing.objects.bulk_create([each.row for each in made])
    pointers = [pointer for each in made for pointer in each.pointers]
    Pointer.objects.bulk_create([one for one in pointers if isinstance(one, Pointer)], batch_size=500)
    SupportPointer.objects.bulk_create([one for one in pointers if isinstance(one, SupportPointer)])
    if state == Watch.WATCHED:
        for batch in _batches([each.row.id for each in made if each.pointers], FILINGS_A_JOB):
            jobs.enqueue("meet_pointers", dossier_id=dossier.id, filing_ids=batch)


def _batches(ids: Sequence[uuid.UUID], size: int) -> Iterable[list[uuid.UUID]]:
    return (list(ids[at : at + size]) for at in range(0, len(ids), size))


def _tell_leads(by: Member, dossier: Dossier, kind: NoticeKind, record_id: uuid.UUID) -> None:
    leads = Seat.objects.filter(dossier_id=dossier.id, role=Role.LEAD).exclude(member_id=by.id)
    Notice.objects.bulk_create(
        Notice(recipient_id=seat.member_id, kind=kind, dossier_id=dossier.id, subject_id=record_id)
        for seat in leads
    )
