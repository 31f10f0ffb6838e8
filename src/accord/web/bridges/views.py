"""Requests of five facts and lines between advocates and police, each side seeing its own."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accord.agencies.models import Member, Realm
from accord.base.clock import now
from accord.bridges import actions, queries, rules
from accord.bridges.models import Bridge, BridgeDate, PlaceRequest
from accord.bridges.vocabulary import Asking, Dated, Side
from accord.dossiers.disclosed import is_readable
from accord.dossiers.disclosed import told as opened
from accord.dossiers.models import Disclosure, Dossier, Kind
from accord.dossiers.queries import held_by
from accord.web.bridges.forms import AskForm, DateForm

COLOURS = {
    Asking.ASKED: "yellow", Asking.ACCEPTED: "green", Asking.DECLINED: "grey", Asking.TAKEN_BACK: "grey",
    Dated.PROPOSED: "yellow", Dated.CONFIRMED: "green", Dated.DECLINED: "orange", Dated.CANCELLED: "grey",
}  # fmt: skip


def overview(request: HttpRequest) -> HttpResponse:
    """What we asked, what was asked of us, the dates to come and the lines they belong to."""
    member = _across(request)
    context = {
        "waiting": _coloured(queries.waiting_requests()[: queries.MOST]),
        "asked": _coloured(queries.requests(side=Side.ASKING)[: queries.MOST]),
        "answered": _coloured(queries.requests(side=Side.ASKED).exclude(state=Asking.ASKED)[: queries.MOST]),
        "dates": _coloured(queries.dates_ahead(now())[: queries.MOST]),
        "bridges": queries.bridges()[: queries.MOST],
        "may_ask": bool(_desks(member)),
    }
    return render(request, "bridges/list.html", context)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask a service for a place, with five facts."""
    member = _across(request)
    desks = _desks(member)
    if not desks:
        raise PermissionDenied(_("A place is asked for by who works on a desk of police or health."))
    form = AskForm(
        request.POST if request.method == "POST" else None,
        services=queries.services_to_ask(member),
        desks=desks,
    )
    if form.is_valid():
        try:
            asked = actions.ask_for_place(
                by=member, desk=form.desk_chosen, of=form.service, facts=form.facts(),
                form_key=form.cleaned_data["form_key"],
            )  # fmt: skip
        except PermissionDenied as refused:
            form.add_error("of", _("They cannot be asked here: %(why)s") % {"why": _said(refused)})
        else:
            messages.success(request, _("Asked. You will be told when they answer."))
            return redirect("bridges:crossing", asked.dossier_id, asked.event_id)
    return render(request, "bridges/ask.html", {"form": form})


def _said(refused: PermissionDenied) -> str:
    """The database's reason in the reader's language, for those that a form can meet."""
    known = {
        "nobody at that agency receives what is sent here yet: call them": _(
            "nobody there receives requests yet. Call them"
        ),
    }
    return known.get(str(refused), _("the service or your seat does not allow it"))


@require_http_methods(["GET", "POST"])
def crossing(request: HttpRequest, dossier: uuid.UUID, event: uuid.UUID) -> HttpResponse:
    """One request or one line, as this side sees it."""
    member: Member = request.member  # type: ignore[attr-defined]
    at = {"dossier_id": dossier, "event_id": event}
    if (asked := PlaceRequest.objects.filter(**at).select_related("other").first()) is not None:
        return (
            _answer(request, member, asked)
            if request.method == "POST"
            else _request_page(request, member, asked)
        )
    line = _line_or_404(dossier, event)
    if request.method == "POST":
        raise PermissionDenied(_("A line is not answered; a date on it is."))
    return _line_page(request, member, line, DateForm())


def _request_page(
    request: HttpRequest, member: Member, asked: PlaceRequest, *, status: int = 200
) -> HttpResponse:
    works = rules.may_answer(member, asked.dossier_id)
    context = {
        "asked": asked,
        "colour": COLOURS[Asking(asked.state)],
        "answers": actions.answers_of(asked) if works else (),
        "overtaken": status == 409,
    }
    return render(request, "bridges/request.html", context, status=status)


