"""Who stands in while a worker is away."""

from __future__ import annotations

from datetime import timedelta

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import now
from accord.dossiers.actions import grant_seat
from accord.dossiers.models import Dossier, Role
from accord.dossiers.rules import WORKING, holds_seat
from accord.support.actions.permission import require_seating
from accord.support.models import Cover, SupportFile


def arrange_cover(*, by: Member, file: SupportFile, away: Member, colleague: Member, days: int) -> Cover:
    """From now, for so many days (1 to 90), ``colleague`` works on the file in place of ``away``.

    The seat that is granted ends with the cover; a colleague who works on the file already keeps the seat as it is.
    Nobody seats themselves: a lead who goes away names the colleague.
    """
    dossier = Dossier.objects.get(pk=file.dossier_id)
    require_seating(by, dossier, colleague)
    if not holds_seat(colleague, dossier.id, WORKING):
        grant_seat(by=by, dossier=dossier, member=colleague, role=Role.WORKER, days=days)
    made = Cover(
        dossier_id=dossier.id, away_id=away.id, colleague_id=colleague.id, from_at=now(),
        until=now() + timedelta(days=days), arranged_by=by.id,
    )  # fmt: skip
    made.save(force_insert=True)
    audit.record("cover.arranged", dossier_id=dossier.id, row_id=made.id)
    return made
