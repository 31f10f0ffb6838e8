"""The caseload, and opening a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accord.agencies.models import Member
from accord.support import actions, queries, rules
from accord.support.queries import CaseloadLine
from accord.web.support.forms.intake import FileFilter, NewFile
from accord.web.support.the_file import names_of


@require_GET
def caseload(request: HttpRequest) -> HttpResponse:
    member = _of_support(request)
    form = FileFilter(request.GET or None)
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    covers = list(queries.covering_for(member))
    covered = {cover.dossier_id: cover for cover in covers}
    lines = queries.caseload(closed=chosen.get("show") == "closed")
    away = names_of({cover.away_id for cover in covers})
    context = {
        "filter": form,
        "lines": [
            (
                line,
                away.get(covered[line.file.dossier_id].away_id, "")
                if line.file.dossier_id in covered
                else "",
            )
            for line in lines
            if _fits(line, chosen, covered)
        ],
        "filtered": any(chosen.values()),
    }
    return render(request, "support/caseload.html", context)


def _fits(line: CaseloadLine, chosen: dict[str, Any], covered: Any) -> bool:
    text = (chosen.get("text") or "").strip().casefold()
    if text and text not in f"{line.name} {line.file.reference}".casefold():
        return False
    asked = {
        "due": line.overdue > 0,
        "urgent": bool(line.alerts),
        "minor": bool(line.minority.today),
        "stalled": line.stalled,
        "cover": line.file.dossier_id in covered,
    }
    return bool(asked.get(chosen.get("show") or "", True))


def new(request: HttpRequest) -> HttpResponse:
    """One short page, nothing required; then the file."""
    member = _of_support(request)
    form = NewFile(request.POST or None)
    if form.is_valid():
        opened = actions.open_file(by=member, draft=form.draft(), form_key=form.cleaned_data["form_key"])
        messages.success(
            request, _("The file is open. Follow-ups are planned for 24 hours, 7 days and 30 days.")
        )
        return redirect("support:file", opened.dossier_id)
    return render(request, "support/new.html", {"form": form})


def _of_support(request: HttpRequest) -> Member:
    member: Member = request.member  # type: ignore[attr-defined]
    if not rules.may_open_file(member):
        raise PermissionDenied(_("These pages are for support agencies."))
    return member