def _answer(request: HttpRequest, member: Member, asked: PlaceRequest) -> HttpResponse:
    given = request.POST.get("answer", "")
    if not rules.may_answer(member, asked.dossier_id):
        raise PermissionDenied(_("Answering needs a working seat."))
    try:
        actions.answer_place(by=member, request=asked, answer=Asking(given))
    except (ValueError, PermissionDenied):
        asked.refresh_from_db()
        return _request_page(request, member, asked, status=409)
    if asked.side == Side.ASKED:
        messages.success(
            request, _("The other side is told: accepted or declined, the number, and nothing more.")
        )
    return redirect("bridges:crossing", asked.dossier_id, asked.event_id)


def _line_or_404(dossier: uuid.UUID, event: uuid.UUID) -> Bridge:
    line = queries.bridges(dossier).filter(event_id=event).first()
    if line is None:
        raise Http404
    return line


def _line_page(
    request: HttpRequest, member: Member, line: Bridge, form: DateForm, *, status: int = 200
) -> HttpResponse:
    told = Disclosure.objects.filter(dossier_id=line.dossier_id, event_id=line.event_id).first()
    context = {
        "line": line,
        "survivors_side": line.side == Side.ASKING,
        "told": opened(told) if told and is_readable(told) else [],
        "dates": _coloured(queries.dates(line.dossier_id, line.event_id)),
        "works": rules.may_answer(member, line.dossier_id) and line.ended_at is None,
        "form": form,
    }
    return render(request, "bridges/line.html", context, status=status)


@require_POST
def propose(request: HttpRequest, dossier: uuid.UUID, event: uuid.UUID) -> HttpResponse:
    """A date, for the other side to confirm."""
    member: Member = request.member  # type: ignore[attr-defined]
    line, form = _line_or_404(dossier, event), DateForm(request.POST)
    if not rules.may_answer(member, dossier):
        raise PermissionDenied(_("A date needs a working seat."))
    if not form.is_valid():
        return _line_page(request, member, line, form)
    given = {name: form.cleaned_data[name] for name in ("at", "occasion", "city", "interpreter", "childcare")}
    try:
        actions.propose_date(by=member, bridge=line, **given, form_key=form.cleaned_data["form_key"])
    except PermissionDenied:
        line.refresh_from_db()
        return _line_page(request, member, line, form, status=409)
    return redirect("bridges:crossing", dossier, event)


@require_POST
def answer_date(request: HttpRequest, dossier: uuid.UUID, event: uuid.UUID, date: uuid.UUID) -> HttpResponse:
    """Confirm, ask for another, or cancel."""
    member: Member = request.member  # type: ignore[attr-defined]
    line = _line_or_404(dossier, event)
    found = BridgeDate.objects.filter(dossier_id=dossier, event_id=date, bridge_id=event).first()
    if found is None:
        raise Http404
    if not rules.may_answer(member, dossier):
        raise PermissionDenied(_("A date needs a working seat."))
    try:
        actions.answer_date(by=member, date=found, answer=Dated(request.POST.get("answer", "")))
    except (ValueError, PermissionDenied):
        messages.info(
            request, _("This date was answered or cancelled a moment ago. What stands now is below.")
        )
    return redirect("bridges:crossing", line.dossier_id, line.event_id)


def _coloured(rows: Any) -> list[dict[str, Any]]:
    return [{"row": row, "colour": COLOURS[row.state]} for row in rows]


def _desks(member: Member) -> list[Dossier]:
    held = [each.dossier for each in held_by(member, roles=rules.WORKING) if each.dossier.kind == Kind.DESK]
    return [desk for desk in held if rules.may_ask_for_place(member, desk)]


def _across(request: HttpRequest) -> Member:
    """Police and services; authorities and the coordination office have no side here."""
    member: Member = request.member  # type: ignore[attr-defined]
    if member.agency.realm not in (Realm.ENFORCEMENT, Realm.SUPPORT) or member.agency.immigration_enforcement:
        raise PermissionDenied(_("This page is between services and police."))
    return member
