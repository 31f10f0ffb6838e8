"""Members of an agency, as their colleagues see them."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db.models import QuerySet

from accord.agencies.models import Duty, Member


def colleagues(member: Member, *, active_only: bool = False) -> QuerySet[Member]:
    """The members of one's agency by name, those who left at the end."""
    found = Member.objects.filter(agency_id=member.agency_id).select_related("office")
    return (
        found.filter(active=True).order_by("name", "id")
        if active_only
        else found.order_by("-active", "name", "id")
    )


def names(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Names of members that one may read: colleagues, and those who sit with one on a dossier."""
    return dict(Member.objects.filter(id__in=[each for each in ids if each]).values_list("id", "name"))


def count_custodians(member: Member) -> int:
    """Humans of one's agency with the duty: it takes two of them to name a new lead."""
    keeping = Member.objects.filter(
        agency_id=member.agency_id, active=True, duties__contains=[Duty.CUSTODIAN]
    )
    return keeping.values("human_id").distinct().count()
