"""Danger now, a person who is missing, and who answers tonight."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import new_id, now
from accord.dossiers.models import Dossier
from accord.dossiers.sealing import sealing
from accord.support import rules
from accord.support.actions.permission import require_work
from accord.support.models import Alert, DutyShift, SupportFile
from accord.support.sealed import seal_texts
from accord.support.vocabulary import AlertKind


def raise_alert(
    *,
    by: Member,
    file: SupportFile,
    kind: AlertKind,
    words: str = "",
    last_contact_at: datetime | None = None,
    next_check_at: datetime | None = None,
) -> Alert:
    """Open the alert of this kind, or renew the one that stands: its words and its times, never who raised it."""
    require_work(by, Dossier.objects.get(pk=file.dossier_id))
    standing = Alert.objects.filter(dossier_id=file.dossier_id, kind=kind, ended_at__isnull=True).first()
    alert = standing or Alert(
        dossier_id=file.dossier_id, id=new_id(), kind=kind, since=now(), raised_by=by.id
    )
    alert.last_contact_at, alert.next_check_at = last_contact_at, next_check_at
    seal_texts(sealing(file.dossier_id), alert, words=words)
    alert.save(force_insert=standing is None)
    audit.record(f"alert.{'renewed' if standing else 'raised'}", dossier_id=file.dossier_id, row_id=alert.id)
    return alert


def end_alert(*, by: Member, alert: Alert) -> None:
    """The danger is over, or she is found; twice is once."""
    require_work(by, Dossier.objects.get(pk=alert.dossier_id))
    if alert.ended_at is not None:
        return
    alert.ended_at, alert.ended_by = now(), by.id
    alert.save(update_fields=["ended_at", "ended_by"])
    audit.record("alert.ended", dossier_id=alert.dossier_id, row_id=alert.id)


def add_shift(
    *,
    by: Member,
    member: Member,
    starts: datetime,
    until: datetime,
    phone: str = "",
    form_key: uuid.UUID | None = None,
) -> DutyShift:
    """Put a colleague on the roster of one's own support agency."""
    if not rules.may_open_file(by) or member.agency_id != by.agency_id:
        raise PermissionDenied(_("The roster is kept by members of the support agency itself."))
    shift_id = form_key or new_id()
    if (standing := DutyShift.objects.filter(pk=shift_id).first()) is not None:
        return standing
    made = DutyShift(
        id=shift_id, agency_id=by.agency_id, member_id=member.id, phone=phone, starts=starts, until=until,
        made_by=by.id,
    )  # fmt: skip
    made.save(force_insert=True)
    audit.record("duty_shift.added", row_id=made.id)
    return made


def remove_shift(*, by: Member, shift: DutyShift) -> None:
    if not rules.may_open_file(by) or shift.agency_id != by.agency_id:
        raise PermissionDenied(_("The roster is kept by members of the support agency itself."))
    audit.record("duty_shift.removed", row_id=shift.id)
    shift.delete()
