"""Pairs of organizations that may be one, for the brokers of the coordination office."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.directory import rules
from accord.directory.alike.facts import all_facts
from accord.directory.alike.judging import judge_organizations, judged
from accord.directory.alike.pairs import suggested
from accord.directory.models import Organization
from accord.directory.vocabulary import Verdict

A_PAGE = 25
REASONS = {
    "same_name": gettext_lazy("same name"),
    "similar_name": gettext_lazy("similar name"),
    "phone": gettext_lazy("same phone"),
    "site": gettext_lazy("same web site"),
    "street": gettext_lazy("same street and number"),
}


def duplicates(request: HttpRequest) -> HttpResponse:
    """What waits, likeliest first; an answer is kept, and can be given again the other way."""
    member = request.member  # type: ignore[attr-defined]
    if not rules.keeps_all(member):
        raise PermissionDenied(_("This is for brokers of the coordination office."))
    if request.method == "POST":
        one, other = (_organization(request.POST.get(name, "")) for name in ("one", "other"))
        verdict = request.POST.get("verdict", "")
        if verdict not in Verdict.values or one == other:
            raise Http404
        judge_organizations(by=member, one=one, other=other, verdict=Verdict(verdict))
        messages.success(request, _("Your answer is kept. Nothing was merged; you can change it."))
        return redirect(request.get_full_path())
    facts, verdicts = all_facts(), judged()
    done = "done" in request.GET
    pairs = [each for each in suggested(facts) if ((each.one, each.other) in verdicts) is done]
    page, by_id = (
        Paginator(pairs, A_PAGE).get_page(request.GET.get("page")),
        {each.id: each for each in facts},
    )
    lines = [
        {
            "one": by_id[each.one],
            "other": by_id[each.other],
            "reasons": [REASONS[code] for code in each.reasons],
            "verdict": verdicts.get((each.one, each.other), ""),
        }
        for each in page
    ]
    return render(request, "directory/duplicates.html", {"page": page, "lines": lines, "done": done})


def _organization(said: str) -> Organization:
    try:
        return Organization.objects.get(pk=UUID(said))
    except (ValueError, Organization.DoesNotExist):
        raise Http404 from None
