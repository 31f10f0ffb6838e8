"""My notices."""

from __future__ import annotations

from django.db.models import QuerySet

from accord.agencies.models import Member
from accord.notices.models import Notice

MOST_COUNTED = 100


def newest(member: Member) -> QuerySet[Notice]:
    """This member's notices, newest first. Row security shows nobody else's anyway; the index wants the name."""
    return Notice.objects.filter(recipient_id=member.id).order_by("-created_at", "-id")


def count_unseen(member: Member) -> int:
    """How many are new, counted to 100 at most."""
    return newest(member).filter(seen_at__isnull=True)[:MOST_COUNTED].count()
