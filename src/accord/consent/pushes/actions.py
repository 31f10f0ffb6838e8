"""Proposing, signing and discarding what the law lets be told without asking. The functions do the writing."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accord.agencies.models import Agency, Member
from accord.base import audit
from accord.base.clock import new_id
from accord.base.row_security.call import call
from accord.consent import rules
from accord.consent.models import StatutoryPush
from accord.consent.vocabulary import Fact, PushBasis
from accord.dossiers.disclosed import seal_fields
from accord.dossiers.models import Dossier


@dataclass(frozen=True)
class Push:
    """What is told, to whom, under which law (a code of ``laws.toml``), for what, and why nobody was asked.

    ``recipient`` is an agency of the platform, or ``recipient_name`` somebody outside; ``enforces_immigration`` where
    the worker knows that these enforce immigration law, or tell those who do: then on the order of a court alone.
    """

    basis: PushBasis
    law: str
    purpose: str
    facts: Mapping[Fact, str]
    why: str
    recipient: Agency | None = None
    recipient_name: str = ""
    enforces_immigration: bool = False


def propose_push(*, by: Member, dossier: Dossier, push: Push, form_key: uuid.UUID) -> uuid.UUID:
    """The values are frozen now; nothing leaves before a second human signs. A repeated form makes no second one.

    Raises ``PermissionDenied`` for immigration enforcement without the order of a court, and for all but named facts.
    """
    if not rules.may_push(by, dossier):
        raise PermissionDenied(
            _("This is proposed by who works on the open file at the agency that keeps it.")
        )
    named = seal_fields(form_key, {fact: value.strip() for fact, value in push.facts.items()})
    call(
        "propose_push", dossier.id, form_key, str(push.basis), push.law, push.purpose, json.dumps(named),
        push.recipient.id if push.recipient else None, push.recipient_name, push.why,
        push.enforces_immigration,
    )  # fmt: skip
    audit.record("push.proposed", dossier_id=dossier.id, row_id=form_key)
    return form_key


def sign_push(*, by: Member, push: StatutoryPush, title: str) -> None:
    """Send it. ``title`` heads the arrival at a receiver on the platform: a number, never a name."""
    call("sign_push", push.dossier_id, push.id, new_id(), title)
    audit.record("push.signed", dossier_id=push.dossier_id, row_id=push.id)


def discard_push(*, by: Member, push: StatutoryPush) -> None:
    """Take the proposal away; its values are emptied."""
    call("discard_push", push.dossier_id, push.id)
    audit.record("push.discarded", dossier_id=push.dossier_id, row_id=push.id)
