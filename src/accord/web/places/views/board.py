"""The board, and looking for a place on it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst

from accord.places import queries
from accord.places.fit import Kind, Seeker
from accord.places.queries import Standing
from accord.web.places.access import for_services
from accord.web.places.card import Card
from accord.web.places.drawing import Counts
from accord.web.places.forms import BoardFilter, SeekerForm

PAGE = 40
MOST_FITS, MOST_OTHERS = 12, 25


@for_services
def board(request: HttpRequest) -> HttpResponse:
    form = BoardFilter(request.GET or None)
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    rows = queries.board(province=chosen.get("province", ""), city=chosen.get("city", ""))
    shown = [each for each in rows if _is_chosen(each, chosen)]
    page = Paginator(sorted((Card(each) for each in shown), key=_by_town), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "filter": form,
        "tiles": _tiles(rows, request, chosen.get("kind", "")),
        "towns": [
            (town, list(cards)) for town, cards in groupby(page.object_list, key=lambda card: card.where)
        ],
        "page": page,
        "known": bool(rows),
        "counts": Counts.of(shown),
        "stale": sum(each.is_stale for each in shown),
    }
    return render(request, "places/board.html", context)


def _is_chosen(row: Standing, chosen: dict[str, Any]) -> bool:
    kind = chosen.get("kind")
    return (not kind or row.place.kind == kind) and (not chosen.get("free") or bool(row.free))


def _by_town(card: Card) -> tuple[str, int, str]:
    """By town; in a town what is free comes first."""
    return (card.where, 0 if card.standing.free else 1, card.place.label)


def _tiles(rows: list[Standing], request: HttpRequest, chosen: str) -> list[dict[str, Any]]:
    """A figure for each kind that there is, and the way to see that kind alone."""
    tiles = []
    for kind in Kind:
        of_kind = [each for each in rows if each.place.kind == kind]
        if not of_kind:
            continue
        query = request.GET.copy()
        query.pop("page", None)
        query.pop("kind", None)
        if chosen != kind:
            query["kind"] = kind.value
        tile = {
            "name": capfirst(str(kind.label)),
            "counts": Counts.of(of_kind),
            "href": f"?{query.urlencode()}",
        }
        tiles.append(tile | {"chosen": chosen == kind})
    return tiles


@for_services
def look(request: HttpRequest) -> HttpResponse:
    """Who has a place for somebody whom nobody names. Sent, not asked for by address: no fact of hers stands in one."""
    form = SeekerForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        context |= answers(form.seeker())
    return render(request, "places/look.html", context)


def answers(seeker: Seeker) -> dict[str, Any]:
    """What ``places/answers.html`` draws: who fits, who does not and why, and the facts that a house would hear."""
    found = [Card(*pair) for pair in queries.who_fits(seeker, queries.board())]
    fits = [card for card in found if card.match and card.match.fits]
    others = [card for card in found if card.match and not card.match.fits]
    facts = {
        "people": 1 + seeker.children, "gender": seeker.gender, "language": "".join(seeker.languages[:1]),
        "minor": "on" if seeker.is_minor else "",
    }  # fmt: skip
    full = any(
        len(card.match.reasons) == 1 and card.match.reasons[0].code == "full" for card in others if card.match
    )
    return {
        "answered": True, "fits": fits[:MOST_FITS], "many": len(fits), "others": others[:MOST_OTHERS],
        "many_others": len(others), "facts": {name: value for name, value in facts.items() if value},
        "is_minor": seeker.is_minor, "unmet": _unmet(seeker, full),
    }  # fmt: skip


def _unmet(seeker: Seeker, full: bool) -> str:
    """What the record of an unmet need begins with: no fact of the person but how many, which she may take away."""
    kind = seeker.kinds[0] if len(seeker.kinds) == 1 else ""
    return f"?reason={'full' if full else 'criteria'}" + (f"&kind={kind}" if kind else "")
