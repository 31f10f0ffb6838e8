"""What a member does with notices."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import now
from accord.notices.models import Notice


def see_notices(*, by: Member, notices: Collection[uuid.UUID] | None = None) -> int:
    """Mark these notices (all of them without a list) as seen; says how many were new."""
    unseen = Notice.objects.filter(recipient_id=by.id, seen_at__isnull=True)
    if notices is not None:
        unseen = unseen.filter(id__in=notices)
    changed = unseen.update(seen_at=now())
    audit.record("notices.seen")
    return changed
