"""Rights and permits in the queue of the day. Files go by their number: no name stands there."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from accord.agencies.models import Member, Realm
from accord.permits.clocks import day_start
from accord.permits.rules import may_see_queue
from accord.web.home.section import Line, Section
from accord.web.permits import desk
from accord.web.permits.lines import due_lines

SOON_DAYS = 30


def rights(member: Member) -> Section | None:
    """What is late or due within a month in survivors' files; for an authority, the applications that wait."""
    if not may_see_queue(member):
        return None
    page = reverse("permits:list")
    if member.agency.realm == Realm.SUPPORT:
        return Section(_("Times of rights and permits"), _due(), page)
    return Section(_("Applications that wait for you"), _waiting(), page)


def _due() -> list[Line]:
    return [
        Line(
            each.href,
            each.what,
            f"{each.reference} · {each.note}",
            since=day_start(each.day) if each.late or each.waits else None,
            until=None if each.late or each.waits else day_start(each.day),
            pressing=each.late,
        )
        for each in due_lines(named=False)
        if each.days <= SOON_DAYS
    ]


def _waiting() -> list[Line]:
    return [
        Line(
            reverse("permits:application", args=[each.row.dossier_id, each.row.id]),
            each.row.number,
            each.row.right.name,
            since=each.row.created_at,
            pressing=each.late,
        )
        for each in desk.waiting()
    ]
