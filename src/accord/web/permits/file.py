"""In a survivor's file: what she may be entitled to, applying for it, and the clocks that run for her."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.agencies.models import Member
from accord.consent.models import Consent
from accord.dossiers.models import Dossier, Kind
from accord.permits import actions, queries, rules
from accord.permits.clocks import today
from accord.permits.holidays import calendar_of
from accord.permits.models import Application, Right, RightClock
from accord.permits.vocabulary import HOLDING, WAITING, Jurisdiction, State
from accord.support.facts import facts_of
from accord.support.models import SupportFile
from accord.support.queries import first_names
from accord.support.vocabulary import Identity
from accord.web.permits.forms import ELSEWHERE, ApplyForm, ClockForm, SituationForm
from accord.web.permits.published import explained
from accord.web.permits.words import COLOURS, NOT_ACCEPTED, consent_page, days_until, left


def the_file(dossier: uuid.UUID) -> tuple[Dossier, SupportFile]:
    """The survivor's file of that dossier. Hidden and nonexistent are one and the same answer."""
    found = get_object_or_404(Dossier, pk=dossier, kind=Kind.SUPPORT)
    file = SupportFile.objects.filter(dossier_id=found.id).first()
    if file is None:
        raise Http404
    return found, file


def rights(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """Every right of her province and of Canada; ticking what is so for her puts those that go with it first."""
    member: Member = request.member  # type: ignore[attr-defined]
    found, file = the_file(dossier)
    form = SituationForm(request.POST or None)
    ticked = set(form.cleaned_data["situations"]) if form.is_valid() else set()
    here = [right for right in queries.rights(member) if _is_here(right, file)]
    first = [right for right in here if not right.situations or ticked & set(right.situations)]
    rest = [right for right in here if right not in first] if ticked else here
    clocks = queries.clocks_of(dossier)
    applications, may_apply = queries.applications_of(dossier), rules.may_apply(member, found)
    context = {
        "dossier": found,
        "name": named(found),
        "form": form,
        "ticked": bool(ticked),
        "may": first if ticked else [],
        "rest": rest,
        "elsewhere": [right for right in queries.rights(member) if right not in here],
        "applications": [_line(row) for row in applications],
        "agreed": _agreed(dossier, here, applications) if may_apply else [],
        "clocks": [{"row": clock, "left": left(days_until(clock.due_on))} for clock in clocks],
        "may_apply": may_apply,
    }
    return render(request, "permits/file.html", context)


def _is_here(right: Right, file: SupportFile) -> bool:
    return right.optional or right.jurisdiction in (Jurisdiction.CA, file.province) or not file.province


def _agreed(dossier: uuid.UUID, here: list[Right], applications: list[Application]) -> list[Right]:
    """What a live agreement lets one apply for, and nobody is waiting for or has."""
    under_way = {row.right_id for row in applications if row.state in (*WAITING, *HOLDING)}
    found = [right for right in here if right.purpose and right.id not in under_way]
    return [right for right in found if queries.agreements_for(dossier, right)]


def _line(row: Application) -> dict[str, Any]:
    return {"row": row, "colour": COLOURS[State(row.state)]}


def named(dossier: Dossier) -> str:
    """The chosen name, or the file's number."""
    return first_names([dossier.id])[dossier.id].get(Identity.CHOSEN_NAME, "") or dossier.title


def apply(request: HttpRequest, dossier: uuid.UUID, code: str) -> HttpResponse:
    """The explanation, and under it the application: agreement, facts, clocks, send."""
    member: Member = request.member  # type: ignore[attr-defined]
    found, file = the_file(dossier)
    _workers_only(member, found)
    right = get_object_or_404(Right, code=code)
    agreements = queries.agreements_for(dossier, right) if right.purpose else []
    known = list(facts_of(file, right.least_facts))
    form = ApplyForm(request.POST or None, right=right, agreements=agreements, known=known)
    if form.is_valid() and (made := _apply(request, member, file, right, form, agreements)) is not None:
        messages.success(request, _("The application is made."))
        return redirect("permits:application", dossier, made.id)
    page = {
        "dossier": found,
        "name": named(found),
        "form": form,
        "agreements": agreements,
        "consent_url": consent_page(dossier),
    }
    return render(request, "permits/apply.html", page | explained(right))


def _apply(
    request: HttpRequest,
    member: Member,
    file: SupportFile,
    right: Right,
    form: ApplyForm,
    agreements: list[Consent],
) -> Application | None:
    said = form.cleaned_data
    more = {"stages": said.get("stages") or [], "form_key": said["form_key"]}
    if said["to"] == ELSEWHERE:
        return actions.note_application(
            by=member,
            file=file,
            right=right,
            authority_name=said["authority_name"],
            requested_on=said["made_on"] or today(),
            **more,
        )
    consent = next(each for each in agreements if str(each.id) == said["to"])
    try:
        return actions.apply_for_right(
            by=member, file=file, right=right, consent=consent, typed=form.typed, **more
        )
    except PermissionDenied:
        form.add_error(None, NOT_ACCEPTED)
        return None


def clock(request: HttpRequest, dossier: uuid.UUID, code: str) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    found, _file = the_file(dossier)
    _workers_only(member, found)
    right = get_object_or_404(Right, code=code)
    if not right.clocks:
        raise Http404
    form = ClockForm(request.POST or None, right=right, initial={"on": today()})
    if form.is_valid():
        actions.start_clock(by=member, dossier=found, right=right, **form.cleaned_data)
        messages.success(request, _("The clock runs."))
        return redirect("permits:file", dossier)
    page = {"dossier": found, "name": named(found), "form": form, "right": right}
    page["unread"] = calendar_of(right.jurisdiction).verified_on is None
    return render(request, "permits/clock.html", page)


@require_POST
def done(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(RightClock.objects.select_related("right"), pk=(dossier, id))
    actions.finish_clock(by=request.member, clock=row)  # type: ignore[attr-defined]
    messages.success(request, _("Done."))
    return redirect("permits:file", dossier)


def _workers_only(member: Member, dossier: Dossier) -> None:
    if not rules.may_apply(member, dossier):
        raise PermissionDenied(_("An application is made by who works on the open file."))
