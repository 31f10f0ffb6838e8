"""Decisions of members, carried across: answers, steps forward, introductions."""

from __future__ import annotations

import uuid

from django.db import transaction

from accord.base.clock import now
from accord.deconfliction.matching.held import MATCHER, fetch, immigration_humans
from accord.deconfliction.matching.line import bring_into_line
from accord.deconfliction.matching.models import Match, MatchSide
from accord.deconfliction.matching.numbers import derived_id
from accord.deconfliction.matching.telling import SEATED, send_notices
from accord.deconfliction.models import BrokerItem, IntroductionRequest
from accord.deconfliction.models.broker import BrokerState
from accord.notices.models import NoticeKind

HOLDING_NOW = """
SELECT p.record_id, p.subject_id, p.about_victim, f.reference, p.kind FROM holding h
JOIN {table} p ON p.dossier_id = h.dossier_id AND p.id = h.pointer_id
JOIN accord.filing f ON f.dossier_id = p.dossier_id AND f.id = p.filing_id
WHERE h.dossier_id = %(dossier)s AND h.subject = %(subject)s AND h.live
"""
HOLDING_OF_BOTH = " UNION ALL ".join(
    HOLDING_NOW.format(table=table) for table in ("accord.pointer", "accord.support_pointer")
)


def settle_hit(dossier_id: uuid.UUID, hit_id: uuid.UUID) -> None:
    """A side has answered or stepped forward."""
    with transaction.atomic(using=MATCHER):
        side = MatchSide.objects.using(MATCHER).filter(dossier_id=dossier_id, hit_id=hit_id).first()
        if side is not None:
            bring_into_line([side.match_id])


def ask_desks(item_id: uuid.UUID) -> None:
    """Put the brokers' question to both desks: a row in each dossier and a notice to its leads."""
    with transaction.atomic(using=MATCHER):
        item = BrokerItem.objects.using(MATCHER).filter(id=item_id, state=BrokerState.ASKED).first()
        if item is None:
            return
        for side in _sides_of(item_id):
            request = _request(side, item.number)
            if request is None:
                continue
            IntroductionRequest.objects.using(MATCHER).bulk_create([request], ignore_conflicts=True)
            _tell_leads(side.dossier_id, request.id, NoticeKind.BROKER_ASKS)


def settle_introduction(dossier_id: uuid.UUID, request_id: uuid.UUID) -> None:
    """A desk has answered. When both agree they are introduced; when one declines, the other learns nothing of it."""
    with transaction.atomic(using=MATCHER):
        side = _side_asked(dossier_id, request_id)
        if side is None:
            return
        match = Match.objects.using(MATCHER).select_for_update().get(id=side.match_id)
        item = BrokerItem.objects.using(MATCHER).filter(id=derived_id("broker", match.id))
        answers = [request.answer for request in _requests(match.id)]
        if "decline" in answers:
            item.filter(state=BrokerState.ASKED).update(state=BrokerState.DECLINED)
        elif answers == ["agree", "agree"] and match.introduced_at is None and match.closed_at is None:
            item.update(state=BrokerState.INTRODUCED)
            Match.objects.using(MATCHER).filter(id=match.id).update(introduced_at=now())
            bring_into_line([match.id])


def _sides_of(item_id: uuid.UUID) -> list[MatchSide]:
    item = BrokerItem.objects.using(MATCHER).get(id=item_id)
    match = Match.objects.using(MATCHER).filter(number=item.number)
    for one in match:
        if derived_id("broker", one.id) == item_id:
            return list(MatchSide.objects.using(MATCHER).filter(match_id=one.id).order_by("side"))
    return []


def _request(side: MatchSide, number: str) -> IntroductionRequest | None:
    held = fetch(HOLDING_OF_BOTH, {"dossier": side.dossier_id, "subject": side.subject})
    if not held:
        return None
    record, subject, victim, reference, kind = sorted(held, key=lambda row: not row[2])[0]
    return IntroductionRequest(
        dossier_id=side.dossier_id,
        id=derived_id("request", side.hit_id),
        number=number,
        record_id=record,
        own_reference=reference,
        subject_id=subject,
        kind=kind,
        about_victim=victim,
    )


def _side_asked(dossier_id: uuid.UUID, request_id: uuid.UUID) -> MatchSide | None:
    request = IntroductionRequest.objects.using(MATCHER).filter(dossier_id=dossier_id, id=request_id).first()
    if request is None:
        return None
    for match in Match.objects.using(MATCHER).filter(number=request.number):
        for side in MatchSide.objects.using(MATCHER).filter(match_id=match.id, dossier_id=dossier_id):
            if derived_id("request", side.hit_id) == request_id:
                return side
    return None


def _requests(match_id: uuid.UUID) -> list[IntroductionRequest]:
    found: list[IntroductionRequest] = []
    for side in MatchSide.objects.using(MATCHER).filter(match_id=match_id).order_by("side"):
        found += IntroductionRequest.objects.using(MATCHER).filter(
            dossier_id=side.dossier_id, id=derived_id("request", side.hit_id)
        )
    return found


def _tell_leads(dossier_id: uuid.UUID, about: uuid.UUID, kind: NoticeKind) -> None:
    asked = {"dossiers": [dossier_id], "roles": ["lead"], "excluded": list(immigration_humans())}
    send_notices(((member, kind, dossier_id, about) for _dossier, member in fetch(SEATED, asked)), now())
