"""An arrival leads to what stands in it: a request, a line, a referral, an application, a push.

A notice names the dossier alone, so that nobody learns from a notice what kind of thing has come.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accord.bridges.models import Bridge, PlaceRequest
from accord.dossiers.models import Dossier, Kind
from accord.referrals.models import Referral


def _crossing(dossier: uuid.UUID) -> str:
    for model in (PlaceRequest, Bridge):
        if (found := model.objects.filter(dossier_id=dossier).first()) is not None:
            return reverse("bridges:crossing", args=[dossier, found.event_id])
    return ""


def _referral(dossier: uuid.UUID) -> str:
    found = Referral.objects.filter(dossier_id=dossier).first()
    return reverse("referrals:referral", args=[dossier, found.event_id]) if found else ""


# Each area adds how it finds its own.
LEADS: list[Callable[[uuid.UUID], str]] = [_crossing, _referral]


def arrival(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """Where this arrival is worked on; hidden and nonexistent are one and the same answer."""
    if not Dossier.objects.filter(pk=dossier, kind=Kind.ARRIVAL).exists():
        raise Http404
    for lead in LEADS:
        if where := lead(dossier):
            return redirect(where)
    return redirect("home:home")
