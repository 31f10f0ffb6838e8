"""On whose behalf an import runs: a lead's mandate; in the demonstration, the lead of the dossier without one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from accord.agencies.models import Agency, Member
from accord.base.row_security.call import call
from accord.base.row_security.session import acting
from accord.door.models import Account
from accord.door.opening import open_session
from accord.dossiers.models import Dossier, Seat


class NoAuthority(ValueError):
    """Nobody may import there like this; the message says what to do."""


@dataclass(frozen=True)
class Authority:
    """Leave to act on one dossier. Exactly one of ``session`` and ``mandate`` is a raw token."""

    dossier_id: uuid.UUID
    session: str = ""
    mandate: str = ""

    @classmethod
    def of(cls, agency: str, dossier: str, mandate: str) -> Authority:
        """Raises ``NoAuthority`` where the mandate does not open the dossier, or its member is no lead there."""
        if not mandate and not settings.DEMO:
            raise NoAuthority(
                _(
                    "An import needs a mandate. A lead of the dossier makes one in the console; pass it with --mandate."
                )
            )
        session = "" if mandate else _lead_session(agency, dossier)
        made = cls(_dossier_by_name(agency, dossier), session=session, mandate=mandate)
        with made.act() as member:
            if not call("i_lead", made.dossier_id):
                raise NoAuthority(
                    _("A bulk import is a lead's act, and this member is no lead of the dossier.")
                )
            if member.agency.short_name != agency:
                raise NoAuthority(_("The mandate is that of another agency."))
        return made

    @contextmanager
    def act(self) -> Iterator[Member]:
        """One transaction on behalf of the member, with its audit entry."""
        with acting(door="cli", route="import.persons", session=self.session, mandate=self.mandate) as trail:
            if trail.member_id is None or not Dossier.objects.filter(pk=self.dossier_id).exists():
                raise NoAuthority(_("The mandate has ended, or it is for another dossier."))
            yield Member.objects.select_related("agency").get(pk=trail.member_id)


def _dossier_by_name(agency: str, dossier: str) -> uuid.UUID:
    try:
        return uuid.UUID(dossier)
    except ValueError:
        found = _named(agency, dossier)
    if len(found) != 1:
        raise NoAuthority(
            _("%(count)d dossiers of %(agency)s are called “%(dossier)s”: give its id instead.")
            % {"count": len(found), "agency": agency, "dossier": dossier}
        )
    return found[0]


def _named(agency: str, title: str) -> list[uuid.UUID]:
    # The command runs beside the worker, with the matcher's secrets; that role knows dossiers, never what they hold.
    if not Agency.objects.filter(short_name=agency).exists():
        raise NoAuthority(_("No agency is called “%(agency)s”.") % {"agency": agency})
    rows = Dossier.objects.using("matcher").filter(owner__short_name=agency, title=title)
    return list(rows.values_list("id", flat=True)[:3])


def _lead_session(agency: str, dossier: str) -> str:
    """In the demonstration every member is chosen from a list without a password; so is the lead here."""
    seats = Seat.objects.using("matcher").filter(
        dossier_id=_dossier_by_name(agency, dossier), role="lead", agency__short_name=agency
    )
    seat = seats.order_by("created_at", "id").first()
    if seat is None:
        raise NoAuthority(_("No such dossier of this agency, or nobody leads it."))
    return open_session(Account.objects.get(pk=seat.member_id))
