"""What waits for a second person: suspects to be shown to partners, and pointers above somebody's quota."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.agencies.models import Member
from accord.deconfliction import actions, queries
from accord.dossiers.models import Dossier
from accord.reports.models import Person, Report


def overview(request: HttpRequest) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    filings = [
        {
            "filing": filing,
            "report": _report(filing),
            "by": Member.objects.filter(pk=filing.member_id).first(),
        }
        for filing in _once_a_record(queries.waiting_filings(member))
    ]
    pointers = [
        {"pointer": pointer, "report": _report(pointer), "person": _person(pointer)}
        for pointer in queries.waiting_signatures(member)
    ]
    return render(request, "hits/waiting.html", {"filings": filings, "pointers": pointers})


def _once_a_record(filings: Any) -> list[Any]:
    return list({(filing.dossier_id, filing.record_id): filing for filing in filings}.values())


def _report(row: Any) -> Report | None:
    return Report.objects.filter(pk=(row.dossier_id, row.record_id)).first()


def _person(pointer: Any) -> Person | None:
    return Person.objects.filter(pk=(pointer.dossier_id, pointer.record_id, pointer.subject_id)).first()


def sign(request: HttpRequest, dossier: uuid.UUID, pointer: uuid.UUID) -> HttpResponse:
    """The second human reads who it is and what it means, then signs."""
    member: Member = request.member  # type: ignore[attr-defined]
    asked = [
        row for row in queries.waiting_signatures(member) if (row.dossier_id, row.id) == (dossier, pointer)
    ]
    if not asked:
        raise Http404
    if request.method == "POST":
        actions.countersign_open(by=member, pointer=asked[0])
        messages.success(
            request, _("Signed. Partners who hold this person openly too will now learn of your desk.")
        )
        return redirect("hits:waiting")
    context = {"pointer": asked[0], "report": _report(asked[0]), "person": _person(asked[0])}
    return render(request, "hits/sign.html", context)


@require_POST
def release(request: HttpRequest, dossier: uuid.UUID, record: uuid.UUID) -> HttpResponse:
    desk = get_object_or_404(Dossier, pk=dossier)
    actions.release_waiting(by=request.member, dossier=desk, record_id=record)  # type: ignore[attr-defined]
    messages.success(request, _("Released. Partners' holdings are being watched."))
    return redirect("hits:waiting")
