"""Who stands in while a worker is away."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta

from django.utils import timezone

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import new_id, now
from accord.base.row_security.call import call
from accord.dossiers.models import Dossier
from accord.support.actions.permission import require_lead_seat, require_seating
from accord.support.models import Cover, SupportFile

LONGEST_DAYS = 90


def arrange_cover(
    *,
    by: Member,
    file: SupportFile,
    away: Member,
    colleague: Member,
    days: int,
    starts: datetime | None = None,
    form_key: uuid.UUID | None = None,
) -> Cover:
    """For so many days (1 to 90, the first counts) from ``starts`` (now, or later) ``colleague`` works for ``away``.

    The seat begins and ends with the cover; a colleague who works on the file already keeps the seat as it is.
    Nobody seats themselves: a lead who goes away names the colleague. The same ``form_key`` is the same cover. Raises
    ``ValueError`` for other numbers of days.
    """
    require_seating(by, Dossier.objects.get(pk=file.dossier_id), colleague)
    if not 1 <= days <= LONGEST_DAYS:
        raise ValueError(days)
    made, begins = form_key or new_id(), starts or now()
    call("arrange_cover", file.dossier_id, made, away.id, colleague.id, begins, end_of(begins, days))
    audit.record("cover.arranged", dossier_id=file.dossier_id, row_id=made)
    return Cover.objects.get(pk=(file.dossier_id, made))


def call_off_cover(*, by: Member, file: SupportFile, cover: Cover) -> None:
    """Before its day nothing of it stays; after, it ends now, and with it the seat that it gave."""
    require_lead_seat(by, Dossier.objects.get(pk=file.dossier_id))
    call("call_off_cover", file.dossier_id, cover.id)
    audit.record("cover.called_off", dossier_id=file.dossier_id, row_id=cover.id)


def change_cover(
    *,
    by: Member,
    file: SupportFile,
    cover: Cover,
    away: Member,
    colleague: Member,
    days: int,
    starts: datetime | None = None,
) -> Cover:
    """Other people or days, as ``arrange_cover`` takes them, for cover that has not begun. Raises as that does."""
    require_seating(by, Dossier.objects.get(pk=file.dossier_id), colleague)
    if not 1 <= days <= LONGEST_DAYS:
        raise ValueError(days)
    begins = starts or now()
    ends = end_of(begins, days)
    call("change_cover", file.dossier_id, cover.id, cover.id, away.id, colleague.id, begins, ends)
    audit.record("cover.changed", dossier_id=file.dossier_id, row_id=cover.id)
    return Cover.objects.get(pk=(file.dossier_id, cover.id))


def end_of(begins: datetime, days: int) -> datetime:
    """Midnight after the last day where the worker is, whatever the clocks do meanwhile."""
    return timezone.make_aware(datetime.combine(timezone.localdate(begins) + timedelta(days=days), time()))
