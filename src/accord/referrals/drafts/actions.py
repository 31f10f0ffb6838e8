"""Keeping a referral that is not ready, and throwing it away. ``refer`` sends it, with its event as the form's key."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.base import audit
from accord.base.reference import reference_of
from accord.base.row_security.call import call
from accord.consent.models import Consent
from accord.consent.vocabulary import Fact
from accord.dossiers.models import Dossier
from accord.referrals import rules
from accord.referrals.actions import Errand, terms_of
from accord.referrals.models import Referral
from accord.referrals.vocabulary import State


def keep_draft(
    *,
    by: Member,
    dossier: Dossier,
    errand: Errand,
    form_key: uuid.UUID,
    consent: Consent | None = None,
    to_agency: uuid.UUID | None = None,
    facts: Collection[Fact] = (),
) -> Referral:
    """Kept in the file, for who works on it; the service learns nothing. The same key writes over the same draft.

    ``consent``: under which it was begun, live or not, or none yet; ``facts`` are ticks, never values, within it.
    ``to_agency``: where there is no agreement yet, the agency to be asked for. What is not typed yet is "".
    Raises ``PermissionDenied``, also where it was sent meanwhile.
    """
    if not rules.may_refer(by, dossier):
        raise PermissionDenied(_("Referrals are sent by who works on the open file."))
    standing = Referral.objects.filter(dossier_id=dossier.id, event_id=form_key).exclude(state=State.DRAFT)
    if standing.exists():
        raise PermissionDenied(_("This referral was sent meanwhile: it is no draft any more."))
    terms = terms_of(by, errand) | {
        "facts": sorted(str(fact) for fact in facts), "other_id": str(to_agency) if to_agency else None,
    }  # fmt: skip
    number = reference_of(form_key, "F")
    call("keep_referral_draft", form_key, dossier.id, consent and consent.id, number, json.dumps(terms))
    audit.record("referral.drafted", dossier_id=dossier.id, row_id=form_key)
    return Referral.objects.get(dossier_id=dossier.id, event_id=form_key)


def discard_draft(*, by: Member, draft: Referral) -> None:
    """Raises ``PermissionDenied`` where it was sent or thrown away meanwhile."""
    if not rules.may_move(by, draft):
        raise PermissionDenied(_("This is done by who works where the referral stands."))
    if draft.state != State.DRAFT:
        raise PermissionDenied(_("This referral was sent meanwhile: it is no draft any more."))
    call("discard_referral_draft", draft.event_id, draft.dossier_id)
    audit.record("referral.draft_discarded", dossier_id=draft.dossier_id, row_id=draft.event_id)
