"""The register of what was told by law: for custodians of the agency, and for leads as to their own files."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accord.agencies.models import Duty
from accord.base.sheets import sheet
from accord.consent.pushes.laws import laws
from accord.consent.pushes.queries import Entry
from accord.consent.pushes.queries import register as read_register
from accord.consent.vocabulary import PushBasis
from accord.web.consent import words

HEAD = ["at", "basis", "law", "purpose", "facts", "recipient", "why", "proposed_by", "signed_by"]


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
    return sheet(HEAD, map(_row, entries))


def _row(each: Entry) -> list[str]:
    at = timezone.localtime(each.at).isoformat(timespec="minutes")
    return [at, str(PushBasis(each.basis).label), _law(each), each.purpose, "; ".join(words.facts(each.facts)),
            each.recipient, each.why, each.proposed_by, each.signed_by]  # fmt: skip


def _law(entry: Entry) -> str:
    known = laws().get(entry.law)
    return known.name if known else entry.law
