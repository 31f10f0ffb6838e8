"""Changing a report: its owner amends, others propose; persons and identifiers are added; it is ended."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accord.reports import actions, rules
from accord.reports.models import Person, Report
from accord.reports.places import PROVINCES, cities_by_name
from accord.web.reports.forms import PARTS, AliasForm, ReasonForm, change_form
from accord.web.reports.forms.additions import AddedIdentifierForm, AddedPersonForm, ChangedPersonForm
from accord.web.reports.forms.report import BOTH_SIDES
from accord.web.reports.views.filing import PLATFORMS
from accord.web.reports.views.found import person_or_404, proposal_or_404, report_or_404


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID, part: str) -> HttpResponse:
    """One part of the report. Whoever owns it amends; whoever only works on the dossier proposes."""
    member, report = request.member, report_or_404(dossier, id)  # type: ignore[attr-defined]
    if part not in PARTS:
        raise Http404
    owner = rules.may_amend(member, report)
    if not owner and not rules.may_propose(member, report):
        raise PermissionDenied(
            _("Changing a report needs a working seat on its dossier, and the report to be open.")
        )
    form_class, heading = PARTS[part]
    form = change_form(form_class)(request.POST or None, initial=form_class.initial_of(report))
    if form.is_valid():
        act = actions.amend_report if owner else actions.propose_change
        act(by=member, report=report, changes=form.facts(), reason=form.cleaned_data["reason"])
        return _done(request, report, _("The change is saved.") if owner else _("The change is proposed."))
    button = _("Save the change") if owner else _("Propose the change")
    return _page(request, report, form, heading, button, proposing=not owner)


@require_POST
def decide(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID, proposal: uuid.UUID) -> HttpResponse:
    """Accept or reject a proposed change."""
    report = report_or_404(dossier, id)
    accept = request.POST.get("decision") == "accept"
    actions.decide_change(
        by=request.member,  # type: ignore[attr-defined]
        report=report,
        proposal=proposal_or_404(report, proposal),
        accept=accept,
    )
    return _done(request, report, _("The change is accepted.") if accept else _("The change is rejected."))


@require_http_methods(["GET", "POST"])
def add_person(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    report = _mine_to_amend(request, dossier, id)
    form = AddedPersonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_person(by=request.member, report=report, draft=form.draft(), reason=form.why)  # type: ignore[attr-defined]
            return _done(request, report, _("The person is added."))
        except rules.BothSides:
            form.add_error(None, BOTH_SIDES)
    return _page(request, report, form, _("Add a person"), _("Add the person"))


@require_http_methods(["GET", "POST"])
def change_person(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    report = _mine_to_amend(request, dossier, id)
    row = person_or_404(report, person)
    form = ChangedPersonForm(request.POST or None, initial=ChangedPersonForm.initial_of(row))
    if form.is_valid():
        try:
            actions.amend_person(
                by=request.member,  # type: ignore[attr-defined]
                report=report,
                person=row,
                changes=form.facts(),
                reason=form.why,
            )
            return _done(request, report, _("The change is saved."))
        except rules.BothSides:
            form.add_error(None, BOTH_SIDES)
    return _page(request, report, form, _("Change a person"), _("Save the change"))


@require_http_methods(["GET", "POST"])
def add_alias(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    report = _mine_to_amend(request, dossier, id)
    row = person_or_404(report, person)
    form = AliasForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_alias(by=request.member, report=report, person=row, **form.cleaned_data)  # type: ignore[attr-defined]
            return _done(request, report, _("The alias is added."))
        except rules.BothSides:
            form.add_error("alias", BOTH_SIDES)
    return _page(request, report, form, _("Add an alias"), _("Add the alias"), person=row)


@require_http_methods(["GET", "POST"])
def add_identifier(
    request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID, person: uuid.UUID | None = None
) -> HttpResponse:
    report = _mine_to_amend(request, dossier, id)
    row = person_or_404(report, person) if person else None
    form = AddedIdentifierForm(request.POST or None)
    if form.is_valid():
        actions.add_identifier(
            by=request.member,  # type: ignore[attr-defined]
            report=report,
            draft=form.draft(),
            reason=form.why,
            person=row,
        )
        return _done(request, report, _("The identifier is added."))
    return _page(request, report, form, _("Add an identifier"), _("Add the identifier"), person=row)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """Take the report back: watching stops, the text stays with the dossier."""
    report = _mine_to_amend(request, dossier, id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        actions.withdraw_report(by=request.member, report=report, reason=form.cleaned_data["reason"])  # type: ignore[attr-defined]
        return _done(request, report, _("The report is withdrawn."))
    return _page(request, report, form, _("Withdraw the report"), _("Withdraw the report"), ending="withdraw")


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """Close a report that showed no indicators: what it said about anybody is deleted."""
    report = _mine_to_amend(request, dossier, id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        actions.close_report(by=request.member, report=report, reason=form.cleaned_data["reason"])  # type: ignore[attr-defined]
        return _done(request, report, _("The report is closed, and keeps no person."))
    heading = _("Close it: no indicators")
    return _page(request, report, form, heading, _("Delete and close"), ending="close")


def _mine_to_amend(request: HttpRequest, dossier: uuid.UUID, row_id: uuid.UUID) -> Report:
    report = report_or_404(dossier, row_id)
    if not rules.may_amend(request.member, report):  # type: ignore[attr-defined]
        raise PermissionDenied(_("Only who filed an open report, or a lead of its dossier, does this."))
    return report


def _done(request: HttpRequest, report: Report, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("reports:report", report.dossier_id, report.id)


def _page(
    request: HttpRequest,
    report: Report,
    form: BaseForm,
    heading: Any,
    button: str,
    *,
    person: Person | None = None,
    proposing: bool = False,
    ending: str = "",
) -> HttpResponse:
    context = {
        "report": report,
        "form": form,
        "heading": heading,
        "button": button,
        "person": person,
        "proposing": proposing,
        "ending": ending,
        "cities": cities_by_name(),
        "contexts": [*PLATFORMS, *PROVINCES],
    }
    return render(request, "reports/change.html", context)
