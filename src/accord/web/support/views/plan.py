"""Needs, goals and the safety plan."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.support import actions, queries
from accord.support.models import Goal, Need
from accord.support.vocabulary import GoalState, NeedCategory, NeedState, Urgency
from accord.web import forms as web
from accord.web.support.forms.record import GoalForm, NeedsForm, SafetyForm
from accord.web.support.the_file import draw, names_of, the_file

HOMES = (NeedCategory.SHELTER, NeedCategory.HOUSING)
STILL = (NeedState.OPEN, NeedState.IN_HAND)


def needs(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """What she needs; several are noted at once."""
    opened = the_file(request, dossier)
    lines = queries.needs_of(opened.id)
    noted = {line.row.category: (line.row.urgency, line.words) for line in lines}
    form = NeedsForm(
        request.POST or None, noted=noted, stands=web.stamp(noted, [each.row.state for each in lines])
    )
    if form.is_valid():
        told = form.cleaned_data
        for category in told["categories"]:
            actions.set_need(
                by=request.member, file=opened.file, category=NeedCategory(category),  # type: ignore[attr-defined]
                urgency=Urgency(told["urgency"]), words=told["words"],
            )  # fmt: skip
        return redirect("support:needs", opened.id)
    shown = [
        {"row": line.row, "words": line.words, "place": line.row.category in HOMES and line.row.state in STILL,
         "others": [(state.value, state.label) for state in NeedState if state != line.row.state],
         "stands": web.stamp(line.row.changed_at)}
        for line in lines
    ]  # fmt: skip
    return draw(request, "support/needs.html", opened, form=form, lines=shown)


@require_POST
def need(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """How one need stands now, in one click."""
    opened = the_file(request, dossier)
    row = get_object_or_404(Need, pk=(opened.id, id))
    if request.POST.get("state") not in NeedState.values:
        raise BadRequest
    state = NeedState(request.POST["state"])
    if _changed_meanwhile(request, row):
        return redirect("support:needs", opened.id)
    actions.set_need(by=request.member, file=opened.file, category=NeedCategory(row.category), state=state)  # type: ignore[attr-defined]
    return redirect("support:needs", opened.id)


def plan(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """Her goals."""
    opened = the_file(request, dossier)
    form = GoalForm(request.POST or None)
    if form.is_valid():
        actions.add_goal(by=request.member, file=opened.file, **form.cleaned_data)  # type: ignore[attr-defined]
        return redirect("support:plan", opened.id)
    lines = [
        {"row": line.row, "words": line.words,
         "others": [(state.value, state.label) for state in GoalState if state != line.row.state],
         "stands": web.stamp(line.row.changed_at)}
        for line in queries.goals_of(opened.id)
    ]  # fmt: skip
    return draw(request, "support/plan.html", opened, form=form, lines=lines)


@require_POST
def goal(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    opened = the_file(request, dossier)
    row = get_object_or_404(Goal, pk=(opened.id, id))
    if request.POST.get("state") not in GoalState.values:
        raise BadRequest
    if _changed_meanwhile(request, row):
        return redirect("support:plan", opened.id)
    actions.change_goal(by=request.member, goal=row, state=GoalState(request.POST["state"]))  # type: ignore[attr-defined]
    return redirect("support:plan", opened.id)


def safety(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """The whole plan to read and to print; below it, to write anew."""
    opened = the_file(request, dossier)
    found = queries.safety_plan_of(opened.id)
    initial = {**found[1], "voicemail": found[0].voicemail, "texts": found[0].texts} if found else {}
    stands = web.stamp(found[0].changed_at if found else None)
    form = SafetyForm(request.POST or None, initial=initial, stands=stands)
    if form.is_valid():
        actions.write_safety_plan(
            by=request.member, file=opened.file, parts=form.parts(), voicemail=form.cleaned_data["voicemail"],  # type: ignore[attr-defined]
            texts=form.cleaned_data["texts"],
        )  # fmt: skip
        messages.success(request, _("The safety plan is saved."))
        return redirect("support:file", opened.id)
    rows = [(form.fields[name].label, words) for name, words in found[1].items() if words] if found else []
    by = names_of({found[0].changed_by}).get(found[0].changed_by, "") if found else ""
    return draw(request, "support/safety.html", opened, form=form, safety=found, rows=rows, by=by)


def _changed_meanwhile(request: HttpRequest, row: Need | Goal) -> bool:
    """Whether a colleague has said otherwise since the page was drawn; then that is told, and nothing is changed."""
    drawn_from = request.POST.get("was", "")
    if not drawn_from or drawn_from == web.stamp(row.changed_at) or row.state == request.POST["state"]:
        return False
    told = _(
        "A colleague has changed this meanwhile to “%(state)s”. Yours was not saved: press again if it still holds."
    )
    messages.warning(request, told % {"state": row.get_state_display()})
    return True
