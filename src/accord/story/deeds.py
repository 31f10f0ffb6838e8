"""What the members did with their hits: signed, called, answered, left some waiting.

Everything older is done; of the last two months some still waits, and this week's is what a newcomer finds unanswered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from accord.agencies.models import Member
from accord.base import clock
from accord.deconfliction.actions import answer_hit, assign_hit, countersign_open, record_contact, see_hits
from accord.deconfliction.models import Hit, Opening, Pointer
from accord.linkage import Judgement
from accord.notices.actions import see_notices
from accord.notices.models import Notice, NoticeKind
from accord.story.cast import MEMBERS, MemberPart
from accord.story.fragments import Fragment
from accord.story.stage import Stage

RECENT = timedelta(days=60)
LATELY = (NoticeKind.HIT, NoticeKind.COUNTERSIGN)  # new in the first week


@dataclass(frozen=True)
class Desk:
    agency: str
    lead: MemberPart
    second: MemberPart


def desk_of(agency: str) -> Desk:
    seated = [member for member in MEMBERS if member.agency == agency and member.desk in ("lead", "worker")]
    return Desk(agency, seated[0], seated[1] if len(seated) > 1 else seated[0])


def countersign(stage: Stage, fragment: Fragment) -> None:
    """A second human of the desk signs that this suspect may be shown to partners."""
    seated = [
        member
        for member in MEMBERS
        if member.agency == fragment.member.agency
        and member.desk in ("lead", "worker")
        and member.human_id != fragment.member.human_id
    ]
    if not seated:
        return
    at = fragment.at + timedelta(hours=1)
    with clock.replaced(now=lambda: at), stage.acting(seated[0], "story.countersign"):
        member = Member.objects.get(pk=seated[0].id)
        for pointer in Pointer.objects.filter(
            dossier_id=stage.desks[fragment.member.agency], record_id=stage.filed[fragment.key].report
        ):
            if pointer.opening == Opening.ASKED:
                countersign_open(by=member, pointer=pointer)


def work_through(stage: Stage, *, end: datetime) -> None:
    """Every desk answers its older hits and shares out the others."""
    for agency in stage.desks:
        _answer(stage, agency, end)
        _share_out(stage, agency)


def _answer(stage: Stage, agency: str, end: datetime) -> None:
    """Older hits are called about and answered: both desks look at the same truth, so both say the same."""
    desk = desk_of(agency)
    for hit, at in list(_old_hits(stage, desk, end)):
        with clock.replaced(now=lambda at=at: at), stage.acting(desk.second, "story.answer"):  # type: ignore[misc]
            member = Member.objects.get(pk=desk.second.id)
            fresh = Hit.objects.get(dossier_id=hit.dossier_id, id=hit.id)
            see_hits(by=member, hits=[fresh])
            record_contact(by=member, hit=fresh)
            answer_hit(by=member, hit=fresh, judgement=_judgement(fresh))


def _old_hits(stage: Stage, desk: Desk, end: datetime) -> Iterator[tuple[Hit, datetime]]:
    with stage.acting(desk.lead, "story.look"):
        hits = list(
            Hit.objects.filter(dossier_id=stage.desks[desk.agency], told="desk").order_by(
                "measured_from", "id"
            )
        )
    for hit in hits:
        # By the shared number, so that both sides of a hit do alike; of the last months' every third still waits.
        lot = sum(map(ord, hit.number))
        at = hit.measured_from + timedelta(hours=3 + lot % 90)
        if at < end - RECENT or (at < end - timedelta(days=4) and lot % 3):
            yield hit, at


def _share_out(stage: Stage, agency: str) -> None:
    """The lead gives half of what waits to the colleague, who sits there tonight."""
    desk = desk_of(agency)
    with stage.acting(desk.lead, "story.assign"):
        lead, second = (Member.objects.get(pk=part.id) for part in (desk.lead, desk.second))
        for hit in Hit.objects.filter(dossier_id=stage.desks[agency], told="desk", answer=""):
            if sum(map(ord, hit.number)) % 2:
                assign_hit(by=lead, hit=hit, to=second)


def _judgement(hit: Hit) -> Judgement:
    return Judgement.UNSURE if hit.band == "possible" else Judgement.SAME


def read_notices(stage: Stage, *, end: datetime) -> None:
    """All is read but this week's hits, what a search found, and what waits to be signed."""
    week = end - timedelta(days=7)
    for part in (member for member in MEMBERS if member.desk):
        with stage.acting(part, "story.read"):
            mine = Notice.objects.filter(recipient_id=part.id)
            done = mine.exclude(kind=NoticeKind.STANDING_FOUND).exclude(kind__in=LATELY, created_at__gte=week)
            see_notices(by=Member.objects.get(pk=part.id), notices=list(done.values_list("id", flat=True)))
