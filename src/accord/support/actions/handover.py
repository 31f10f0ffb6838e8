"""Leaving a file to the service of another city, as she wishes."""

from __future__ import annotations

from accord.agencies.models import Member
from accord.base import audit
from accord.base.row_security.call import call
from accord.consent.models import Consent
from accord.dossiers.models import Dossier
from accord.support.actions.permission import require_lead
from accord.support.models import SupportFile


def hand_over(*, by: Member, file: SupportFile, consent: Consent) -> None:
    """The agency that ``consent`` names, seated already, keeps the file; ``by``'s agency loses its seats and its key.

    Raises ``PermissionDenied`` where the agreement is over, does not name the whole file, or they hold no seat yet.
    """
    require_lead(by, Dossier.objects.get(pk=file.dossier_id))
    audit.record("support_file.handed_over", dossier_id=file.dossier_id, row_id=consent.id)
    call("hand_over_file", file.dossier_id, consent.id)
