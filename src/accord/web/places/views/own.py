"""A service keeps its places: counts, what they take, and that all is still right."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accord.agencies.models import Member
from accord.places import actions, queries, rules
from accord.places.models import Place
from accord.web.forms import SubmitOnceForm
from accord.web.places.access import for_services
from accord.web.places.card import Card
from accord.web.places.drawing import Counts
from accord.web.places.keeping import PlaceForm

STEPS = {"came": actions.walk_in, "left": actions.leave}


@for_services
def own(request: HttpRequest) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    rows = queries.board(agency=member.agency_id)
    closed = Place.objects.filter(agency_id=member.agency_id, closed_at__isnull=False).order_by("label")
    # One key a page: whoever presses twice has counted once.
    cards = [(Card(row), SubmitOnceForm(auto_id=False)) for row in rows]
    context = {
        "cards": cards,
        "closed": closed,
        "counts": Counts.of(rows),
        "stale": any(r.is_stale for r in rows),
    }
    return render(request, "places/own.html", context)


def _mine(request: HttpRequest, id: uuid.UUID) -> Place:
    """A place of one's own agency; others' are kept by others."""
    place = get_object_or_404(Place, pk=id)
    if not rules.keeps(request.member, place):  # type: ignore[attr-defined]
        raise Http404
    return place


@for_services
def new(request: HttpRequest) -> HttpResponse:
    return _edited(request, PlaceForm(request.POST or None), None)


@for_services
def change(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    place = _mine(request, id)
    return _edited(request, PlaceForm(request.POST or None, place=place), place)


def _seen(occupied: int | None) -> int:
    """A form that says no count has seen none that is true."""
    return -1 if occupied is None else occupied


def _edited(request: HttpRequest, form: PlaceForm, place: Place | None) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.keep_place(
                by=member,
                place=form.kept(member.agency_id),
                seen_occupied=_seen(given["seen_occupied"]) if place else None,
                closed=bool(given.get("closed")),
            )
        except actions.CountsChanged:
            assert place is not None
            form.counted_anew(place.occupied)
        else:
            messages.success(request, _("Saved. Every service sees it on the board."))
            return redirect("places:own")
    return render(request, "places/place.html", {"form": form, "place": place})


@require_POST
@for_services
def confirm(request: HttpRequest) -> HttpResponse:
    """Still right: of the place that is named, or of all."""
    named = request.POST.get("place", "")
    place = _mine(request, _id(named)) if named else None
    times = actions.confirm_places(by=request.member, place=place)  # type: ignore[attr-defined]
    said = ngettext(
        "Confirmed: %(n)s entry is still right.", "Confirmed: %(n)s entries are still right.", times
    )
    messages.success(request, said % {"n": times})
    return redirect("places:own")


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


@require_POST
@for_services
def count(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Somebody came without a hold, or left."""
    place, form = _mine(request, id), SubmitOnceForm(request.POST)
    step = STEPS.get(request.POST.get("step", ""))
    if step is None or not form.is_valid():
        return HttpResponseBadRequest()
    try:
        step(by=request.member, place=place, form_key=form.cleaned_data["form_key"])  # type: ignore[attr-defined]
    except actions.NoPlaceLeft:
        messages.error(
            request,
            _("No place is free here, so nobody was counted in."),
        )
    except actions.CountsChanged:
        messages.error(request, _("Nobody is counted as staying here, so nobody can leave."))
    else:
        messages.success(request, _("Counted."))
    return redirect("places:own")
