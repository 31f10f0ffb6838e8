"""Reaching across, answering, and letting a survivor be matched. Each act writes both sides, or neither."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.translation import gettext as _

from accord.agencies.models import Agency, Member
from accord.base import audit
from accord.base.clock import new_id, now
from accord.base.reference import reference_of
from accord.base.row_security.call import call
from accord.bridges import rules
from accord.bridges.models import Bridge, BridgeDate, PlaceRequest
from accord.bridges.vocabulary import Asking, Dated, Errand, Gender, Occasion, Officer, Side, When
from accord.consent.models import Consent
from accord.consent.vocabulary import Fact
from accord.dossiers.disclosed import seal_fields
from accord.dossiers.models import Dossier


class LineStands(Exception):
    """One agreement opens one line."""


@dataclass(frozen=True)
class FiveFacts:
    """All that a request for a place says. ``language`` is an ISO 639 code."""

    needed: When
    people: int
    gender: Gender
    language: str
    minor: bool


@dataclass(frozen=True)
class Line:
    """Whom police call instead of the survivor, and how she wishes to be heard."""

    errand: Errand
    advocate: str
    advocate_phone: str
    language: str
    interpreter: bool = False
    officer: Officer = Officer.NO_WISH


def ask_for_place(
    *, by: Member, desk: Dossier, of: Agency, facts: FiveFacts, form_key: uuid.UUID | None = None
) -> PlaceRequest:
    """Ask a service; its intake is told. ``form_key`` makes a repeated form harmless."""
    _require(
        rules.may_ask_for_place(by, desk),
        _("A place is asked for by who works on a desk of police or health."),
    )
    event = form_key or new_id()
    if (standing := PlaceRequest.objects.filter(dossier_id=desk.id, event_id=event).first()) is not None:
        return standing
    call(
        "ask_for_place", event, desk.id, of.id, new_id(), reference_of(event, "B"), json.dumps(asdict(facts))
    )
    audit.record("place.asked", dossier_id=desk.id, row_id=event)
    return PlaceRequest.objects.get(dossier_id=desk.id, event_id=event)


def answer_place(*, by: Member, request: PlaceRequest, answer: Asking) -> None:
    """Accept or decline (the service), take back (whoever asked). Raises ``PermissionDenied`` where it is too late."""
    call("answer_place", request.dossier_id, request.event_id, str(answer))
    audit.record(f"place.{answer}", dossier_id=request.dossier_id, row_id=request.event_id)
    request.refresh_from_db()


def open_bridge(
    *, by: Member, consent: Consent, line: Line, facts: Mapping[Fact, str], form_key: uuid.UUID | None = None
) -> Bridge:
    """Open the line that the survivor chose, to the agency that the consent names, with the facts that it names.

    Raises ``LineStands`` where the agreement has its line already.
    """
    dossier = Dossier.objects.get(pk=consent.dossier_id)
    _require(rules.may_build_bridge(by, dossier), _("This is done by who works on the open file."))
    event = form_key or new_id()
    if (standing := Bridge.objects.filter(dossier_id=dossier.id, event_id=event).first()) is not None:
        return standing
    try:
        call(
            "open_bridge", event, dossier.id, consent.id, consent.recipient_id, new_id(),
            reference_of(event, "B"), json.dumps(seal_fields(event, facts)), json.dumps(asdict(line)),
        )  # fmt: skip
    except IntegrityError as taken:  # somebody was faster: with this very form, or under this agreement
        standing = Bridge.objects.filter(dossier_id=dossier.id, event_id=event).first()
        if standing is None:
            raise LineStands from taken
        return standing
    audit.record("bridge.opened", dossier_id=dossier.id, row_id=event)
    return Bridge.objects.get(dossier_id=dossier.id, event_id=event)


def propose_date(
    *,
    by: Member,
    bridge: Bridge,
    at: datetime,
    occasion: Occasion,
    city: str = "",
    interpreter: bool = False,
    childcare: bool = False,
    form_key: uuid.UUID | None = None,
) -> BridgeDate:
    """Propose a date to the other side. Raises ``ValueError`` for one that is past."""
    if at <= now():
        raise ValueError(at)
    event = form_key or new_id()
    if (
        standing := BridgeDate.objects.filter(dossier_id=bridge.dossier_id, event_id=event).first()
    ) is not None:
        return standing
    terms: dict[str, Any] = {
        "at": at.isoformat(), "occasion": str(occasion), "city": city, "interpreter": interpreter,
        "childcare": childcare,
    }  # fmt: skip
    call("propose_date", event, bridge.dossier_id, bridge.event_id, json.dumps(terms))
    audit.record("date.proposed", dossier_id=bridge.dossier_id, row_id=event)
    return BridgeDate.objects.get(dossier_id=bridge.dossier_id, event_id=event)


def answer_date(*, by: Member, date: BridgeDate, answer: Dated) -> None:
    """Confirm or ask for another (the side that was asked), cancel (either)."""
    call("answer_date", date.dossier_id, date.event_id, str(answer))
    audit.record(f"date.{answer}", dossier_id=date.dossier_id, row_id=date.event_id)
    date.refresh_from_db()


def answers_of(request: PlaceRequest) -> tuple[Asking, ...]:
    """What this side may say now."""
    if request.state != Asking.ASKED:
        return ()
    return (Asking.ACCEPTED, Asking.DECLINED) if request.side == Side.ASKED else (Asking.TAKEN_BACK,)


def _require(allowed: bool, why: str) -> None:
    if not allowed:
        raise PermissionDenied(why)
