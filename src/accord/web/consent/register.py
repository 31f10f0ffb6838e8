"""The register of what was told by law: for custodians of the agency, and for leads as to their own files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accord.agencies.models import Duty
from accord.consent.pushes.laws import laws
from accord.consent.pushes.queries import Entry
from accord.consent.pushes.queries import register as read_register
from accord.consent.vocabulary import PushBasis
from accord.web.consent import words

HEAD = ["at", "basis", "law", "purpose", "facts", "recipient", "why", "proposed_by", "signed_by"]
# OWASP, "CSV Injection": what a spreadsheet may take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    lines = [
        {
            "entry": each,
            "basis": PushBasis(each.basis).label,
            "law": _law(each),
            "facts": words.facts(each.facts),
        }
        for each in read_register()
    ]
    whole = request.member.has_duty(Duty.CUSTODIAN)  # type: ignore[attr-defined]
    return render(request, "consent/register.html", {"lines": lines, "whole": whole})


@require_safe
def register_csv(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(as_csv(read_register()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="register.csv"'
    return answer


def as_csv(entries: Iterable[Entry]) -> str:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(HEAD)
    for each in entries:
        at = timezone.localtime(each.at).isoformat(timespec="minutes")
        told = [at, str(PushBasis(each.basis).label), _law(each), each.purpose, "; ".join(words.facts(each.facts)),
                each.recipient, each.why, each.proposed_by, each.signed_by]  # fmt: skip
        writer.writerow([neutral(cell) for cell in told])
    return "\ufeff" + file.getvalue()  # without the mark, a spreadsheet reads é as Ã©


def neutral(cell: str) -> str:
    """A leading apostrophe makes text of what would be a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _law(entry: Entry) -> str:
    known = laws().get(entry.law)
    return known.name if known else entry.law
