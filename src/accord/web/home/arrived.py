"""What the law had us told, and nobody of ours has opened yet."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.base.clock import now
from accord.consent.vocabulary import PushBasis
from accord.dossiers.models import Disclosure
from accord.notices.models import Notice, NoticeKind
from accord.web.home.section import Line, Section

MOST = 20
A_DAY = timedelta(days=1)


def told_by_law(member: Member) -> Section:
    """By the notice that is still unread: whoever opens the arrival, or the notice, has it off the list."""
    new = Notice.objects.filter(recipient_id=member.id, kind=NoticeKind.ARRIVED, seen_at__isnull=True)
    rows = Disclosure.objects.filter(
        dossier_id__in=list(new.values_list("dossier_id", flat=True)), side="received", basis__in=PushBasis.values,
        revoked_at__isnull=True,
    ).select_related("giver").order_by("created_at", "id")[:MOST]  # fmt: skip
    lines = [
        Line(
            reverse("arrivals:arrival", args=[row.dossier_id]),
            _("%(agency)s has told you something") % {"agency": row.giver},
            str(PushBasis(row.basis).label),
            since=row.created_at,
            pressing=now() - row.created_at > A_DAY,
        )
        for row in rows
    ]
    return Section(_("Told to you by law, and not opened yet"), lines, reverse("notices:list"))


SECTIONS = (told_by_law,)
