"""The map of corridors, one corridor with its reports, and the table to be taken out."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accord.base import audit
from accord.base.clock import now
from accord.reports import corridors
from accord.reports.places import CITIES
from accord.web.map import cells, words
from accord.web.map.address import Address, pair, read
from accord.web.map.drawing import DRAWN, drawing
from accord.web.map.export import FILE_NAME, as_csv
from accord.web.map.forms import CitiesForm, ExportForm, MonthsForm
from accord.web.map.period import ALL, Month, Period
from accord.web.map.rows import PAGE, framed, legend, parts, rows, touching
from accord.web.map.trend import Axis
from accord.web.navigation import may_file


def _files(request: HttpRequest) -> None:
    """The map is drawn from reports: who files none has no map."""
    if not may_file(request.member):  # type: ignore[attr-defined]
        raise PermissionDenied(_("Your agency files no reports."))


def _shown(address: Address, *, leaving: bool = False) -> list[corridors.Corridor]:
    since, until = _days(address.period)
    found = corridors.weave(corridors.ties(since=since, until=until, leaving=leaving))
    return touching(cells.shown(found), address.frame)


def _days(period: Period) -> tuple[date | None, date | None]:
    return period.since.first if period.since else None, period.until.last if period.until else None


@require_GET
def map(request: HttpRequest) -> HttpResponse:
    _files(request)
    return _page(request, read(request.GET))


def _page(request: HttpRequest, address: Address, export: ExportForm | None = None) -> HttpResponse:
    days = corridors.bounds()
    first, last = days or (localdate(now()), localdate(now()))
    within = (Month.of(first), Month.of(last))
    found = _shown(address)
    frame = framed(found, address.frame)
    steps = {step: address.period.stepped(step, within=within) for step in (-1, 1)}
    axis = Axis.over(address.period.since or within[0], address.period.until or within[1])
    pages = -(-len(found) // PAGE)
    context = {
        "address": address,
        "svg": drawing(found, frame),
        "parts": parts(address, frame),
        "period": words.period(address.period),
        "earlier": steps[-1] and (address.query(period=steps[-1]), words.period(steps[-1])),
        "later": steps[1] and (address.query(period=steps[1]), words.period(steps[1])),
        "all": address.query(period=ALL),
        "here": address.query(page=address.page),
        "months": MonthsForm(address, within),
        "cities": CitiesForm(),
        "rows": rows(found, address, axis),
        "drawn": DRAWN if len(found) > DRAWN else 0,
        "axis": (axis.named(axis.bars[0]), axis.named(axis.bars[-1])),
        "previous": address.query(page=address.page - 1) if address.page > 1 else "",
        "following": address.query(page=address.page + 1) if address.page < pages else "",
        "legend": legend(found[:DRAWN]),
        "smallest": cells.smallest(),
        "form": export or ExportForm(),
        "has_reports": days is not None,
    }
    return render(request, "map/map.html", context, status=400 if export else 200)


@require_GET
def corridor(request: HttpRequest) -> HttpResponse:
    """One corridor with its reports. Too few and none are one and the same answer."""
    _files(request)
    address, chosen = read(request.GET), pair(request.GET)
    context = {
        "cities": CitiesForm(chosen),
        "pairs": list(address.period.pairs()),
        "period": words.period(address.period),
        "smallest": cells.smallest(),
        "back": address.query(),
        "everywhen": not address.period.is_all and chosen,
    }
    if chosen:
        since, until = _days(address.period)
        ties = corridors.ties(since=since, until=until, cities=chosen)
        found = corridors.weave(ties).get(chosen)
        context |= {"ends": [CITIES[code] for code in chosen]}
        if found and found.weight >= cells.smallest():
            context |= {
                "corridor": found,
                "direction": words.direction(found),
                "told": [_told(each, chosen) for each in corridors.connections(ties, *chosen)],
            }
    return render(request, "map/corridor.html", context)


def _told(each: corridors.Connection, chosen: tuple[str, str]) -> dict[str, object]:
    """A row: the kind in words, the tie, and for each city its name and its reports."""
    sides = [(CITIES[code].label, reports) for code, reports in zip(chosen, each.sides, strict=True)]
    return {"kind": words.kind(each.kind), "tie": each, "sides": sides}


@require_POST
def take_out(request: HttpRequest) -> HttpResponse:
    _files(request)
    address = read(QueryDict(request.POST.get("query", "").removeprefix("?")))
    form = ExportForm(request.POST)
    if not form.is_valid():
        return _page(request, address, form)
    text = as_csv(_shown(address, leaving=True))
    audit.record("map.exported", reason=form.cleaned_data["purpose"])
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)
