"""What crosses, as the member who asks sees it: each side its own rows."""

from __future__ import annotations

import uuid

from django.db.models import F, QuerySet

from accord.agencies.models import Agency, Member, Realm
from accord.bridges.models import Bridge, BridgeDate, PlaceRequest
from accord.bridges.vocabulary import Asking, Dated, Side

MOST = 200


def requests(*, side: Side) -> QuerySet[PlaceRequest]:
    """Requests for a place, those that wait first, then the newest."""
    found = PlaceRequest.objects.filter(side=side).select_related("other")
    return found.order_by(F("answered_at").asc(nulls_first=True), "-created_at", "id")


def waiting_requests() -> QuerySet[PlaceRequest]:
    """Asked of us, and not answered yet; the oldest first."""
    return requests(side=Side.ASKED).filter(state=Asking.ASKED).order_by("created_at", "id")


def bridges(dossier_id: uuid.UUID | None = None) -> QuerySet[Bridge]:
    """Lines to the other side, those that live first."""
    found = Bridge.objects.select_related("other").order_by(
        F("ended_at").desc(nulls_first=True), "-created_at", "id"
    )
    return found.filter(dossier_id=dossier_id) if dossier_id else found


def dates(dossier_id: uuid.UUID, bridge_id: uuid.UUID) -> QuerySet[BridgeDate]:
    return BridgeDate.objects.filter(dossier_id=dossier_id, bridge_id=bridge_id).order_by("at", "id")


def dates_ahead(after: object) -> QuerySet[BridgeDate]:
    """Dates to come on all my lines, the soonest first."""
    live = BridgeDate.objects.filter(at__gte=after, state__in=[Dated.PROPOSED, Dated.CONFIRMED])
    return live.select_related("other").order_by("at", "id")


def services_to_ask(member: Member) -> list[Agency]:
    """Support agencies that a place may be asked of, by name."""
    return sorted(Agency.objects.filter(realm=Realm.SUPPORT).exclude(pk=member.agency_id), key=str)


def police_to_meet() -> list[Agency]:
    """Enforcement agencies that a survivor may choose to meet: none that removes people from the country."""
    return sorted(Agency.objects.filter(realm=Realm.ENFORCEMENT, immigration_enforcement=False), key=str)
