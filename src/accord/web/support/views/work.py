"""Follow-ups, and who works on the file."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.agencies.models import Member
from accord.base.clock import now
from accord.consent.models import Consent
from accord.consent.queries import live
from accord.consent.vocabulary import Fact, Purpose
from accord.dossiers.models import Party
from accord.dossiers.queries import live_seats
from accord.support import actions, queries
from accord.support.models import Cover, FollowUp
from accord.support.vocabulary import FollowUpKind, Outcome
from accord.web.support.forms.record import FollowUpForm
from accord.web.support.forms.urgent import HandOverForm
from accord.web.support.the_file import Opened, draw, names_of, the_file
from accord.web.support.views.cover import cover_form

OF_CALLS = (Outcome.SPOKEN, Outcome.NO_ANSWER, Outcome.NOT_SAFE, Outcome.DECLINED, Outcome.DROPPED)
OF_TASKS = (Outcome.DONE, Outcome.DROPPED)
TASKS = (FollowUpKind.OTHER, FollowUpKind.PLACE)


def follow_ups(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    opened = the_file(request, dossier)
    form = FollowUpForm(request.POST or None)
    if form.is_valid():
        actions.add_follow_up(by=request.member, file=opened.file, **form.planned())  # type: ignore[attr-defined]
        return redirect("support:follow_ups", opened.id)
    told = queries.follow_ups_of(opened.id)
    names = names_of({each.row.done_by for each in told})
    lines = [
        {"row": each.row, "title": each.words or str(each.row), "late": each.row.due_at <= now(),
         "by": names.get(each.row.done_by, ""),
         "outcomes": [(one.value, one.label) for one in
                      (OF_TASKS if each.row.kind in TASKS else OF_CALLS)]}
        for each in told
    ]  # fmt: skip
    safety = queries.safety_plan_of(opened.id)
    return draw(request, "support/follow_ups.html", opened, form=form, lines=lines, safety=safety)


@require_POST
def follow_up(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """Done, with what came of it, in one click."""
    opened = the_file(request, dossier)
    row = get_object_or_404(FollowUp, pk=(opened.id, id))
    if request.POST.get("outcome") not in Outcome.values:
        raise BadRequest
    actions.finish_follow_up(by=request.member, follow_up=row, outcome=Outcome(request.POST["outcome"]))  # type: ignore[attr-defined]
    return redirect("support:follow_ups", opened.id)


def team(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """Seats, cover while somebody is away, and services that she brings in."""
    opened = the_file(request, dossier)
    member: Member = request.member  # type: ignore[attr-defined]
    if request.method == "POST" and not opened.may_lead:
        raise PermissionDenied(_("This is done by a lead of the open file."))
    seats = list(live_seats(opened.id))
    form = cover_form(request, opened)
    if form.is_valid():
        form_key = form.cleaned_data["form_key"]
        actions.arrange_cover(by=member, file=opened.file, form_key=form_key, **form.cover())
        messages.success(request, _("Cover is arranged."))
        return redirect("support:team", opened.id)
    return draw(request, "support/team.html", opened, **_team(opened, seats), form=form)


def _team(opened: Opened, seats: list[Any]) -> dict[str, Any]:
    covers = list(Cover.objects.filter(dossier_id=opened.id, until__gt=now()).order_by("until"))
    names = names_of({who for each in covers for who in (each.away_id, each.colleague_id)})
    parties = set(Party.objects.filter(dossier_id=opened.id).values_list("agency_id", flat=True))
    asked = live(opened.id).filter(purpose=Purpose.CARE_TEAM, recipient__isnull=False)
    return {
        "seats": seats,
        "covers": [(each, names.get(each.away_id, ""), names.get(each.colleague_id, "")) for each in covers],
        "hand_over_form": HandOverForm(),
        "services": [
            {
                "consent": consent,
                "inside": consent.recipient_id in parties,
                "whole": Fact.WHOLE_FILE in consent.facts,
            }
            for consent in asked
        ],
    }


@require_POST
def hand_over(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """The service that she brought in keeps the file from now on; one's own agency leaves it."""
    opened = the_file(request, dossier)
    consent = get_object_or_404(Consent, pk=(opened.id, id))
    form = HandOverForm(request.POST)
    kept = actions.hand_over(
        by=request.member, file=opened.file, consent=consent,  # type: ignore[attr-defined]
        with_notes=form.is_valid() and form.cleaned_data["with_notes"],
    )  # fmt: skip
    messages.success(
        request,
        _("The file is handed over. This closed record is what your agency keeps of its own service."),
    )
    return redirect("support:file", kept.dossier_id)
