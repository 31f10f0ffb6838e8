"""Rights, applications and clocks, as the member who asks sees them."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Min, QuerySet

from accord.agencies.models import Agency, Member
from accord.base.clock import now
from accord.consent.models import Consent
from accord.consent.queries import live
from accord.dossiers.models import Disclosure, Dossier
from accord.permits.clocks import today
from accord.permits.models import Application, ApplicationStep, PathwayUse, Right, RightClock
from accord.permits.vocabulary import ALERT_DAYS, HOLDING, WAITING, Side

MOST = 200


def rights(member: Member) -> list[Right]:
    """The published list; optional ones where the member's agency works by them."""
    used = set(
        PathwayUse.objects.filter(agency_id=member.agency_id, active=True).values_list("right_id", flat=True)
    )
    found = Right.objects.order_by("jurisdiction", "code")
    return [right for right in found if not right.optional or right.id in used]


def all_rights() -> list[Right]:
    return list(Right.objects.order_by("jurisdiction", "code"))


def works_by(agency_id: uuid.UUID, right: Right) -> bool:
    return PathwayUse.objects.filter(agency_id=agency_id, right=right, active=True).exists()


def open_files(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Dossier]:
    """Those of these dossiers that are not closed."""
    return {each.id: each for each in Dossier.objects.filter(id__in=list(ids), closed_at__isnull=True)}


def waiting(side: Side) -> list[Application]:
    """What nobody has decided, the longest waiting first."""
    found = _applications().filter(side=side, state__in=WAITING)
    return list(found.order_by("requested_on", "number")[:MOST])


def expiring(side: Side, *, days: int = ALERT_DAYS[0]) -> list[Application]:
    """What was granted and ends within some days, the soonest first."""
    until = today() + timedelta(days=days)
    found = _applications().filter(side=side, state__in=HOLDING, valid_until__lte=until)
    return list(found.order_by("valid_until", "number")[:MOST])


def decided(side: Side) -> list[Application]:
    """What was decided or is over, the latest first."""
    found = _applications().filter(side=side).exclude(state__in=WAITING)
    return list(found.order_by("-state_at", "number")[:MOST])


def running_clocks() -> list[RightClock]:
    """Clocks that nobody has ended, the soonest due first."""
    found = RightClock.objects.filter(done_on__isnull=True).select_related("right")
    return list(found.order_by("due_at", "id")[:MOST])


def late_clocks(clocks: Collection[RightClock]) -> list[RightClock]:
    return [clock for clock in clocks if clock.is_late]


def clocks_of(dossier_id: uuid.UUID) -> list[RightClock]:
    found = RightClock.objects.filter(dossier_id=dossier_id).select_related("right")
    return sorted(found, key=lambda each: (each.done_on is not None, each.due_at, each.id))


def applications_of(dossier_id: uuid.UUID) -> list[Application]:
    return list(_applications().filter(dossier_id=dossier_id).order_by("-requested_on", "number"))


def application(dossier_id: uuid.UUID, id: uuid.UUID) -> Application | None:
    return _applications().filter(dossier_id=dossier_id, id=id).first()


def steps_of(row: Application) -> list[ApplicationStep]:
    """Its history, the newest first."""
    found = ApplicationStep.objects.filter(dossier_id=row.dossier_id, application_id=row.id)
    return list(found.order_by("-created_at", "id"))


def facts_sent(row: Application) -> list[Disclosure]:
    """What was sent with it, as this side keeps it; the receiver reads nothing that was taken back or is over."""
    found = Disclosure.objects.filter(dossier_id=row.dossier_id, subject="application").order_by(
        "created_at", "id"
    )
    if row.side == Side.SENT:
        return [each for each in found.filter(side="given") if each.target_dossier_id == row.arrival_id]
    kept = found.filter(side="received", revoked_at__isnull=True)
    return [each for each in kept if each.expires_at is None or each.expires_at > now()]


def facts_end(rows: Collection[Application]) -> dict[uuid.UUID, datetime]:
    """When the first of the facts that the authority was told of each application is over, by its dossier."""
    found = Disclosure.objects.filter(
        dossier_id__in=[row.dossier_id for row in rows], subject="application", side="received",
        revoked_at__isnull=True, expires_at__gt=now(),
    )  # fmt: skip
    return dict(found.values("dossier_id").annotate(end=Min("expires_at")).values_list("dossier_id", "end"))


def agreements_for(dossier_id: uuid.UUID, right: Right) -> list[Consent]:
    """Live agreements with an authority of the platform, for the purpose of this right, that name one of its facts."""
    found = live(dossier_id).filter(
        purpose=right.purpose,
        recipient__realm="authority",
        recipient__immigration_enforcement=False,
        facts__overlap=right.facts,
    )
    return list(found.order_by("-expires_at", "id"))


def agreements_to_carry(row: Application) -> list[Consent]:
    """Live agreements other than the one it rests on, with the same authority and purpose, that end later."""
    found = live(row.dossier_id).filter(recipient_id=row.authority_id, purpose=row.right.purpose)
    mine = agreement_of(row)
    return [
        each
        for each in found
        if each.id != row.consent_id and (not mine or each.expires_at > mine.expires_at)
    ]


def agreements_to_send(row: Application) -> list[Consent]:
    """Live agreements, given after the authority asked, that name what it asked for."""
    found = live(row.dossier_id).filter(
        recipient_id=row.authority_id, given_at__gt=row.asked_at, facts__contains=[row.asked_fact]
    )
    return list(found)


def agreement_of(row: Application) -> Consent | None:
    if row.consent_id is None:
        return None
    return Consent.objects.filter(dossier_id=row.dossier_id, id=row.consent_id).first()


def agreements_of(rows: Collection[Application]) -> dict[tuple[uuid.UUID, uuid.UUID], Consent]:
    """By dossier and id."""
    found = Consent.objects.filter(
        dossier_id__in=[row.dossier_id for row in rows],
        id__in=[row.consent_id for row in rows if row.consent_id],
    )
    return {(each.dossier_id, each.id): each for each in found}


def authorities() -> list[Agency]:
    """Who may be applied to."""
    return list(Agency.objects.filter(realm="authority", immigration_enforcement=False))


def _applications() -> QuerySet[Application]:
    return Application.objects.select_related("right", "sender", "authority")
