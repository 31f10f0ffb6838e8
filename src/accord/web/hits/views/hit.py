"""One hit: read it, call, say that you have spoken, answer, open a joint case."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.agencies.models import Member
from accord.cases import actions as case_actions
from accord.deconfliction import actions, queries
from accord.deconfliction.models import Hit
from accord.deconfliction.rules import AnsweredAlready, HitClosed
from accord.dossiers.models import Dossier
from accord.linkage import Judgement
from accord.web.hits.forms import TAKE_BACK, AnswerForm, AssignForm, ChangeAnswerForm, ProposeForm
from accord.web.hits.page import hit_page, workers_on


def the_hit(dossier: uuid.UUID, id: uuid.UUID) -> Hit:
    """Hidden and nonexistent are one and the same answer."""
    try:
        return queries.hit(dossier, id)
    except Hit.DoesNotExist:
        raise Http404 from None


def drawn(request: HttpRequest, hit: Hit, *, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, "hits/hit.html", hit_page(request.member, hit, **more), status=status)  # type: ignore[attr-defined]


def hit(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    found = the_hit(dossier, id)
    actions.see_hit(by=request.member, hit=found)  # type: ignore[attr-defined]
    return drawn(request, found, just_answered="answered" in request.GET)


@require_POST
def contact(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    found = the_hit(dossier, id)
    actions.record_contact(by=request.member, hit=found)  # type: ignore[attr-defined]
    return redirect(reverse("hits:hit", args=[dossier, id]) + "#answer")


@require_POST
def answer(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """The first answer, another one, or none any more: the form says which stood when it was drawn."""
    found = the_hit(dossier, id)
    form = ChangeAnswerForm(request.POST) if request.POST.get("instead_of") else AnswerForm(request.POST)
    if not form.is_valid():
        return drawn(request, found, answer_form=form)
    try:
        _say(request.member, found, form.cleaned_data)  # type: ignore[attr-defined]
    except AnsweredAlready:
        return drawn(request, the_hit(dossier, id), status=409, overtaken=form.cleaned_data["judgement"])
    except HitClosed:
        return drawn(request, the_hit(dossier, id), status=409, closed_meanwhile=True)
    return redirect(reverse("hits:hit", args=[dossier, id]) + "?answered#answer")


def _say(by: Member, hit: Hit, given: dict[str, Any]) -> None:
    why = {"instead_of": given["instead_of"], "reason": given.get("reason", "")}
    if given["judgement"] == TAKE_BACK:
        actions.take_answer_back(by=by, hit=hit, **why)
    else:
        actions.answer_hit(by=by, hit=hit, judgement=Judgement(given["judgement"]), **why)


@require_POST
def assign(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    found = the_hit(dossier, id)
    form = AssignForm(request.POST, colleagues=workers_on(found))
    if not form.is_valid():
        return drawn(request, found, assign_form=form)
    to = get_object_or_404(Member, pk=form.cleaned_data["to"])
    actions.assign_hit(by=request.member, hit=found, to=to)  # type: ignore[attr-defined]
    return redirect("hits:hit", dossier, id)


@require_POST
def joint_case(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """Propose, accept or decline: one button each."""
    found = the_hit(dossier, id)
    member: Member = request.member  # type: ignore[attr-defined]
    act = request.POST.get("act")
    if act == "accept":
        return _opened(request, case_actions.accept_joint_case(by=member, hit=found), found)
    if act == "decline":
        case_actions.decline_joint_case(by=member, hit=found)
        messages.success(request, _("Declined. The other desk is told, without a reason."))
    elif act == "propose":
        form = ProposeForm(request.POST)
        if not form.is_valid():
            return drawn(request, found, propose_form=form)
        try:
            case_actions.propose_joint_case(by=member, hit=found, title=form.cleaned_data["title"])
        except PermissionDenied as refused:
            return drawn(request, the_hit(dossier, id), status=409, refused=str(refused))
        messages.success(request, _("Proposed. The other desk's leads are told."))
    return redirect("hits:hit", dossier, id)


def _opened(request: HttpRequest, case_id: uuid.UUID, hit: Hit) -> HttpResponse:
    if Dossier.objects.filter(pk=case_id).exists():
        return redirect("cases:case", case_id)
    # A colleague accepted a moment earlier and leads the case now.
    messages.info(request, _("The joint case is open already. Ask a lead of your agency for a seat on it."))
    return redirect("hits:hit", hit.dossier_id, hit.id)
