"""Keeping what is being typed, for its author alone."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from datetime import timedelta

from accord.agencies.models import Member
from accord.base.clock import now
from accord.reports.models import Draft, Report

MOST_BYTES = 256 * 1024
KEPT_FOR = timedelta(days=14)


class TooLong(ValueError):
    """More than a draft keeps."""


def save_draft(*, by: Member, form_key: uuid.UUID, data: Mapping[str, list[str]]) -> None:
    """Keep what one page has in its fields, in place of what it had before. Raises ``TooLong``.

    Drafts that their author left alone for a fortnight are thrown away: they name persons and serve nobody.
    """
    # PostgreSQL's JSON knows no NUL, and no name has one.
    kept = {name: [value.replace("\x00", "") for value in values] for name, values in data.items()}
    if len(json.dumps(kept, ensure_ascii=False).encode(errors="replace")) > MOST_BYTES:
        raise TooLong
    Draft.objects.filter(member_id=by.id, saved_at__lt=now() - KEPT_FOR).delete()
    if Report.objects.filter(form_key=form_key, filed_by=by.id).exists():
        return  # an autosave that was under way while its page was filed
    if not Draft.objects.filter(member_id=by.id, form_key=form_key).update(data=kept, saved_at=now()):
        Draft.objects.create(member_id=by.id, form_key=form_key, data=kept)


def discard_draft(*, by: Member, form_key: uuid.UUID) -> None:
    """Throw a draft away."""
    Draft.objects.filter(member_id=by.id, form_key=form_key).delete()
