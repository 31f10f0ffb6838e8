"""Closing a file: what ends with it is said before, and a place that is held for her is settled, not forgotten."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.agencies.models import Member
from accord.consent.queries import live
from accord.dossiers.queries import live_seats
from accord.places.models import Hold
from accord.places.rules import holds
from accord.referrals.queries import of_file
from accord.referrals.vocabulary import OPEN
from accord.support import actions, queries
from accord.support.models import FollowUp
from accord.web.support.forms.intake import RELEASE, CloseFile
from accord.web.support.the_file import Opened, draw, the_file


def close(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """A lead closes the file. With no indicators, nothing of the person stays."""
    opened = the_file(request, dossier)
    if not opened.may_lead:
        raise PermissionDenied(_("This is done by a lead of the open file."))
    member: Member = request.member  # type: ignore[attr-defined]
    live_stays = [stay for stay in queries.stays_of(opened.id) if stay.is_live]
    ours = [stay.hold for stay in live_stays if stay.hold is not None and holds(member, stay.hold)]
    form = CloseFile(request.POST or None, held=bool(ours))
    if form.is_valid():
        give_back: list[Hold] = ours if form.cleaned_data.get("held") == RELEASE else []
        actions.close_file(
            by=member, file=opened.file, closing=form.cleaned_data["closing"], give_back=give_back
        )
        messages.success(request, _("The file is closed."))
        return redirect("support:file", opened.id)
    return draw(request, "support/close.html", opened, form=form, stays=live_stays, ending=_ending(opened))


def _ending(opened: Opened) -> list[str]:
    """What ends with the file, counted."""
    waiting = sum(1 for row in of_file(opened.id) if row.state in OPEN)
    tasks = FollowUp.objects.filter(dossier_id=opened.id, done_at__isnull=True).count()
    agreed = live(opened.id).count()
    guests = sum(1 for seat in live_seats(opened.id) if seat.agency_id != opened.dossier.owner_id)
    told = (
        (agreed, ngettext("%(n)d agreement of theirs ends", "%(n)d agreements of theirs end", agreed)),
        (waiting, ngettext("%(n)d referral that is open is taken back", "%(n)d referrals that are open are taken back",
                           waiting)),
        (guests, ngettext("%(n)d seat of another service ends", "%(n)d seats of other services end", guests)),
        (tasks, ngettext("%(n)d task is dropped", "%(n)d tasks are dropped", tasks)),
        (len(opened.alerts), ngettext("%(n)d alert ends", "%(n)d alerts end", len(opened.alerts))),
    )  # fmt: skip
    return [words % {"n": number} for number, words in told if number]
