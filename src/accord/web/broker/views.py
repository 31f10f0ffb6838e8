"""The coordination office's queue: pairs of agencies that may not know of each other."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accord.agencies.models import Agency, Member
from accord.deconfliction import actions, queries, rules
from accord.deconfliction.models import BrokerItem
from accord.deconfliction.models.broker import BrokerState
from accord.deconfliction.pairs import Why
from accord.web.broker.forms import PairFilter

MOST = 100
COLOURS = {
    BrokerState.WAITING: "red",
    BrokerState.TAKEN: "yellow",
    BrokerState.ASKED: "blue",
    BrokerState.INTRODUCED: "green",
    BrokerState.DECLINED: "grey",
    BrokerState.CLOSED: "grey",
}
STEPS = {"take": actions.broker_take, "second": actions.broker_second, "ask": actions.ask_desks}


def queue(request: HttpRequest) -> HttpResponse:
    """Pairs to introduce, oldest first; apart from them, those of which a support agency may speak when it calls."""
    _brokers_only(request)
    form = PairFilter(request.GET or None)
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    items = queries.broker_queue(open_only=not chosen.get("done"))
    if number := chosen.get("number"):
        items = items.filter(number__icontains=number)
    counts = queries.unanswered_by_agency()
    agencies = {
        agency.id: agency for agency in Agency.objects.filter(pk__in=[each.agency_id for each in counts])
    }
    context = {
        "filter": form,
        "filtered": any(chosen.values()),
        "lines": _lines(items.exclude(why=Why.SUPPORT_CALLED)),
        "callers": _lines(items.filter(why=Why.SUPPORT_CALLED)),
        "unanswered": [{"agency": agencies[each.agency_id], "count": each} for each in counts],
    }
    return render(request, "broker/list.html", context)


def _lines(items: QuerySet[BrokerItem]) -> list[dict[str, Any]]:
    return [{"item": item, "colour": COLOURS[BrokerState(item.state)]} for item in items[:MOST]]


def pair(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """One pair: take it, join as the second broker, ask the desks."""
    _brokers_only(request)
    item = get_object_or_404(BrokerItem.objects.select_related("left_agency", "right_agency"), pk=id)
    member: Member = request.member  # type: ignore[attr-defined]
    if request.method == "POST":
        return _step(request, member, item)
    return render(request, "broker/pair.html", _page(member, item))


def _step(request: HttpRequest, member: Member, item: BrokerItem) -> HttpResponse:
    step = STEPS.get(request.POST.get("step", ""))
    if step is None:
        raise Http404
    try:
        step(by=member, item=item)
    except PermissionDenied:
        item.refresh_from_db()
        page = _page(member, item)
        return render(request, "broker/pair.html", {**page, "overtaken": True}, status=409)
    messages.success(request, _("Done."))
    return redirect("broker:pair", item.id)


def _page(member: Member, item: BrokerItem) -> dict[str, Any]:
    names = {one.id: one.name for one in Member.objects.filter(pk__in=[item.taken_by, item.seconded_by])}
    taken = item.state == BrokerState.TAKEN
    mine = member.human_id in (item.taken_human, item.seconded_human)
    return {
        "item": item,
        "colour": COLOURS[BrokerState(item.state)],
        "taken_by": names.get(item.taken_by, "") if item.taken_by else "",
        "seconded_by": names.get(item.seconded_by, "") if item.seconded_by else "",
        "may_take": item.state == BrokerState.WAITING,
        "may_second": taken and item.seconded_by is None and item.taken_human != member.human_id,
        "may_ask": taken and item.seconded_by is not None and item.may_introduce and mine,
    }


def _brokers_only(request: HttpRequest) -> None:
    """Nobody else learns so much as that the page exists for somebody."""
    if not rules.is_broker(request.member):  # type: ignore[attr-defined]
        raise Http404
