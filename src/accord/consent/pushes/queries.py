"""What waits, what went, and the register, as the member who asks sees them."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from accord.base import audit
from accord.base.row_security.call import call
from accord.consent.models import StatutoryPush


def pushes_of(dossier_id: uuid.UUID) -> QuerySet[StatutoryPush]:
    """Of one file, the newest first."""
    found = StatutoryPush.objects.filter(dossier_id=dossier_id).select_related("recipient")
    return found.order_by("-created_at", "id")


@dataclass(frozen=True)
class Entry:
    """One line of the register: classes of facts, no value, nobody whom it is about."""

    at: datetime
    basis: str
    law: str
    purpose: str
    facts: list[str]
    recipient: str
    why: str
    proposed_by: str
    signed_by: str


def register() -> list[Entry]:
    """The newest first; whole for custodians, else of the files that one leads. Raises ``PermissionDenied``."""
    lines = json.loads(call("push_register"))
    audit.record("push.register_read")
    names = [name for name in Entry.__dataclass_fields__ if name != "at"]
    return [
        Entry(at=datetime.fromisoformat(line["at"]), **{name: line[name] for name in names}) for line in lines
    ]
