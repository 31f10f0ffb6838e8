"""A place to stay for her: looked for with what the file knows and without who she is, held, and kept in the file."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.base.clock import now
from accord.places.models import Hold
from accord.reports.places import find_city
from accord.support import actions, queries
from accord.web.places.access import for_services
from accord.web.places.card import HoldLine
from accord.web.places.forms import SeekerForm
from accord.web.places.views.board import answers
from accord.web.places.views.holding import asked_or_held
from accord.web.support.the_file import Opened, draw, the_file
from accord.web.tongues import TONGUES


@for_services
def place(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """What is held for her, and who has room. The first look is made with what the file knows."""
    opened = the_file(request, dossier, reading=True)
    form = SeekerForm(request.POST or _known(opened))
    # What is filled in shows: the age, and the access that she needs.
    form.first_fields = ("gender", "language", "town", "age", "children", "minor")
    form.first_fields += ("accessibility",) if opened.file.access_needs else ()
    context: dict[str, Any] = {"form": form, "stays": stays(request, opened)}
    if form.is_valid():
        context |= answers(form.seeker())
    return draw(request, "support/place.html", opened, **context)


def _known(opened: Opened) -> dict[str, Any]:
    """In the fields of the form."""
    fit = queries.fit_of(opened.file)
    town = find_city(fit.city) if fit.city else None
    told = {
        "gender": fit.gender, "language": fit.language if fit.language in TONGUES else "", "age": fit.age,
        "minor": "on" if fit.minor else "", "children": fit.children or "", "town": town.code if town else "",
        "accessibility": list(fit.access),
    }  # fmt: skip
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def stays(request: HttpRequest, opened: Opened) -> list[dict[str, Any]]:
    """Each with its line where the hold can be read, which is at the agency that holds or provides."""
    member = request.member  # type: ignore[attr-defined]
    return [
        {"stay": each, "line": HoldLine(each.hold, member, now(), each.word) if each.hold else None}
        for each in queries.stays_of(opened.id)
    ]


@for_services
def hold(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """As for anybody: five facts, no name. What is held is kept in the file."""
    opened = the_file(request, dossier, reading=True)
    if not opened.may_work:
        raise PermissionDenied(_("This is done by who works on the open file."))

    def keep(made: Hold) -> HttpResponse:
        actions.keep_hold(by=request.member, file=opened.file, hold=made)  # type: ignore[attr-defined]
        messages.success(request, _("The place is held, and the hold is kept in this file."))
        return redirect("support:place", opened.id)

    fit = queries.fit_of(opened.file)
    known = {
        "people": 1 + fit.children, "gender": fit.gender, "language": fit.language if fit.language in TONGUES else "",
        "minor": fit.minor,
    }  # fmt: skip
    return asked_or_held(request, id, keep, known, opened=opened)


@require_POST
def arrived(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """She came somewhere without a hold, or after it ran out."""
    opened = the_file(request, dossier)
    if actions.note_arrival(by=request.member, file=opened.file):  # type: ignore[attr-defined]
        messages.success(request, _("Their arrival is noted. The follow-ups count from now."))
    else:
        messages.info(
            request, _("Their arrival was noted less than half a day ago: nothing was planned twice.")
        )
    return redirect("support:follow_ups", opened.id)
