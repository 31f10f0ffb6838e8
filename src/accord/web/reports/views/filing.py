"""Filing a report: one page, kept while it is typed, one action, and an answer that is always the same."""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accord.agencies.models import Realm
from accord.reports import queries
from accord.reports.actions import discard_draft, file_report, save_draft
from accord.reports.actions.drafting import TooLong
from accord.reports.lookalikes import Lookalike, look_alikes
from accord.reports.models import Draft
from accord.reports.places import PROVINCES, cities_by_name
from accord.reports.rules import Refused
from accord.reports.vocabulary import Outcome
from accord.web.forms import ADD, REMOVE
from accord.web.reports.forms import ReportForm
from accord.web.reports.forms.report import ENDED, starting_values
from accord.web.reports.views.found import report_or_404

# Has a form show what was typed without complaining about it: it is read as an "add another" that adds nothing.
AS_TYPED = f"draft{ADD}"
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "anyway"})
PLATFORMS = ("Instagram", "Snapchat", "TikTok", "Facebook", "Telegram", "WhatsApp", "Signal", "X", "LeoList", "Tryst",
             "OnlyFans", "Kik", "Discord", "WeChat")  # fmt: skip


@require_http_methods(["GET", "POST"])
def new_report(request: HttpRequest) -> HttpResponse:
    """Page 8. A report that looks like one already there is filed only when asked again."""
    member = request.member  # type: ignore[attr-defined]
    if member.agency.realm == Realm.AUTHORITY:
        raise PermissionDenied(_("Reports are filed by enforcement, support and coordination agencies."))
    if request.method == "GET":
        return _blank_or_draft(request)
    form = ReportForm(request.POST, dossiers=queries.dossiers_to_file_on(member))
    if form.is_valid():
        found = [] if _asked_again(request, form) else look_alikes(form.draft())
        if found:
            return _page(request, form, look_alikes=found)
        try:
            report = file_report(by=member, dossier=form.chosen_dossier, draft=form.draft())
        except Refused:  # the seat ended between the check of the form and the act
            form.add_error("dossier", ENDED)
        else:
            return redirect("reports:filed", report.dossier_id, report.id)
    if form.has_error("dossier"):
        with suppress(TooLong):  # the page itself still holds it
            _keep(request)
    return _page(request, form)


def _asked_again(request: HttpRequest, form: ReportForm) -> bool:
    """A report without indicators keeps nobody, so nothing can be there twice."""
    return "anyway" in request.POST or form.cleaned_data["outcome"] == Outcome.NO_INDICATORS


def _blank_or_draft(request: HttpRequest) -> HttpResponse:
    member = request.member  # type: ignore[attr-defined]
    dossiers = queries.dossiers_to_file_on(member)
    draft = queries.draft_of(member)
    if draft is not None:
        return _page(request, ReportForm(_typed(draft), dossiers=dossiers), draft=draft)
    last = queries.last_report_by(member, dossiers)
    return _page(request, ReportForm(initial=starting_values(member, last), dossiers=dossiers))


def _typed(draft: Draft) -> QueryDict:
    typed = QueryDict(mutable=True)
    for name, values in draft.data.items():
        typed.setlist(name, values)
    typed[AS_TYPED] = "1"
    return typed


def _page(
    request: HttpRequest,
    form: ReportForm,
    *,
    draft: Draft | None = None,
    look_alikes: list[Lookalike] | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "persons": form.nested_formsets["persons"],
        "identifiers": form.nested_formsets["identifiers"],
        "draft": draft,
        "look_alikes": look_alikes,
        "cities": cities_by_name(),
        "contexts": [*PLATFORMS, *PROVINCES],
    }
    return render(request, "reports/new.html", context)


@require_POST
def keep_draft(request: HttpRequest) -> HttpResponse:
    """Autosave. 204: kept; 400: no page that could be found again; 413: more than a draft keeps."""
    try:
        return HttpResponse(status=204 if _keep(request) else 400)
    except TooLong:
        return HttpResponse(status=413)


def _keep(request: HttpRequest) -> bool:
    """Keep what was sent, but for buttons and tokens. False where the page carries no key of its own."""
    try:
        form_key = uuid.UUID(request.POST.get("form_key", ""))
    except ValueError:
        return False
    kept = {
        name: [str(value) for value in values]
        for name, values in request.POST.lists()
        if name not in NOT_KEPT and not name.endswith((ADD, REMOVE))
    }
    save_draft(by=request.member, form_key=form_key, data=kept)  # type: ignore[attr-defined]
    return True


@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Throw the draft away and start afresh."""
    with suppress(ValueError):  # no key, nothing to throw away
        discard_draft(by=request.member, form_key=uuid.UUID(request.POST.get("form_key", "")))  # type: ignore[attr-defined]
    return redirect("reports:new")


@require_POST
def hint(request: HttpRequest) -> HttpResponse:
    """A fragment: reports within one's own seats that look like the one being typed."""
    form = ReportForm(request.POST, dossiers=queries.dossiers_to_file_on(request.member))  # type: ignore[attr-defined]
    return render(request, "reports/look_alikes.html", {"look_alikes": look_alikes(form.rough_draft())})


@require_GET
def filed(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """The same words after every report. What partners hold shows elsewhere, when and where it may."""
    return render(request, "reports/filed.html", {"report": report_or_404(dossier, id)})
