"""Page 22: every referral of mine by where it stands, those that wait the longest first."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accord.agencies.models import Member, Realm
from accord.referrals import queries
from accord.referrals.vocabulary import OPEN, Side, State
from accord.support.queries import first_names
from accord.web.referrals.words import Card

OPEN_IN_ORDER = (State.SENT, State.IN_PROGRESS, State.ACCEPTED)
ENDED = 20  # shown of those that have ended; the rest stands in each file


@dataclass(frozen=True)
class Column:
    state: str
    title: str
    cards: list[Card]


def board(request: HttpRequest) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    if member.agency.realm != Realm.SUPPORT:
        raise PermissionDenied(_("Referrals go from service to service."))
    side = _side(request.GET.get("side", ""))
    cards = _cards(side, open_only=False)
    needs = sorted(
        {(card.row.need, str(card.row.get_need_display())) for card in cards if card.row.need},
        key=lambda each: each[1],
    )
    need = request.GET.get("need", "")
    cards = [card for card in cards if need in ("", card.row.need)]
    late = [card for card in cards if card.is_stalled]
    prepared = [State.DRAFT] if any(card.row.state == State.DRAFT for card in cards) else []
    context = {
        "side": side,
        "needs": needs,
        "need": need,
        "columns": [_column(state, cards) for state in (*prepared, *OPEN_IN_ORDER)],
        "ended": [card for card in reversed(cards) if card.row.state not in (State.DRAFT, *OPEN)][:ENDED],
        "late": late,
        "other_side_waits": queries.to_answer().count() if side == Side.SENT else 0,
    }
    return render(request, "referrals/board.html", context)


def _side(asked: str) -> Side:
    """As asked; else where something is: a service that only receives opens the board on what it was sent."""
    if asked in Side.values:
        return Side(asked)
    has = [side for side in Side if queries.board(side=side).exists()]
    return has[0] if has else Side.SENT


def _cards(side: Side, *, open_only: bool) -> list[Card]:
    rows = list(queries.board(side=side, open_only=open_only)[: queries.MOST])
    names = first_names({row.dossier_id for row in rows}) if side == Side.SENT else {}
    cards = [Card(row, names.get(row.dossier_id, {}).get("chosen_name", "")) for row in rows]
    return sorted(cards, key=lambda card: (not card.is_stalled, not card.row.urgent, card.row.moved_at))


def _column(state: State, cards: list[Card]) -> Column:
    return Column(str(state), str(state.label), [card for card in cards if card.row.state == state])
