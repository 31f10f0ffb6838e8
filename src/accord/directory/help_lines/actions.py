"""Keeping the lines: correcting one, and saying that it was checked today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import now
from accord.directory.help_lines.queries import CORRECTABLE, Line
from accord.directory.models import KeptLine
from accord.directory.rules import keeps_all


def correct_line(*, by: Member, line: Line, changes: Mapping[str, Any], checked: bool) -> None:
    """Save what a broker wrote. ``checked``: dated today; else another number is one that nobody has checked.

    Raises ``ValueError`` for what is not corrected here, ``PermissionDenied`` for all but brokers.
    """
    if unknown := set(changes) - set(CORRECTABLE) | set(changes) & {"verified_on"}:
        raise ValueError(sorted(unknown))
    verified_on = line.verified_on if changes.get("number", line.number) == line.number else None
    _keep(by, line, {**changes, "verified_on": timezone.localdate(now()) if checked else verified_on})
    audit.record("help_line.corrected", reason=line.code)


def mark_checked(*, by: Member, line: Line) -> None:
    """Somebody called the line today, or read its number where it is published."""
    _keep(by, line, {"verified_on": timezone.localdate(now())})
    audit.record("help_line.checked", reason=line.code)


def _keep(by: Member, line: Line, changes: Mapping[str, Any]) -> None:
    if not keeps_all(by):
        raise PermissionDenied(_("This is for brokers of the coordination office."))
    said = {name: getattr(line, name) for name in CORRECTABLE} | dict(changes)
    KeptLine.objects.update_or_create(
        code=line.code, defaults={**said, "edited_by": by.id, "edited_at": now()}
    )
