"""An arrival leads to what stands in it: a request, a line, a referral, an application; else it shows what was told.

A notice names the dossier alone, so that nobody learns from a notice what kind of thing has come.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accord.base.row_security.call import call
from accord.bridges.models import Bridge, PlaceRequest
from accord.dossiers.disclosed import is_readable, told
from accord.dossiers.models import Disclosure, Dossier, Kind
from accord.referrals.models import Referral
from accord.web.consent import words
from accord.web.permits.application import of_arrival


def _crossing(dossier: uuid.UUID) -> str:
    for model in (PlaceRequest, Bridge):
        if (found := model.objects.filter(dossier_id=dossier).first()) is not None:
            return reverse("bridges:crossing", args=[dossier, found.event_id])
    return ""


def _referral(dossier: uuid.UUID) -> str:
    found = Referral.objects.filter(dossier_id=dossier).first()
    return reverse("referrals:referral", args=[dossier, found.event_id]) if found else ""


# Each area adds how it finds its own.
LEADS: list[Callable[[uuid.UUID], str]] = [_crossing, _referral, of_arrival]


@require_safe
def arrival(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """Where this arrival is worked on; hidden and nonexistent are one and the same answer."""
    found = Dossier.objects.filter(pk=dossier, kind=Kind.ARRIVAL).first()
    if found is None:
        raise Http404
    for lead in LEADS:
        if where := lead(dossier):
            return redirect(where)
    given = [_told(row) for row in Disclosure.objects.filter(dossier_id=dossier).select_related("giver")]
    return render(request, "arrivals/received.html", {"dossier": found, "told": given})


def _told(row: Disclosure) -> dict[str, object]:
    """What may still be read of it; the giver is told that it was."""
    readable = is_readable(row)
    if readable:
        call("note_disclosure_read", row.event_id)
    return {"row": row, "readable": readable, "lines": words.told(told(row)) if readable else []}
