"""Closed files: a custodian or a lead proposes who reads one again, another custodian agrees; neither reads it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accord.agencies.models import Member
from accord.agencies.queries import names
from accord.dossiers.closed import actions, queries
from accord.dossiers.closed.queries import ClosedFile
from accord.dossiers.rules import is_custodian, keeps_closed_files
from accord.web.console.forms import ConsultationForm


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Looked up by the file's number, as it stands on her papers; and the register of what was decided."""
    _keeper(request)
    sought = request.GET.get("number", "").strip()
    page = {"files": queries.closed_files(sought), "sought": sought, "register": queries.register()}
    return render(request, "console/closed.html", page)


def closed_file(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """One closed file: who reads it now, what waits, and the proposal of somebody who is to read it."""
    by, found = _keeper(request), _found(dossier)
    form = ConsultationForm(request.POST or None, by=by)
    if request.method == "POST" and form.is_valid():
        actions.propose_consultation(by=by, dossier_id=dossier, **form.proposed())
        messages.success(request, _("Proposed. A second custodian agrees to it or takes it away."))
        return redirect("console:closed_file", dossier)
    page = {"found": found, "form": form, "waits": _waiting(by, found)}
    return render(request, "console/closed_file.html", page)


@require_POST
def agree(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    by, _found_one = _keeper(request), _found(dossier)
    actions.agree_consultation(by=by, dossier_id=dossier)
    messages.success(request, _("Agreed. The colleague may read the file from now on, and is told."))
    return redirect("console:closed_file", dossier)


@require_POST
def drop(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    by, _found_one = _keeper(request), _found(dossier)
    actions.drop_consultation(by=by, dossier_id=dossier)
    messages.success(request, _("Taken away. It stays in the register."))
    return redirect("console:closed_file", dossier)


def _waiting(by: Member, found: ClosedFile) -> dict[str, Any] | None:
    waits = found.waits
    if waits is None:
        return None
    named = names([waits.whom, waits.proposed_by])
    return {
        "row": waits,
        "whom": named.get(waits.whom, ""),
        "proposer": named.get(waits.proposed_by, ""),
        "may_agree": is_custodian(by) and by.id not in (waits.whom, waits.proposed_by),
    }


def _keeper(request: HttpRequest) -> Member:
    by: Member = request.member  # type: ignore[attr-defined]
    if not keeps_closed_files(by):
        raise PermissionDenied(_("Closed files are kept by the custodians of a service."))
    return by


def _found(dossier: uuid.UUID) -> ClosedFile:
    found = queries.closed_file(dossier)
    if found is None:
        raise Http404
    return found
