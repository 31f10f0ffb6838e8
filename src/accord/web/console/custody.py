"""Custody: two custodians seat a lead on a dossier that nobody leads any more, and that neither of them can read."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.agencies.models import Member
from accord.agencies.queries import names
from accord.dossiers.actions import confirm_reseat, propose_reseat
from accord.dossiers.models import Kind
from accord.dossiers.queries import Orphan, orphans
from accord.dossiers.rules import is_custodian
from accord.web.console.forms import HeirForm


def custody(request: HttpRequest) -> HttpResponse:
    by, found = _custodian(request), orphans()
    named = names([each for orphan in found for each in (orphan.proposed, orphan.proposed_by) if each])
    lines = [
        {
            "orphan": orphan,
            "kind": Kind(orphan.kind).label,
            "heir": named.get(orphan.proposed) if orphan.proposed else "",
            "proposer": named.get(orphan.proposed_by) if orphan.proposed_by else "",
            "may_confirm": orphan.proposed and by.id not in (orphan.proposed_by, orphan.proposed),
        }
        for orphan in found
    ]
    return render(request, "console/custody.html", {"lines": lines})


def propose(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    by, orphan = _custodian(request), _orphan(dossier)
    form = HeirForm(request.POST or None, by=by)
    if request.method == "POST" and form.is_valid():
        propose_reseat(by=by, dossier_id=dossier, whom=form.cleaned_data["member"])
        messages.success(request, _("Proposed. A second custodian confirms it."))
        return HttpResponseRedirect(reverse("console:custody"))
    kind = Kind(orphan.kind).label
    return render(request, "console/propose.html", {"form": form, "orphan": orphan, "kind": kind})


@require_POST
def confirm(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    confirm_reseat(by=_custodian(request), dossier_id=dossier)
    messages.success(request, _("The dossier has a lead again."))
    return HttpResponseRedirect(reverse("console:custody"))


def _custodian(request: HttpRequest) -> Member:
    by: Member = request.member  # type: ignore[attr-defined]
    if not is_custodian(by):
        raise PermissionDenied
    return by


def _orphan(dossier_id: uuid.UUID) -> Orphan:
    found = next((orphan for orphan in orphans() if orphan.id == dossier_id), None)
    if found is None:
        raise Http404
    return found
