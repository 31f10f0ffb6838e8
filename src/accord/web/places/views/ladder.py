"""Recording that somebody got no place, and the housing ladder that these counts are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accord.agencies.models import Member
from accord.base.clock import now
from accord.base.sheets import sheet
from accord.places import actions, queries
from accord.places.fit import Kind
from accord.places.vocabulary import RUNG_OF, SMALLEST_CELL, Rung, Why
from accord.web.places.access import for_services
from accord.web.places.forms import TurnAwayForm


@dataclass(frozen=True)
class Line:
    """One kind: a number a reason. None is "few", and stands for no number."""

    name: str
    cells: list[int | None]

    @property
    def total(self) -> int:
        return sum(each or 0 for each in self.cells)


@for_services
def turned_away(request: HttpRequest) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    asked = {name: request.GET[name] for name in ("kind", "reason") if request.GET.get(name)}
    form = TurnAwayForm(request.POST or None, initial=asked)
    if form.is_valid():
        given = form.cleaned_data
        facts = {"people": given["people"], "minor": given["minor"]}
        actions.turn_away(
            by=member,
            kind=given["kind"],
            reason=Why(given["reason"]),
            facts=facts,
            form_key=given["form_key"],
        )
        messages.success(request, _("Recorded. Thank you: what is counted can be asked for."))
        return redirect("places:turned_away")
    since = a_year_before(now())
    ours = queries.our_turn_aways(member, since=since, before=now())
    elsewhere = queries.turn_aways_elsewhere(since=since, before=now())
    context = {
        "form": form,
        "reasons": [str(each.label) for each in Why],
        "ours": rungs(ours),
        # Nought is hidden as well: beside it a dot would tell of somebody.
        "elsewhere": rungs(elsewhere, unknown=None),
        "any_elsewhere": bool(elsewhere),
        "since": since,
        "smallest": SMALLEST_CELL,
    }
    return render(request, "places/turned_away.html", context)


@require_safe
@for_services
def ladder_csv(request: HttpRequest) -> HttpResponse:
    """The last twelve months of one's own agency, for who pays. It leaves the house, so that small numbers go without:
    from nought to one less than ``SMALLEST_CELL`` is one and the same word, and there are no sums."""
    member: Member = request.member  # type: ignore[attr-defined]
    found = rungs(queries.our_turn_aways(member, since=a_year_before(now()), before=now()))
    few = _("fewer than %(smallest)s") % {"smallest": SMALLEST_CELL}
    head = [_("Step"), _("Kind of place"), *(str(each.label) for each in Why)]
    rows = [
        [rung, line.name, *(few if (cell or 0) < SMALLEST_CELL else cell for cell in line.cells)]
        for rung, lines in found
        for line in lines
    ]
    answer = HttpResponse(sheet(head, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="housing-ladder.csv"'
    return answer


def a_year_before(moment: datetime) -> datetime:
    """The first of this month, a year ago, where the reader is."""
    here = timezone.localtime(moment)
    return here.replace(year=here.year - 1, day=1, hour=0, minute=0, second=0, microsecond=0)


def rungs(
    cells: dict[tuple[str, str], int] | dict[tuple[str, str], int | None], *, unknown: int | None = 0
) -> list[tuple[str, list[Line]]]:
    """The ladder: each rung with its kinds, each kind with a number a reason."""

    def line(kind: Kind) -> Line:
        return Line(capfirst(str(kind.label)), [cells.get((kind.value, why.value), unknown) for why in Why])

    return [(str(rung.label), [line(kind) for kind in Kind if RUNG_OF[kind] == rung]) for rung in Rung]
