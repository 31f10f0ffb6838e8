"""What the members did with their hits: signed, called, answered, opened one joint case, left some waiting.

Everything older is done; of the last two months some still waits, and this week's is what a newcomer finds unanswered.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from accord.agencies.models import Agency, Member
from accord.base import clock
from accord.base.jobs import drain
from accord.cases import giving
from accord.cases.actions import accept_joint_case, disclose, note_in_case, propose_joint_case
from accord.deconfliction.actions import answer_hit, assign_hit, countersign_open, record_contact, see_hits
from accord.deconfliction.models import Hit, Opening, Pointer
from accord.dossiers.models import Caveat, Dossier
from accord.linkage import Judgement
from accord.reports.models import Report
from accord.story.cast import MEMBERS, MemberPart, story_id
from accord.story.fragments import Fragment
from accord.story.stage import Stage

RECENT = timedelta(days=60)
# The desks whose newest hits stay unanswered, so that a demonstration begins with something to do.
CASE_BETWEEN = ("EILP", "TPS SVS")


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


def do_all(stage: Stage, *, end: datetime) -> None:
    """Everything that follows the filing."""
    for agency in stage.desks:
        _work_through(stage, agency, end)
        _share_out(stage, agency)
    drain()
    _open_case(stage, end)
    drain()


def _work_through(stage: Stage, agency: str, end: datetime) -> None:
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


def _open_case(stage: Stage, end: datetime) -> None:
    """Montréal and Toronto agree that it is one man, and work on him together."""
    ours, theirs = (desk_of(agency) for agency in CASE_BETWEEN)
    shared = _shared_number(stage, ours.agency, theirs.agency)
    if shared is None:
        return
    at = end - RECENT
    with clock.replaced(now=lambda: at), stage.acting(ours.lead, "story.case"):
        hit = Hit.objects.get(dossier_id=stage.desks[ours.agency], number=shared)
        propose_joint_case(by=Member.objects.get(pk=ours.lead.id), hit=hit, title="Rivière")
    with clock.replaced(now=lambda: at), stage.acting(theirs.lead, "story.case"):
        hit = Hit.objects.get(dossier_id=stage.desks[theirs.agency], number=shared)
        case = accept_joint_case(by=Member.objects.get(pk=theirs.lead.id), hit=hit)
    for giver, receiver in ((ours, theirs), (theirs, ours)):
        _give(stage, giver, receiver, case, shared, end)


def _shared_number(stage: Stage, ours: str, theirs: str) -> str | None:
    """The number of the first hit about a person that both sides call the same."""
    numbers = []
    for agency in (ours, theirs):
        with stage.acting(desk_of(agency).lead, "story.look"):
            rows = Hit.objects.filter(
                dossier_id=stage.desks[agency], answer="same", other_answer="same"
            ).order_by("kind", "measured_from")
            numbers.append([row.number for row in rows])
    return next((number for number in numbers[0] if number in numbers[1]), None)


def _give(stage: Stage, giver: Desk, receiver: Desk, case: uuid.UUID, number: str, end: datetime) -> None:
    """The giver's lead discloses what the report says of the suspect, and the car."""
    with clock.replaced(now=lambda: end - RECENT), stage.acting(giver.lead, "story.disclose"):
        member = Member.objects.select_related("agency").get(pk=giver.lead.id)
        hit = Hit.objects.get(dossier_id=stage.desks[giver.agency], number=number)
        report = Report.objects.get(dossier_id=hit.dossier_id, id=hit.record_id)
        parts = giving.parts_of(report)
        picked = [giving.Picked(part, part.offers) for part in parts if not part.kept_because]
        disclose(
            by=member, case=Dossier.objects.get(pk=case), report=report, picked=picked,
            receivers=[Agency.objects.get(short_name=receiver.agency)],
            purpose="Enquête conjointe" if giver.lead.language == "fr" else "Joint investigation",
            caveat=Caveat.AMBER_STRICT, third_party_rule=True, expires_at=end + timedelta(days=60),
            form_key=story_id("disclosure", giver.agency),
        )  # fmt: skip
        if giver.lead.language == "fr":
            note_in_case(by=member, case=Dossier.objects.get(pk=case), text="Première rencontre fixée.")
