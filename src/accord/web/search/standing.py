"""Saved searches: save one, watch what a report names, see what was found since, pause, renew, end."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from accord.agencies.models import Member
from accord.base.clock import now
from accord.reports import actions, queries, standing
from accord.reports.models import StandingSearch
from accord.reports.rules import Refused
from accord.web import forms as web
from accord.web.hits.words import kind
from accord.web.reports.views.found import report_or_404

REFUSED: dict[str, str | Promise] = {
    "words": _("This says too little to be looked for."),
    "many": _("You have as many saved searches as one member may have. End one first."),
}
ACTS: dict[str, Callable[..., None]] = {
    "pause": actions.pause_search,
    "resume": actions.resume_search,
    "renew": actions.renew_search,
    "end": actions.end_search,
}
DONE: dict[str, str | Promise] = {
    "pause": _("Paused. Nothing is told until you resume it."),
    "resume": _("Resumed. What is filed from now on is looked at again."),
    "renew": _("Renewed for 90 days."),
    "end": _("Ended and forgotten, with what it had found."),
}


class SaveForm(web.Form):
    """``text`` is what was just searched for; it goes by POST, as the search does."""

    text = forms.CharField(widget=forms.HiddenInput, max_length=200)
    name = forms.CharField(
        label=_("Save it under this name"),
        help_text=_("Kept for you alone, sealed, as the words are."),
        max_length=100,
    )


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    form = SaveForm(request.POST)
    if not form.is_valid():
        return render(request, "search/save.html", {"form": form})
    words = form.cleaned_data
    try:
        actions.save_search(by=_me(request), name=words["name"], words=words["text"])
    except Refused as refused:
        messages.error(request, str(REFUSED[refused.code]))
        return redirect("search:saved")
    messages.success(request, _("Saved. You are told when something new in your dossiers meets it."))
    return redirect("search:saved")


def searches(request: HttpRequest) -> HttpResponse:
    lines = [_line(each) for each in standing.searches_of(_me(request))]
    return render(request, "search/saved.html", {"lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """What one search has found since. Somebody else's answers as one that was never saved."""
    me = _me(request)
    search = standing.search_of(me, id)
    if search is None:
        raise Http404
    act = request.POST.get("act", "")
    if request.method == "POST" and act in ACTS:
        ACTS[act](by=me, search=search)
        messages.success(request, str(DONE[act]))
        return redirect("search:saved") if act == "end" else redirect("search:found", search.id)
    context = _line(search) | {
        "finds": [_find(each) for each in standing.finds_of(search)],
        "hits": [
            {
                "href": reverse("hits:hit", args=[hit.dossier_id, hit.id]),
                "number": hit.number,
                "kind": kind(hit.kind),
            }
            for hit in standing.hits_of(search)
        ],
    }
    if request.method == "GET":
        actions.look_at_finds(by=me, search=search)
    return render(request, "search/found.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def watch(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """The persons and identifiers of a report, each to be watched with one button."""
    report = report_or_404(dossier, id)
    sheet = queries.sheet_of(report)
    if request.method == "POST":
        return _watched(request, sheet)
    watched = {search.about_subject_id for search in standing.searches_of(_me(request))}
    return render(request, "search/watch.html", {"report": report, "sheet": sheet, "watched": watched})


def _watched(request: HttpRequest, sheet: Any) -> HttpResponse:
    asked, me = request.POST.get("subject", ""), _me(request)
    try:
        for person in sheet.persons:
            if str(person.id) == asked:
                actions.watch_person(by=me, person=person, identifiers=sheet.of(person))
        for identifier in sheet.identifiers:
            if str(identifier.id) == asked:
                actions.watch_identifier(by=me, identifier=identifier)
    except Refused as refused:
        messages.error(request, str(REFUSED[refused.code]))
    return redirect("search:watch", sheet.report.dossier_id, sheet.report.id)


def _line(search: StandingSearch) -> dict[str, Any]:
    words = standing.words_of(search)
    ended = search.until <= now()
    return {
        "search": search,
        "name": words.name,
        "words": words.words,
        "ended": ended,
        "paused": search.paused_at is not None and not ended,
        "new": standing.new_finds(search),
    }


def _find(each: standing.Find) -> dict[str, Any]:
    row = each.row
    if each.report is not None:
        return {
            "href": reverse("reports:report", args=[row.dossier_id, row.record_id]),
            "text": each.report.reference,
            "hint": each.report.file_number,
            "when": row.created_at,
            "is_new": each.is_new,
        }
    return {
        "href": reverse("cases:received", args=[row.dossier_id, row.record_id]),
        "text": _("Received from a partner"),
        "hint": str(each.disclosure.giver) if each.disclosure else "",
        "when": row.created_at,
        "is_new": each.is_new,
    }


def _me(request: HttpRequest) -> Member:
    return request.member  # type: ignore[attr-defined]
