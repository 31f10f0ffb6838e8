"""Recording what a survivor agreed to, giving on it, and taking it back."""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accord.agencies.models import Agency, Member
from accord.base import audit, crypto
from accord.base.clock import new_id, now
from accord.base.row_security.call import call
from accord.consent import rules, wording
from accord.consent.models import MOST_DAYS, USUAL_DAYS, Consent, ConsentText
from accord.consent.queries import enforces_immigration
from accord.consent.vocabulary import Able, Answer, Fact, How, Purpose
from accord.dossiers.disclosed import seal_fields
from accord.dossiers.models import Disclosure, Dossier
from accord.dossiers.sealing import sealing

CARD_KEY = "withdrawal"
# Neither 0 and O nor 1, I and L: a code is read from paper, and aloud. 31^12 is about 60 bits.
CARD_LETTERS, CARD_LENGTH = "23456789ABCDEFGHJKMNPQRSTUVWXYZ", 12


@dataclass(frozen=True)
class Asked:
    """What was put to the survivor. ``document`` is the whole text as read or signed; its SHA-256 is kept.

    ``recipient`` is an agency, or ``recipient_name`` somebody outside the platform; ``enforces_immigration`` where the
    worker knows that these enforce immigration law, or tell those who do. ``days`` from 1 to 90. ``able`` says who
    agreed; ``decided_by``, in what role, where somebody else decides for them.
    """

    purpose: Purpose
    facts: Collection[Fact]
    document: str
    text_version: str
    language: str
    how: How
    able: Able | None  # None of a refusal
    recipient: Agency | None = None
    recipient_name: str = ""
    enforces_immigration: bool = False
    witness: str = ""
    decided_by: str = ""
    days: int = USUAL_DAYS


def record_consent(
    *,
    by: Member,
    dossier: Dossier,
    asked: Asked,
    answer: Answer = Answer.GIVEN,
    form_key: uuid.UUID | None = None,
) -> Consent:
    """Note the answer. ``form_key`` makes a repeated form harmless. Raises ``ValueError`` for days out of bounds.

    Raises ``ValueError`` too for an agreement of which nobody noted who agreed, and
    ``PermissionDenied`` for one that names who enforces immigration law; a refusal may name them.
    """
    _require(rules.may_ask(by, dossier), _("Agreements are noted by who works on the open file."))
    given = answer == Answer.GIVEN
    if not 1 <= asked.days <= MOST_DAYS or (given and asked.able is None):
        raise ValueError(asked)
    enforces = asked.enforces_immigration or enforces_immigration(asked.recipient, asked.recipient_name)
    _require(
        not given or not enforces,
        _("Those who enforce immigration law receive nothing of a survivor, unless a court orders it."),
    )
    consent_id = form_key or new_id()
    if (standing := Consent.objects.filter(dossier_id=dossier.id, id=consent_id).first()) is not None:
        return standing
    given_at = now()
    made = Consent(
        dossier_id=dossier.id, id=consent_id, purpose=asked.purpose, recipient=asked.recipient,
        recipient_name=asked.recipient_name, enforces_immigration=enforces,
        facts=[str(fact) for fact in asked.facts], answer=answer, how=asked.how,
        witness=asked.witness, able=(given and asked.able) or "", decided_by=asked.decided_by if given else "",
        language=asked.language, text_version=asked.text_version,
        text_hash=text_hash(asked.document), taken_by=by.id, given_at=given_at,
        expires_at=given_at + timedelta(days=asked.days),
    )  # fmt: skip
    made.save(force_insert=True)
    audit.record(f"consent.{answer}", dossier_id=dossier.id, row_id=made.id)
    return made


def withdraw_consent(*, by: Member, consent: Consent) -> None:
    """Take it back: what was disclosed, who was seated and what was sent on it ends in this transaction."""
    call("withdraw_consent", consent.dossier_id, consent.id)
    audit.record("consent.withdrawn", dossier_id=consent.dossier_id, row_id=consent.id)


