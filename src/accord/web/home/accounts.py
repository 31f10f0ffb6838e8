"""For an administrator: colleagues who have not answered their invitation."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.agencies.queries import colleagues
from accord.agencies.rules import keeps_members
from accord.base.clock import now
from accord.door.queries import accounts_of
from accord.web.home.section import Line, Section


def invitations(member: Member) -> Section | None:
    """Those that ran out press: a new one is made on the colleague's page."""
    if not keeps_members(member):
        return None
    found = {each.id: each for each in colleagues(member, active_only=True)}
    lines = []
    for account in accounts_of(list(found)).values():
        asked = getattr(account, "invitation", None)
        if asked is not None and asked.answered_at is None:
            late = asked.until < now()
            where = reverse("console:member", args=[account.id])
            hint = _("Ran out: make a new one") if late else ""
            until = None if late else asked.until
            lines.append(Line(where, found[account.id].name, hint, until=until, pressing=late, ends=True))
    return Section(_("Invitations that nobody has answered"), lines, reverse("console:members"))


SECTIONS = (invitations,)
