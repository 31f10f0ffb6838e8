"""Search within my seats: identifiers in any spelling, names by their beginning, references, hit numbers, cases.

The words go by POST: a search is about people, and addresses end up in histories and logs. No totals are told.
"""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accord.agencies.models import Member
from accord.base import audit
from accord.cases.queries import case_lines
from accord.deconfliction.models import Hit
from accord.reports.lookalikes import MOST
from accord.reports.lookalikes import search as search_reports
from accord.reports.spellings import spellings_near
from accord.web import forms as web
from accord.web.hits.words import kind
from accord.web.navigation import may_join
from accord.web.search.standing import SaveForm

LEAST = 2


class SearchForm(web.Form):
    text = forms.CharField(
        label=_("What are you looking for?"),
        help_text=_(
            "A phone, plate, handle or other identifier; the beginning of a name; a reference or file number"
        ),
        max_length=200,
        min_length=LEAST,
        error_messages={"min_length": _("Type at least two letters or digits.")},
        widget=forms.TextInput(attrs={"type": "search", "class": "govuk-input--width-30"}),
    )


@dataclass(frozen=True)
class Found:
    """One thing that was found: where it is, what it is called and what of it agreed."""

    href: str
    text: str
    shared: str = ""
    hint: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        audit.record("search.made")
        reports = _reports(text)
        groups = [
            (_("Hits"), _hits(text)),
            (_("Cases"), _cases(request.member, text)),  # type: ignore[attr-defined]
            (_("Reports"), reports),
        ]
        context |= {
            "groups": [group for group in groups if group[1]],
            "asked": True,
            "save": SaveForm(initial={"text": text}, auto_id="save_%s"),
            "spellings": spellings_near(text) if not any(group[1] for group in groups) else [],
            "many": len(reports) >= MOST,
        }
    return render(request, "search/search.html", context)


def _reports(text: str) -> list[Found]:
    return [
        Found(
            reverse("reports:report", args=[found.report.dossier_id, found.report.id]),
            found.report.reference,
            ", ".join(found.shared),
            found.report.file_number,
        )
        for found in search_reports(text)
    ]


def _hits(text: str) -> list[Found]:
    """By the number that a partner quotes on the telephone."""
    hits = Hit.objects.filter(number=text.strip().upper()).order_by("-created_at")[:MOST]
    return [
        Found(
            reverse("hits:hit", args=[hit.dossier_id, hit.id]), hit.number, kind(hit.kind), hit.own_reference
        )
        for hit in hits
    ]


def _cases(member: Member, text: str) -> list[Found]:
    if not may_join(member):
        return []
    return [
        Found(reverse("cases:case", args=[line.dossier.id]), line.dossier.title, hint=line.reference)
        for line in case_lines(text=text.strip())[:MOST]
    ]
