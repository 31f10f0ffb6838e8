"""An application reaches the authority with the least facts, is decided there, and comes back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accord.agencies.models import Agency
from accord.base.clock import now
from accord.base.row_security.call import call
from accord.consent import actions as consents
from accord.consent.models import Consent
from accord.consent.vocabulary import Fact, Purpose
from accord.dossiers import disclosed
from accord.dossiers.models import Disclosure, Dossier, Seat
from accord.notices.models import Notice
from accord.permits import actions, queries
from accord.permits.models import Application, ApplicationStep, RightClock
from accord.support.models import IdentityField, SupportFile
from tests.at_once import at_once
from tests.permits.applying import SUMMARY, Office, office
from tests.support.files import LEGAL

TODAY = date(2026, 11, 23)


@pytest.fixture
def desk(world: Any) -> Office:
    return office(world)


def grant(desk: Office, days: int = 365) -> None:
    with desk.world.acting(desk.officer):
        row = Application.objects.get(side="received")
        actions.grant(
            by=desk.officer, application=row, first=TODAY, last=TODAY + timedelta(days=days), number="V-1"
        )


def test_officer_reads_the_least_facts_and_nothing_of_the_file(desk):
    desk.apply()
    with desk.world.acting(desk.officer):
        row = Application.objects.get()
        told = {each["name"]: each["value"] for each in disclosed.told(queries.facts_sent(row)[0])}
        assert told == {"legal_name": LEGAL, "summary": SUMMARY, "safe_contact": "514 555 0177"}
        assert row.side == "received" and row.consent_id is None and row.sent_by is None
        assert (
            not Consent.objects.exists()
            and not SupportFile.objects.exists()
            and not RightClock.objects.exists()
        )
        assert not IdentityField.objects.exists() and Dossier.objects.get().title == row.number


def test_what_the_right_does_not_need_is_not_sent_though_agreed(desk):
    consent = desk.agree(facts=[Fact.LEGAL_NAME, Fact.HEALTH])
    desk.apply(consent, typed={Fact.HEALTH: "secret"})
    with desk.world.acting(desk.officer):
        assert [each["name"] for each in Disclosure.objects.get().fields] == ["legal_name"]


def test_database_refuses_more_than_the_right_needs(desk):
    consent = desk.agree(facts=[Fact.HEALTH])
    fields = '[{"name": "health", "value": "secret"}]'
    ids = [desk.file.row.id] * 2
    with (
        pytest.raises(PermissionDenied, match="more than this application needs"),
        desk.world.acting(desk.file.lead),
    ):
        call("apply_for_right", ids[0], ids[1], consent.id, desk.right().id, desk.officer.agency_id, desk.officer.id,
             "A-1", desk.officer.id, fields, TODAY)  # fmt: skip


def test_agreement_for_another_purpose_is_refused(desk):
    with pytest.raises(PermissionDenied, match="another purpose"):
        desk.apply(desk.agree(purpose=Purpose.COMPENSATION))


@pytest.mark.parametrize("realm", ["support", "enforcement", "coordination"])
def test_only_an_authority_is_applied_to(desk, realm):
    elsewhere = desk.world.member(desk.world.agency(realm), duties=["intake"])
    with pytest.raises(PermissionDenied, match="goes to an authority"):
        desk.apply(desk.agree(recipient=elsewhere.agency))


def test_immigration_enforcement_receives_nothing_even_as_an_authority(desk):
    border = desk.world.member(desk.world.agency("authority", immigration=True), duties=["intake"])
    with pytest.raises(PermissionDenied, match="immigration"):
        desk.apply(desk.agree(recipient=border.agency))


def test_officer_with_an_account_at_immigration_enforcement_is_not_seated(desk):
    border = desk.world.agency(short_name="Border", immigration=True)
    double = desk.world.member(desk.officer.agency, name="Double", duties=["intake"])
    desk.world.member(border, human_id=double.human_id)
    desk.apply()
    with desk.world.acting(double):
        assert (
            not Application.objects.exists()
            and not Disclosure.objects.exists()
            and not Notice.objects.exists()
        )
        assert not Seat.objects.exists()
    assert desk.received()


def test_police_see_no_row(desk):
    police = desk.world.member(desk.world.agency())
    desk.apply()
    grant(desk)
    with desk.world.acting(police):
        assert not Application.objects.exists() and not ApplicationStep.objects.exists()
        assert not RightClock.objects.exists() and not Disclosure.objects.exists()


def test_granted_permit_comes_back_to_the_file_and_stops_its_clock(desk):
    row = desk.apply()
    with desk.world.acting(desk.file.lead):
        assert [clock.due_on - clock.from_on for clock in RightClock.objects.all()] == [timedelta(days=30)]
    grant(desk)
    mine = desk.sent()
    assert (mine.state, mine.valid_until, mine.authority_number) == (
        "issued",
        TODAY + timedelta(days=365),
        "V-1",
    )
    with desk.world.acting(desk.file.lead):
        assert not queries.running_clocks()
        assert Notice.objects.filter(kind="application_changed", subject_id=row.id).count() == 1
        assert [step.kind for step in queries.steps_of(mine)] == ["issued", "requested"]
        assert queries.steps_of(mine)[0].by is None  # an officer's name stays with the authority


def test_same_form_twice_applies_once(desk):
    key, consent = desk.officer.id, desk.agree()
    assert desk.apply(consent, form_key=key).id == desk.apply(consent, form_key=key).id
    with desk.world.acting(desk.officer):
        assert Application.objects.count() == 1


def test_worker_does_not_decide_for_the_authority(desk):
    row = desk.apply()
    with pytest.raises(PermissionDenied), desk.world.acting(desk.file.lead):
        actions.refuse(by=desk.file.lead, application=row, reason="no")
    with pytest.raises(PermissionDenied, match="decided by the authority"), desk.world.acting(desk.file.lead):
        call("decide_application", row.dossier_id, row.id, "refused", None, None, "", "no", "")


def test_permit_beyond_three_years_is_refused(desk):
    desk.apply()
    grant(desk, days=365)
    for days in (1097, -1):
        with pytest.raises(PermissionDenied, match="no longer than the law"), desk.world.acting(desk.officer):
            actions.renew(by=desk.officer, application=Application.objects.get(), first=TODAY,
                          last=TODAY + timedelta(days=days))  # fmt: skip


def test_decided_once(desk):
    desk.apply()
    grant(desk)
    with (
        pytest.raises(PermissionDenied, match="decided, withdrawn or is over"),
        desk.world.acting(desk.officer),
    ):
        actions.refuse(by=desk.officer, application=Application.objects.get(), reason="late")


def test_refusal_says_why(desk):
    desk.apply()
    with desk.world.acting(desk.officer):
        row = Application.objects.get()
        with pytest.raises(PermissionDenied, match="say why"):
            actions.refuse(by=desk.officer, application=row, reason=" ")
        actions.refuse(by=desk.officer, application=row, reason="Not met")
    assert desk.sent().reason == "Not met"


def test_withdrawn_consent_withdraws_and_empties(desk):
    consent = desk.agree()
    desk.apply(consent)
    with desk.world.acting(desk.file.lead):
        consents.withdraw_consent(by=desk.file.lead, consent=consent)
    assert desk.received().state == desk.sent().state == "withdrawn"
    with desk.world.acting(desk.officer):
        assert [each.fields for each in Disclosure.objects.all()] == [[]]
        assert queries.facts_sent(Application.objects.get()) == []
    with desk.world.acting(desk.file.lead):
        assert not queries.running_clocks()


def test_decision_stands_when_the_consent_ends_and_the_facts_go(desk):
    consent = desk.agree()
    desk.apply(consent)
    grant(desk)
    with desk.world.acting(desk.file.lead):
        consents.withdraw_consent(by=desk.file.lead, consent=consent)
    assert desk.received().state == "issued" and desk.received().authority_number == "V-1"
    with desk.world.acting(desk.officer):
        assert [each.fields for each in Disclosure.objects.all()] == [[]]


def test_worker_takes_back_before_the_decision_and_the_agreement_stays(desk):
    consent = desk.agree()
    row = desk.apply(consent)
    with desk.world.acting(desk.file.lead):
        actions.withdraw_application(by=desk.file.lead, application=row)
        assert Consent.objects.get(id=consent.id).is_live
    with desk.world.acting(desk.officer):
        assert [each.fields for each in Disclosure.objects.all()] == [[]]
        assert Notice.objects.filter(kind="application_changed").count() == 1
    with pytest.raises(PermissionDenied), desk.world.acting(desk.file.lead):
        actions.withdraw_application(by=desk.file.lead, application=row)


def ask_more(desk: Office) -> None:
    with desk.world.acting(desk.officer):
        actions.ask_fact(
            by=desk.officer, application=Application.objects.get(), fact=Fact.HEALTH, why="The form asks"
        )


def test_one_more_fact_needs_an_agreement_given_after_it_was_asked(desk):
    early = desk.agree(facts=[Fact.HEALTH])
    row = desk.apply()
    ask_more(desk)
    sending = {"by": desk.file.lead, "file": desk.file.row, "application": desk.sent(), "typed": "asthma"}
    with pytest.raises(PermissionDenied, match="asked again"), desk.world.acting(desk.file.lead):
        actions.send_fact(consent=early, **sending)
    later = desk.agree(facts=[Fact.HEALTH])
    with desk.world.acting(desk.file.lead):
        assert [each.id for each in queries.agreements_to_send(sending["application"])] == [later.id]
        actions.send_fact(consent=later, **sending)
    with desk.world.acting(desk.officer):
        mine = Application.objects.get()
        said = {each["value"] for row in queries.facts_sent(mine) for each in disclosed.told(row)}
        assert "asthma" in said and LEGAL in said and not mine.asked_fact
        assert Dossier.objects.count() == 1
    assert row.id == desk.sent().id


def test_agreement_for_the_extra_fact_takes_back_that_fact_alone(desk):
    desk.apply()
    ask_more(desk)
    later = desk.agree(facts=[Fact.HEALTH])
    with desk.world.acting(desk.file.lead):
        row = Application.objects.get()
        actions.send_fact(
            by=desk.file.lead, file=desk.file.row, application=row, consent=later, typed="asthma"
        )
        consents.withdraw_consent(by=desk.file.lead, consent=later)
    with desk.world.acting(desk.officer):
        mine = Application.objects.get()
        assert mine.state == "requested"
        assert {each["name"] for row in queries.facts_sent(mine) for each in disclosed.told(row)} == {
            "legal_name", "summary", "safe_contact"}  # fmt: skip


def test_new_agreement_carries_a_pending_application_on(desk):
    first = desk.agree(days=10)
    row = desk.apply(first)
    less = desk.agree(facts=[Fact.LEGAL_NAME], days=80)
    with pytest.raises(PermissionDenied, match="every fact"), desk.world.acting(desk.file.lead):
        actions.carry_on(by=desk.file.lead, application=row, consent=less)
    second = desk.agree(days=80)
    with desk.world.acting(desk.file.lead):
        actions.carry_on(by=desk.file.lead, application=row, consent=second)
        consents.withdraw_consent(by=desk.file.lead, consent=first)
    assert desk.received().state == "requested"
    with desk.world.acting(desk.officer):
        # At midnight before it, since an end to the microsecond would name the agreement (accord.coarse_end).
        ends = queries.facts_sent(Application.objects.get())[0].expires_at
        assert first.expires_at < ends <= second.expires_at < ends + timedelta(days=1)


def test_authority_elsewhere_is_noted_on_one_side_and_decided_by_the_worker(desk):
    lead = desk.file.lead
    with desk.world.acting(lead):
        row = actions.note_application(
            by=lead, file=desk.file.row, right=desk.right("ivac"), authority_name="IVAC", requested_on=TODAY,
            stages=["ask-after"],
        )  # fmt: skip
        actions.set_interview(by=lead, application=row, on=TODAY + timedelta(days=3))
        actions.grant(by=lead, application=row, first=TODAY, last=TODAY + timedelta(days=90))
        assert row.state == "issued" and not queries.running_clocks()
    with desk.world.acting(desk.officer):
        assert not Application.objects.exists()


def test_reader_and_stranger_neither_apply_nor_decide(desk):
    row = desk.apply()
    reader = desk.world.member(desk.file.lead.agency, name="Trainee")
    with desk.world.acting(desk.file.lead):
        call("grant_seat", desk.file.row.dossier_id, reader.id, "reader", 30)
    for who in (reader, desk.world.member(desk.world.agency("support")), desk.file.clinic):
        with pytest.raises(PermissionDenied), desk.world.acting(who):
            call("withdraw_application", row.dossier_id, row.id)
        with pytest.raises(PermissionDenied), desk.world.acting(who):
            call("note_application", row.id, row.dossier_id, desk.right().id, "X", "A-1", TODAY)


def test_expired_agreement_withdraws_what_is_pending(desk):
    desk.apply()
    desk.world.sql("UPDATE accord.consent SET given_at = now() - interval '3 days', expires_at = now()")
    desk.world.sql("SELECT accord.end_expired_consents()")
    assert desk.received().state == "withdrawn"


def test_authorities_leave_out_those_who_remove_people(desk):
    desk.world.agency("authority", short_name="Removals", immigration=True)
    assert [each.short_name for each in queries.authorities()] == ["IRCC"]
    assert Agency.objects.filter(realm="authority").count() == 2
    assert now().tzinfo


def test_authority_that_presses_several_times_says_it_once(desk):
    """An interview, a question, a renewal; each is one line of the history on either side."""
    row = desk.apply()
    received = desk.received()
    lines = "SELECT kind, count(*) FROM accord.application_step GROUP BY kind"
    day = TODAY + timedelta(days=3)
    acts = (
        ("interview", lambda: actions.set_interview(by=desk.officer, application=received, on=day)),
        (
            "asked",
            lambda: actions.ask_fact(
                by=desk.officer, application=received, fact=Fact.LANGUAGES, why="To book"
            ),
        ),
        ("issued", lambda: actions.grant(by=desk.officer, application=received, first=TODAY, last=day)),
        (
            "renewed",
            lambda: actions.renew(
                by=desk.officer, application=received, first=TODAY, last=day + timedelta(9)
            ),
        ),
    )
    for kind, act in acts:
        raised = at_once(desk.world, desk.officer, act)
        assert raised == [], kind
        assert dict(desk.world.sql(lines))[kind] == 2, kind
    assert row.number
