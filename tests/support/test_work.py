"""What is due, who stands in, who is on duty, who is missing, and leaving a file to the service of another city."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accord.base import clock
from accord.base.clock import now
from accord.consent import actions as consents
from accord.consent.vocabulary import Fact, Purpose
from accord.dossiers.models import Dossier, Seat
from accord.support import actions, queries
from accord.support.models import Alert, CaseNote, DutyShift, FollowUp, Goal, SupportFile
from accord.support.vocabulary import AlertKind, FollowUpKind, Outcome
from tests.support.files import open_file
from tests.support.record import GOAL, fill, team_consent

MET = datetime(2026, 3, 10, 12, tzinfo=UTC)


def test_intake_plans_a_day_a_week_and_a_month(world):
    with clock.replaced(now=lambda: MET):
        file = open_file(world)
    with world.acting(file.lead):
        due = {row.kind: row.due_at for row in FollowUp.objects.all()}
        actions.plan_follow_ups(by=file.lead, file=file.row, since=MET)
        assert FollowUp.objects.count() == 3
        actions.plan_follow_ups(by=file.lead, file=file.row, since=MET + timedelta(days=2))
        assert FollowUp.objects.count() == 6
    assert due == {
        FollowUpKind.DAY: MET + timedelta(hours=24),
        FollowUpKind.WEEK: MET + timedelta(days=7),
        FollowUpKind.MONTH: MET + timedelta(days=30),
    }


def test_first_outcome_counts(world):
    file = open_file(world)
    with world.acting(file.lead):
        row = FollowUp.objects.order_by("due_at")[0]
        actions.finish_follow_up(by=file.lead, follow_up=row, outcome=Outcome.SPOKEN)
        actions.finish_follow_up(by=file.lead, follow_up=row, outcome=Outcome.NO_ANSWER)
        assert FollowUp.objects.get(id=row.id).outcome == Outcome.SPOKEN


def test_caseload_puts_danger_first_then_what_is_overdue(world):
    calm = open_file(world)
    with clock.replaced(now=lambda: MET):
        late = open_file(world, calm.lead, calm.clinic)
    urgent = open_file(world, calm.lead, calm.clinic)
    with world.acting(calm.lead):
        actions.raise_alert(by=calm.lead, file=urgent.row, kind=AlertKind.DANGER, words="Call 911")
        lines = queries.caseload()
    assert [line.file.id for line in lines] == [urgent.row.id, late.row.id, calm.row.id]
    assert [line.overdue for line in lines] == [0, 3, 0]


def test_alert_is_renewed_and_ended_once(world):
    file = open_file(world)
    with world.acting(file.lead):
        first = actions.raise_alert(
            by=file.lead, file=file.row, kind=AlertKind.MISSING, words="Ask their sister"
        )
        again = actions.raise_alert(by=file.lead, file=file.row, kind=AlertKind.MISSING, words="Ask their cousin",
                                    next_check_at=now())  # fmt: skip
        assert first.id == again.id and Alert.objects.count() == 1
        actions.end_alert(by=file.lead, alert=again)
        actions.end_alert(by=file.lead, alert=again)
        assert not queries.open_alerts().exists()


def test_cover_gives_a_seat_that_ends_with_it(world):
    file = open_file(world)
    colleague = world.member(file.lead.agency, name="Stand-in")
    with world.acting(file.lead):
        actions.arrange_cover(by=file.lead, file=file.row, away=file.lead, colleague=colleague, days=5)
        seat = Seat.objects.get(member_id=colleague.id)
    assert timedelta(days=4) < seat.until - now() < timedelta(days=6) and seat.role == "worker"
    with world.acting(colleague):
        assert queries.covering_for(colleague).get().away_id == file.lead.id
        assert len(queries.caseload()) == 1


def test_cover_is_arranged_by_a_lead_with_a_colleague_of_the_same_agency(world):
    file = open_file(world)
    for by, colleague in ((file.lead, file.clinic), (file.lead, file.lead)):
        with pytest.raises(PermissionDenied), world.acting(by):
            actions.arrange_cover(by=by, file=file.row, away=file.lead, colleague=colleague, days=5)


def test_roster_is_seen_by_its_own_agency_alone(world):
    file = open_file(world)
    fill(file)
    with world.acting(world.member(file.lead.agency)):
        assert DutyShift.objects.count() == 1
    for other in (file.clinic, world.member()):
        with world.acting(other):
            assert DutyShift.objects.count() == 0
    with pytest.raises(PermissionDenied), world.acting(file.lead):
        actions.add_shift(by=file.lead, member=file.clinic, starts=now(), until=now() + timedelta(hours=1))


def test_file_is_handed_over_whole_but_for_the_notes(world):
    file = open_file(world)
    fill(file)
    consent = team_consent(file)
    with pytest.raises(PermissionDenied), world.acting(file.lead):
        actions.hand_over(by=file.lead, file=file.row, consent=consent)
    with world.acting(file.lead):
        consents.admit_care_team(by=file.lead, dossier=file.dossier, consent=consent)
        actions.hand_over(by=file.lead, file=file.row, consent=consent)
        assert not SupportFile.objects.filter(dossier_id=file.row.dossier_id).exists()
    with world.acting(file.clinic):
        assert Dossier.objects.get(pk=file.row.dossier_id).owner_id == file.clinic.agency_id
        assert queries.goals_of(file.row.dossier_id)[0].words == GOAL and not CaseNote.objects.exists()
        actions.add_goal(by=file.clinic, file=file.row, words="A bus pass")
        assert Goal.objects.count() == 2
        consents.withdraw_consent(by=file.clinic, consent=consent)
        assert SupportFile.objects.exists()


def test_agreement_to_some_facts_hands_nothing_over(world):
    file = open_file(world)
    some = file.agree(purpose=Purpose.CARE_TEAM, facts=[Fact.NEEDS])
    with pytest.raises(PermissionDenied, match="whole file"), world.acting(file.lead):
        actions.hand_over(by=file.lead, file=file.row, consent=some)
