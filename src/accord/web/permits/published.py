"""The published rights: read by every member, kept by brokers; an optional one is chosen by each agency."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.agencies.models import Member
from accord.permits import actions, queries
from accord.permits import rules as may
from accord.permits.models import Right
from accord.permits.vocabulary import Jurisdiction
from accord.web import forms as web
from accord.web.permits.forms import RightForm
from accord.web.permits.words import facts_of, length, months


def rights(request: HttpRequest) -> HttpResponse:
    groups = [
        {"title": Jurisdiction(code).label, "rights": list(found)}
        for code, found in groupby(queries.all_rights(), key=lambda each: each.jurisdiction)
    ]
    return render(request, "permits/rights.html", {"groups": groups})


def right(request: HttpRequest, code: str) -> HttpResponse:
    """In plain words, to read together or to print; nothing on it is about anybody."""
    member: Member = request.member  # type: ignore[attr-defined]
    found = get_object_or_404(Right, code=code)
    context = {
        **explained(found),
        "may_edit": may.keeps_rights(member),
        "may_switch": may.may_switch(member, found),
        "in_use": queries.works_by(member.agency_id, found),
    }
    return render(request, "permits/right.html", context)


def explained(found: Right) -> dict[str, Any]:
    """What the explanation of a right shows."""
    return {
        "right": found,
        "fee": _fee(found),
        "least": months(found.min_months) if found.min_months else "",
        "most": months(found.max_months) if found.max_months else "",
        "facts": facts_of(found),
        "clocks": [{"stage": stage, "length": length(stage)} for stage in found.clocks],
    }


def _fee(found: Right) -> str:
    if found.fee_cents is None:
        return ""
    return _("Nothing") if found.fee_cents == 0 else f"{found.fee_cents / 100:.2f} $"


def edit(request: HttpRequest, code: str) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    if not may.keeps_rights(member):
        raise PermissionDenied(_("This is for brokers of the coordination office."))
    found = get_object_or_404(Right, code=code)
    standing = {name: getattr(found, name) for name in RightForm.base_fields if name != "was"}
    form = RightForm(request.POST or None, initial=standing, stands=web.stamp(standing))
    if form.is_valid():
        actions.edit_right(by=member, right=found, changes=form.cleaned_data)
        messages.success(request, _("The right is changed, for every agency."))
        return redirect("permits:right", found.code)
    return render(request, "permits/edit.html", {"form": form, "right": found})


@require_POST
def switch(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Right, code=code)
    on = request.POST.get("on") == "yes"
    actions.switch_pathway(by=request.member, right=found, on=on)  # type: ignore[attr-defined]
    messages.success(request, _("Your agency works by it.") if on else _("Your agency works by it no more."))
    return redirect("permits:right", found.code)
