"""What waits of referrals: those sent to us, and those of ours that nobody answers."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.referrals import queries
from accord.referrals.models import Referral
from accord.web.home.section import Line, Section

MOST = 100


def to_answer(member: Member) -> Section:
    rows = queries.to_answer()[:MOST]
    return Section(
        _("Referrals sent to us"), [_line(row, str(row.other)) for row in rows], reverse("referrals:board")
    )


def unanswered(member: Member) -> Section:
    rows = queries.stalled()[:MOST]
    lines = [_line(row, str(row.other or row.service_name), late=True) for row in rows]
    return Section(_("No answer in time: call them"), lines, reverse("referrals:board"))


def _line(row: Referral, hint: str, *, late: bool = False) -> Line:
    text = _("%(number)s: %(need)s") % {"number": row.number, "need": row.get_need_display()}
    where = reverse("referrals:referral", args=[row.dossier_id, row.event_id])
    return Line(
        where,
        text,
        hint,
        since=row.moved_at,
        pressing=late,
        mark=_("Urgent") if row.urgent and not late else "",
    )


SECTIONS = (to_answer, unanswered)
