"""A dossier's seats, who looked at it, and the mandate of an import."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.base.clock import now
from accord.dossiers import queries, rules
from accord.dossiers.actions import end_seat, grant_seat, issue_import_mandate, open_desk
from accord.dossiers.models import Dossier, Role, Seat
from accord.web.console.forms import DeskForm, MandateForm, SeatForm
from accord.web.console.words import visits

LOOKED_DAYS = 90


def new_desk(request: HttpRequest) -> HttpResponse:
    member = request.member  # type: ignore[attr-defined]
    if not rules.may_open_desk(member):
        raise PermissionDenied
    form = DeskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        desk = open_desk(
            by=member, title=form.cleaned_data["title"], dossier_id=form.cleaned_data["form_key"]
        )
        messages.success(request, _("The desk is open. Seat a second lead, who can renew your own seat."))
        return HttpResponseRedirect(_page_of(desk.id))
    return render(request, "console/new_desk.html", {"form": form})


def dossier(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """Who sits here; a lead gives seats from here."""
    found = get_object_or_404(Dossier, pk=dossier)
    member = request.member  # type: ignore[attr-defined]
    leads = rules.leads(member, found)
    form = SeatForm(request.POST or None, by=member) if leads and not found.is_closed else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            given = form.cleaned_data
            grant_seat(
                by=member, dossier=found, member=given["member"], role=Role(given["role"]), days=given["days"]
            )
            messages.success(request, _("%(name)s has a seat.") % {"name": given["member"].name})
            return HttpResponseRedirect(_page_of(found.id))
    seats = [
        (seat, rules.may_end_seat(member, seat), _may_renew(member, found, seat)) for seat in _seats(found)
    ]
    several = len({seat.agency_id for seat, _end, _renew in seats}) > 1
    context = {"dossier": found, "seats": seats, "leads": leads, "form": form, "several_agencies": several}
    return render(request, "console/dossier.html", context)


@require_POST
def end(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    seat = _seat(request, dossier)
    end_seat(by=request.member, seat=seat)  # type: ignore[attr-defined]
    messages.success(request, _("The seat has ended."))
    if seat.member_id == request.member.id:  # type: ignore[attr-defined]
        return HttpResponseRedirect(reverse("console:console"))
    return HttpResponseRedirect(_page_of(dossier))


@require_POST
def renew(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """The same seat for another 90 days."""
    seat = _seat(request, dossier)
    grant_seat(
        by=request.member,  # type: ignore[attr-defined]
        dossier=get_object_or_404(Dossier, pk=dossier),
        member=seat.member,
        role=Role(seat.role),
        days=rules.LONGEST_SEAT_DAYS,
    )
    messages.success(request, _("The seat is renewed for 90 days."))
    return HttpResponseRedirect(_page_of(dossier))


def looked(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """Who looked at this dossier, for its leads."""
    found = get_object_or_404(Dossier, pk=dossier)
    readings = visits(queries.who_looked(dossier, since=now() - timedelta(days=LOOKED_DAYS)))
    context = {"dossier": found, "readings": readings, "days": LOOKED_DAYS}
    return render(request, "console/looked.html", context)


def mandate(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """Leave for `accord import` to act as this lead here. The token is shown on this one answer."""
    found = get_object_or_404(Dossier, pk=dossier)
    member = request.member  # type: ignore[attr-defined]
    if not rules.may_issue_mandate(member, found):
        raise PermissionDenied
    form = MandateForm(request.POST or None)
    context: dict[str, object] = {"dossier": found, "form": form, "agency": member.agency}
    if request.method == "POST" and form.is_valid():
        hours = form.cleaned_data["hours"]
        context |= {"token": issue_import_mandate(by=member, dossier=found, minutes=60 * hours)}
    return render(request, "console/mandate.html", context)


def _seats(dossier: Dossier) -> list[Seat]:
    order = {Role.LEAD: 0, Role.WORKER: 1, Role.READER: 2}
    return sorted(queries.live_seats(dossier.id), key=lambda seat: (order[Role(seat.role)], seat.member.name))


def _seat(request: HttpRequest, dossier_id: uuid.UUID) -> Seat:
    try:
        seat_id = uuid.UUID(request.POST.get("seat", ""))
    except ValueError:
        seat_id = dossier_id  # no seat has a dossier's id
    return get_object_or_404(queries.live_seats(dossier_id), id=seat_id)


def _may_renew(by: object, dossier: Dossier, seat: Seat) -> bool:
    return rules.may_seat(by, dossier, seat.member)  # type: ignore[arg-type]


def _page_of(dossier_id: uuid.UUID) -> str:
    return reverse("console:dossier", args=[dossier_id])
