"""What she needs, and how each need stands."""

from __future__ import annotations

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import now
from accord.dossiers.models import Dossier
from accord.dossiers.sealing import sealing
from accord.support.actions.permission import require_work
from accord.support.models import Need, SupportFile
from accord.support.sealed import seal_texts
from accord.support.vocabulary import NeedCategory, NeedState, Urgency


def set_need(
    *,
    by: Member,
    file: SupportFile,
    category: NeedCategory,
    state: NeedState = NeedState.OPEN,
    urgency: Urgency | None = None,
    words: str | None = None,
) -> Need:
    """Note a need or change the one that stands; ``None`` leaves urgency and words as they are."""
    require_work(by, Dossier.objects.get(pk=file.dossier_id))
    standing = Need.objects.filter(dossier_id=file.dossier_id, category=category).first()
    row = standing or Need(dossier_id=file.dossier_id, category=category)
    row.state, row.changed_by, row.changed_at = state, by.id, now()
    if urgency is not None:
        row.urgency = urgency
    if words is not None:
        seal_texts(sealing(file.dossier_id), row, words=words)
    row.save(force_insert=standing is None)
    audit.record("need.changed" if standing else "need.noted", dossier_id=file.dossier_id, row_id=row.id)
    return row
