"""Cover that is arranged already: other people, other days, or none."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.agencies.models import Member
from accord.base.clock import now
from accord.dossiers.queries import live_seats
from accord.support import actions
from accord.support.models import Cover
from accord.web import forms as web
from accord.web.support.forms.urgent import ChangeCoverForm, CoverForm, NewCoverForm
from accord.web.support.the_file import Opened, draw, names_of, the_file


def cover(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """Before its day it is changed or called off; after, it is ended."""
    opened, row = _of_lead(request, dossier, id)
    form = cover_form(request, opened, row) if row.began_at is None else None
    if form and form.is_valid():
        actions.change_cover(by=request.member, file=opened.file, cover=row, **form.cover())  # type: ignore[attr-defined]
        messages.success(request, _("Cover is changed."))
        return redirect("support:team", opened.id)
    names = names_of({row.away_id, row.colleague_id})
    told = {"away": names.get(row.away_id, ""), "colleague": names.get(row.colleague_id, "")}
    return draw(request, "support/cover.html", opened, form=form, cover=row, **told)


@require_POST
def call_off(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    opened, row = _of_lead(request, dossier, id)
    actions.call_off_cover(by=request.member, file=opened.file, cover=row)  # type: ignore[attr-defined]
    messages.success(request, _("Cover has ended.") if row.began_at else _("Cover is called off."))
    return redirect("support:team", opened.id)


def cover_form(request: HttpRequest, opened: Opened, of: Cover | None = None) -> CoverForm:
    """Who may be away, and who may stand in: whoever leads names somebody else."""
    member: Member = request.member  # type: ignore[attr-defined]
    seated = [seat.member for seat in live_seats(opened.id) if seat.agency_id == member.agency_id]
    colleagues = Member.objects.filter(agency_id=member.agency_id, active=True).exclude(pk=member.pk)
    if of is None:
        return NewCoverForm(request.POST or None, seated=seated, colleagues=colleagues)
    asked: dict[str, Any] = {"seated": seated, "colleagues": colleagues, "initial": _initial(of)}
    stands = web.stamp(of.away_id, of.colleague_id, of.from_at, of.until)
    return ChangeCoverForm(request.POST or None, stands=stands, **asked)


def _initial(of: Cover) -> dict[str, Any]:
    starts = timezone.localdate(of.from_at)
    return {"away": of.away_id, "colleague": of.colleague_id, "starts": starts, "until": of.last_day}


def _of_lead(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> tuple[Opened, Cover]:
    opened = the_file(request, dossier)
    if not opened.may_lead:
        raise PermissionDenied(_("This is done by a lead of the open file."))
    return opened, get_object_or_404(Cover, pk=(opened.id, id), until__gt=now())
