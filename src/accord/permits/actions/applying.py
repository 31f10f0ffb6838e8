"""The survivor's side of an application: making it, adding what was asked, carrying it on, taking it back."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import new_id, now
from accord.base.reference import reference_of
from accord.base.row_security.call import call
from accord.consent.models import Consent
from accord.consent.vocabulary import Fact
from accord.dossiers.disclosed import seal_fields
from accord.dossiers.models import Dossier
from accord.permits import rules
from accord.permits.actions.permission import require
from accord.permits.actions.timing import start_clocks_of
from accord.permits.clocks import day_there
from accord.permits.models import Application, Right
from accord.support.facts import facts_of
from accord.support.models import SupportFile

PREFIX = "A"


def apply_for_right(
    *,
    by: Member,
    file: SupportFile,
    right: Right,
    consent: Consent,
    typed: Mapping[Fact, str],
    stages: Collection[str] = (),
    form_key: uuid.UUID | None = None,
) -> Application:
    """Send the least facts of the right to the authority that the agreement names; both sides, one act.

    Facts that are not ``typed`` come from the file. What neither the right needs nor the agreement names is left out.
    ``stages`` are codes of the right's clocks that run from here. ``form_key`` makes a repeated form harmless. Raises
    ``PermissionDenied`` with the database's reason, and where nothing would be said.
    """
    dossier = Dossier.objects.get(pk=file.dossier_id)
    require(rules.may_apply(by, dossier), _("An application is made by who works on the open file."))
    event = form_key or new_id()
    if (standing := _standing(file.dossier_id, event)) is not None:
        return standing
    facts = _facts(file, [fact for fact in right.least_facts if fact in consent.facts], typed)
    require(bool(facts), _("There is nothing to send yet: fill in at least one fact."))
    given, arrival, number = new_id(), new_id(), reference_of(event, PREFIX)
    on_day = day_there(now(), right.jurisdiction)
    call(
        "apply_for_right", event, file.dossier_id, consent.id, right.id, consent.recipient_id, arrival, number, given,
        json.dumps(seal_fields(given, facts)), on_day,
    )  # fmt: skip
    made = Application.objects.get(dossier_id=file.dossier_id, id=event)
    start_clocks_of(by=by, application=made, right=right, codes=stages)
    audit.record("disclosure.given", dossier_id=file.dossier_id, row_id=given)
    audit.record("application.sent", dossier_id=file.dossier_id, row_id=event)
    return made


def note_application(
    *,
    by: Member,
    file: SupportFile,
    right: Right,
    authority_name: str,
    requested_on: date,
    stages: Collection[str] = (),
    form_key: uuid.UUID | None = None,
) -> Application:
    """An application made on paper, to an authority outside the platform: nothing is sent from here."""
    dossier = Dossier.objects.get(pk=file.dossier_id)
    require(rules.may_apply(by, dossier), _("An application is made by who works on the open file."))
    event = form_key or new_id()
    if (standing := _standing(file.dossier_id, event)) is not None:
        return standing
    number = reference_of(event, PREFIX)
    call("note_application", event, file.dossier_id, right.id, authority_name, number, requested_on)
    made = Application.objects.get(dossier_id=file.dossier_id, id=event)
    start_clocks_of(by=by, application=made, right=right, codes=stages)
    audit.record("application.noted", dossier_id=file.dossier_id, row_id=event)
    return made


def send_fact(
    *, by: Member, file: SupportFile, application: Application, consent: Consent, typed: str = ""
) -> None:
    """The one fact that the authority asked for, on an agreement that was given after it asked."""
    fact = Fact(application.asked_fact) if application.asked_fact else None
    if fact is None:
        raise PermissionDenied(_("Nothing more was asked."))
    facts = _facts(file, [fact], {fact: typed})
    require(bool(facts), _("There is nothing to send yet: fill in at least one fact."))
    given = new_id()
    call(
        "send_fact",
        application.dossier_id,
        application.id,
        consent.id,
        given,
        seal_fields(given, facts)[0]["value"],
    )
    audit.record("disclosure.given", dossier_id=application.dossier_id, row_id=given)
    audit.record("application.fact_sent", dossier_id=application.dossier_id, row_id=application.id)


def carry_on(*, by: Member, application: Application, consent: Consent) -> None:
    """Rest a pending application on a new agreement that names all that was sent."""
    call("carry_on_application", application.dossier_id, application.id, consent.id)
    audit.record("application.carried_on", dossier_id=application.dossier_id, row_id=application.id)


def withdraw_application(*, by: Member, application: Application) -> None:
    """Take it back while nothing is decided: what was sent is emptied at the authority."""
    call("withdraw_application", application.dossier_id, application.id)
    audit.record("application.withdrawn", dossier_id=application.dossier_id, row_id=application.id)


def _standing(dossier_id: uuid.UUID, event: uuid.UUID) -> Application | None:
    return Application.objects.filter(dossier_id=dossier_id, id=event).first()


def _facts(file: SupportFile, facts: Collection[Fact], typed: Mapping[Fact, str]) -> dict[Fact, str]:
    said = {fact: words.strip() for fact, words in typed.items() if words.strip()}
    known = facts_of(file, [fact for fact in facts if fact not in said])
    values = {fact: said.get(fact) or known.get(fact, "") for fact in facts}
    return {fact: value for fact, value in values.items() if value}
