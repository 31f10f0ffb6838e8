"""What was agreed to in a file, as the member who asks sees it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Now

from accord.agencies.models import Agency
from accord.base.row_security.call import call
from accord.consent.models import Consent
from accord.consent.vocabulary import Answer, Purpose
from accord.dossiers.models import Disclosure, DisclosureReading, Party
from accord.dossiers.queries import live_seats


def ledger(dossier_id: uuid.UUID) -> QuerySet[Consent]:
    """Every agreement and refusal of a file, the newest first."""
    return (
        Consent.objects.filter(dossier_id=dossier_id).select_related("recipient").order_by("-given_at", "id")
    )


def live(dossier_id: uuid.UUID) -> QuerySet[Consent]:
    """What holds now, by the database's clock."""
    return ledger(dossier_id).filter(answer=Answer.GIVEN, ended_at__isnull=True, expires_at__gt=Now())


def live_for(dossier_id: uuid.UUID, agency_id: uuid.UUID, purpose: Purpose) -> Consent | None:
    """The agreement under which this agency may be told something for this purpose, the one that lasts longest."""
    found = live(dossier_id).filter(recipient_id=agency_id, purpose=purpose)
    return found.order_by("-expires_at", "id").first()


def enforces_immigration(recipient: Agency | None, recipient_name: str = "") -> bool:
    """Whether who is named removes people from the country, by the agency's mark or by the words of an outside name."""
    found: bool = call("recipient_enforces_immigration", recipient and recipient.id, recipient_name)
    return found


@dataclass(frozen=True)
class Resting:
    """What ends with an agreement: facts at a receiver, or a seat of another service."""

    where: Agency
    facts: tuple[str, ...] = ()
    given_at: datetime | None = None
    readers: tuple[DisclosureReading, ...] = ()
    seats: tuple[str, ...] = ()


def resting_on(consent: Consent) -> list[Resting]:
    """Facts given and seats that a withdrawal takes back, and at whom. Other apps' rows: ``web/consent/resting.py``."""
    given = Disclosure.objects.filter(
        dossier_id=consent.dossier_id, consent_id=consent.id, side="given", revoked_at__isnull=True
    )
    readings = DisclosureReading.objects.filter(dossier_id=consent.dossier_id)
    found = [
        Resting(
            where=each.receiver,
            facts=tuple(field["name"] for field in each.fields),
            given_at=each.created_at,
            readers=tuple(readings.filter(event_id=each.event_id).order_by("first_read_at")),
        )
        for each in given.select_related("receiver").order_by("created_at")
    ]
    for party in Party.objects.filter(dossier_id=consent.dossier_id, consent_id=consent.id).select_related(
        "agency"
    ):
        seats = [seat for seat in live_seats(consent.dossier_id) if seat.agency_id == party.agency_id]
        found.append(Resting(where=party.agency, seats=tuple(seat.member.name for seat in seats)))
    return found


def readers_of(dossier_id: uuid.UUID) -> dict[uuid.UUID, list[DisclosureReading]]:
    """Who read what was given, by the agreement that it rests on."""
    agreements = {
        row.event_id: row.consent_id
        for row in Disclosure.objects.filter(dossier_id=dossier_id, side="given", consent_id__isnull=False)
    }
    found: dict[uuid.UUID, list[DisclosureReading]] = {}
    for reading in DisclosureReading.objects.filter(dossier_id=dossier_id).order_by("first_read_at", "id"):
        if (agreement := agreements.get(reading.event_id)) is not None:
            found.setdefault(agreement, []).append(reading)
    return found