def disclose(
    *,
    by: Member,
    consent: Consent,
    subject: str,
    facts: Mapping[Fact, str],
    title: str,
    event: uuid.UUID | None = None,
) -> tuple[uuid.UUID, uuid.UUID]:
    """Give these facts, frozen, to the agency that the consent names: (event, the receiver's arrival).

    ``event`` makes a repeated form harmless.
    ``title`` heads the arrival at the receiver: a number, never a name. Raises ``PermissionDenied`` where the consent
    is over, of another file, names another agency, or does not name every fact.
    """
    event_id, arrival = event or new_id(), new_id()
    given = Disclosure.objects.filter(dossier_id=consent.dossier_id, event_id=event_id, side="given").first()
    if given is not None:
        return event_id, given.target_dossier_id
    call(
        "disclose_on_consent", event_id, consent.dossier_id, consent.id, consent.recipient_id, arrival, title, subject,
        json.dumps(seal_fields(event_id, facts)), str(consent.purpose),
    )  # fmt: skip
    audit.record("disclosure.given", dossier_id=consent.dossier_id, row_id=event_id)
    return event_id, arrival


def admit_care_team(*, by: Member, dossier: Dossier, consent: Consent) -> None:
    """Seat the other service's intake beside the file's own members until the consent ends."""
    _require(rules.may_bring_in(by, dossier), _("A lead of the file brings another service in."))
    assert consent.recipient_id is not None
    wrapped = sealing(dossier.id).wrapped_for(consent.recipient_id)
    call("admit_care_team", dossier.id, consent.id, consent.recipient_id, wrapped)
    audit.record("care_team.admitted", dossier_id=dossier.id, row_id=consent.id)


def make_card(*, by: Member, dossier: Dossier) -> str:
    """A fresh withdrawal code, shown and printed once; the card before it is void."""
    _require(rules.may_ask(by, dossier), _("A card is made by who works on the open file."))
    code = "".join(secrets.choice(CARD_LETTERS) for _n in range(CARD_LENGTH))
    call("make_card", dossier.id, card_digest(code))
    audit.record("consent.card_made", dossier_id=dossier.id)
    return code


def withdraw_by_card(code: str) -> int | None:
    """Take back all that the card's survivor agreed to: how many agreements ended, or None for no such card.

    Nobody is signed in, and the answer names nothing: the card may be in other hands.
    """
    ended: int | None = call("withdraw_by_card", card_digest(code))
    audit.record("consent.withdrawn_by_card" if ended is not None else "consent.card_unknown")
    return ended


def save_wording(
    *, by: Member, language: str, body: str, verified_on: date | None, form_key: uuid.UUID
) -> ConsentText:
    """A new version of the agency's wording; the ones before stay, since they were read. ``form_key`` as above.

    Raises ``ValueError`` where a placeholder is missing or unknown (``consent.wording``).
    """
    _require(rules.may_word(by), _("The wording is kept by an administrator of a support agency."))
    if (standing := ConsentText.objects.filter(id=form_key).first()) is not None:
        return standing
    if wording.missing(body) or wording.unknown(body) or language not in wording.shipped():
        raise ValueError(language)
    made_at = now()
    made = ConsentText(
        id=form_key, agency_id=by.agency_id, language=language, version=f"{made_at:%Y-%m-%d %H:%M:%S.%f}", body=body,
        hash=text_hash(body), verified_on=verified_on, made_by=by.id, made_at=made_at,
    )  # fmt: skip
    made.save(force_insert=True)
    audit.record("consent_text.saved", row_id=made.id)
    return made


def card_digest(code: str) -> bytes:
    """The keyed digest of a code, whatever its spacing and case."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return crypto.keyed_digest(CARD_KEY, plain.encode())


def text_hash(document: str) -> bytes:
    """SHA-256 of the words as read or signed."""
    return hashlib.sha256(document.encode()).digest()


def _require(allowed: bool, why: str) -> None:
    if not allowed:
        raise PermissionDenied(why)
