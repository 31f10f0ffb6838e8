"""What happens out of sight, in two chapters: everything begins, and everything ends.

A service works on a survivor's file, holds places, refers, applies, tells and reaches across; a desk files and is hit.
Nothing here is shown: the tests ask who notices.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from accord.agencies.models import Member
from accord.base.row_security.call import call
from accord.bridges import actions as bridges
from accord.bridges.models import BridgeDate, PlaceRequest
from accord.bridges.vocabulary import Asking, Dated
from accord.consent import actions as consents
from accord.consent.models import Consent, StatutoryPush
from accord.consent.pushes import actions as pushes
from accord.consent.pushes.actions import Push
from accord.consent.tasks import end_expired_consents
from accord.consent.vocabulary import Answer, Fact, PushBasis
from accord.dossiers.models import Dossier
from accord.dossiers.tasks import end_expired_disclosures, warn_of_endings
from accord.permits import actions as permits
from accord.permits import clocks
from accord.permits.models import Application, RightClock
from accord.places import actions as places
from accord.places.models import Hold
from accord.places.tasks import expire_holds
from accord.places.vocabulary import Why
from accord.referrals.models import Referral
from accord.referrals.tasks import sound_silence
from accord.referrals.vocabulary import Decline, State
from accord.reports import actions as reports
from accord.support import actions as support
from accord.support.models import SupportFile
from accord.support.tasks import settle_held_places
from accord.support.vocabulary import Closing, Outcome
from tests.bridges.crossing import Sides
from tests.cases.pairs import pair
from tests.deconfliction.partnership import run_jobs
from tests.matrix.stage import Stage
from tests.permits.applying import Office
from tests.places.houses import House, house
from tests.referrals.sending import keep, move, send
from tests.reports.drafts import full, suspect
from tests.support.files import File, open_file
from tests.support.record import Record, fill, team_consent


@dataclass
class Survivor:
    """Haven's file of somebody, and what was begun for her."""

    file: File
    sides: Sides
    office: Office
    record: Record
    holds: list[Hold]
    team: Consent
    agreed: Consent
    card: str = ""
    crossed: dict[str, uuid.UUID] = field(default_factory=dict)

    def withdrawn(self) -> bool:
        """Whether nothing that she agreed to stands any more."""
        with self.file.world.acting(self.file.lead):
            standing = Consent.objects.filter(
                dossier_id=self.file.row.dossier_id, answer=Answer.GIVEN, ended_at__isnull=True
            )
            return not standing.exists()


def cast(stage: Stage) -> None:
    """Who joins the matrix's people: a prosecutor with a desk, and somebody who is hit by North and known to nobody."""
    world = stage.world
    stage.people["crown"] = world.member(world.agency(short_name="Crown"), name="Prosecutor")
    world.desk(stage.people["crown"], title="Prosecution")
    stage.people["rival"] = world.member(world.agency(short_name="Rival"), name="Rival")


def lantern(stage: Stage) -> House:
    """Rooms of the clinic's, known to services before anything is held there."""
    return house(
        stage.world, stage.people["clinic"], stage.people["advocate"], total=9, label="Lantern rooms"
    )


def all_begins(stage: Stage, rooms: House) -> Survivor:
    """A file with one of everything, four places held, and everything sent that may be sent."""
    a_desk_files(stage)
    file = open_file(stage.world, stage.people["advocate"], stage.people["clinic"])
    lead = stage.people["lead"]
    with stage.world.acting(lead):
        desk = Dossier.objects.get(pk=stage.things["desk"]["dossier"])
    made = Survivor(
        file, Sides(stage.world, lead, desk, file), Office(stage.world, file, stage.people["authority"]),
        fill(file), [rooms.hold() for _n in range(4)], team_consent(file), file.agree(),
    )  # fmt: skip
    _she_is_looked_after(stage, made)
    _she_is_told_of(made)
    _by_law(stage, made, sent=True)
    _by_law(stage, made, sent=False)
    run_jobs()
    return made


def all_ends(stage: Stage, rooms: House, made: Survivor) -> None:
    """The holds end in four ways, what was sent is answered, she takes everything back, and the file is closed."""
    _holds_end(rooms, made)
    _answers_come(made)
    by, file = made.file.lead, made.file
    with stage.world.acting(by):
        support.end_alert(by=by, alert=made.record.alert)
        support.finish_follow_up(by=by, follow_up=made.record.follow_up, outcome=Outcome.SPOKEN)
        consents.withdraw_consent(by=by, consent=made.agreed)
        permits.finish_clock(by=by, clock=RightClock.objects.filter(dossier_id=file.row.dossier_id)[0])
    whoever = stage.world.browser().post(
        reverse("consent:withdraw"), {"code": made.card, "step": "confirmed"}
    )
    assert whoever.status_code == 200 and made.withdrawn()
    with stage.world.acting(by):
        row = SupportFile.objects.get(dossier_id=file.row.dossier_id)
        support.close_file(by=by, file=row, closing=Closing.REACHED)
    run_jobs()
    for task in (expire_holds, settle_held_places, sound_silence):
        task.func()
    for dated in (end_expired_consents, end_expired_disclosures, warn_of_endings):
        dated.func(timestamp=0)


