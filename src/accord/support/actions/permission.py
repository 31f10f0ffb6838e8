"""Refusing plainly what the rules do not allow."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.dossiers.models import Dossier, Kind
from accord.dossiers.rules import leads, may_seat
from accord.support import rules


def require_work(by: Member, dossier: Dossier) -> None:
    """Raises ``PermissionDenied`` for all but workers and leads of the open file."""
    if not rules.may_work(by, dossier):
        raise PermissionDenied(_("This is done by who works on the open file."))


def require_lead(by: Member, dossier: Dossier) -> None:
    """Raises ``PermissionDenied`` for all but leads of the agency that keeps the open file."""
    if not rules.may_lead(by, dossier):
        raise PermissionDenied(_("This is done by a lead of the open file."))


def require_seating(by: Member, dossier: Dossier, colleague: Member) -> None:
    """Raises ``PermissionDenied`` for all but leads who seat an active colleague of their own agency."""
    if dossier.kind != Kind.SUPPORT or not may_seat(by, dossier, colleague):
        raise PermissionDenied(_("A lead of the file names a colleague of the same agency."))


def require_lead_seat(by: Member, dossier: Dossier) -> None:
    """Raises ``PermissionDenied`` for all but leads of the open file, of whichever service: its seats are its own."""
    if dossier.kind != Kind.SUPPORT or dossier.is_closed or not leads(by, dossier):
        raise PermissionDenied(_("This is done by a lead of the open file."))
