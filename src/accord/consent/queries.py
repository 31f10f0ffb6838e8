"""What was agreed to in a file, as the member who asks sees it."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet
from django.db.models.functions import Now

from accord.consent.models import Consent
from accord.consent.vocabulary import Answer, Purpose


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
