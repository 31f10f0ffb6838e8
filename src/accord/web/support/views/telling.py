"""Case notes and the summary that is told once."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.support import actions, queries
from accord.support.models import Summary
from accord.support.vocabulary import SummaryState
from accord.web import forms as web
from accord.web.support.forms.record import NoteForm, ReadBackForm, SummaryForm
from accord.web.support.the_file import Opened, draw, names_of, the_file


def notes(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """Of one's own agency alone."""
    opened = the_file(request, dossier)
    form = NoteForm(request.POST or None)
    if form.is_valid():
        actions.write_note(by=request.member, file=opened.file, **form.cleaned_data)  # type: ignore[attr-defined]
        return redirect("support:notes", opened.id)
    lines = queries.notes_of(opened.id)
    names = names_of({line.row.written_by for line in lines})
    shown = [(line, names.get(line.row.written_by, "")) for line in lines]
    return draw(request, "support/notes.html", opened, form=form, lines=shown)


def summary(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """The draft, what was read back, what she approved."""
    opened = the_file(request, dossier)
    _newest, _approved, stands = _standing(opened)
    form = SummaryForm(request.POST, stands=stands) if request.method == "POST" else None
    if form is not None and form.is_valid():
        actions.draft_summary(by=request.member, file=opened.file, words=form.cleaned_data["words"])  # type: ignore[attr-defined]
        return redirect("support:summary", opened.id)
    return _summary(request, opened, form=form)


def _standing(opened: Opened) -> tuple[Any, Any, str]:
    """The draft at work, the version that she approved, and a stamp of the two."""
    lines = queries.summaries_of(opened.id)
    newest = next(
        (line for line in lines if line.row.state in (SummaryState.DRAFT, SummaryState.READ_BACK)), None
    )
    approved = next((line for line in lines if line.row.state == SummaryState.APPROVED), None)
    return newest, approved, web.stamp([(each.row.id, each.words) for each in (newest, approved) if each])


def _summary(request: HttpRequest, opened: Opened, **forms: Any) -> HttpResponse:
    newest, approved, stands = _standing(opened)
    start = newest or approved
    file = opened.file
    context = {
        "newest": newest,
        "approved": approved,
        "form": forms.get("form")
        or SummaryForm(initial={"words": start.words if start else ""}, stands=stands),
        "back_form": forms.get("back_form")
        or ReadBackForm(initial={"language": next(iter(file.languages), "")}),
        "formset": forms.get("back_form"),
    }
    return draw(request, "support/summary.html", opened, **context)


@require_POST
def summary_step(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """Read back to her, in a language; then approved by her."""
    opened = the_file(request, dossier)
    row = get_object_or_404(Summary, pk=(opened.id, id))
    if request.POST.get("step") == "approve":
        actions.approve_summary(by=request.member, summary=row)  # type: ignore[attr-defined]
        messages.success(
            request, _("Approved by them. Only this version may be given, and only where they agree.")
        )
        return redirect("support:summary", opened.id)
    form = ReadBackForm(request.POST)
    if not form.is_valid():
        return _summary(request, opened, back_form=form)
    actions.read_summary_back(by=request.member, summary=row, language=form.cleaned_data["language"])  # type: ignore[attr-defined]
    return redirect("support:summary", opened.id)
