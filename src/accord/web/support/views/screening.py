"""Screening: what was asked, three tests side by side, and the law's duty toward a child. Nothing is sent."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accord.support import actions, queries
from accord.support.models import DutyRecord, Screening
from accord.support.screening import (
    Answered,
    Kind,
    State,
    ThreeTests,
    duty_for,
    find,
    prompt_sheet,
    three_tests,
)
from accord.support.vocabulary import DutyOutcome
from accord.web.support.forms.screening import AnswersForm, DutyForm, StartForm
from accord.web.support.the_file import Opened, draw, names_of, the_file


def screening(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """What was screened, what the three tests say, and beginning another one."""
    opened = the_file(request, dossier)
    form = StartForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        begun = actions.start_screening(
            by=request.member, file=opened.file, instrument=told["instrument"], about=Kind(told["about"]),  # type: ignore[attr-defined]
            form_key=told["form_key"],
        )  # fmt: skip
        return redirect("support:screen", opened.id, begun.id)
    return _overview(request, opened, form=form)


def _overview(request: HttpRequest, opened: Opened, **forms: Any) -> HttpResponse:
    screenings = list(Screening.objects.filter(dossier_id=opened.id).order_by("-started_at", "id"))
    answers = {each.id: queries.answers_of(each) for each in screenings}
    names = names_of({each.started_by for each in screenings})
    lines = [
        {"row": each, "title": _instrument(each).title, "count": len(answers[each.id]),
         "by": names.get(each.started_by, "")}
        for each in screenings
    ]  # fmt: skip
    records = list(DutyRecord.objects.filter(dossier_id=opened.id).order_by("-done_at"))
    by = names_of({each.done_by for each in records})
    context = {
        "lines": lines,
        "tested": _tested(opened, screenings, answers),
        "duty": _duty(opened),
        "duty_records": [(each, by.get(each.done_by, "")) for each in records],
        "duty_form": forms.get("duty_form") or DutyForm(),
        "start_form": forms.get("form") or StartForm(),
        "formset": next((form for form in forms.values() if form.is_bound), None),
    }
    return draw(request, "support/screening.html", opened, **context)


def _instrument(row: Screening) -> Any:
    return find(row.instrument, row.version)


def _tested(opened: Opened, screenings: list[Screening], answers: dict[uuid.UUID, Any]) -> list[ThreeTests]:
    """One set of three for each kind that was asked about, on the newest screening by each instrument."""
    newest: dict[str, Screening] = {}
    for each in reversed(screenings):
        if answers[each.id]:
            newest[each.instrument] = each
    answered = [
        Answered(_instrument(each), {item: State(row.state) for item, row in answers[each.id].items()})
        for each in newest.values()
    ]
    kinds = sorted({Kind(each.about) for each in newest.values()})
    return [three_tests(answered, population=opened.minority.population, kind=kind) for kind in kinds]


def _duty(opened: Opened) -> Any:
    """For a minor alone; without a province, nothing can be said."""
    if not opened.minority.today or not opened.file.province:
        return None
    return duty_for(opened.file.province, opened.minority.age)


def screen(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """The questions, with what was saved before; whatever is sent is saved."""
    opened = the_file(request, dossier)
    row = get_object_or_404(Screening, pk=(opened.id, id))
    sheet = _sheet(opened, row)
    saved = {item: answer.state for item, answer in queries.answers_of(row).items()}
    form = AnswersForm(request.POST or None, instrument=_instrument(row), sheet=sheet, initial=saved)
    if form.is_valid():
        actions.save_answers(by=request.member, screening=row, answers=form.answers())  # type: ignore[attr-defined]
        messages.success(request, _("Saved. You can go on later."))
        return redirect("support:screening", opened.id)
    return draw(request, "support/screen.html", opened, form=form, row=row, sheet=sheet)


@require_GET
def prompts(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """The questions on paper."""
    opened = the_file(request, dossier)
    row = get_object_or_404(Screening, pk=(opened.id, id))
    return draw(request, "support/prompts.html", opened, sheet=_sheet(opened, row), row=row)


def _sheet(opened: Opened, row: Screening) -> Any:
    try:
        instrument = _instrument(row)
    except LookupError:
        raise Http404 from None
    chosen = instrument.list_for(opened.minority.population, Kind(row.about))
    return prompt_sheet(instrument, chosen)


@require_POST
def duty(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """That a worker called, with the moment; the platform calls nobody."""
    opened = the_file(request, dossier)
    form = DutyForm(request.POST)
    if not form.is_valid():
        return _overview(request, opened, duty_form=form)
    told = form.cleaned_data
    actions.record_duty(
        by=request.member, file=opened.file, outcome=DutyOutcome(told["outcome"]), words=told["words"],  # type: ignore[attr-defined]
        form_key=told["form_key"],
    )  # fmt: skip
    messages.success(request, _("Noted, with the time."))
    return redirect("support:screening", opened.id)
