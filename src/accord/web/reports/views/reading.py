"""Reading reports: one of them, and the list of those in my dossiers."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accord.dossiers.models import Dossier
from accord.reports import queries, rules
from accord.web.reports import sheet as sheets
from accord.web.reports.forms.filter import FilterForm
from accord.web.reports.views.found import names_of, report_or_404


@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """The newest reports of my dossiers, or of one of them."""
    dossiers = {dossier.id: dossier for dossier in Dossier.objects.order_by("title")}
    form = FilterForm(request.GET, dossiers=list(dossiers.values()))
    chosen = form.chosen()
    before = queries.Key.read(request.GET.get("before", ""))
    page = queries.newest_in(chosen, before=before) if chosen else queries.newest(before=before)
    names = names_of(report.filed_by for report in page.reports)
    context = {
        "form": form,
        "lines": [sheets.line(each, dossiers.get(each.dossier_id), names) for each in page.reports],
        "first": reverse("reports:list") + (f"?{urlencode({'dossier': str(chosen)})}" if chosen else ""),
        "is_first": before is None,
        "next": _address(chosen, page.following),
        "chosen": chosen,
        "count": queries.count_in(chosen) if chosen else None,
        "counted": queries.COUNTED,
        "may_file": bool(queries.dossiers_to_file_on(request.member)),  # type: ignore[attr-defined]
    }
    return render(request, "reports/list.html", context)


def _address(dossier: uuid.UUID | None, key: queries.Key | None) -> str:
    if key is None:
        return ""
    query = {"dossier": str(dossier)} if dossier else {}
    return f"?{urlencode({**query, 'before': str(key)})}"


@require_GET
def report(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """Page 9: what is recorded, how far to trust it, what became of it, and who can see it."""
    member, found = request.member, report_or_404(dossier, id)  # type: ignore[attr-defined]
    sheet = queries.sheet_of(found)
    history, proposals = queries.history_of(found), queries.proposals_of(found)
    involved = [found.filed_by, found.withdrawn_by, *[each.by for each in history]]
    names = names_of([*involved, *[each for row in proposals for each in (row.proposed_by, row.decided_by)]])
    may_amend = rules.may_amend(member, found)
    may_propose = not may_amend and rules.may_propose(member, found)
    change = _("Change") if may_amend else _("Propose a change") if may_propose else ""
    context = {
        "report": found,
        "dossier": Dossier.objects.get(pk=dossier),
        "agencies": ", ".join(str(agency) for agency in queries.agencies_on(dossier)),
        "seats": queries.seats_on(dossier),
        "filed_by": names[found.filed_by],
        "withdrawn_by": names.get(found.withdrawn_by, ""),
        "facts": sheets.facts(found, change),
        "persons": [sheets.person_card(person, sheet) for person in sheet.persons],
        "alone": [sheets.identifier_row(each) for each in sheet.alone],
        "history": sheets.history(history, names, sheet),
        "proposals": [
            sheets.proposal(each, names, may_amend and each.proposed_by != member.id) for each in proposals
        ],
        "may_amend": may_amend,
        "may_propose": may_propose,
    }
    return render(request, "reports/report.html", context)
