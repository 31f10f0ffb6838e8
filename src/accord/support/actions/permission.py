"""Refusing plainly what the rules do not allow."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.dossiers.models import Dossier
from accord.support import rules


def require_work(by: Member, dossier: Dossier) -> None:
    """Raises ``PermissionDenied`` for all but workers and leads of the open file."""
    if not rules.may_work(by, dossier):
        raise PermissionDenied(_("This is done by who works on the open file."))


def require_lead(by: Member, dossier: Dossier) -> None:
    """Raises ``PermissionDenied`` for all but leads of the agency that keeps the open file."""
    if not rules.may_lead(by, dossier):
        raise PermissionDenied(_("This is done by a lead of the open file."))
