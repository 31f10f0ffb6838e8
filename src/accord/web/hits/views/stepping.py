"""Becoming known to the other side: a lead proposes, a second human signs."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.deconfliction import actions
from accord.deconfliction.models import Step
from accord.web.hits.forms import GroundForm
from accord.web.hits.page import hit_page
from accord.web.hits.views.hit import the_hit


def step_forward(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """Says plainly what becomes known to whom, then takes the proposal or the signature."""
    hit = the_hit(dossier, id)
    member: Member = request.member  # type: ignore[attr-defined]
    page = hit_page(member, hit)
    if not page["may_step"] and not page["may_sign"]:
        raise PermissionDenied(_("There is nothing for you to propose or to sign here."))
    if hit.step == Step.PROPOSED and page["may_sign"] and request.POST.get("act") == "sign":
        actions.countersign_step_forward(by=member, hit=hit)
        messages.success(request, _("Signed. The other desk now learns of yours."))
        return redirect("hits:hit", dossier, id)
    proposing = request.POST if request.POST.get("act") == "propose" else None
    form = GroundForm(proposing, about_victim=hit.about_victim)
    if page["may_step"] and form.is_valid():
        actions.propose_step_forward(by=member, hit=hit, **form.cleaned_data)
        messages.success(request, _("Proposed. A second person on this dossier is asked to sign."))
        return redirect("hits:hit", dossier, id)
    return render(request, "hits/step_forward.html", {**page, "form": form})
