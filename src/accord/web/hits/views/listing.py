"""The hits of my dossiers."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accord.agencies.models import Member
from accord.deconfliction import actions, queries
from accord.deconfliction.models import Hit
from accord.web.hits import words
from accord.web.hits.forms import AssignForm, HitFilter
from accord.web.hits.page import held_by, status
from accord.web.hits.views.hit import the_hit

A_PAGE = 50


def hit_list(request: HttpRequest) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    form = HitFilter(request.GET or None)
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    before = parse_datetime(request.GET.get("before", "").replace(" ", "+"))
    hits = _newest(member, chosen, before if before and before.tzinfo else None)
    page, more = hits[:A_PAGE], len(hits) > A_PAGE
    actions.see_hits(by=member, hits=page)  # the list names the other desks
    context = {
        "filter": form,
        "filtered": any(chosen.values()),
        "lines": _lines(page),
        "next": _next_page(request, page[-1].created_at) if more else "",
        "assign_form": AssignForm(colleagues=Member.objects.filter(agency_id=member.agency_id, active=True)),
        "waiting": len(queries.waiting_signatures(member)) + queries.waiting_filings(member).count(),
        "introductions": list(queries.introductions_to_answer()),
    }
    return render(request, "hits/list.html", context)


def _newest(member: Member, chosen: dict[str, Any], before: datetime | None) -> list[Hit]:
    wanted = {
        "state": chosen.get("state", ""),
        "kind": chosen.get("kind", ""),
        "unanswered": bool(chosen.get("unanswered")),
        "assigned_to": member if chosen.get("mine") else None,
    }
    band = chosen.get("band")
    found: list[Hit] = []
    # Strength is no column of the quick look-up: pages of it are read until one of ours is full.
    while len(found) <= A_PAGE:
        read = queries.newest_hits(limit=A_PAGE + 1, before=before, **wanted)
        found += [hit for hit in read if not band or hit.band == band]
        if len(read) <= A_PAGE or not band:
            break
        before = read[-1].created_at
    return found


def _lines(hits: list[Hit]) -> list[dict[str, Any]]:
    held = held_by(hits=hits)
    return [
        {
            "hit": hit,
            "kind": words.kind(hit.kind),
            "held": held.get(hit.id, ""),
            "band": words.BANDS[hit.band],
            "status": status(hit),
        }
        for hit in hits
    ]


def _next_page(request: HttpRequest, last: datetime) -> str:
    query = request.GET.copy()
    query["before"] = last.isoformat()
    return f"?{query.urlencode()}"


@require_POST
def assign_several(request: HttpRequest) -> HttpResponse:
    """Give the ticked hits to one colleague. All of them or none."""
    member: Member = request.member  # type: ignore[attr-defined]
    form = AssignForm(request.POST, colleagues=Member.objects.filter(agency_id=member.agency_id, active=True))
    ticked = [key.partition(":") for key in request.POST.getlist("hit")]
    if not form.is_valid() or not ticked:
        messages.error(request, _("Tick at least one hit and choose a colleague."))
        return redirect("hits:list")
    to = get_object_or_404(Member, pk=form.cleaned_data["to"])
    try:
        hits = [the_hit(uuid.UUID(dossier), uuid.UUID(id)) for dossier, _colon, id in ticked]
    except ValueError:
        raise PermissionDenied(_("These are no hits.")) from None
    for hit in hits:
        actions.assign_hit(by=member, hit=hit, to=to)
    done = ngettext("%(count)s hit assigned to %(name)s.", "%(count)s hits assigned to %(name)s.", len(hits))
    messages.success(request, done % {"count": len(hits), "name": to.name})
    return redirect("hits:list")
