"""Proposing who reads a closed file, agreeing, and taking the proposal away. The functions do the writing."""

from __future__ import annotations

import uuid

from accord.agencies.models import Member
from accord.base import audit
from accord.base.row_security.call import call
from accord.dossiers.closed.models import LONGEST_DAYS, Need


def propose_consultation(
    *, by: Member, dossier_id: uuid.UUID, whom: Member, need: Need, words: str, days: int, form_key: uuid.UUID
) -> None:
    """``whom`` is to read it for 1 to 30 days, once a custodian agrees. A repeated form makes no second one.

    Raises ``ValueError`` for other numbers of days, ``PermissionDenied`` for all but custodians and leads of the file.
    """
    if not 1 <= days <= LONGEST_DAYS:
        raise ValueError(days)
    call("propose_consultation", dossier_id, form_key, whom.id, str(need), words, days)
    audit.record("consultation.proposed", dossier_id=dossier_id, row_id=whom.id, reason=str(need))


def agree_consultation(*, by: Member, dossier_id: uuid.UUID) -> None:
    """The second human, a custodian, seats the reader. ``PermissionDenied`` for the first, and for the reader."""
    reader = call("agree_consultation", dossier_id)
    audit.record("consultation.agreed", dossier_id=dossier_id, row_id=reader)


def drop_consultation(*, by: Member, dossier_id: uuid.UUID) -> None:
    """Take the proposal away; it stays in the register."""
    call("drop_consultation", dossier_id)
    audit.record("consultation.dropped", dossier_id=dossier_id)
