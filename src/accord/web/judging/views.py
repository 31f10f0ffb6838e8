"""Could be the same person: suggestions, a pair side by side, and the duplicates of a dossier one after another."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accord.agencies.models import Member
from accord.dossiers.models import Dossier
from accord.linkage import Judgement as Verdict
from accord.reports import judging, rules
from accord.reports.actions import JudgedAlready, judge, take_back
from accord.reports.judging_duplicates import Place, place_of
from accord.reports.judging_duplicates import duplicates as likely_pairs
from accord.reports.judging_likeness import Comparison, Likeness, suggestions
from accord.reports.models import Judgement, Person
from accord.reports.models.judgement import Key
from accord.web.judging import page
from accord.web.judging.forms import TAKE_BACK, VerdictForm

LATELY = 5


def the_person(key: Key) -> Person:
    """Hidden and nonexistent are one and the same answer."""
    return get_object_or_404(Person, pk=key)


@require_GET
def person(request: HttpRequest, dossier: uuid.UUID, report: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    key = Key(dossier, report, person)
    found = the_person(key)
    context = {
        "person": found,
        "name": page.name_of(found),
        "report_url": reverse("reports:report", args=[dossier, report]),
        "suggestions": page.suggested(suggestions(found)),
        "answered": page.answered(key, judging.standing_of(key).values()),
        "history": page.history(key, judging.history_of(key)),
        "dossier": Dossier.objects.get(pk=dossier),
    }
    return render(request, "judging/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def pair(
    request: HttpRequest,
    dossier: uuid.UUID,
    report: uuid.UUID,
    person: uuid.UUID,
    other_dossier: uuid.UUID,
    other_report: uuid.UUID,
    other: uuid.UUID,
) -> HttpResponse:
    """Two records side by side; one of three answers, or the standing one taken back."""
    one, two = Key(dossier, report, person), Key(other_dossier, other_report, other)
    if one == two:
        raise Http404
    found = _likeness(the_person(one), the_person(two))
    if request.method != "POST":
        return _drawn(request, found)
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return _drawn(request, found, form=form)
    try:
        _answer(request.member, one, two, form.cleaned_data)  # type: ignore[attr-defined]
    except JudgedAlready as told:
        return _drawn(request, found, status=409, overtaken=told.standing or True)
    if form.cleaned_data["from_list"] and one.dossier_id == two.dossier_id:
        query = urlencode({"after": form.cleaned_data["after"]}) if form.cleaned_data["after"] else ""
        return redirect(reverse("judging:duplicates", args=[dossier]) + (f"?{query}" if query else ""))
    messages.success(request, _("Saved. Both records stay as they are."))
    return redirect("judging:person", *one)


def _answer(by: Member, one: Key, other: Key, given: dict[str, Any]) -> None:
    if given["verdict"] != TAKE_BACK:
        judge(
            by=by,
            one=one,
            other=other,
            verdict=Verdict(given["verdict"]),
            reason=given["reason"],
            instead_of=given["instead_of"],
        )
        return
    standing = judging.between(one, other)
    if standing is None or standing.id != given["instead_of"]:
        raise JudgedAlready(standing)
    take_back(by=by, judgement=standing, reason=given["reason"])


def _likeness(one: Person, other: Person) -> Likeness:
    """Raises ``Http404`` where a report was withdrawn: what it says is no longer compared."""
    sides = page.candidates(one, other)
    if len(sides) != 2:
        raise Http404
    return Comparison()(*sides)


def _drawn(request: HttpRequest, found: Likeness, *, status: int = 200, **more: Any) -> HttpResponse:
    one, other = found.one.key, found.other.key
    member: Member = request.member  # type: ignore[attr-defined]
    context = page.compared(found) | {
        "standing": judging.between(one, other),
        "history": page.history(one, [each for each in judging.history_of(one) if each.beside(one) == other]),
        "works": all(rules.holds_seat(member, each.dossier_id, rules.WORKING) for each in (one, other)),
        "back": reverse("judging:person", args=one),
        "form": VerdictForm(),
    }
    return render(request, "judging/pair.html", context | more, status=status)


@require_GET
def duplicates(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """The likely pairs of a dossier, the first of them to be answered here and now."""
    desk = get_object_or_404(Dossier, pk=dossier)
    after = Place.read(request.GET.get("after", ""))
    found = likely_pairs(dossier, after=after)
    member: Member = request.member  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "dossier": desk,
        "following": _on_from(dossier, found.following),
        "waiting": page.suggested(found.pairs[1:]),
        "works": rules.holds_seat(member, dossier, rules.WORKING),
        "lately": _lately(dossier),
        "begun": after is not None,
        "first": reverse("judging:duplicates", args=[dossier]),
    }
    if found.pairs:
        context |= page.compared(found.pairs[0]) | {
            "form": VerdictForm(initial={"after": str(after or ""), "from_list": True}),
            "skip": _on_from(dossier, place_of(found.pairs[0])),
        }
    return render(request, "judging/duplicates.html", context)


def _on_from(dossier: uuid.UUID, place: Place | None) -> str:
    if place is None:
        return ""
    return f"{reverse('judging:duplicates', args=[dossier])}?{urlencode({'after': str(place)})}"


def _lately(dossier: uuid.UUID) -> list[page.Line]:
    lines = Judgement.objects.filter(dossier_id=dossier, other_dossier_id=dossier, undone_at__isnull=True)
    return [
        line for each in lines.order_by("-created_at")[:LATELY] for line in page.answered(each.one, [each])
    ]
