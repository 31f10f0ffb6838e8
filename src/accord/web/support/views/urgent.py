"""Danger now, missing persons, who is on duty."""

from __future__ import annotations

import uuid
from datetime import timedelta
from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accord.agencies.models import Member
from accord.base.clock import now
from accord.directory.help_lines.queries import lines_for
from accord.support import actions, rules
from accord.support.models import Alert, DutyShift
from accord.support.queries.urgent import alert_lines, alerts_of
from accord.web import forms as web
from accord.web.support.forms.urgent import AlertForm, ShiftForm
from accord.web.support.the_file import draw, names_of, the_file

AHEAD = timedelta(days=7)


@require_GET
def urgent(request: HttpRequest) -> HttpResponse:
    """Across the files where one has a seat; what to do; who answers now."""
    _of_support(request)
    lines = alert_lines()
    names = names_of({line.alert.raised_by for line in lines})
    context = {
        "lines": [(line, names.get(line.alert.raised_by, "")) for line in lines],
        "on_duty": DutyShift.objects.filter(starts__lte=now(), until__gt=now()).select_related("member"),
        "danger_lines": lines_for("danger"),
        "missing_lines": lines_for("missing"),
    }
    return render(request, "support/urgent.html", context)


def roster(request: HttpRequest) -> HttpResponse:
    """Who of one's own agency is on duty, for the next seven days."""
    member = _of_support(request)
    colleagues = list(Member.objects.filter(agency_id=member.agency_id, active=True))
    form = ShiftForm(request.POST or None, colleagues=colleagues)
    if form.is_valid():
        chosen = next(each for each in colleagues if each.id == form.cleaned_data["member"])
        actions.add_shift(by=member, member=chosen, **form.shift())
        messages.success(request, _("On the roster."))
        return redirect("support:roster")
    shifts = DutyShift.objects.filter(until__gt=now(), starts__lt=now() + AHEAD)
    days = groupby(
        shifts.select_related("member").order_by("starts"), key=lambda each: localdate(each.starts)
    )
    context = {"days": [(day, list(of_day)) for day, of_day in days], "form": form, "now": now()}
    return render(request, "support/roster.html", context)


@require_POST
def shift(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Take a shift off the roster."""
    actions.remove_shift(by=_of_support(request), shift=get_object_or_404(DutyShift, pk=id))
    return redirect("support:roster")


def alert(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """Raise or renew an alert of the file."""
    opened = the_file(request, dossier)
    lines = alerts_of(opened.id)
    open_now = {
        each.alert.kind: {
            "kind": each.alert.kind,
            "words": each.words,
            "last_contact_at": each.alert.last_contact_at,
            "next_check_at": each.alert.next_check_at,
        }
        for each in lines
    }
    form = AlertForm(request.POST or None, open_now=open_now, stands=web.stamp(open_now))
    if form.is_valid():
        actions.raise_alert(by=request.member, file=opened.file, **form.alert())  # type: ignore[attr-defined]
        messages.success(request, _("Colleagues with a seat see it now, at the top of their lists."))
        return redirect("support:alert", opened.id)
    context = {
        "form": form,
        "lines": lines,
        "danger_lines": lines_for("danger"),
        "missing_lines": lines_for("missing"),
    }
    return draw(request, "support/alert.html", opened, **context)


@require_POST
def end_alert(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    opened = the_file(request, dossier)
    actions.end_alert(by=request.member, alert=get_object_or_404(Alert, pk=(opened.id, id)))  # type: ignore[attr-defined]
    return redirect("support:file", opened.id)


def _of_support(request: HttpRequest) -> Member:
    member: Member = request.member  # type: ignore[attr-defined]
    if not rules.may_open_file(member):
        raise PermissionDenied(_("These pages are for support agencies."))
    return member
