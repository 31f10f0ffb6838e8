"""Referrals for tests, through the real actions."""

from __future__ import annotations

import uuid
from typing import Any

from accord.consent.models import Consent
from accord.consent.vocabulary import Fact
from accord.directory.vocabulary import Need
from accord.referrals import actions
from accord.referrals.actions import Errand
from accord.referrals.drafts.actions import keep_draft
from accord.referrals.models import Referral
from tests.support.files import File

FACTS = {Fact.CHOSEN_NAME: "Luna", Fact.LANGUAGES: "es, fr"}


def errand(**more: Any) -> Errand:
    given: dict[str, Any] = {
        "service_name": "Clinic without a card", "need": Need.HEALTH, "caller": "Advocate",
        "caller_phone": "+1 514 555 0100",
    }  # fmt: skip
    return Errand(**(given | more))


def send(file: File, consent: Consent | None = None, *, facts: Any = None, **more: Any) -> Referral:
    consent = consent or file.agree()
    with file.world.acting(file.lead):
        return actions.refer(
            by=file.lead, consent=consent, errand=errand(**more), facts=FACTS if facts is None else facts,
            form_key=uuid.uuid4(),
        )  # fmt: skip


def keep(
    file: File, consent: Consent | None = None, *, key: Any = None, facts: Any = (), **more: Any
) -> Referral:
    with file.world.acting(file.lead):
        return keep_draft(
            by=file.lead, dossier=file.dossier, errand=errand(**more), form_key=key or uuid.uuid4(), consent=consent,
            facts=facts,
        )  # fmt: skip


def received(file: File) -> Referral:
    with file.world.acting(file.clinic):
        return Referral.objects.get()


def move(file: File, by: Any, referral: Referral, to: Any, **more: Any) -> None:
    with file.world.acting(by):
        actions.move(by=by, referral=referral, to=to, **more)
