"""A place for her: the hold is kept in her file, and her arrival starts the follow-ups."""

from __future__ import annotations

from datetime import timedelta

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import now
from accord.base.row_security.call import call
from accord.dossiers.models import Dossier
from accord.dossiers.sealing import sealing
from accord.places.models import Hold
from accord.support.actions.follow_ups import finish_follow_up, plan_follow_ups
from accord.support.actions.permission import require_work
from accord.support.models import FollowUp, HeldPlace, SupportFile
from accord.support.sealed import place_of
from accord.support.vocabulary import FollowUpKind, Outcome

ONE_ARRIVAL = timedelta(hours=12)


def keep_hold(*, by: Member, file: SupportFile, hold: Hold) -> HeldPlace:
    """The file remembers a hold of one's own agency; the hold learns nothing. Twice is once.

    Raises ``PermissionDenied`` for holds of others.
    """
    require_work(by, Dossier.objects.get(pk=file.dossier_id))
    row = HeldPlace(dossier_id=file.dossier_id, id=hold.id)
    words = f"{hold.place.label} · {hold.provider.short_name or hold.provider}"
    sealed = sealing(file.dossier_id).seal(words, *place_of(row, "sealed_words"))
    call("keep_held_place", file.dossier_id, hold.id, sealed)
    audit.record("held_place.kept", dossier_id=file.dossier_id, row_id=hold.id)
    return HeldPlace.objects.get(pk=(file.dossier_id, hold.id))


def note_arrival(*, by: Member, file: SupportFile) -> list[FollowUp]:
    """She came to a place without a hold, or after it ran out: the follow-ups count from now.

    One arrival is noted once: within half a day of another, nothing is planned again.
    """
    require_work(by, Dossier.objects.get(pk=file.dossier_id))
    rows = FollowUp.objects.filter(dossier_id=file.dossier_id)
    lately = rows.filter(kind=FollowUpKind.DAY, since__gt=now() - ONE_ARRIVAL).exclude(since=file.opened_at)
    if lately.exists():
        return []
    for looking in rows.filter(kind=FollowUpKind.PLACE, done_at__isnull=True):
        finish_follow_up(by=by, follow_up=looking, outcome=Outcome.DONE)
    audit.record("arrival.noted", dossier_id=file.dossier_id, row_id=file.id)
    return plan_follow_ups(by=by, file=file, since=now())
