"""What is due in survivors' files, and who is in danger. References alone: no name stands in the queue."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from accord.agencies.models import Member, Realm
from accord.base.clock import now
from accord.support import queries
from accord.support.models import SupportFile
from accord.web.home.section import SHOWN, Line, Section

SOON = timedelta(hours=24)


def in_danger(member: Member) -> Section | None:
    if member.agency.realm != Realm.SUPPORT:
        return None
    alerts = list(queries.open_alerts()[: SHOWN + 1])
    references = _references({alert.dossier_id for alert in alerts})
    lines = [
        Line(
            reverse("support:alert", args=[alert.dossier_id]),
            references.get(alert.dossier_id, ""),
            since=alert.since,
            mark=str(alert),
        )
        for alert in alerts
    ]
    return Section(_("In danger or missing"), lines, reverse("support:urgent"))


def follow_ups_due(member: Member) -> Section | None:
    """What is overdue, and what is due within a day."""
    if member.agency.realm != Realm.SUPPORT:
        return None
    due = list(queries.due_lines().filter(due_at__lte=now() + SOON)[: SHOWN + 1])
    references = _references({each.dossier_id for each in due})
    lines = [
        Line(
            reverse("support:follow_ups", args=[each.dossier_id]),
            references.get(each.dossier_id, ""),
            str(each),
            since=each.due_at if each.due_at <= now() else None,
            until=each.due_at if each.due_at > now() else None,
            pressing=each.due_at <= now(),
        )
        for each in due
    ]
    return Section(_("Follow-ups due"), lines, reverse("support:list"))


def _references(ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    files = SupportFile.objects.filter(dossier_id__in=ids)
    return {file.dossier_id: file.reference for file in files}
