"""Page 25: what is due, for who helps; what waits and what expires, for the authority that decides."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accord.agencies.models import Realm
from accord.permits import queries, rules
from accord.permits.models import Application
from accord.permits.vocabulary import Side, State
from accord.support.queries import first_names
from accord.support.vocabulary import Identity
from accord.web.permits import desk
from accord.web.permits.lines import due_lines
from accord.web.permits.words import COLOURS, waited


def queue(request: HttpRequest) -> HttpResponse:
    member = request.member  # type: ignore[attr-defined]
    if not rules.may_see_queue(member):
        raise PermissionDenied(_("This is for services that help survivors and for authorities that decide."))
    if member.agency.realm == Realm.SUPPORT:
        return render(request, "permits/queue.html", _of_worker())
    return render(request, "permits/desk.html", _of_officer())


def _of_worker() -> dict[str, Any]:
    waiting = queries.waiting(Side.SENT)
    files = queries.open_files({row.dossier_id for row in waiting})
    names = first_names(list(files)) if files else {}
    lines = [_line(row) for row in waiting if row.dossier_id in files]
    for line in lines:
        dossier = line["row"].dossier_id
        line["name"] = names.get(dossier, {}).get(Identity.CHOSEN_NAME, "") or files[dossier].title
    return {"due": due_lines(), "waiting": lines}


def _of_officer() -> dict[str, Any]:
    return {"waiting": desk.waiting(), "expiring": desk.expiring(), "decided": desk.decided()}


def _line(row: Application) -> dict[str, Any]:
    return {
        "row": row,
        "colour": COLOURS[State(row.state)],
        "waited": waited(row.requested_on),
    }
