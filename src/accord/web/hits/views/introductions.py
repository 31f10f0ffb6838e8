"""The coordination office asks a desk whether it may be introduced to another, which it does not name."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.deconfliction import actions, rules
from accord.deconfliction.models import IntroductionRequest
from accord.reports.models import Report
from accord.web.hits import words
from accord.web.hits.forms import GroundForm


def introduction(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """Agree, on a ground where a possible victim is concerned, or decline without one."""
    asked = get_object_or_404(IntroductionRequest, dossier_id=dossier, id=id)
    member: Member = request.member  # type: ignore[attr-defined]
    agreeing = request.POST if request.POST.get("act") == "agree" and asked.about_victim else None
    form = GroundForm(agreeing, about_victim=True)
    if request.POST.get("act") == "decline":
        actions.decline_introduction(by=member, request=asked)
        messages.success(request, _("Declined. The other desk learns nothing of it."))
        return redirect("hits:list")
    if request.POST.get("act") == "agree" and (not asked.about_victim or form.is_valid()):
        ground = form.cleaned_data if asked.about_victim else {}
        actions.agree_to_introduction(by=member, request=asked, **ground)
        messages.success(request, _("Agreed. If the other desk agrees too, both will see the hit."))
        return redirect("hits:list")
    context = {
        "asked": asked,
        "kind": words.kind(asked.kind),
        "report": Report.objects.filter(pk=(asked.dossier_id, asked.record_id)).first(),
        "is_waiting": not asked.answer and asked.closed_at is None,
        "may_answer": rules.leads(member, asked.dossier_id),
        "form": form,
    }
    return render(request, "hits/introduction.html", context)