def a_desk_files(stage: Stage) -> None:
    """The lead's further reports (protected pointers of a victim, her phone, a suspect), a hit of two desks opened just
    now, a case of strangers."""
    world, lead = stage.world, stage.people["lead"]
    with world.acting(lead):
        desk = Dossier.objects.get(pk=stage.things["desk"]["dossier"])
        reports.file_report(by=lead, dossier=desk, draft=full(identifiers=()))
        reports.file_report(by=lead, dossier=desk, draft=full(persons=(suspect(),), identifiers=()))
    pair(world, stage.people["commander"], stage.people["rival"])
    world.dossier("case", stage.people["commander"], title="A hidden case")
    run_jobs()


def _she_is_looked_after(stage: Stage, made: Survivor) -> None:
    by, file = made.file.lead, made.file
    with stage.world.acting(by):
        call("grant_seat", file.row.dossier_id, stage.people["night"].id, "worker", 30)
        support.keep_hold(by=by, file=file.row, hold=made.holds[0])
        support.read_summary_back(by=by, summary=made.record.summary, language="es")
        support.approve_summary(by=by, summary=made.record.summary)
        permits.start_clock(
            by=by, dossier=file.dossier, right=made.office.right(), code="ask-after", on=date(2026, 11, 1)
        )
        made.card = consents.make_card(by=by, dossier=file.dossier)


def _she_is_told_of(made: Survivor) -> None:
    """A referral, one for tonight, a draft, a permit, a care team, a place asked for, a line to police, a date."""
    by, file = made.file.lead, made.file
    with file.world.acting(by):
        consents.disclose(
            by=by, consent=made.agreed, subject="person", title="S-2", facts={Fact.CHOSEN_NAME: "Luna"}
        )
        consents.admit_care_team(by=by, dossier=file.dossier, consent=made.team)
    keep(file, made.agreed)
    line = made.sides.line(made.sides.agree())
    made.crossed = {
        "referral": send(file, made.agreed).event_id,
        "tonight": send(file, made.agreed, urgent=True).event_id,
        "permit": made.office.apply().event_id,
        "place": made.sides.ask().event_id,
        "date": made.sides.date(by, line).event_id,
    }


def _by_law(stage: Stage, made: Survivor, *, sent: bool) -> None:
    """What the law lets be told, for an ambulance: signed by a second human, or thrown away."""
    by, file = made.file.lead, made.file
    push = Push(
        basis=PushBasis.LIFE_THREAT, law="A-2.1-59.1", purpose="An ambulance", why="She does not answer",
        facts={Fact.CHOSEN_NAME: "Luna"}, recipient_name="Ambulance",
    )  # fmt: skip
    with file.world.acting(by):
        which = pushes.propose_push(by=by, dossier=file.dossier, push=push, form_key=uuid.uuid4())
        row = StatutoryPush.objects.get(dossier_id=file.row.dossier_id, id=which)
    if sent:
        with file.world.acting(stage.people["night"]):
            pushes.sign_push(by=stage.people["night"], push=row, title="P-1")
    else:
        with file.world.acting(by):
            pushes.discard_push(by=by, push=row)


def _holds_end(rooms: House, made: Survivor) -> None:
    """One runs out, one is arrived on, one is refused, one is given back; somebody else is turned away."""
    gone, come, refused, released = made.holds
    rooms.ran_out(gone)
    with rooms.world.acting(rooms.keeper):
        assert places.arrive(by=rooms.keeper, hold=come, word=rooms.word(come)) == "arrived"
        places.refuse_hold(by=rooms.keeper, hold=refused, reason=Why.CRITERIA)
        places.turn_away(by=rooms.keeper, kind="emergency", reason=Why.CRITERIA, facts={"people": 1})
    with rooms.world.acting(rooms.seeker):
        places.release_hold(by=rooms.seeker, hold=released)


def _answers_come(made: Survivor) -> None:
    """Each on its own side of the same event: one referral declined, one accepted, the place given, the permit granted,
    the date confirmed."""
    file, crossed = made.file, made.crossed
    declined, accepted = (_of(file, file.clinic, Referral, crossed[name]) for name in ("referral", "tonight"))
    move(file, file.clinic, declined, State.DECLINED, decline=Decline.FULL, reply="Tomorrow")
    move(file, file.clinic, accepted, State.ACCEPTED)
    asked = _of(file, file.clinic, PlaceRequest, crossed["place"])
    with file.world.acting(file.clinic):
        bridges.answer_place(by=file.clinic, request=asked, answer=Asking.ACCEPTED)
    officer, today = made.office.officer, clocks.today()
    row = _of(file, officer, Application, crossed["permit"])
    with file.world.acting(officer):
        permits.grant(
            by=officer, application=row, first=today, last=today + timedelta(days=365), number="V-1"
        )
    lead = made.sides.officer
    dated = _of(file, lead, BridgeDate, crossed["date"])
    with file.world.acting(lead):
        bridges.answer_date(by=lead, date=dated, answer=Dated.CONFIRMED)


def _of(file: File, who: Member, model: Any, event: uuid.UUID) -> Any:
    """The row of this event that ``who`` sees."""
    with file.world.acting(who):
        return model.objects.get(event_id=event)
