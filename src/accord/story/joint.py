"""The joint case "Rivière": Montréal and Toronto agree that it is one man, and each gives what it chooses."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from accord.agencies.models import Agency, Member
from accord.base import clock
from accord.base.row_security.call import call
from accord.cases import giving
from accord.cases.actions import accept_joint_case, disclose, note_in_case, propose_joint_case
from accord.deconfliction.models import Hit
from accord.dossiers.models import Caveat, Dossier
from accord.reports.models import Report
from accord.story.cast import MEMBERS, story_id
from accord.story.deeds import RECENT, Desk, desk_of
from accord.story.fragments import Fragment
from accord.story.stage import Stage

BETWEEN = ("EILP", "TPS SVS")
TITLE = "Rivière"
ABOUT = "kd"  # whom the case is about
ANALYST = "Anne-Sophie Bélair"
# What the unit gives besides the report of the hit: cars and telephones at the two ends of the trail. Of what lies
# between them Toronto has its own.
GIVEN_CITIES = frozenset({"montreal", "niagara-falls"})
GIVEN_THINGS = frozenset({"plate-kd", "phone-kd", "phone-kd2"})


def open_case(stage: Stage, fragments: Iterable[Fragment], *, end: datetime) -> None:
    """Proposed and accepted by the two leads, the unit's analyst seated, both sides' disclosures made."""
    ours, theirs = (desk_of(agency) for agency in BETWEEN)
    about = {
        stage.filed[each.key].report
        for each in fragments
        if any(written.entity == ABOUT for written in each.written)
    }
    shared = _shared_number(stage, ours.agency, theirs.agency, about)
    if shared is None:
        return
    at = end - RECENT
    with clock.replaced(now=lambda: at), stage.acting(ours.lead, "story.case"):
        hit = Hit.objects.get(dossier_id=stage.desks[ours.agency], number=shared)
        propose_joint_case(by=Member.objects.get(pk=ours.lead.id), hit=hit, title=TITLE)
    with clock.replaced(now=lambda: at), stage.acting(theirs.lead, "story.case"):
        hit = Hit.objects.get(dossier_id=stage.desks[theirs.agency], number=shared)
        case = accept_joint_case(by=Member.objects.get(pk=theirs.lead.id), hit=hit)
    analyst = next(member for member in MEMBERS if member.name == ANALYST)
    with stage.acting(ours.lead, "story.seat"):
        call("grant_seat", case, analyst.id, "worker", 90)
    for giver, receiver in ((ours, theirs), (theirs, ours)):
        report = _report_of(stage, giver, shared)
        _give(stage, giver, receiver, case, report, end)
    for report_id in _trail(stage, fragments, before=at):
        _give(stage, ours, theirs, case, report_id, end, things_alone=True)
    with clock.replaced(now=lambda: at), stage.acting(ours.lead, "story.note"):
        lead = Member.objects.get(pk=ours.lead.id)
        note_in_case(by=lead, case=Dossier.objects.get(pk=case), text="Première rencontre fixée.")
    stage.done["joint_case"] = {"dossier": str(case), "title": TITLE, "between": BETWEEN, "number": shared}


def _shared_number(stage: Stage, ours: str, theirs: str, about: set[uuid.UUID]) -> str | None:
    """The number of the first hit on these reports that both sides call the same: about a person, if there is one."""
    numbers = []
    for agency in (ours, theirs):
        with stage.acting(desk_of(agency).lead, "story.look"):
            rows = Hit.objects.filter(dossier_id=stage.desks[agency], answer="same", other_answer="same")
            rows = rows.filter(record_id__in=about)
            first = sorted(rows, key=lambda row: (row.kind != "person", row.measured_from, row.number))
            numbers.append([row.number for row in first])
    return next((number for number in numbers[0] if number in numbers[1]), None)


def _report_of(stage: Stage, desk: Desk, number: str) -> uuid.UUID:
    with stage.acting(desk.lead, "story.look"):
        return Hit.objects.get(dossier_id=stage.desks[desk.agency], number=number).record_id


def _trail(stage: Stage, fragments: Iterable[Fragment], *, before: datetime) -> list[uuid.UUID]:
    """The unit's reports that speak of cars and telephones in the cities of the trail, and of no possible victim."""
    return [
        stage.filed[each.key].report
        for each in fragments
        if each.member.agency == BETWEEN[0]
        and each.at < before
        and each.city in GIVEN_CITIES
        and GIVEN_THINGS & {written.entity for written in each.written}
        and not any(written.role == "possible_victim" for written in each.written)
    ]


def _give(
    stage: Stage,
    giver: Desk,
    receiver: Desk,
    case: uuid.UUID,
    report_id: uuid.UUID,
    end: datetime,
    *,
    things_alone: bool = False,
) -> None:
    """The giver's lead discloses what the report says, as far as it may be given. ``things_alone``: and no person."""
    with clock.replaced(now=lambda: end - RECENT), stage.acting(giver.lead, "story.disclose"):
        member = Member.objects.select_related("agency").get(pk=giver.lead.id)
        report = Report.objects.get(dossier_id=stage.desks[giver.agency], id=report_id)
        parts = [part for part in giving.parts_of(report) if not part.kept_because]
        picked = [
            giving.Picked(part, part.offers)
            for part in parts
            if not (things_alone and part.subject == "person")
        ]
        disclose(
            by=member, case=Dossier.objects.get(pk=case), report=report, picked=picked,
            receivers=[Agency.objects.get(short_name=receiver.agency)],
            purpose="Enquête conjointe" if giver.lead.language == "fr" else "Joint investigation",
            caveat=Caveat.AMBER_STRICT, third_party_rule=True, expires_at=end + timedelta(days=60),
            form_key=story_id("disclosure", giver.agency, str(report_id)),
        )  # fmt: skip
