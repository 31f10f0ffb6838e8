"""Clocks of rights: started from an event, and done."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import new_id, now
from accord.dossiers.models import Dossier
from accord.permits import rules
from accord.permits.actions.permission import require
from accord.permits.clocks import day_there, due_at, due_on
from accord.permits.models import Application, Right, RightClock, Stage


def start_clock(
    *, by: Member, dossier: Dossier, right: Right, code: str, on: date, form_key: uuid.UUID | None = None
) -> RightClock:
    """Start the right's clock of this code from the day of its event. ``form_key`` makes a repeated form harmless.

    Raises ``LookupError`` for a code that the right does not have.
    """
    require(rules.may_apply(by, dossier), _("A clock is started by who works on the open file."))
    stage = next((each for each in right.clocks if each.code == code), None)
    if stage is None:
        raise LookupError(code)
    clock_id = form_key or new_id()
    if (standing := RightClock.objects.filter(dossier_id=dossier.id, id=clock_id).first()) is not None:
        return standing
    made = _started(by, dossier.id, right, stage, on, clock_id)
    audit.record("clock.started", dossier_id=dossier.id, row_id=made.id)
    return made


def start_clocks_of(
    *, by: Member, application: Application, right: Right, codes: Collection[str]
) -> list[RightClock]:
    """Within the act that makes an application: those of its clocks that were chosen."""
    return [
        _started(by, application.dossier_id, right, stage, application.requested_on, new_id(), application)
        for stage in right.starting_at("requested")
        if stage.code in codes
    ]


def finish_clock(*, by: Member, clock: RightClock) -> None:
    """What it waited for has happened. Twice is once."""
    dossier = Dossier.objects.get(pk=clock.dossier_id)
    require(rules.may_apply(by, dossier), _("A clock is ended by who works on the open file."))
    if clock.done_on is not None:
        return
    clock.done_on, clock.done_by = day_there(now(), clock.right.jurisdiction), by.id
    clock.save(update_fields=["done_on", "done_by"])
    audit.record("clock.done", dossier_id=clock.dossier_id, row_id=clock.id)


def _started(
    by: Member,
    dossier_id: uuid.UUID,
    right: Right,
    stage: Stage,
    on: date,
    clock_id: uuid.UUID,
    application: Application | None = None,
) -> RightClock:
    when: dict[str, Any] = {
        "amount": stage.amount,
        "unit": stage.unit,
        "jurisdiction": right.jurisdiction,
        "lasts": stage.lasts,
    }
    made = RightClock(
        dossier_id=dossier_id,
        id=clock_id,
        right=right,
        application_id=application.id if application else None,
        stage=stage.code,
        name_en=stage.name_en,
        name_fr=stage.name_fr,
        until=stage.until,
        lasts=stage.lasts,
        from_on=on,
        due_on=due_on(on, **when),
        due_at=due_at(on, **when),
        started_by=by.id,
    )
    made.save(force_insert=True)
    return made
