"""The list of joint cases, and one case: who is in it, what is known, what is to do, what has happened."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.agencies.models import Agency, Member
from accord.cases import actions, queries
from accord.cases.models import CaseTask, JointCase
from accord.dossiers.actions import grant_seat
from accord.dossiers.models import Dossier, Kind, Role
from accord.dossiers.rules import leads
from accord.web.cases.forms import CaseFilter, NoteForm, SeatForm, TaskForm
from accord.web.cases.pictures import case_page


def case_list(request: HttpRequest) -> HttpResponse:
    form = CaseFilter(request.GET or None, agencies=Agency.objects.filter(realm="enforcement"))
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    agency = chosen.get("agency")
    lines = queries.case_lines(
        state=chosen.get("state", ""),
        agency=uuid.UUID(agency) if agency else None,
        text=chosen.get("text", ""),
        mine_to_lead=request.member if chosen.get("lead") else None,  # type: ignore[attr-defined]
    )
    return render(
        request, "cases/list.html", {"filter": form, "lines": lines, "filtered": any(chosen.values())}
    )


def the_case(dossier: uuid.UUID) -> tuple[Dossier, JointCase]:
    """The joint case of that dossier. Hidden and nonexistent are one and the same answer."""
    found = get_object_or_404(Dossier, pk=dossier, kind=Kind.CASE)
    joint = queries.joint_case(found.id)
    if joint is None:
        raise Http404
    return found, joint


def case(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    return _drawn(request, *the_case(dossier))


def _drawn(request: HttpRequest, found: Dossier, joint: JointCase, **forms: Any) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    page = case_page(member, found, joint)
    page["task_form"] = forms.get("task_form") or TaskForm(seated=page["seated"])
    page["note_form"] = forms.get("note_form") or NoteForm()
    page["formset"] = next((form for form in forms.values() if form.is_bound), None)
    return render(request, "cases/case.html", page)


@require_POST
def note(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    found, joint = the_case(dossier)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _drawn(request, found, joint, note_form=form)
    actions.note_in_case(by=request.member, case=found, text=form.cleaned_data["text"])  # type: ignore[attr-defined]
    return redirect("cases:case", found.id)


@require_POST
def add_task(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    found, joint = the_case(dossier)
    form = TaskForm(request.POST, seated=[seat.member for seat in queries.live_seats(found.id)])
    if not form.is_valid():
        return _drawn(request, found, joint, task_form=form)
    actions.add_task(by=request.member, case=found, **form.cleaned_data)  # type: ignore[attr-defined]
    return redirect("cases:case", found.id)


@require_POST
def tick(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    found, _joint = the_case(dossier)
    task = get_object_or_404(CaseTask, pk=(found.id, id))
    change = actions.reopen_task if task.is_done else actions.finish_task
    if (request.POST.get("done") == "yes") != task.is_done:  # two members at once: the first one counts
        change(by=request.member, case=found, task=task)  # type: ignore[attr-defined]
    return redirect("cases:case", found.id)


def seats(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """A lead seats colleagues of the own agency; the partner's leads are told."""
    found, joint = the_case(dossier)
    member: Member = request.member  # type: ignore[attr-defined]
    if not leads(member, found):
        raise PermissionDenied(_("A lead seats colleagues."))
    colleagues = Member.objects.filter(agency_id=member.agency_id, active=True).exclude(pk=member.pk)
    form = SeatForm(request.POST or None, colleagues=colleagues)
    if form.is_valid():
        chosen = form.cleaned_data
        grant_seat(
            by=member,
            dossier=found,
            member=colleagues.get(pk=chosen["member"]),
            role=Role(chosen["role"]),
            days=chosen["days"],
        )
        messages.success(request, _("The seat is granted."))
        return redirect("cases:case", found.id)
    return render(request, "cases/seats.html", {"case": found, "joint": joint, "form": form})
