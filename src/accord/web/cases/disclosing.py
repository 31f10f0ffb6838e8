"""Giving something of one's own into a joint case, seeing what was given and received, and taking it back."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.cases import actions, queries, rules
from accord.cases.giving import Picked, digest, parts_of, pick
from accord.dossiers.disclosed import is_readable
from accord.dossiers.models import Caveat, Disclosure, Dossier, Kind
from accord.dossiers.rules import works_on
from accord.reports.models import Report
from accord.web.cases.forms import DiscloseForm
from accord.web.cases.pictures import drawn
from accord.web.cases.views import the_case


def choose_report(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """Step 1a: which of our reports."""
    found, joint = the_case(dossier)
    member: Member = request.member  # type: ignore[attr-defined]
    desks = {
        desk.id: desk
        for desk in Dossier.objects.filter(kind=Kind.DESK, owner_id=member.agency_id)
        if rules.may_give_from(member, desk, found)
    }
    reports = queries.reports_to_give(desks)
    return render(request, "cases/choose_report.html", {"case": found, "joint": joint, "reports": reports})


def choose_fields(
    request: HttpRequest, dossier: uuid.UUID, desk: uuid.UUID, report: uuid.UUID
) -> HttpResponse:
    """Step 1b: which fields, on which terms; step 2: see exactly what leaves; then send."""
    found, joint = the_case(dossier)
    member: Member = request.member  # type: ignore[attr-defined]
    from_desk = get_object_or_404(Dossier, pk=desk, kind=Kind.DESK)
    told = get_object_or_404(Report, pk=(from_desk.id, report))
    if not rules.may_give_from(member, from_desk, found) or not told.is_open:
        raise PermissionDenied(_("To disclose, you need a working seat on your desk and on the case."))
    parts = parts_of(told)
    partners = [
        agency for agency in queries.agencies_of([found.id])[found.id] if agency.id != member.agency_id
    ]
    form = DiscloseForm(request.POST or None, report=told, parts=parts, partners=partners)
    page = {"case": found, "joint": joint, "report": told, "parts": parts, "form": form}
    if request.POST.get("step") == "change" or not form.is_valid():
        if request.POST.get("step") == "change":
            form.errors.clear()  # back to what was ticked, without complaints
        return render(request, "cases/choose_fields.html", page)
    picked = pick(parts, form.ticked)
    if request.POST.get("step") != "send" or request.POST.get("shown") != digest(picked):
        return _check(request, page, form, picked)
    _send(member, found, told, form, picked)
    return redirect("cases:disclosed", found.id)


def _check(
    request: HttpRequest, page: dict[str, Any], form: DiscloseForm, picked: list[Picked]
) -> HttpResponse:
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "step", "shown")
        for value in values
    ]
    changed = request.POST.get("step") == "send"
    caveat = Caveat(form.cleaned_data["caveat"])
    more = {"picked": picked, "kept": kept, "shown": digest(picked), "changed": changed, "caveat": caveat}
    return render(
        request, "cases/check.html", {**page, **more, "terms": form.cleaned_data, "receivers": form.receivers}
    )


def _send(member: Member, case: Dossier, report: Report, form: DiscloseForm, picked: list[Picked]) -> None:
    terms = form.cleaned_data
    actions.disclose(
        by=member,
        case=case,
        report=report,
        picked=picked,
        receivers=form.receivers,
        purpose=terms["purpose"],
        caveat=Caveat(terms["caveat"]),
        third_party_rule=terms["third_party_rule"],
        expires_at=form.expires_at,
        form_key=terms["form_key"],
    )


def done(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """Step 3."""
    found, joint = the_case(dossier)
    return render(request, "cases/disclosed.html", {"case": found, "joint": joint})


def received(request: HttpRequest, dossier: uuid.UUID, event: uuid.UUID) -> HttpResponse:
    """What a partner gave us. That it was opened, and by whom, the giver sees."""
    found, joint = the_case(dossier)
    row = get_object_or_404(
        Disclosure.objects.select_related("giver"), dossier_id=found.id, event_id=event, side="received"
    )
    if is_readable(row):
        actions.read_disclosures(by=request.member, received=[row])  # type: ignore[attr-defined]
    return render(request, "cases/received.html", {"case": found, "joint": joint, "it": drawn(row)})


def given(request: HttpRequest, dossier: uuid.UUID, event: uuid.UUID) -> HttpResponse:
    """What we gave, who has read it, and the way to take it back."""
    found, joint = the_case(dossier)
    row = get_object_or_404(
        Disclosure.objects.select_related("receiver"),
        target_dossier_id=found.id,
        event_id=event,
        side="given",
    )
    if request.method == "POST":
        actions.revoke_disclosure(by=request.member, event_id=row.event_id)  # type: ignore[attr-defined]
        messages.success(request, _("Revoked. The partner can no longer read it, and has been told."))
        return redirect("cases:case", found.id)
    it = drawn(row, queries.readings_of([row])[row.event_id])
    member: Member = request.member  # type: ignore[attr-defined]
    may_revoke = row.revoked_at is None and works_on(member, Dossier.objects.get(pk=row.dossier_id))
    return render(
        request, "cases/given.html", {"case": found, "joint": joint, "it": it, "may_revoke": may_revoke}
    )
