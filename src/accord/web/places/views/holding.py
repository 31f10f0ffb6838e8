"""Holding a place, and the holds of my agency."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.agencies.models import Member
from accord.base.clock import now
from accord.places import actions, queries
from accord.places.fit import Seeker, alternatives
from accord.places.models import Hold
from accord.places.queries import Standing
from accord.places.vocabulary import HoldState
from accord.support.queries import file_of_hold
from accord.web.places.access import for_services
from accord.web.places.card import Card, HoldLine
from accord.web.places.forms import HoldForm, RefuseForm, WordForm

FACTS = ("people", "gender", "language", "minor")


@for_services
def hold(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    return asked_or_held(request, id, lambda made: redirect("places:held", made.id))


def asked_or_held(
    request: HttpRequest, id: uuid.UUID, then: Callable[[Hold], HttpResponse], known: Mapping[str, Any] | None = None,
    **context: Any,
) -> HttpResponse:  # fmt: skip
    """What the other house will hear, and the button. ``step=facts`` brings what was asked for on the page before.

    ``known`` are facts to begin with where none were brought; ``then`` answers once the place is held.
    """
    member: Member = request.member  # type: ignore[attr-defined]
    standing = queries.one(id)
    if standing is None:
        raise Http404
    if request.POST.get("step") == "facts":
        brought = {name: request.POST[name] for name in FACTS if request.POST.get(name)}
        return _asked(request, standing, HoldForm(place=standing.place, initial=brought), **context)
    form = HoldForm(request.POST or None, place=standing.place, initial=dict(known or {}))
    if not form.is_valid():
        return _asked(request, standing, form, **context)
    try:
        made = actions.hold_place(
            by=member, place=standing.place, notice=form.notice(), form_key=form.cleaned_data["form_key"]
        )
    except actions.NoPlaceLeft:
        form.add_error(None, _("Somebody else was first: this place is no longer free. Nothing was held."))
        return _asked(request, standing, form, others=_nearest(standing, form.notice()), **context)
    return then(made)


def _asked(request: HttpRequest, standing: Standing, form: HoldForm, **more: Any) -> HttpResponse:
    return render(request, "places/hold.html", {"card": Card(standing), "form": form, **more})


def _nearest(taken: Standing, notice: actions.PreNotice) -> list[Card]:
    """Places that fit what is known and lie nearest to the one that was taken."""
    seeker = Seeker(
        gender=notice.gender, languages=(notice.language,) if notice.language else (), minor=notice.minor,
        children=notice.people - 1, province=taken.place.province, latitude=taken.place.latitude,
        longitude=taken.place.longitude,
    )  # fmt: skip
    found = queries.who_fits(seeker, queries.board())
    refused = next((match for row, match in found if row.place.id == taken.place.id), None)
    if refused is None:
        return []
    rows = {row.place.id: row for row, _match in found}
    near = alternatives(refused, [match for _row, match in found if match.offer.id != taken.place.id])
    return [Card(rows[match.offer.id], match) for match in near]


@for_services
def holds(request: HttpRequest) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    coming = [_line(member, each) for each in queries.coming_to(member) if each.agency_id != member.agency_id]
    ours = list(queries.my_holds(member))
    words = queries.words_of(ours)
    mine = [_line(member, each, words.get(each.id, "")) for each in ours]
    context = {
        "coming": [line for line in coming if line.is_live],
        "came": [line for line in coming if not line.is_live],
        "mine": [line for line in mine if line.is_live],
        "over": [line for line in mine if not line.is_live],
    }
    return render(request, "places/holds.html", context)


def _line(member: Member, hold: Hold, word: str = "", form: Any = None) -> HoldLine:
    return HoldLine(hold, member, now(), word, form or WordForm(auto_id=f"word_{hold.id.hex[:8]}_%s"))


@for_services
def held(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    return drawn(request, the_hold(id))


def the_hold(id: uuid.UUID) -> Hold:
    """A hold of either side's; for everybody else it is not there."""
    return get_object_or_404(Hold.objects.select_related("place", "agency", "provider"), pk=id)


def drawn(request: HttpRequest, hold: Hold, **forms: Any) -> HttpResponse:
    """The page of one hold, with a form that was sent and came back, if any."""
    member: Member = request.member  # type: ignore[attr-defined]
    line = _line(
        member, hold, queries.words_of([hold]).get(hold.id, ""), forms.get("word_form") or WordForm()
    )
    standing = queries.one(hold.place_id)
    context = {
        "line": line,
        "free": standing.free if standing else 0,
        "refuse_form": forms.get("refuse_form") or RefuseForm(),
        "walk_in_key": uuid.uuid5(
            hold.id, "walk in"
        ),  # one arrival of this hold, however often it is pressed
        "file": file_of_hold(hold.id),
        "formset": next((form for form in forms.values() if form.is_bound), None),
    }
    return render(request, "places/held.html", context)


@require_POST
@for_services
def release(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    found = the_hold(id)
    state = actions.release_hold(by=request.member, hold=found)  # type: ignore[attr-defined]
    if state == HoldState.RELEASED:
        messages.success(request, _("The place is released. Its house has been told."))
    return redirect("places:held", found.id)
