"""A referral that is being prepared: kept, found again, thrown away."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accord.consent.models import Consent
from accord.consent.queries import live
from accord.consent.vocabulary import Fact, Purpose
from accord.referrals import rules
from accord.referrals.drafts.actions import discard_draft
from accord.referrals.models import Referral
from accord.referrals.vocabulary import State
from accord.support.queries import first_names
from accord.web.referrals.words import Card

UNDER = (Purpose.REFERRAL, Purpose.CARE_TEAM)


def the_draft(dossier: uuid.UUID, event: str | uuid.UUID) -> Referral | None:
    """A draft of this file, by its event as an address gives it."""
    try:
        key = uuid.UUID(str(event))
    except ValueError:
        return None
    found = Referral.objects.select_related("other", "agency")
    return found.filter(dossier_id=dossier, event_id=key, state=State.DRAFT).first()


def agreement_for(draft: Referral) -> Consent | None:
    """The one it was begun under, where it still holds; else another with the same service."""
    held = live(draft.dossier_id).filter(purpose__in=UNDER)
    there = held.filter(recipient_id=draft.other_id) if draft.other_id else held.filter(
        recipient_id=None, recipient_name=draft.service_name
    )  # fmt: skip
    begun_under = held.filter(id=draft.consent_id).first() if draft.consent_id else None
    return begun_under or there.first()


@require_GET
def draft(request: HttpRequest, dossier: uuid.UUID, event: uuid.UUID) -> HttpResponse:
    """Where it goes, what is ticked, and whether she still agrees. One that was sent is shown as it stands."""
    row = the_draft(dossier, event)
    if row is None:
        get_object_or_404(Referral, dossier_id=dossier, event_id=event)
        return redirect("referrals:referral", dossier, event)
    context: dict[str, Any] = {
        "card": Card(row, first_names([dossier])[dossier].get("chosen_name", "")),
        "facts": [fact.label for fact in Fact if fact.value in row.on_paper],
        "agreed": agreement_for(row),
        "ended": row.consent_id is not None,
        "works": rules.may_move(request.member, row),  # type: ignore[attr-defined]
    }
    return render(request, "referrals/draft.html", context)


def typed_of(draft: Referral) -> dict[str, Any]:
    """What was kept, for the form that goes on with it."""
    asked = draft.answer_by != draft.alarm_at  # otherwise: as soon as an answer is late
    days = round((draft.answer_by - draft.moved_at) / timedelta(days=1))
    kept = {
        "form_key": draft.event_id, "need": draft.need, "facts": draft.on_paper, "urgent": draft.urgent,
        "look": days if asked else "", "alarm_to": str(draft.alarm_to), "caller": draft.caller,
        "caller_phone": draft.caller_phone, "service": str(draft.service_id or ""),
    }  # fmt: skip
    return kept if draft.consent_id else {name: value for name, value in kept.items() if name != "facts"}


@require_POST
def discard(request: HttpRequest, dossier: uuid.UUID, event: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Referral, dossier_id=dossier, event_id=event)
    discard_draft(by=request.member, draft=row)  # type: ignore[attr-defined]
    messages.success(request, _("The draft is thrown away. Nothing was sent."))
    return redirect("referrals:choose", dossier)
