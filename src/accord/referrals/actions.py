"""Sending a survivor on, answering, and ending it. Each act writes both sides, or neither."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import new_id, now
from accord.base.reference import reference_of
from accord.base.row_security.call import call
from accord.consent.models import Consent
from accord.consent.vocabulary import Fact
from accord.directory.vocabulary import Need
from accord.dossiers import disclosed
from accord.dossiers.models import Disclosure, Dossier
from accord.referrals import rules
from accord.referrals.models import Referral
from accord.referrals.vocabulary import Decline, Side, State
from accord.support.actions import open_file
from accord.support.actions.file import FileDraft
from accord.support.models import SupportFile
from accord.support.vocabulary import Identity

LONGEST_REPLY = 500
# What the receiver's own file may begin with, of the facts that it was given.
IDENTIFYING = {
    Fact.CHOSEN_NAME: Identity.CHOSEN_NAME,
    Fact.LEGAL_NAME: Identity.LEGAL_NAME,
    Fact.DATE_OF_BIRTH: Identity.DATE_OF_BIRTH,
    Fact.SAFE_CONTACT: Identity.PHONE,
    Fact.IMMIGRATION_STATUS: Identity.IMMIGRATION_STATUS,
    Fact.HEALTH_CARD: Identity.HEALTH_CARD,
}


@dataclass(frozen=True)
class Errand:
    """To which service, for what, and who is to be told of silence.

    ``answer_by``: the stall date (default: as ``alarm_at``). ``alarm_to``: a member of the sending agency.
    """

    service_name: str
    need: Need | Literal[""]  # none, of a draft alone
    caller: str
    caller_phone: str
    service_id: uuid.UUID | None = None
    urgent: bool = False
    answer_by: datetime | None = None
    alarm_to: uuid.UUID | None = None


def refer(
    *,
    by: Member,
    consent: Consent,
    errand: Errand,
    facts: Mapping[Fact, str],
    form_key: uuid.UUID | None = None,
) -> Referral:
    """Send, under an agreement that names the service and every fact. ``form_key`` makes a repeated form harmless;
    where it is a draft's, that draft is what is sent.

    Raises ``PermissionDenied`` where the agreement is over, of another file, for something else, or names less.
    """
    dossier = Dossier.objects.get(pk=consent.dossier_id)
    _require(rules.may_refer(by, dossier), _("Referrals are sent by who works on the open file."))
    event = form_key or new_id()
    standing = Referral.objects.filter(dossier_id=dossier.id, event_id=event).exclude(state=State.DRAFT)
    if (sent := standing.first()) is not None:
        return sent
    terms = terms_of(by, errand) | {"recipient_name": consent.recipient_name}
    number = reference_of(event, "F")
    try:
        _send(consent, event, number, terms, facts)
    except IntegrityError:  # the same form, sent twice at the same moment: the other one stands
        return Referral.objects.get(dossier_id=dossier.id, event_id=event)
    audit.record("referral.sent", dossier_id=dossier.id, row_id=event)
    return Referral.objects.get(dossier_id=dossier.id, event_id=event)


def _send(
    consent: Consent, event: uuid.UUID, number: str, terms: dict[str, Any], facts: Mapping[Fact, str]
) -> None:
    dossier_id = consent.dossier_id
    if consent.recipient_id is None:
        on_paper = terms | {"facts": [str(fact) for fact, value in facts.items() if value]}
        call("note_referral", event, dossier_id, consent.id, number, json.dumps(on_paper))
    else:
        told = disclosed.seal_fields(event, facts)
        call(
            "send_referral", event, dossier_id, consent.id, consent.recipient_id, new_id(), number, json.dumps(told),
            json.dumps(terms),
        )  # fmt: skip


def move(
    *, by: Member, referral: Referral, to: State, decline: Decline | None = None, reply: str = ""
) -> None:
    """Take it up, accept, decline with a reason, withdraw, finish. Raises ``PermissionDenied`` where it moved on."""
    _require(rules.may_move(by, referral), _("This is done by who works where the referral stands."))
    if (to == State.DECLINED) != (decline is not None):
        raise ValueError("a refusal, and nothing else, has a reason")
    _require(not (refusal := rules.why_not(referral, to)), refusal)
    call(
        "move_referral",
        referral.dossier_id,
        referral.event_id,
        str(to),
        str(decline or ""),
        reply[:LONGEST_REPLY],
    )
    audit.record(f"referral.{to}", dossier_id=referral.dossier_id, row_id=referral.event_id)
    referral.refresh_from_db()


def open_file_from(*, by: Member, referral: Referral, form_key: uuid.UUID | None = None) -> SupportFile:
    """The receiver's own file, begun with the facts that it was given; the sender does not learn of it."""
    _require(
        rules.may_move(by, referral) and referral.side == Side.RECEIVED and referral.state == State.ACCEPTED,
        _("A file is opened from a referral that was accepted."),
    )
    given = facts_given(referral)
    identity = {code: given[str(fact)] for fact, code in IDENTIFYING.items() if str(fact) in given}
    city, _comma, province = given.get(str(Fact.CITY), "").partition(", ")
    languages = [code for code in given.get(str(Fact.LANGUAGES), "").split(", ") if code]
    draft = FileDraft(identity=identity, languages=languages, city=city, province=province)
    opened = open_file(by=by, draft=draft, form_key=form_key or uuid.uuid5(referral.event_id, "file"))
    if referral.file_id is None:
        call("link_referral", referral.dossier_id, referral.event_id, opened.dossier_id)
    audit.record("referral.file_opened", dossier_id=referral.dossier_id, row_id=referral.event_id)
    return opened


def facts_given(referral: Referral) -> dict[str, str]:
    """What this side gave or was given, by fact; nothing once access has ended."""
    row = Disclosure.objects.filter(dossier_id=referral.dossier_id, event_id=referral.event_id).first()
    if row is None or not disclosed.is_readable(row):
        return {}
    return {each["name"]: each["value"] for each in disclosed.told(row)}


def terms_of(by: Member, errand: Errand) -> dict[str, Any]:
    """An errand as the database's functions take it."""
    silence = timedelta(minutes=settings.BED_SILENCE_MINUTES) if errand.urgent else None
    alarm = now() + (silence or timedelta(hours=settings.REFERRAL_SILENCE_HOURS))
    return {
        "service_id": str(errand.service_id) if errand.service_id else None, "service_name": errand.service_name,
        "need": str(errand.need), "urgent": errand.urgent,
        "caller": errand.caller, "caller_phone": errand.caller_phone, "alarm_at": alarm.isoformat(),
        "answer_by": (errand.answer_by or alarm).isoformat(), "alarm_to": str(errand.alarm_to or by.id),
    }  # fmt: skip


def _require(allowed: bool, why: str) -> None:
    if not allowed:
        raise PermissionDenied(why)
