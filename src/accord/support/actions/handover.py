"""Leaving a file to the service of another city, as she wishes."""

from __future__ import annotations

from django.db import transaction

from accord.agencies.models import Member
from accord.base import audit
from accord.base.row_security.call import call
from accord.consent.models import Consent
from accord.dossiers.models import Dossier
from accord.support.actions.keeping import keep_record
from accord.support.actions.permission import require_lead
from accord.support.models import SupportFile


def hand_over(*, by: Member, file: SupportFile, consent: Consent, with_notes: bool = False) -> SupportFile:
    """The agency that ``consent`` names, seated already, keeps the file; ``by``'s agency loses its seats and its key.

    What ``by``'s agency must keep stands in the closed file that is returned. Its case notes go along ``with_notes``
    alone, which is hers to say. Raises ``PermissionDenied`` where the agreement is over, does not name the whole file,
    or they hold no seat yet.
    """
    require_lead(by, Dossier.objects.get(pk=file.dossier_id))
    with transaction.atomic():  # refused, nothing of the record stays either
        kept = keep_record(by=by, file=file)
        call("hand_over_file", file.dossier_id, consent.id, with_notes)
    audit.record(
        "support_file.handed_over", dossier_id=file.dossier_id, row_id=consent.id,
        reason="with notes" if with_notes else "",
    )  # fmt: skip
    return kept
